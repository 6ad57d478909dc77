"""`colorizer models`: list the installed models."""

import argparse

from colorizer_gui.cli.messages import print_line, say
from colorizer_gui.engine.errors import ColorizerError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser: none."""


def run(_options: argparse.Namespace) -> int:
    """Run the command with parsed arguments; returns the exit code."""
    from colorizer_gui.engine.model.library import installed_models
    from colorizer_gui.engine.model.runtime import Model

    code = 0
    for path in installed_models():
        try:
            info = Model(path, "cpu").info
        except ColorizerError as error:
            code = 1
            say(error.message)
            continue
        extras = [word for word, has in (("hints", info.has_hints), ("bins", info.has_bins)) if has]
        print_line(
            f"{info.path.stem:<16}{info.name} {info.version}  ({', '.join(extras) or 'plain'})"
        )
    return code
