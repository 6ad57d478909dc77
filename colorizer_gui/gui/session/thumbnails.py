"""Thumbnails for the window: made in the background when they are first asked for."""

from collections import OrderedDict
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal

from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.photo.thumbnails import thumbnail
from colorizer_gui.gui.base.images import to_qimage

SIDE = 192  # fits a thumbnail of 96 logical pixels on a fine screen
KEPT = 600
QUIET_MS = 250  # while a slider is dragged there is better to do
MOST_WAITING = 64  # what was scrolled past long ago need not be made


class Thumbnails(QObject):
    """Small pictures of photos, by path. `ready` carries the path of a new one.

    What has no path has anything else that is its own.

    One is made at a time, what was asked for last first: that is what is on the screen.
    """

    ready = Signal(object)

    def __init__(self, tasks, parent=None):
        super().__init__(parent)
        self._tasks = tasks
        self._images = OrderedDict()
        self._waiting = OrderedDict()
        self._making = None
        self._newest = None
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._shrink_newest)

    def of(self, path):
        """The picture of a photo; None while there is none, and then it is made."""
        if path in self._images:
            self._images.move_to_end(path)
            return self._images[path]
        if not isinstance(path, Path):
            return None  # what has no file brings its picture itself
        if path != self._making:
            self._waiting[path] = None
            self._waiting.move_to_end(path)
            while len(self._waiting) > MOST_WAITING:
                self._waiting.popitem(last=False)
            self._make_next()
        return None

    def put(self, path, image):
        """Take a newer picture of a photo, larger than needed; of several soon, the last."""
        self._newest = path, image
        self._quiet.start()

    def _shrink_newest(self):
        path, image = self._newest
        small = image.scaled(
            QSize(SIDE, SIDE),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self._keep(path, small)

    def _make_next(self):
        if self._making is None and self._waiting:
            path, _ = self._waiting.popitem()
            self._making = path
            self._tasks.run(
                lambda: to_qimage(thumbnail(path, SIDE)),
                partial(self._made, path),
                partial(self._failed, path),
            )

    def _made(self, path, image):
        self._making = None
        self._keep(path, image)
        self._make_next()

    def _failed(self, path, error):
        self._making = None
        self._images[path] = None  # asked once is enough; opening it says what is wrong
        self._make_next()
        if not isinstance(error, ColorizerError):
            raise error

    def _keep(self, path, image):
        self._images[path] = image
        self._images.move_to_end(path)
        while len(self._images) > KEPT:
            self._images.popitem(last=False)
        self.ready.emit(path)
