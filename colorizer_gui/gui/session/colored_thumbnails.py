"""Colors for the thumbnails of photos that were not shown yet, made while nothing else is done."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.photo.thumbnails import thumbnail
from colorizer_gui.engine.preparation.prepare import prepared
from colorizer_gui.engine.session.in_color import keeps_own_colors
from colorizer_gui.engine.session.open_photo import OpenPhoto
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import read_recipe
from colorizer_gui.engine.session.sidecar import kept_path
from colorizer_gui.gui.base.images import to_qimage
from colorizer_gui.gui.base.tasks import Tasks
from colorizer_gui.gui.session.document import Document
from colorizer_gui.gui.session.gallery import Gallery
from colorizer_gui.gui.session.thumbnails import SIDE, Key, Thumbnails

QUIET_MS = 600  # since the screen changed
MOST_WAITING = 64  # what was scrolled past is dropped


@dataclass(frozen=True, eq=False)
class _Colored:
    """A thumbnail in color, and whether the photo was edited before."""

    image: QImage
    was_edited: bool


class ColoredThumbnails(QObject):
    """Colorizes the thumbnails of the gallery that are asked for, the latest first.

    Photos that were shown have their colors already; others get those of the recipe beside them, by
    the model in use.

    Parameters
    ----------
    gallery : Gallery
    thumbnails : Thumbnails
    document : Document
    tasks : Tasks
    """

    def __init__(
        self,
        gallery: Gallery,
        thumbnails: Thumbnails,
        document: Document,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._gallery = gallery
        self._thumbnails = thumbnails
        self._document = document
        self._tasks = tasks
        self._waiting: OrderedDict[Path, None] = OrderedDict()
        self._colored: WeakSet[OpenPhoto] = WeakSet()  # by the model in use
        self._unseen: WeakSet[OpenPhoto] = WeakSet()  # was shown, but not since it changed
        self._is_working = False
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._work)
        thumbnails.made.connect(self._want)
        gallery.changed.connect(self._want_all)
        document.loader.loaded.connect(self._on_other_model)

    def _want(self, key: Key) -> None:
        if isinstance(key, Path):
            self._waiting[key] = None
            while len(self._waiting) > MOST_WAITING:
                self._waiting.popitem(last=False)
            self._quiet.start()

    def again(self, entry: OpenPhoto) -> None:
        """Colorize the thumbnail of a photo again, whose recipe has changed unseen."""
        self._colored.discard(entry)
        self._unseen.add(entry)
        if entry.path is not None and self._thumbnails.has(entry.path):
            self._want(entry.path)

    def _is_due(self, entry: OpenPhoto) -> bool:
        if entry.photo is not None or entry in self._colored:
            return False
        return entry in self._unseen or not entry.was_shown

    def _on_other_model(self, _colorizer: Colorizer) -> None:
        self._colored.clear()
        self._want_all()

    def _want_all(self) -> None:
        """Colorize the thumbnails that there are already, of photos that were not shown yet."""
        for entry in self._gallery.photos:
            if entry.path is not None and self._thumbnails.has(entry.path):
                self._want(entry.path)

    def _work(self) -> None:
        colorizer, document = self._document.loader.colorizer, self._document
        if colorizer is None or self._is_working or not self._waiting:
            return  # the model that is being loaded comes back to it
        if document.is_painting or document.is_loading:
            self._quiet.start()
            return
        path, _ = self._waiting.popitem()
        entry = next((one for one in self._gallery.photos if one.path == path), None)
        if entry is None or not self._is_due(entry):
            self._work()
            return
        self._is_working = True
        self._tasks.run(
            partial(_colored, path, colorizer), partial(self._made, entry, path), self._failed
        )

    def _made(self, entry: OpenPhoto, path: Path, colored: _Colored) -> None:
        self._is_working = False
        self._colored.add(entry)
        if entry in self._unseen or not entry.was_shown:
            self._unseen.discard(entry)
            self._thumbnails.replace(path, colored.image)
            if entry.was_edited != colored.was_edited:
                entry.was_edited = colored.was_edited
                self._gallery.mark(entry)
        self._work()

    def _failed(self, error: Exception) -> None:
        self._is_working = False
        if not isinstance(error, ColorizerError):
            raise error  # a bug: the exception hook takes it from here
        self._work()  # the gray thumbnail stays; opening the photo tells what is wrong


def _colored(path: Path, colorizer: Colorizer) -> _Colored:
    """Colorize a small version of a photo unless it is in color; belongs on a worker."""
    recipe = _kept_recipe(path)
    # Without a look at the shape of its masks, which that of so small a copy is not exactly.
    photo = prepared(Photo(thumbnail(path, SIDE)), recipe.preparation)
    if keeps_own_colors(photo, recipe):
        return _Colored(to_qimage(photo.pixels), recipe.is_edited)
    prediction = colorizer.predict(photo, recipe.hints, regions=recipe.regions)
    image = to_qimage(colorizer.render(photo, prediction, recipe.look, regions=recipe.regions))
    return _Colored(image, recipe.is_edited)


def _kept_recipe(path: Path) -> Recipe:
    kept = kept_path(path)
    try:
        return Recipe() if kept is None else read_recipe(kept)
    except ColorizerError:
        return Recipe()  # opening the photo tells what is wrong with it
