"""What each command of the program consists of."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """A command.

    Parameters
    ----------
    name, help : str
    add_arguments : callable
        Adds the arguments to the command's parser.
    run : callable
        Runs the command with the parsed arguments and returns the exit code.
    """

    name: str
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
