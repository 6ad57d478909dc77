"""Thumbnails for the window, made in the background when they are first asked for."""

from collections import OrderedDict
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.photo.thumbnails import thumbnail
from colorizer_gui.engine.session.open_photo import OpenPhoto
from colorizer_gui.gui.base.images import to_qimage
from colorizer_gui.gui.base.tasks import Tasks

SIDE = 192  # fits a thumbnail of 96 logical pixels on a fine screen
CAPACITY = 600
QUIET_MS = 250  # no thumbnail is made while a slider is dragged
MOST_WAITING = 64  # requests for what was scrolled past are dropped

# A path or, for a photo that has none, the photo.
Key = Path | OpenPhoto


class Thumbnails(QObject):
    """Thumbnails of photos by their paths. `ready` carries the key of a new one.

    `made` carries the key, too, where it was made of the photo's file.

    One is made at a time, the latest request first: that is what is on the screen.

    Parameters
    ----------
    tasks : Tasks
    """

    ready = Signal(object)
    made = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._images: OrderedDict[Key, QImage | None] = OrderedDict()
        self._waiting: OrderedDict[Path, None] = OrderedDict()
        self._making: Path | None = None
        self._newest: tuple[Key, QImage] | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._shrink_newest)

    @property
    def count(self) -> int:
        """How many thumbnails there are."""
        return len(self._images)

    def of(self, key: Key) -> QImage | None:
        """The thumbnail of a photo; while there is none, None, and it is made."""
        if key in self._images:
            self._images.move_to_end(key)
            return self._images[key]
        if isinstance(key, OpenPhoto):
            return None  # what has no file gets its thumbnail by `put`
        if key != self._making:
            self._waiting[key] = None
            self._waiting.move_to_end(key)
            while len(self._waiting) > MOST_WAITING:
                self._waiting.popitem(last=False)
            self._make_next()
        return None

    def has(self, key: Key) -> bool:
        """Whether there is a thumbnail of a photo; asks for none."""
        return self._images.get(key) is not None

    def forget(self, path: Path) -> None:
        """Make the thumbnail of a file again, which was written anew, when it is asked for."""
        self._images.pop(path, None)
        if path == self._making:  # of the file as it was, perhaps
            self._waiting[path] = None

    def replace(self, key: Key, image: QImage) -> None:
        """Take another picture of a photo, of the right size, if it has one."""
        if key in self._images:
            self._images[key] = image
            self.ready.emit(key)

    def put(self, key: Key, image: QImage) -> None:
        """Take a newer picture of a photo, of any size; of several soon, the last."""
        self._newest = key, image
        self._quiet.start()

    def _shrink_newest(self) -> None:
        if self._newest is not None:
            key, image = self._newest
            small = image.scaled(
                QSize(SIDE, SIDE),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._keep(key, small)

    def _make_next(self) -> None:
        if self._making is None and self._waiting:
            path, _ = self._waiting.popitem()
            self._making = path
            self._tasks.run(
                lambda: to_qimage(thumbnail(path, SIDE)),
                partial(self._made, path),
                partial(self._failed, path),
            )

    def _made(self, path: Path, image: QImage) -> None:
        self._making = None
        self._keep(path, image)
        self.made.emit(path)
        self._make_next()

    def _failed(self, path: Path, error: Exception) -> None:
        self._making = None
        self._images[path] = None  # it is not tried again; opening the photo tells what is wrong
        self._make_next()
        if not isinstance(error, ColorizerError):
            raise error

    def _keep(self, key: Key, image: QImage) -> None:
        self._images[key] = image
        self._images.move_to_end(key)
        while len(self._images) > CAPACITY:
            self._images.popitem(last=False)
        self.ready.emit(key)
