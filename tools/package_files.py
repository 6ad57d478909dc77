"""Chooses the libraries of the packaged program, and makes them small; on Linux."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePath

# What PyInstaller calls an entry: its path inside the package, where it comes from, and its kind.
Entry = tuple[str, str, str]


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


def headers(library: Path) -> str:
    """What a library tells the loader, in the words of objdump."""
    command = ["objdump", "--private-headers", library]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def without_debug_information(entry: Entry, folder: Path) -> Entry:
    """Take debug information out of a library of Python's own, which some builds of it have.

    Nothing else is stripped: what wheels carry was changed in ways that stripping breaks.
    """
    name, origin, kind = entry
    if kind == "SYMLINK" or not (name.startswith("libpython") or "/lib-dynload/" in name):
        return entry
    target = folder / PurePath(name).name
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(origin, target)
    subprocess.run(["strip", "--strip-debug", target], check=True)
    return name, str(target), kind
