"""What the user gave: by drop, by paste, as arguments. Photos, or a sentence why there is none."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QImage


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
