"""`colorizer licenses`: the licenses of the program and of its parts."""

import argparse

from colorizer_gui.cli.messages import print_line
from colorizer_gui.engine.errors import ColorizerError, UsageError
from colorizer_gui.engine.messages import Message, system_reason


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("part", nargs="?", help="print the texts of this part; 'all' for all parts")


def run(options: argparse.Namespace) -> int:
    """Run the command with parsed arguments; returns the exit code."""
    from colorizer_gui.licenses import components

    try:
        parts = components()
        if options.part is None:
            for part in parts:
                print_line(f"{part.name:<30}  {part.version:<22}  {part.license}")
            return 0
        wanted = str(options.part).casefold()
        chosen = [part for part in parts if wanted in ("all", part.name.casefold())]
        for part in chosen:
            for line in (part.name, "=" * len(part.name), "", *part.text().splitlines(), ""):
                print_line(line)
    except OSError as error:
        raise ColorizerError(
            Message(
                "Can't read the licenses: {reason}. Install the program again.",
                reason=system_reason(error),
            )
        ) from error
    if not chosen:
        raise UsageError(
            Message(
                "There is no part {name} in this program. Run: colorizer licenses",
                name=options.part,
            )
        )
    return 0
