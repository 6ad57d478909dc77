"""The photos that are kept in memory between requests, the latest ones."""

import threading
from collections import OrderedDict

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.batch.memory import PIXELS, MemoryBudget, pixels_of
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.photo import Photo, read_photo
from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.engine.session.open_photo import screen_copies
from colorizer_gui.engine.session.predictions import Predictions, Rendering
from colorizer_gui.engine.session.preparing import prepared_for
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_fit import check_shape
from colorizer_gui.web.store import StoredPhoto

# How much of the budget of a batch is for what is looked at: it does not wait for results.
LOOKING_PIXELS = PIXELS // 3
# A kept pixel takes up to 6 bytes, a fifth of one that is worked on; predictions take 30 MB more.
MOST_KEPT_PIXELS = PIXELS
MOST_KEPT_PHOTOS = 32


class PreparedPhoto:
    """A photo in memory as a recipe prepares it.

    Parameters
    ----------
    photo : Photo
    preparation : Preparation
    """

    def __init__(self, photo: Photo, preparation: Preparation) -> None:
        self.photo = photo
        self.preparation = preparation
        self.screens = screen_copies(photo)
        self._predictions: tuple[Colorizer, Predictions] | None = None
        self._lock = threading.Lock()

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
        return Rendering(predictions, recipe.hints, recipe.look, recipe.regions, recipe.preparation)


class OpenedPhoto:
    """A photo in memory, as its file holds it and as the latest recipe prepared it.

    Parameters
    ----------
    scan : Photo
    """

    def __init__(self, scan: Photo) -> None:
        self.scan = scan
        self._latest: PreparedPhoto | None = None
        self._lock = threading.Lock()

    @property
    def pixels(self) -> int:
        """How many pixels are kept."""
        kept, latest = [self.scan], self._latest
        if latest is not None:
            kept += latest.screens if latest.photo is self.scan else (latest.photo, *latest.screens)
        return sum(each.width * each.height for each in kept)

    def latest(self, recipe: Recipe) -> PreparedPhoto | None:
        """The photo as a recipe prepares it, where that is the latest one; else None."""
        latest = self._latest
        is_meant = latest is not None and latest.preparation == recipe.preparation
        return latest if is_meant else None

    def prepared(self, recipe: Recipe) -> PreparedPhoto:
        """The photo as a recipe prepares it; the latest one is kept.

        Raises
        ------
        RecipeError
            The mask of its dust is that of a scan of another shape.
        Cancelled
        """
        with self._lock:
            latest = self.latest(recipe)
            if latest is None:
                self._latest = None  # its memory is free before more is taken
                latest = PreparedPhoto(prepared_for(self.scan, recipe), recipe.preparation)
                self._latest = latest
            return latest


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

    def prepared(
        self, stored: StoredPhoto, recipe: Recipe, is_cancelled: IsCancelled
    ) -> PreparedPhoto:
        """The photo as a recipe prepares it.

        Raises
        ------
        PhotoError, RecipeError, Cancelled
        """
        opened = self.open(stored, is_cancelled)
        if (latest := opened.latest(recipe)) is not None:
            return latest
        scan = opened.scan
        with self.looking.reserve(scan.width * scan.height):
            photo = opened.prepared(recipe)
        self.keep(stored.id, opened)  # which may take more memory than before
        return photo

    def _find(self, photo_id: str) -> OpenedPhoto | None:
        with self._lock:
            if photo_id in self._kept:
                self._kept.move_to_end(photo_id)
            return self._kept.get(photo_id)

    def prepared_within(self, stored: StoredPhoto, recipe: Recipe) -> PreparedPhoto:
        """The photo as a recipe prepares it, for who has a share of a budget for it already."""
        opened = self._find(stored.id)
        if opened is None:
            opened = OpenedPhoto(read_photo(stored.path))
        photo = opened.prepared(recipe)
        self.keep(stored.id, opened)
        return photo

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
