"""`colorizer models`: list, check, import and remove models."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from colorizer_gui.cli.messages import print_line, print_table, say
from colorizer_gui.engine.messages import Message, quoted
from colorizer_gui.engine.paths import local_path

if TYPE_CHECKING:
    from colorizer_gui.engine.model.description import Description


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.set_defaults(act=_list)
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    _add_file(actions, "import", _import, "try a model and copy it into the folder of models")
    _add_file(actions, "check", _check, "try a model: load it, run it and compare its colors")
    own = actions.add_parser("remove", help="remove a model that was imported")
    own.add_argument("model", metavar="ID", help="as `colorizer models` lists it")
    own.set_defaults(act=_remove)


def _add_file(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    act: Callable[[argparse.Namespace], int],
    text: str,
) -> None:
    own = actions.add_parser(name, help=text)
    own.add_argument("file", type=local_path, metavar="FILE", help="an .onnx file")
    own.set_defaults(act=act)


def _list(_options: argparse.Namespace) -> int:
    from colorizer_gui.engine.model.description import describe
    from colorizer_gui.engine.model.library import installed_models

    code = 0
    for path in installed_models():
        description = describe(path)
        if description.problem is not None:
            code = 1
            say(description.problem)
            continue
        print_line(f"{path.stem:<16}{quoted(description.title)}")
        for name, value in _rows(description):
            print_line(f"{'':<16}{name:<9}{quoted(value)}")
    return code


def _rows(description: "Description") -> list[tuple[str, str]]:
    from colorizer_gui.engine.model.versions import checksum

    return [
        ("size", f"{description.size / 1e6:.1f} MB"),
        ("license", description.license),
        ("source", description.source),
        ("quality", description.quality or "not measured"),
        ("sha256", checksum(description.path)),
    ]


def _check(options: argparse.Namespace) -> int:
    from colorizer_gui.engine.model.description import describe
    from colorizer_gui.engine.model.trial import try_model

    path: Path = options.file
    trial = try_model(path)
    description = describe(path)
    taken = [("hints", trial.has_hints), ("color bins", trial.has_bins),
             ("surfaces", trial.has_surfaces)]  # fmt: skip
    rows: list[tuple[str, object]] = [
        ("model", description.title),
        *_rows(description),
        *((name, "yes" if has else "no") for name, has in taken),
        ("loading", f"{trial.load_seconds:.2f} s"),
        ("one run", f"{trial.run_seconds:.2f} s on one core"),
        ("self-check", "the colors are those of its export" if trial.is_checked
         else "the file holds no colors to compare with"),
    ]  # fmt: skip
    print_table(rows)
    return 0


def _import(options: argparse.Namespace) -> int:
    from colorizer_gui.engine.model.installing import import_model

    imported = import_model(options.file)
    values = {"title": imported.description.title, "model": imported.model}
    if imported.is_new:
        say(Message("Imported {title} as {model}.", **values))
    else:
        say(Message("{title} is installed already as {model}.", **values))
    return 0


def _remove(options: argparse.Namespace) -> int:
    from colorizer_gui.engine.model.installing import remove_model

    remove_model(options.model)
    say(Message("Removed {model}.", model=options.model))
    return 0


def run(options: argparse.Namespace) -> int:
    """Run the command with parsed arguments; returns the exit code."""
    code: int = options.act(options)
    return code
