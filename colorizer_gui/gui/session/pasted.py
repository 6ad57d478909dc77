"""Pasted images become files."""

from pathlib import Path

from PySide6.QtGui import QImage

from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.pasted import keep_pasted
from colorizer_gui.gui.base.images import photo_from_image
from colorizer_gui.gui.base.translation import translated


def keep_picture(image: QImage) -> Path:
    """Write an image as a PNG file that is named after the time; belongs on a worker.

    Raises
    ------
    OSError, SaveError
        No file was made.
    """
    return keep_pasted(photo_from_image(image), photo_name(None))


def photo_name(path: Path | None) -> str:
    """The name of a photo's file; "Pasted photo" for one without a file."""
    return translated(Message("Pasted photo")) if path is None else path.name
