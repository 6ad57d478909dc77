"""Write what describes the command from its parsers: ``python -m tools.command_reference``.

The page docs/command.md, and in packaging/command the manual page and the completions of bash,
zsh and fish, which the .deb and the wheel install.
"""

import argparse
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import shtab

from colorizer_gui.cli import command_parser
from colorizer_gui.engine.paths import local_path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/command.md"
FOLDER = ROOT / "packaging/command"
COMPLETIONS = {"bash": "colorizer.bash", "zsh": "_colorizer", "fish": "colorizer.fish"}
# What arguments that are folders are called.
FOLDERS = {"SOURCE", "DEST", "DIR", "FOLDER", "PHOTOS"}
PATHS = re.compile(r"\b(?:FILE|PHOTO|MODEL)\b")

HEAD = """\
# The command

Every command with its options, as `colorizer COMMAND --help` prints them. \
`python -m tools.command_reference` writes this page from the parsers, and with it the manual page \
(`man colorizer`) and the completions for bash, zsh and fish.

"""
TAIL = """\
## Exit status

{status}

## Completion

The Linux package installs completions and the manual page. With pip they lie in the environment; \
`python -c 'import sys; print(sys.prefix)'` prints its path, which stands for `PREFIX` here:

    source PREFIX/share/bash-completion/completions/colorizer            # in ~/.bashrc
    fpath+=(PREFIX/share/zsh/site-functions)            # in ~/.zshrc, before compinit
    source PREFIX/share/fish/vendor_completions.d/colorizer.fish   # in config.fish
"""
STATUS = (
    ("0", "all went well"),
    ("1", "a photo could not be colorized, or something else failed; the message says what"),
    ("2", "the arguments are wrong"),
    (
        "128 + N",
        "signal N ended the command: 130 after Ctrl+C; batch --watch, which a signal ends as "
        "planned, gives 0 or 1",
    ),
)
EXAMPLES = (
    ("Write scan_color.tif beside a scan:", "colorizer colorize scan.tif"),
    (
        "Colorize a folder and its subfolders; the same line goes on after an interruption:",
        "colorizer batch scans/ colorized/ --recursive --resume",
    ),
    ("Open the page for browsers:", "colorizer serve --open"),
)
STORED = (
    ("PHOTO.EXT.colorizer.json", "the recipe of a photo that was edited, beside it"),
    (".colorizer-batch.jsonl", "the journal of a batch, in the folder of the results"),
    ("~/.config/Colorizer/settings.toml", "settings; COLORIZER_SETTINGS names another file"),
    ("~/.local/share/Colorizer/models", "models that you added"),
    ("~/.local/state/Colorizer/log", "details of unexpected errors, a file for each process"),
)


@dataclass(frozen=True)
class Option:
    """An argument: how it is written, and what it means."""

    written: str
    meaning: str


@dataclass(frozen=True)
class Described:
    """A command, with its arguments in groups."""

    name: str
    sentence: str
    usage: str
    groups: tuple[tuple[str, tuple[Option, ...]], ...]


def subparsers(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """The parsers of the commands of a parser, each with its help."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                yield choice.help or "", action.choices[choice.dest]


def commands(parser: argparse.ArgumentParser, text: str = "") -> Iterator[Described]:
    """Describe a parser's commands, and theirs."""
    inner = list(subparsers(parser))
    # One whose commands may be left out does something by itself.
    if not any(
        isinstance(one, argparse._SubParsersAction) and one.required for one in parser._actions
    ):
        groups = tuple(_groups(parser))
        yield Described(parser.prog, text[:1].upper() + text[1:], _usage(parser), groups)
    for its_text, one in inner:
        yield from commands(one, its_text)


def _arguments(actions: Iterable[argparse.Action]) -> list[argparse.Action]:
    hidden = (argparse._HelpAction, argparse._SubParsersAction)
    return [one for one in actions if not isinstance(one, hidden) and one.help != argparse.SUPPRESS]


def _usage(parser: argparse.ArgumentParser) -> str:
    actions = _arguments(parser._actions)
    words = [_value(one) for one in actions if not one.option_strings]
    return " ".join([parser.prog, *(["[OPTION...]"] if len(words) < len(actions) else []), *words])


def _groups(parser: argparse.ArgumentParser) -> Iterator[tuple[str, tuple[Option, ...]]]:
    others: dict[argparse.Action, list[str]] = {}
    for exclusive in parser._mutually_exclusive_groups:
        for one in exclusive._group_actions:
            rest = [other for other in exclusive._group_actions if other is not one]
            others[one] = [other.option_strings[-1] for other in rest]
    formatter = argparse.HelpFormatter(parser.prog)
    for group in parser._action_groups:
        rows = []
        for one in _arguments(group._group_actions):
            meaning = formatter._expand_help(one) if one.help else ""
            if one in others:
                meaning += f"; not with {' or '.join(f'`{name}`' for name in others[one])}"
            words = [", ".join(one.option_strings), _value(one)]
            rows.append(Option(" ".join(filter(None, words)), meaning))
        if rows:
            yield group.title or "", tuple(rows)


def _value(action: argparse.Action) -> str:
    """What is written after an option, or for an argument without one."""
    if action.nargs == 0:
        return ""
    if action.metavar:
        name = str(action.metavar)
    elif action.choices:
        name = f"{{{','.join(map(str, action.choices))}}}"
    else:
        name = action.dest.upper()
    return {"+": f"{name}...", "*": f"[{name}...]", "?": f"[{name}]"}.get(str(action.nargs), name)


def _prepared() -> argparse.ArgumentParser:
    """The parser of the command, which tells shtab which arguments are files and folders."""
    parser = command_parser()
    pending = [parser]
    while pending:
        one = pending.pop()
        pending += [inner for _, inner in subparsers(one)]
        for action in _arguments(one._actions):
            name = str(action.metavar or "")
            if name in FOLDERS:
                action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
            elif action.type is local_path or PATHS.search(name):
                action.complete = shtab.FILE  # type: ignore[attr-defined]
    return parser


def page() -> str:
    """The page, in Markdown."""
    parts = [HEAD]
    for command in commands(command_parser()):
        parts.append(f"## {command.name}\n\n{command.sentence}.\n\n    {command.usage}\n\n")
        for title, rows in command.groups:
            name = "" if title == "positional arguments" else f"{title.capitalize()}:\n\n"
            lines = (f"- `{row.written}`: {row.meaning}\n" for row in rows)
            parts.append(f"{name}{''.join(lines)}\n")
    status = "".join(f"| {code} | {meaning} |\n" for code, meaning in STATUS)
    return "".join(parts) + TAIL.format(status=f"| code | meaning |\n| --- | --- |\n{status}"[:-1])


def roff(text: str) -> str:
    """A text as a manual page has it; what stands in backticks is bold."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    escaped = re.sub(r"`([^`]*)`", r"\\fB\1\\fR", escaped)
    return f"\\&{escaped}" if escaped.startswith(".") else escaped


def manual() -> str:
    """The manual page."""
    parser = command_parser()
    lines = ['.TH COLORIZER 1 "" "Colorizer" "Commands"', ".SH NAME"]
    lines += [r"colorizer, colorizer\-gui \- give black\-and\-white photographs believable color"]
    lines += [".SH SYNOPSIS", r"\fBcolorizer\fR \fICOMMAND\fR [\fIARGUMENT\fR...]", ".br"]
    lines += [r"\fBcolorizer\-gui\fR [\fIPHOTO\fR...]", ".SH DESCRIPTION"]
    about = (
        "`colorizer` colorizes photographs on this computer, without a network. The photos "
        "themselves are never changed. `colorizer-gui` opens the window."
    )
    lines += [roff(about), ".SH COMMANDS"]
    for command in commands(parser):
        lines += [f".SS {roff(command.name)}", roff(f"{command.sentence}."), ".PP"]
        lines += [roff(f"`{command.usage}`")]
        for title, rows in command.groups:
            if title not in ("positional arguments", "options"):
                lines += [".PP", f"{roff(title.capitalize())}:"]
            for row in rows:
                lines += [".TP", roff(f"`{row.written}`"), roff(row.meaning)]
    for title, rows in (("EXIT STATUS", STATUS), ("FILES", STORED)):
        lines += [f".SH {title}"]
        for name, meaning in rows:
            lines += [".TP", roff(f"`{name}`"), roff(meaning)]
    lines += [".SH EXAMPLES"]
    for text, example in EXAMPLES:
        lines += [".PP", roff(text), ".PP", ".RS", ".nf", roff(example), ".fi", ".RE"]
    return "\n".join(lines) + "\n"


def written() -> dict[Path, str]:
    """All files with their text."""
    texts = {PAGE: page(), FOLDER / "colorizer.1": manual()}
    for shell, name in COMPLETIONS.items():
        texts[FOLDER / name] = shtab.complete(_prepared(), shell)
    return texts


if __name__ == "__main__":
    for path, text in written().items():
        path.write_text(text, encoding="utf-8")
