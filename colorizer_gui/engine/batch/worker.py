"""Colorizes one photo of a batch. An error becomes the outcome of its photo."""

import errno
import logging
import threading
import time
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import NamedTuple

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.batch.memory import PIXELS, MemoryBudget, pixels_of
from colorizer_gui.engine.batch.options import BatchOptions
from colorizer_gui.engine.batch.outcome import Outcome, State
from colorizer_gui.engine.batch.plan import Item
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import (
    Cancelled,
    ColorizerError,
    RecipeError,
    SaveError,
    is_out_of_memory,
    not_enough_memory,
)
from colorizer_gui.engine.messages import Message, joined
from colorizer_gui.engine.model.library import find_model
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.model.shared_model import SharedModel
from colorizer_gui.engine.model.versions import changed_colors
from colorizer_gui.engine.photo import Photo, read_photo
from colorizer_gui.engine.photo.fingerprint import fingerprint, is_same_photo
from colorizer_gui.engine.session.in_color import colors_kept, keeping_colors
from colorizer_gui.engine.session.preparing import prepared_for, recipe_prepared_with
from colorizer_gui.engine.session.saving import save_colorized
from colorizer_gui.engine.stopping import stopped_by

log = logging.getLogger(__name__)

# With these errors of the disk no other result can be written either.
_DISK_ERRORS = {errno.ENOSPC, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC)}


class _Made(NamedTuple):
    """A result that was written: size, the model, which is empty for own colors, and notices."""

    width: int
    height: int
    model: str
    notices: tuple[Message, ...]


def _never() -> bool:
    return False


class PhotoWorker:
    """Colorizes photos; several at a time if several threads call it.

    Parameters
    ----------
    options : BatchOptions
    is_cancelled : callable
        Asked from time to time; work stops when it returns True.
    budget : MemoryBudget, optional
        Shared with other work of this process.

    """

    def __init__(
        self,
        options: BatchOptions,
        is_cancelled: IsCancelled = _never,
        budget: MemoryBudget | None = None,
    ) -> None:
        self.options = options
        self._notices: SimpleQueue[Message] = SimpleQueue()
        self._is_cancelled = is_cancelled
        self._budget = budget or MemoryBudget()
        self._colorizers: dict[tuple[str, bool], Colorizer] = {}
        self._loading = threading.Lock()

    def colorizer(self, model: str, surfaces: bool) -> Colorizer:
        """The Colorizer with a model, which is loaded on first use.

        Parameters
        ----------
        model : str
        surfaces : bool
            Whether its surfaces are wanted, see `Model`.

        Raises
        ------
        ModelError
        """
        with self._loading:
            if (model, surfaces) not in self._colorizers:
                # One core each: other photos keep the other cores busy, and results would differ
                # in their last bits with the number of cores.
                loaded = Model(
                    find_model(model),
                    self.options.device,
                    cores=1,
                    tell=self._notices.put,
                    surfaces=surfaces,
                )
                if loaded.notice and not self._colorizers:  # others would say the same
                    self._notices.put(loaded.notice)
                self._colorizers[model, surfaces] = Colorizer(SharedModel(loaded))
            return self._colorizers[model, surfaces]

    def take_notices(self) -> tuple[Message, ...]:
        """What there is to tell about devices, each once."""
        taken = []
        with suppress(Empty):
            while True:
                taken.append(self._notices.get_nowait())
        return tuple(taken)

    def __call__(self, item: Item) -> Outcome:
        """Colorize a photo.

        Parameters
        ----------
        item : Item

        Returns
        -------
        Outcome
        """
        begun = time.perf_counter()
        try:
            made = self._colorize_or_retry(item)
            notices = made.notices + self.take_notices()
        except Cancelled:
            return item.stopped()
        except ColorizerError as error:
            return item.failed(error.message, stops_batch=_is_disk_error(error))
        except Exception as error:
            if is_out_of_memory(error):
                return item.failed(not_enough_memory(item.name))
            log.exception("%s failed", item.name)
            return item.failed(
                Message(
                    "Can't colorize {name}: an unexpected error. The log file has the details.",
                    name=item.name,
                )
            )
        return Outcome(
            item.name,
            item.result,
            State.DONE,
            seconds=time.perf_counter() - begun,
            width=made.width,
            height=made.height,
            model=made.model,
            message=joined(notices) if notices else None,
            own_colors=not made.model,
        )

    def _colorize_or_retry(self, item: Item) -> _Made:
        """Colorize a photo; where memory does not suffice beside others, once more alone."""
        try:
            return self._colorize(item, pixels_of(self.options.source / item.name))
        except Exception as error:
            if not is_out_of_memory(error):
                raise
            log.warning("%s is tried again alone: %s", item.name, error)
        self._budget.shrink()
        return self._colorize(item, PIXELS)

    def _colorize(self, item: Item, pixels: int) -> _Made:
        source, dest = self.options.source / item.name, self.options.dest / item.result
        with stopped_by(self._is_cancelled), self._budget.reserve(pixels):
            if self._is_cancelled():
                raise Cancelled
            scan = read_photo(source)
            _check_recipe(item, scan)
            size = scan.width, scan.height
            recipe = recipe_prepared_with(item.recipe, self.options.prepare, size)
            photo = prepared_for(scan, recipe)
            if self.options.keep_colors or recipe.keeps_colors:
                names = (name for name, _ in self.options.look)
                recipe = keeping_colors(recipe, photo, bool(recipe.photo), names)
            colorizer = self.colorizer(recipe.model, recipe.needs_surfaces)
            saved = save_colorized(
                dest,
                photo,
                colorizer,
                recipe,
                self.options.output,
                overwrite=item.overwrite,
                is_cancelled=self._is_cancelled,
            )
        info = colorizer.model.info
        model = "" if recipe.keeps_colors else f"{info.name} {info.version}"
        told = (colors_kept(item.name),) if recipe.keeps_colors else _model_notices(item)
        return _Made(photo.width, photo.height, model, (*photo.notices, *told, *saved.notices))


def _check_recipe(item: Item, scan: Photo) -> None:
    if item.recipe.photo and not is_same_photo(item.recipe.photo, fingerprint(scan)):
        raise RecipeError(
            Message(
                "Can't colorize {name}: its recipe belongs to another photo. "
                "Open it in the window to see it, or move the recipe away.",
                name=item.name,
            )
        )


def _model_notices(item: Item) -> tuple[Message, ...]:
    """That the photo's recipe means another version of its model."""
    meant = item.recipe.model_sha256
    is_same = meant in ("", item.model_sha256)
    return () if is_same else (changed_colors(item.name, item.recipe.model),)


def _is_disk_error(error: ColorizerError) -> bool:
    return isinstance(error, SaveError) and getattr(error.__cause__, "errno", None) in _DISK_ERRORS
