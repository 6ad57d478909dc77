"""Programs of the system that open a kind of file, and how one of them is started.

On Linux they are read from desktop entries, as the Desktop Entry and the MIME Applications
specifications of freedesktop.org say. Windows has a dialog of its own for that, and macOS starts
whatever application is named.
"""

import os
import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from configparser import Error, RawConfigParser, SectionProxy
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QLocale, QMimeDatabase, QProcess, QUrl

from colorizer_gui.engine.schema import InvalidError, read_text
from colorizer_gui.gui.base.environment import environment_for_others

_ENTRY = "Desktop Entry"
_LARGEST_ENTRY = 2**18  # bytes
_MOST_ENTRIES = 5_000
_OWN_ENTRIES = ("org.colorizer.Colorizer.desktop",)
_FILE_CODES, _URL_CODES = ("%f", "%F"), ("%u", "%U")


@dataclass(frozen=True)
class Program:
    """A program that can open a file.

    Parameters
    ----------
    id : str
        Path of its desktop entry, its executable or its application; kept in the settings.
    name : str
    command : tuple of str
        Program and arguments; the codes of desktop entries stand for the file, which comes last
        where there is none.
    """

    id: str
    name: str
    command: tuple[str, ...]

    def open(self, path: Path) -> bool:
        """Start the program with a file; False if that is not possible."""
        program, *arguments = _filled(self.command, path)
        process = QProcess()
        process.setProgram(program)
        process.setArguments(arguments)
        with environment_for_others():
            started: object = process.startDetached()  # a bool, though its type says otherwise
        return started is True


def program_at(id: str) -> Program | None:
    """The program with an id; None where it is gone."""
    path = Path(id)
    if not id or not path.exists():
        return None
    if path.suffix == ".desktop":
        entry = _read(path)
        return None if entry is None else _program(path, entry)
    if path.suffix == ".app":
        return Program(id, path.stem, ("open", "-a", id))
    return Program(id, path.stem, (id,)) if os.access(path, os.X_OK) else None


def programs_for(path: Path) -> list[Program]:
    """The programs that open files like this one, by name, that of the system first.

    None where the system is not asked: on Windows and macOS.
    """
    if not sys.platform.startswith("linux"):
        return []
    types = _types_of(path)
    added, removed, preferred = _associations()
    found: dict[str, Program] = {}
    for name, file in _desktop_files():
        entry = _read(file)
        if entry is None or name in _OWN_ENTRIES:
            continue
        own = entry.get("MimeType", "").split(";")
        opened = [each for each in types if each in own or name in added.get(each, ())]
        if any(name not in removed.get(each, ()) for each in opened):
            program = _program(file, entry)
            if program is not None:
                found.setdefault(name, program)
    first = next((name for each in types for name in preferred.get(each, ()) if name in found), "")
    ordered = sorted(found.items(), key=lambda item: (item[0] != first, item[1].name.casefold()))
    return [program for _, program in ordered]


def system_chooser(path: Path) -> Program | None:
    """The system's own dialog to choose a program for a file; None where there is none."""
    if sys.platform != "win32":
        return None
    return Program("", "", ("rundll32.exe", "shell32.dll,OpenAs_RunDLL", str(path)))


def programs_folder() -> Path:
    """Where programs lie, for a dialog to begin in."""
    if sys.platform == "darwin":
        return Path("/Applications")
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMFILES", "C:/"))
    return Path("/usr/bin")


def _types_of(path: Path) -> list[str]:
    """The MIME type of a file and those that it is a kind of, the narrowest first."""
    kind = QMimeDatabase().mimeTypeForFile(str(path))
    return [kind.name(), *kind.aliases(), *kind.allAncestors()]


def _data_folders() -> list[Path]:
    """Where desktop entries lie, the user's own first."""
    own = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share"
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return [Path(own), *map(Path, shared.split(":"))]


def _config_folders() -> list[Path]:
    own = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    shared = os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg"
    return [Path(own), *map(Path, shared.split(":"))]


def _desktop_files() -> Iterator[tuple[str, Path]]:
    """Desktop entries with their ids; the first of an id counts."""
    known: set[str] = set()
    for folder in (each / "applications" for each in _data_folders()):
        try:
            files = list(islice(folder.rglob("*.desktop"), _MOST_ENTRIES))
        except OSError:
            continue
        for file in sorted(files):
            name = "-".join(file.relative_to(folder).parts)
            if name not in known:
                known.add(name)
                yield name, file


def _parsed(path: Path) -> RawConfigParser | None:
    """A file of keys in sections; None where it cannot be read."""
    parser = RawConfigParser(delimiters=("=",), comment_prefixes=("#",), strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        parser.read_string(read_text(path, _LARGEST_ENTRY))
    except (OSError, InvalidError, Error):
        return None
    return parser


def _read(path: Path) -> SectionProxy | None:
    parser = _parsed(path)
    return parser[_ENTRY] if parser is not None and parser.has_section(_ENTRY) else None


def _program(path: Path, entry: Mapping[str, str]) -> Program | None:
    """The program of a desktop entry; None for one that is hidden, or takes no file."""
    if entry.get("Type") != "Application" or any(
        entry.get(key, "").lower() == "true" for key in ("Hidden", "NoDisplay", "Terminal")
    ):
        return None
    try:
        command = tuple(shlex.split(entry.get("Exec", "")))
    except ValueError:
        return None
    takes_file = any(code in part for part in command for code in (*_FILE_CODES, *_URL_CODES))
    name = _localized(entry)
    return Program(str(path), name, command) if takes_file and name else None


def _localized(entry: Mapping[str, str]) -> str:
    """The name of a desktop entry in the language of the system."""
    language = QLocale().name()
    keys = (f"Name[{language}]", f"Name[{language.partition('_')[0]}]", "Name")
    return next((entry[key].strip() for key in keys if entry.get(key)), "")


def _associations() -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
    """Desktop entries that were added to, removed from and preferred for types, by type."""
    sections = ("Added Associations", "Removed Associations", "Default Applications")
    found: tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]] = ({}, {}, {})
    desktops = os.environ.get("XDG_CURRENT_DESKTOP", "").lower().split(":")
    names = [*(f"{each}-mimeapps.list" for each in desktops if each), "mimeapps.list"]
    folders = [*_config_folders(), *(each / "applications" for each in _data_folders())]
    for file in (folder / name for folder in folders for name in names):
        parser = _parsed(file)
        for section, entries in zip(sections, found, strict=True):
            if parser is not None and parser.has_section(section):
                for kind, listed in parser[section].items():
                    entries.setdefault(kind, []).extend(filter(None, listed.split(";")))
    return found


def _filled(command: tuple[str, ...], path: Path) -> list[str]:
    """A command with a file in the place of the codes of desktop entries."""
    values = dict.fromkeys(_FILE_CODES, str(path)) | dict.fromkeys(
        _URL_CODES,
        QUrl.fromLocalFile(str(path)).toString(QUrl.ComponentFormattingOption.FullyEncoded),
    )
    known = {*values, "%%"}
    parts = [part for part in command if part in known or not re.fullmatch("%[a-zA-Z]", part)]

    def value(code: re.Match[str]) -> str:
        return "%" if code[0] == "%%" else values.get(code[0], "")

    filled = [re.sub("%[a-zA-Z%]", value, part) for part in parts]
    takes_file = any(code in part for part in command for code in values)
    return filled if takes_file or str(path) in command else [*filled, str(path)]
