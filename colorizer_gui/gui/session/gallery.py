"""The open photos, one of them on the screen."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.paths import local_path
from colorizer_gui.engine.session.left_out import LeftOut
from colorizer_gui.engine.session.open_photo import OpenPhoto
from colorizer_gui.engine.session.search import photos_among
from colorizer_gui.gui.base.images import photo_from_image
from colorizer_gui.gui.base.tasks import Tasks
from colorizer_gui.gui.session.document import Document


class Gallery(QObject):
    """Opens photos beside those that are open, goes from one to another, closes them.

    `changed` says that there are other photos, `moved` that another one is on the screen or asked
    for, `marked` carries a photo that has been edited or saved.

    Parameters
    ----------
    document : Document
    tasks : Tasks
    """

    changed = Signal()
    moved = Signal()
    marked = Signal(object)  # OpenPhoto

    def __init__(self, document: Document, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.photos: list[OpenPhoto] = []
        self._document = document
        self._tasks = tasks
        self._request = 0  # grows with each request to show a photo; only the latest is met
        self._asked: OpenPhoto | None = None  # the photo that is being opened
        document.opened.connect(lambda _: self._on_opened())
        document.opening_failed.connect(self._on_failed)
        document.history_changed.connect(lambda _: self.mark(document.entry))
        document.colorized.connect(lambda _: self.mark(document.entry))  # perhaps by another model
        document.loader.loaded.connect(self._on_model)

    @property
    def current(self) -> int | None:
        """The place of the photo on the screen among all."""
        entry = self._document.entry
        return None if entry is None or entry not in self.photos else self.photos.index(entry)

    @property
    def wanted(self) -> int | None:
        """The place of the photo that is being opened or, without one, of that on the screen."""
        return self.photos.index(self._asked) if self._asked in self.photos else self.current

    def open_paths(self, paths: Sequence[Path | str]) -> None:
        """Open all photos among files and folders, or their URLs, and show the first of them."""
        self._request += 1
        self._asked = None
        self._document.cancel()
        self.moved.emit()
        self._tasks.run(
            lambda: photos_among(list(map(_place, paths))),
            partial(self._found, self._request),
            self._document.fail,
        )

    def _found(self, request: int, found: tuple[list[Path], LeftOut]) -> None:
        paths, left_out = found
        known = {entry.path: entry for entry in self.photos}
        new = {path: OpenPhoto(path) for path in dict.fromkeys(paths) if path not in known}
        self._add(list(new.values()))
        if request == self._request:
            message = left_out.message()
            self._open((known | new)[paths[0]], () if message is None else (message,))

    def open_image(self, image: QImage) -> None:
        """Open an image that has no file."""
        self._request += 1
        entry = OpenPhoto(None, photo_from_image(image))
        self._add([entry])
        self._open(entry)

    def _add(self, entries: list[OpenPhoto]) -> None:
        if entries:
            self.photos += entries
            self.changed.emit()

    def hand_over(self) -> tuple[list[OpenPhoto], int | None]:
        """The open photos, with what was done to them, and which is on the screen."""
        self._document.remember()
        return self.photos, self.current

    def take_over(self, photos: list[OpenPhoto], place: int | None) -> None:
        """Open the photos of another gallery, which is used no longer."""
        self._add(photos)
        if place is not None:
            self.show(place)

    def show(self, place: int) -> None:
        """Put another of the photos on the screen; -1 is the last one."""
        place %= len(self.photos)
        if place == self.wanted:
            return
        self._request += 1
        if place == self.current:  # back, before another one was opened
            self._asked = None
            self._document.cancel()
            self.moved.emit()
        else:
            self._open(self.photos[place])

    def _open(self, entry: OpenPhoto, notices: tuple[Message, ...] = ()) -> None:
        self._asked = entry
        self._document.open(entry, notices)
        self.moved.emit()

    def _on_opened(self) -> None:
        self._asked = None
        self.moved.emit()

    def stay(self) -> None:
        """Do not wait for the photo that is being opened, or prepared."""
        self._request += 1
        self._asked = None
        self._document.stop()
        self.moved.emit()

    def step(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) photo, from the one that was asked for last."""
        if self.wanted is not None:
            self.show((self.wanted + by) % len(self.photos))

    def close_current(self) -> None:
        """Close the photo on the screen and show its neighbor, if there is one."""
        place = self.current
        if place is None:
            return
        self._request += 1
        self._asked = None
        self._document.close()
        self._remove(self.photos[place])
        self._show_neighbor(place)

    def close_all(self) -> None:
        """Close all photos."""
        self._request += 1
        self._asked = None
        self._document.close()
        self.photos.clear()
        self.changed.emit()

    def mark(self, entry: OpenPhoto | None) -> None:
        """Tell that a photo has been edited or saved."""
        if entry is not None:
            self.marked.emit(entry)

    def _on_model(self, colorizer: Colorizer) -> None:
        """Let photos that were not shown yet follow the model in use, and tell which marks go."""
        for entry in self.photos:
            was_saved = entry.is_saved
            entry.follow(colorizer.model.info.path.stem)
            if entry.is_saved != was_saved:
                self.mark(entry)

    def _remove(self, entry: OpenPhoto) -> None:
        self.photos.remove(entry)
        self.changed.emit()

    def _show_neighbor(self, place: int) -> None:
        if self.photos:
            self._open(self.photos[min(place, len(self.photos) - 1)])

    def _on_failed(self, entry: OpenPhoto) -> None:
        """Remove a photo that cannot be opened; with none on the screen show its neighbor."""
        if entry is self._asked:
            self._asked = None
        if entry is self._document.entry or entry not in self.photos:
            return
        place = self.photos.index(entry)
        self._remove(entry)
        if self._document.entry is None:
            self._show_neighbor(place)


def _place(path: Path | str) -> Path:
    """The one path of a photo, without ".."; one that is a link keeps its own."""
    return Path(os.path.abspath(local_path(path)))
