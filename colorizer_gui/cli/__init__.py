"""The `colorizer` command. Thin over the engine, and without Qt.

Engine modules are imported where they are used, so that ``colorizer --version`` starts at once.
"""

import argparse
import atexit
import gc
import logging

from colorizer_gui import __version__
from colorizer_gui.cli import batch, colorize, doctor, info, models
from colorizer_gui.cli.messages import print_any_name, print_no_more, say, where_to_look
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.logs import log_on_demand

log = logging.getLogger(__name__)

INTERRUPTED = 130

# Else Python, before it ends, looks for garbage in all that it has loaded: 0.06 s.
atexit.register(gc.freeze)


def _parser():
    parser = argparse.ArgumentParser(
        prog="colorizer", description="Colorizes black-and-white photographs, offline."
    )
    parser.add_argument("--version", action="version", version=f"colorizer {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in (colorize, batch, info, models, doctor):
        command.add_to(commands)
    return parser


def main(arguments=None):
    """Run the command.

    Parameters
    ----------
    arguments : list of str or None
        None for those of the process.

    Returns
    -------
    int
        0; 1 where a photo failed; 2 for a wrong use of the command.
    """
    print_any_name()
    options = _parser().parse_args(arguments)
    log_on_demand()
    try:
        code = options.run(options)
        print(end="", flush=True)
        return code
    except ColorizerError as error:
        say(error)
        return error.exit_code
    except KeyboardInterrupt:
        say("Stopped. What was finished is kept.")
        return INTERRUPTED
    except BrokenPipeError:  # as `head` does once it has enough
        print_no_more()
        return 1
    except Exception:
        log.exception("the command failed")
        say(f"An unexpected error. {where_to_look()}")
        return 1
