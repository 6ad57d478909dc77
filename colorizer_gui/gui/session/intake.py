"""What the user gave: by drop, by paste, as arguments. Photos, or a sentence why there is none."""

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QImage

from colorizer_gui.engine.errors import PhotoError
from colorizer_gui.engine.photo import OPEN_SUFFIXES
from colorizer_gui.gui.base.translation import translated


def _tr(text):
    return QCoreApplication.translate("Intake", text)


@dataclass(frozen=True, eq=False)
class Intake:
    """What came in: paths, or a picture, or else a problem to tell."""

    paths: tuple[Path, ...] = ()
    image: QImage | None = None
    problem: str = ""


def from_mime(mime: QMimeData) -> Intake:
    """Look into a drop or the clipboard.

    A browser gives a picture together with its web address: the picture is what is meant.
    """
    paths = tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    if paths:
        return Intake(paths=paths)
    if mime.hasImage():
        image = QImage(mime.imageData())
        if not image.isNull():
            return Intake(image=image)
    if mime.hasUrls() or mime.text().strip().lower().startswith(("http://", "https://")):
        return Intake(
            problem=_tr(
                "Can't open a web link: Colorizer works offline. "
                "Save the picture to this computer, then open the file."
            )
        )
    if mime.hasText():
        return Intake(problem=_tr("Can't open text. Drop or paste a photo instead."))
    return Intake(problem=_tr("There is no photo to open. Drop or paste a photo file."))


def photos_among(paths):
    """Which photos are meant. Looks into folders, so it belongs on a worker.

    Parameters
    ----------
    paths : sequence of Path
        Files and folders, at least one. A file that is given alone is taken at its word, and
        so is each of several whose name has no ending.

    Returns
    -------
    list of Path
        At least one; those of a folder in the order of their names.

    Raises
    ------
    PhotoError
        There is none.
    """
    first = paths[0]
    if len(paths) == 1 and not first.is_dir():
        return [first]
    photos = [photo for path in paths for photo in _photos_of(path)]
    if not photos:
        if len(paths) == 1:
            raise PhotoError(_tr("There is no photo in the folder {0}.").format(first.name))
        raise PhotoError(_tr("None of these is a photo. Drop or open photo files."))
    return photos


def _photos_of(path):
    if not path.is_dir():
        return [path] if _looks_like_photo(path, ("", *OPEN_SUFFIXES)) else []
    try:
        photos = [entry for entry in path.iterdir() if _looks_like_photo(entry)]
    except OSError as error:
        sentence = _tr("Can't look into the folder {0}: {1}.")
        raise PhotoError(sentence.format(path.name, translated(error.strerror))) from error
    return sorted(photos, key=lambda photo: _natural(photo.name))


def _natural(name):
    """Orders "scan 2" before "scan 10"."""
    parts = re.split(r"(\d+)", name.casefold())
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]


def _looks_like_photo(path, suffixes=OPEN_SUFFIXES):
    hidden = path.name.startswith(".")
    return not hidden and path.suffix.lower() in suffixes and path.is_file()
