"""`colorizer-gui [PHOTO...]`, or `python -m colorizer_gui`: the window."""

import argparse
import sys
from collections.abc import Sequence

from colorizer_gui import __version__
from colorizer_gui.library_output import library_output_logged, occupy_standard_streams


def main(argv: Sequence[str] | None = None) -> int:
    """Show the window.

    Parameters
    ----------
    argv : sequence of str or None
        Arguments without the program's name; None for those of the process.

    Returns
    -------
    int
        The exit status.
    """
    parser = argparse.ArgumentParser(
        prog="colorizer-gui", description="Gives black-and-white photographs believable color."
    )
    parser.add_argument("photos", nargs="*", metavar="PHOTO", help="a photo to open")
    parser.add_argument("--version", action="version", version=f"Colorizer {__version__}")
    arguments = parser.parse_args(argv)
    from colorizer_gui.gui.window.application import run  # Qt only once it is needed

    if argv is not None:
        return run(arguments.photos)
    occupy_standard_streams()
    with library_output_logged():
        return run(arguments.photos)


if __name__ == "__main__":
    sys.exit(main())
