"""The open photos, one of them on the screen."""

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoGroup, QUndoStack

from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.gui.base.images import photo_from_image
from colorizer_gui.gui.session.intake import photos_among


@dataclass(eq=False)
class OpenPhoto:
    """One open photo; its pixels are in memory only while it is on the screen.

    Parameters
    ----------
    path : Path or None
    undo_stack : QUndoStack
        What was done to it.
    photo : Photo or None
        The photo itself when it has no file to be read from again.
    recipe : Recipe or None
        Its hints and look when it was last left; None before it was ever shown.
    """

    path: Path | None
    undo_stack: QUndoStack
    photo: Photo | None = None
    recipe: Recipe | None = None


class Gallery(QObject):
    """Opens photos beside those that are open, goes from one to another, closes them.

    `changed` says that there are other photos, `moved` that another one is on the screen.

    Parameters
    ----------
    document : Document
    tasks : Tasks
    """

    changed = Signal()
    moved = Signal()

    def __init__(self, document, tasks, parent=None):
        super().__init__(parent)
        self.photos = []
        self.undo_group = QUndoGroup(self)
        self._document = document
        self._tasks = tasks
        self._asked = 0
        document.opened.connect(self._on_opened)
        document.opening_failed.connect(self._on_failed)

    @property
    def current(self):
        """The place of the photo on the screen among all, or None."""
        entry = self._document.entry
        return self.photos.index(entry) if entry in self.photos else None

    def open_paths(self, paths):
        """Open all photos among files and folders, and show the first of them."""
        self._asked += 1
        # A photo has one path, without "..", and one that is a link keeps its own.
        paths = [Path(os.path.abspath(path)) for path in paths]
        self._document.cancel()
        self._tasks.run(
            lambda: photos_among(paths), partial(self._found, self._asked), self._document.fail
        )

    def _found(self, number, paths):
        known = {entry.path: entry for entry in self.photos}
        new = [self._entry(path) for path in dict.fromkeys(paths) if path not in known]
        self._add(new)
        if number == self._asked:
            first = known.get(paths[0]) or new[0]
            self._document.open(first)

    def open_image(self, image):
        """Open a picture that has no file."""
        self._asked += 1
        entry = self._entry(None, photo_from_image(image))
        self._add([entry])
        self._document.open(entry)

    def _entry(self, path, photo=None):
        stack = QUndoStack(self.undo_group)
        return OpenPhoto(path, stack, photo)

    def _add(self, entries):
        if entries:
            self.photos += entries
            self.changed.emit()

    def show(self, place):
        """Put another of the photos on the screen."""
        if place != self.current:
            self._asked += 1
            self._document.open(self.photos[place])

    def stay(self):
        """Do not wait for the photo that is being opened."""
        self._asked += 1
        self._document.cancel()
        self.moved.emit()

    def step(self, by):
        """Go to the next (1) or the previous (-1) photo."""
        if self.current is not None:
            self.show((self.current + by) % len(self.photos))

    def close_current(self):
        """Close the photo on the screen and show its neighbor, if there is one."""
        place = self.current
        if place is None:
            return
        self._asked += 1
        self._document.close()
        self._remove(self.photos[place])
        if self.photos:
            self._document.open(self.photos[min(place, len(self.photos) - 1)])

    def _remove(self, entry):
        self.photos.remove(entry)
        self.undo_group.removeStack(entry.undo_stack)
        entry.undo_stack.deleteLater()
        self.changed.emit()

    def _on_opened(self, _opened):
        self._document.entry.undo_stack.setActive()
        self.moved.emit()

    def _on_failed(self, entry):
        """A photo that cannot be opened leaves; with none on the screen the next one comes."""
        if entry is self._document.entry or entry not in self.photos:
            return
        place = self.photos.index(entry)
        self._remove(entry)
        if self._document.entry is None and self.photos:
            self._document.open(self.photos[min(place, len(self.photos) - 1)])
