"""Chooses the libraries of the packaged program, and makes them small; on Linux."""

import fnmatch
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePath

from tools.elf_files import without_debug_information
from tools.icu_tables import write_smaller
from tools.replacements import replacements
from tools.stand_ins import stand_ins

# What PyInstaller calls an entry: its path inside the package, where it comes from, and its kind.
Entry = tuple[str, str, str]

# Every desktop has these, in versions that fit its fonts, its screen and its services. Drivers of
# the screen can need a newer libstdc++ than the one of the computer that built the package.
OF_THE_SYSTEM = (
    "libX11.so.*", "libX11-xcb.so.*", "libdbus-1.so.*", "libexpat.so.*", "libfontconfig.so.*",
    "libfreetype.so.*", "libgcc_s.so.*", "libglib-2.0.so.*", "libgthread-2.0.so.*",
    "libstdc++.so.*", "libz.so.*", "libzstd.so.*",
)  # fmt: skip
NEEDED_GLIBC = re.compile(r"\bGLIBC_(\d+(?:\.\d+)+)")
TABLES_OF_ICU = "PySide6/Qt/lib/libicudata.so.*"


def smaller(entries: Iterable[Entry], folder: Path) -> tuple[list[Entry], set[str]]:
    """Leave out and make smaller what the program does not use of its libraries.

    Parameters
    ----------
    entries : iterable of Entry
        Libraries, modules in machine code, and links to them.
    folder : Path
        Where new files are written.

    Returns
    -------
    entries : list of Entry
    made : set of str
        The names of those that are the project's own.
    """
    entries = [
        entry
        for entry in entries
        if not any(fnmatch.fnmatch(entry[0], pattern) for pattern in OF_THE_SYSTEM)
    ]
    files = {name: Path(origin) for name, origin, kind in entries if kind != "SYMLINK"}
    made = stand_ins(files, folder / "stand-ins") | replacements(files, folder / "replacements")
    changed = dict(made)
    for name in fnmatch.filter(files, TABLES_OF_ICU):
        changed[name] = folder / PurePath(name).name
        write_smaller(files[name], changed[name])
    entries = only_needed(
        (name, str(changed.get(name, origin)), kind) for name, origin, kind in entries
    )
    return [_without_debug_information(entry, folder / "files") for entry in entries], set(made)


def _without_debug_information(entry: Entry, folder: Path) -> Entry:
    name, origin, kind = entry
    # The program knows its own libraries by their checksums.
    if kind == "SYMLINK" or name.startswith("colorizer_gui/"):
        return entry
    data = Path(origin).read_bytes()
    less = without_debug_information(data)
    if less == data:
        return entry
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(less)
    target.chmod(Path(origin).stat().st_mode)
    return name, str(target), kind


def is_library(name: str) -> bool:
    """Whether a file is there for others to load: all else is loaded by the program itself."""
    path = PurePath(name)
    folder = path.parent.as_posix()
    return path.name.startswith("lib") and (
        folder == "." or folder.endswith((".libs", "Qt/lib", "/lib"))
    )


def only_needed(entries: Iterable[Entry]) -> list[Entry]:
    """Leave out the libraries that nothing else in the package loads.

    Plugins that are left out, and stand-ins, need less than what was collected for them.
    """
    entries = list(entries)
    origins = {
        PurePath(name).name: Path(origin) for name, origin, kind in entries if kind != "SYMLINK"
    }
    waiting = [
        PurePath(name).name
        for name, _, kind in entries
        # The program itself opens Python's library.
        if kind != "SYMLINK" and (not is_library(name) or name.startswith("libpython"))
    ]
    needed = set()
    while waiting:
        name = waiting.pop()
        if name not in needed and name in origins:
            needed.add(name)
            waiting += linked_to(origins[name])
    return [
        entry for entry in entries if not is_library(entry[0]) or PurePath(entry[0]).name in needed
    ]


def linked_to(library: Path) -> list[str]:
    """The names of the libraries that one is linked to; none for what is no library."""
    lines = headers(library).splitlines()
    return [line.split()[1] for line in lines if line.startswith("  NEEDED ")]


def headers(*libraries: Path) -> str:
    """What libraries tell the loader, in the words of objdump."""
    command = ["objdump", "--private-headers", *libraries]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def newest_glibc(paths: Iterable[Path]) -> tuple[int, ...]:
    """The version of glibc that programs and libraries need."""
    numbers = NEEDED_GLIBC.findall(headers(*paths))
    return max((tuple(map(int, number.split("."))) for number in numbers), default=(2, 0))
