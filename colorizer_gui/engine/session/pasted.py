"""Pasted photos become files, so that they and their edits are kept like those of any photo."""

import contextlib
from datetime import datetime
from pathlib import Path

import platformdirs

from colorizer_gui.engine.photo import Photo, write_photo


def pasted_folder() -> Path:
    """The folder of pasted photos, in the user's data folder."""
    return Path(platformdirs.user_data_dir("Colorizer", appauthor=False)) / "pasted"


def keep_pasted(photo: Photo, title: str) -> Path:
    """Write a photo as a PNG file that is named after a title and the time.

    Parameters
    ----------
    photo : Photo
    title : str
        In the user's language.

    Returns
    -------
    Path

    Raises
    ------
    OSError, SaveError
        No file was made.
    """
    path = _new_file(title)
    try:
        return write_photo(path, photo.pixels, photo, overwrite=True)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _new_file(title: str) -> Path:
    """Make an empty file, which takes its name from a photo that is pasted at the same moment."""
    folder, stem = pasted_folder(), f"{title} {datetime.now():%Y-%m-%d %H.%M}"
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
