"""The photos that are kept in memory between requests, the latest ones."""

import threading
from collections import OrderedDict

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.batch.memory import PIXELS, MemoryBudget, pixels_of
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.photo import Photo, read_photo
from colorizer_gui.engine.session.open_photo import screen_copies
from colorizer_gui.engine.session.predictions import Predictions, Rendering
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_fit import check_shape
from colorizer_gui.web.store import StoredPhoto

# How much of the budget of a batch is for what is looked at: it does not wait for results.
LOOKING_PIXELS = PIXELS // 3
# A kept pixel takes up to 6 bytes, a fifth of one that is worked on; predictions take 30 MB more.
MOST_KEPT_PIXELS = PIXELS
MOST_KEPT_PHOTOS = 32


class OpenedPhoto:
    """A photo in memory.

    Parameters
    ----------
    photo : Photo
    """

    def __init__(self, photo: Photo) -> None:
        self.photo = photo
        self.screens = screen_copies(photo)
        self._predictions: tuple[Colorizer, Predictions] | None = None
        self._lock = threading.Lock()

    @property
    def pixels(self) -> int:
        """How many pixels are kept."""
        return sum(each.width * each.height for each in (self.photo, *self.screens))

    def rendering(self, colorizer: Colorizer, recipe: Recipe) -> Rendering:
        """What a recipe makes of the photo; predictions of one model are kept.

        Raises
        ------
        RecipeError
            Its regions or the colors of a version are those of a photo of another shape.
        """
        check_shape(recipe, self.photo)
        with self._lock:
            if self._predictions is None or self._predictions[0] is not colorizer:
                self._predictions = colorizer, Predictions(colorizer, self.photo)
            predictions = self._predictions[1]
        return Rendering(predictions, recipe.hints, recipe.look, recipe.regions)


class OpenedPhotos:
    """The latest photos, and the budget for all that is worked on. Thread-safe.

    Attributes
    ----------
    looking, saving : MemoryBudget
        For what is looked at, and for results; together they are the budget of a batch.
    """

    def __init__(self) -> None:
        self.looking = MemoryBudget(LOOKING_PIXELS)
        self.saving = MemoryBudget(PIXELS - LOOKING_PIXELS)
        self._kept: OrderedDict[str, OpenedPhoto] = OrderedDict()
        self._reading: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def open(self, stored: StoredPhoto, is_cancelled: IsCancelled) -> OpenedPhoto:
        """The photo, which is read where it is not in memory.

        Raises
        ------
        PhotoError, Cancelled
        """
        with self._lock:
            reading = self._reading.setdefault(stored.id, threading.Lock())
        try:
            with reading:  # two tabs with one photo read it once
                opened = self._find(stored.id)
                if opened is None:
                    opened = self._read(stored, is_cancelled)
                    self.keep(stored.id, opened)
                return opened
        finally:
            with self._lock:
                self._reading.pop(stored.id, None)

    def _find(self, photo_id: str) -> OpenedPhoto | None:
        with self._lock:
            if photo_id in self._kept:
                self._kept.move_to_end(photo_id)
            return self._kept.get(photo_id)

    def open_within(self, stored: StoredPhoto) -> OpenedPhoto:
        """The photo, for who has a share of a budget for it already."""
        opened = self._find(stored.id)
        if opened is None:
            opened = OpenedPhoto(read_photo(stored.path))
            self.keep(stored.id, opened)
        return opened

    def _read(self, stored: StoredPhoto, is_cancelled: IsCancelled) -> OpenedPhoto:
        with self.looking.reserve(pixels_of(stored.path)):
            if is_cancelled():
                raise Cancelled
            return OpenedPhoto(read_photo(stored.path))

    def keep(self, photo_id: str, opened: OpenedPhoto) -> None:
        """Keep a photo as the latest one, and drop the oldest ones where it is too much."""
        with self._lock:
            self._kept[photo_id] = opened
            while len(self._kept) > 1 and (
                len(self._kept) > MOST_KEPT_PHOTOS
                or sum(each.pixels for each in self._kept.values()) > MOST_KEPT_PIXELS
            ):
                self._kept.popitem(last=False)

    def drop(self, photo_id: str) -> None:
        """Forget a photo that was removed."""
        with self._lock:
            self._kept.pop(photo_id, None)
