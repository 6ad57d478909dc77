"""`colorizer models`: list, check, import, get and remove models."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from colorizer_gui.cli.messages import print_line, print_table, say, show_share
from colorizer_gui.engine.choices import PUBLISHED_MODELS
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.messages import Message, quoted
from colorizer_gui.engine.paths import local_path

if TYPE_CHECKING:
    from colorizer_gui.engine.model.description import Description
    from colorizer_gui.engine.model.installing import Imported


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.set_defaults(act=_list)
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    _add_file(actions, "import", _import, "try a model and copy it into the folder of models")
    _add_file(actions, "check", _check, "try a model: load it, run it and compare its colors")
    own = actions.add_parser("get", help="download, convert and install a published model")
    own.add_argument("model", choices=PUBLISHED_MODELS, help="of Zhang et al. 2016, or 2017")
    own.add_argument("--yes", action="store_true", help="do not ask")
    own.add_argument(
        "--from",
        dest="source",
        type=local_path,
        metavar="FILE",
        help="a copy of the published checkpoint (.pth), in place of the download",
    )
    own.set_defaults(act=_get)
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

    return _say_imported(import_model(options.file))


def _say_imported(imported: "Imported") -> int:
    values = {"title": imported.description.title, "model": imported.model}
    if imported.is_new:
        say(Message("Imported {title} as {model}.", **values))
    else:
        say(Message("{title} is installed already as {model}.", **values))
    return 0


def _get(options: argparse.Namespace) -> int:
    from colorizer_gui.engine.model.published import PUBLISHED, check_wanted, get_model

    check_wanted(options.model)
    published = PUBLISHED[options.model]
    print_table(
        [
            ("model", published.title),
            ("authors", published.authors),
            ("license", published.license),
            ("file", f"{published.file}, about {published.megabytes} MB"),
        ]
    )
    if not options.yes and not _agreed(options.source is None):
        return 1
    return _say_imported(get_model(options.model, options.source, _Percent()))


def _agreed(is_download: bool) -> bool:
    """Ask whether to go on."""
    question = "Download and install it? [y/N] " if is_download else "Install it? [y/N] "
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(Message("To go on without being asked, add --yes."))
    return input(question).strip().casefold() in ("y", "yes")


class _Percent:
    """Prints the progress of a download in tenths, if standard error is a terminal."""

    def __init__(self) -> None:
        self._tenths = 0

    def __call__(self, done: float) -> None:
        tenths = int(10 * done)
        if tenths > self._tenths:
            self._tenths = tenths
            show_share(tenths / 10)


def _remove(options: argparse.Namespace) -> int:
    from colorizer_gui.engine.model.installing import remove_model

    remove_model(options.model)
    say(Message("Removed {model}.", model=options.model))
    return 0


def run(options: argparse.Namespace) -> int:
    """Run the command with parsed arguments; returns the exit code."""
    code: int = options.act(options)
    return code
