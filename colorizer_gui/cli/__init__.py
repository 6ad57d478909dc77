"""The `colorizer` command: thin over the engine, and without Qt.

Engine modules that take long to import are imported where they are used, so that
``colorizer --version`` starts quickly.
"""

import argparse
import atexit
import gc
import logging
from collections.abc import Sequence

from colorizer_gui import __version__
from colorizer_gui.cli import batch, colorize, doctor, info, models
from colorizer_gui.cli.messages import discard_output, print_any_name, say
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.messages import Message
from colorizer_gui.logs import log_file, log_on_demand

log = logging.getLogger(__name__)

COMMANDS = (colorize.COMMAND, batch.COMMAND, info.COMMAND, models.COMMAND, doctor.COMMAND)
INTERRUPTED = 130

# Without this, Python collects garbage among all that it has loaded before it exits: 0.06 s.
atexit.register(gc.freeze)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="colorizer", description="Colorizes black-and-white photographs, offline."
    )
    parser.add_argument("--version", action="version", version=f"colorizer {__version__}")
    parsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in COMMANDS:
        own = parsers.add_parser(command.name, help=command.help)
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
        Exit code: 0; 1 where a photo failed; 2 for wrong arguments; 130 after Ctrl+C.
    """
    print_any_name()
    options = _parser().parse_args(arguments)
    log_on_demand()
    try:
        code: int = options.run(options)
        print(end="", flush=True)
    except ColorizerError as error:
        say(error.message)
        return error.exit_code
    except KeyboardInterrupt:
        say(Message("Stopped. What was finished is kept."))
        return INTERRUPTED
    except BrokenPipeError:  # as when the output goes to `head`
        discard_output()
        return 1
    except Exception:
        log.exception("the command failed")
        say(Message("An unexpected error. Details are in {log_file}.", log_file=log_file()))
        return 1
    return code
