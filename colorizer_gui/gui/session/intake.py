"""What a drop or the clipboard holds: photos and models, or a message why there are none."""

from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.library import SUFFIX


@dataclass(frozen=True, eq=False)
class Intake:
    """URLs of photos and of models, or an image, or else a problem."""

    paths: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    image: QImage | None = None
    problem: Message | None = None


def from_mime(mime: QMimeData) -> Intake:
    """Look into a drop or the clipboard.

    A browser gives an image together with its web address: the image is what is meant.
    """
    if urls := _file_urls(mime):
        models = tuple(url for url in urls if url.lower().endswith(SUFFIX))
        return Intake(paths=tuple(url for url in urls if url not in models), models=models)
    if mime.hasImage():
        image = QImage(mime.imageData())
        if not image.isNull():
            return Intake(image=image)
    if mime.hasUrls() or mime.text().strip().lower().startswith(("http://", "https://")):
        return Intake(
            problem=Message(
                "Can't open a web link: Colorizer works offline. "
                "Save the photo to this computer, then open the file."
            )
        )
    if mime.hasText():
        return Intake(problem=Message("Can't open text. Drop or paste a photo instead."))
    return Intake(problem=Message("There is no photo to open. Drop or paste a photo file."))


def _file_urls(mime: QMimeData) -> list[str]:
    """The URLs of files, also where a program gives them as text."""
    urls = [url for url in mime.urls() if url.isLocalFile()]
    if urls:
        return [url.toString(QUrl.ComponentFormattingOption.FullyEncoded) for url in urls]
    lines = [line.strip() for line in mime.text().splitlines()]
    return lines if lines and all(line.lower().startswith("file:/") for line in lines) else []
