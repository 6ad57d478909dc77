"""Pasted pictures become files, so that they and what is done to them are kept like any photo."""

import contextlib
from datetime import datetime
from pathlib import Path

import platformdirs
from PySide6.QtCore import QCoreApplication

from colorizer_gui.engine.photo import write_photo
from colorizer_gui.gui.base.images import photo_from_image


def pasted_folder():
    """Where pasted pictures are kept: in the user's data folder."""
    return Path(platformdirs.user_data_dir("Colorizer", appauthor=False)) / "pasted"


def keep_picture(image):
    """Write a picture as a PNG that is named after the time; belongs on a worker.

    Parameters
    ----------
    image : QImage

    Returns
    -------
    Path

    Raises
    ------
    OSError, SaveError
        There is no new file.
    """
    photo = photo_from_image(image)
    path = _new_file()
    try:
        return write_photo(path, photo.pixels, photo, overwrite=True)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _new_file():
    """An empty file: its name is taken, also for a picture that is pasted at the same moment."""
    words = QCoreApplication.translate("Pasted", "Pasted photo")
    folder, stem = pasted_folder(), f"{words} {datetime.now():%Y-%m-%d %H.%M}"
    folder.mkdir(parents=True, exist_ok=True)
    path, number = folder / f"{stem}.png", 1
    while True:
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            number += 1
            path = folder / f"{stem} {number}.png"
        else:
            return path
