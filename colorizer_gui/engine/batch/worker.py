"""Colors one photo of a batch. All that can go wrong with it becomes its outcome."""

import errno
import logging
import threading
import time

from colorizer_gui.engine.batch.memory import Budget, megapixels_of
from colorizer_gui.engine.batch.outcome import State
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import Cancelled, ColorizerError, RecipeError, SaveError
from colorizer_gui.engine.model.library import find_model
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.model.shared_model import SharedModel
from colorizer_gui.engine.photo import read_photo
from colorizer_gui.engine.photo.fingerprint import fingerprint, is_same_photo
from colorizer_gui.engine.session.saving import save_colorized

log = logging.getLogger(__name__)

# After these no result can be written at all.
_FINAL = {errno.ENOSPC, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC)}


class PhotoWorker:
    """Colors photos, several at a time if it is called by several threads.

    Parameters
    ----------
    options : BatchOptions
    cancelled : callable
        Asked now and then; the work stops when it returns True.

    Attributes
    ----------
    notices : list of str
        Sentences about models that the user should see.
    """

    def __init__(self, options, cancelled=lambda: False):
        self.options = options
        self.notices = []
        self._cancelled = cancelled
        self._budget = Budget()
        self._colorizers = {}
        self._loading = threading.Lock()

    def colorizer(self, model):
        """The Colorizer with a model, loaded when it is first asked for.

        Raises
        ------
        ModelError
        """
        with self._loading:
            if model not in self._colorizers:
                # Several photos keep all cores busy; and results that shared a run among cores
                # would differ in their last bits from machine to machine.
                loaded = Model(find_model(model), self.options.device, cores=1)
                if loaded.notice and loaded.notice not in self.notices:
                    self.notices.append(loaded.notice)
                self._colorizers[model] = Colorizer(SharedModel(loaded))
            return self._colorizers[model]

    def __call__(self, item):
        """Color a photo.

        Parameters
        ----------
        item : Item

        Returns
        -------
        Outcome
        """
        begun = time.perf_counter()
        try:
            if self._cancelled():
                raise Cancelled
            values = self._colorize(item)
        except Cancelled:
            return item.outcome(State.STOPPED)
        except (ColorizerError, MemoryError) as error:
            text = str(error) or f"Not enough memory for {item.name}."
            return item.outcome(State.FAILED, message=text, is_final=_is_final(error))
        except Exception:
            log.exception("%s failed", item.name)
            text = f"Can't colorize {item.name}: an unexpected error. The log file has the details."
            return item.outcome(State.FAILED, message=text)
        return item.outcome(State.DONE, seconds=time.perf_counter() - begun, **values)

    def _colorize(self, item):
        source = self.options.source / item.name
        dest, output = self.options.dest / item.result, self.options.output
        with self._budget.share(megapixels_of(source)):
            photo = read_photo(source)
            _check_recipe(item, photo)
            colorizer = self.colorizer(item.recipe.model)
            saved = save_colorized(
                dest,
                photo,
                colorizer,
                item.recipe,
                output,
                overwrite=item.overwrite,
                is_cancelled=self._cancelled,
            )
        info = colorizer.model.info
        return {
            "width": photo.width,
            "height": photo.height,
            "model": f"{info.name} {info.version}",
            "message": " ".join(map(str, (*photo.notices, *saved.notices))),
        }


def _check_recipe(item, photo):
    if item.recipe.photo and not is_same_photo(item.recipe.photo, fingerprint(photo)):
        raise RecipeError(
            f"Can't colorize {item.name}: its recipe belongs to another picture. "
            "Open it in the window to see it, or move the recipe away."
        )


def _is_final(error):
    return isinstance(error, SaveError) and getattr(error.__cause__, "errno", None) in _FINAL
