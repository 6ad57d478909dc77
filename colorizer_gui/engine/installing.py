"""How a package that is missing comes into the program."""

import sys

from colorizer_gui.engine.messages import Message


def is_packaged() -> bool:
    """Whether this is a packaged program, which has a Python of its own that pip does not reach."""
    return bool(getattr(sys, "frozen", False))


def how_to_install(*packages: str) -> Message:
    """A sentence that says how to install packages, or that this program takes none.

    Parameters
    ----------
    *packages : str
        As pip knows them.
    """
    if is_packaged():
        return Message(
            "This program does not include it, and nothing can be added to it. Get a newer version "
            "of Colorizer, or install Colorizer as a Python package."
        )
    return Message("Install it with: pip install {packages}", packages=" ".join(packages))
