"""The `colorizer` command: thin over the engine, and without Qt.

Engine modules that take long to import are imported where they are used, so that
``colorizer --version`` starts quickly.
"""

import argparse
import atexit
import gc
import logging
import sys
from collections.abc import Collection, Mapping, Sequence
from importlib import import_module
from typing import Any, Final

from colorizer_gui import __version__
from colorizer_gui.cli.messages import (
    cannot_print,
    discard_output,
    print_any_name,
    print_line,
    print_usage,
    say,
)
from colorizer_gui.cli.signals import Ended, ended_by_signals, ends_without_words
from colorizer_gui.engine.choices import TRY_MODEL
from colorizer_gui.engine.errors import ColorizerError, is_out_of_memory
from colorizer_gui.engine.messages import Message
from colorizer_gui.library_output import library_output_logged, occupy_standard_streams
from colorizer_gui.logs import log_file, log_on_demand

log = logging.getLogger(__name__)

# The commands, each in a module of its name with `add_arguments` and `run`, and their help.
COMMANDS: Final[Mapping[str, str]] = {
    "colorize": "colorize photos",
    "batch": "colorize a folder of photos",
    "serve": "serve a page for browsers",
    "info": "describe a photo or a model",
    "models": "list the installed models, or act on one",
    "export": "turn a checkpoint of PyTorch into a model",
    "doctor": "check the installation",
    "bench": "measure models and devices",
    "licenses": "print the licenses of the program",
}

# Without this, Python collects garbage among all that it has loaded before it exits: 0.06 s.
atexit.register(gc.freeze)


class _Parser(argparse.ArgumentParser):
    """A parser whose messages never raise an error where they cannot be printed."""

    def _print_message(self, message: str, file: Any = None) -> None:
        if file is sys.stdout and file is not None:
            for line in message.splitlines():
                print_line(line)
        else:
            print_usage(message)


def command_parser(wanted: Collection[str] = COMMANDS) -> argparse.ArgumentParser:
    """The parser of the program.

    Parameters
    ----------
    wanted : collection of str
        The commands whose arguments it has to know: importing and adding those of all of them
        takes 10 ms.
    """
    parser = _Parser(
        prog="colorizer", description="Colorizes black-and-white photographs, offline."
    )
    parser.add_argument("--version", action="version", version=f"colorizer {__version__}")
    parsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, text in COMMANDS.items():
        own = parsers.add_parser(name, help=text)
        if name in wanted:
            command = import_module(f"{__name__}.{name}")
            command.add_arguments(own)
            own.set_defaults(run=command.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Parameters
    ----------
    arguments : sequence of str or None
        None for those of the process.

    Returns
    -------
    int
        Exit code: 0; 1 where a photo failed; 2 for wrong arguments; 128 with the number of the
        signal that ended it, which is 130 after Ctrl+C.
    """
    log_on_demand()
    if arguments is not None:
        return _main(arguments)
    ends_without_words()
    occupy_standard_streams()
    if sys.argv[1:2] == [TRY_MODEL]:
        from colorizer_gui.engine.model.trial import main as try_model

        return try_model(*sys.argv[2:])
    with library_output_logged():
        return _main(sys.argv[1:])


def _main(arguments: Sequence[str]) -> int:
    print_any_name()
    try:
        with ended_by_signals():
            options = command_parser(arguments[:1]).parse_args(arguments)
            code: int = options.run(options)
            _flush_output()
    except ColorizerError as error:
        say(error.message)
        return error.exit_code
    except Ended as end:
        say(Message("Stopped. What was finished is kept."))
        return end.exit_code
    except BrokenPipeError:  # as when the output goes to `head`
        discard_output()
        return 1
    except Exception as error:
        log.exception("the command failed")
        if is_out_of_memory(error):
            say(Message("There is not enough memory. Close other programs."))
            return 1
        say(Message("An unexpected error. Details are in {log_file}.", log_file=log_file()))
        return 1
    return code


def _flush_output() -> None:
    try:
        print(end="", flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise cannot_print(error) from error
