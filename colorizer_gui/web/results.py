"""Makes results at full resolution, the same bytes as those of the command."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.errors import (
    Cancelled,
    ColorizerError,
    SaveError,
    is_out_of_memory,
    not_enough_memory,
)
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.model.library import model_name
from colorizer_gui.engine.model.versions import changed_colors
from colorizer_gui.engine.preparation import prepared_size
from colorizer_gui.engine.session.in_color import colors_kept
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.saving import save_colorized
from colorizer_gui.web.cluster import ClusterWork
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.models import Models
from colorizer_gui.web.names import renamed
from colorizer_gui.web.opened import OpenedPhotos
from colorizer_gui.web.store import Store, StoredPhoto


@dataclass(frozen=True)
class Result:
    """A result's file, which whoever has it removes.

    Parameters
    ----------
    path : Path
    name : str
        As the command would call it.
    format : str
        The id of its format.
    size : tuple of int
        Width and height of the prepared photo.
    notices : tuple of Message
    own_colors : bool
        Whether the photo was only prepared and keeps its own colors.
    """

    path: Path
    name: str
    format: str
    size: tuple[int, int]
    notices: tuple[Message, ...]
    own_colors: bool = False


@dataclass(frozen=True)
class ResultMaker:
    """What results are made from.

    Parameters
    ----------
    store : Store
    models : Models
    opened : OpenedPhotos
    cluster : ClusterWork or None
        What makes the results where it can.
    """

    store: Store
    models: Models
    opened: OpenedPhotos
    cluster: ClusterWork | None = None

    def make(
        self, stored: StoredPhoto, recipe: Recipe, output: Output, is_cancelled: IsCancelled
    ) -> Result:
        """Colorize a photo at full resolution.

        Raises
        ------
        PhotoError, RecipeError, ModelError, SaveError, RefusedError, Cancelled
        """
        name = output.name(PurePath(stored.info.name))
        self.store.check_disk(name)
        path = self.store.free_path(PurePath(name).suffix)
        shown = {stored.path.name: stored.info.name, path.name: name, str(path): name}
        try:
            notices = self._made_elsewhere(path, stored, recipe, output, is_cancelled)
            if notices is None:
                remove_file(path)  # of a cluster that was lost at the end
                notices = self.write(path, stored, recipe, output, is_cancelled)
        except SaveError as error:
            cause = error.__cause__
            if isinstance(cause, OSError) and cause.errno:  # the client knows no folder here
                reason = system_reason(cause)
                error.message = Message("Can't keep {name}: {reason}.", name=name, reason=reason)
            error.message = renamed(error.message, shown)
            raise
        except ColorizerError as error:
            error.message = renamed(error.message, shown)
            raise
        told = tuple(renamed(notice, shown) for notice in notices)
        size = prepared_size(stored.info.width, stored.info.height, recipe.preparation)
        file_format = output.format_of(path).id
        return Result(path, name, file_format, size, told, recipe.keeps_colors)

    def _made_elsewhere(
        self,
        path: Path,
        stored: StoredPhoto,
        recipe: Recipe,
        output: Output,
        is_cancelled: IsCancelled,
    ) -> tuple[Message, ...] | None:
        """Let the cluster colorize a photo, with notices; None where there is none that can."""
        if self.cluster is None:
            return None
        model, device = self.models.meant(recipe).path, self.models.device
        notices = self.cluster.make(stored.path, path, model, device, recipe, output, is_cancelled)
        return None if notices is None else (*self._about_colors(stored, recipe), *notices)

    def _about_colors(self, stored: StoredPhoto, recipe: Recipe) -> tuple[Message, ...]:
        """That a photo keeps its own colors, or gets those of another version of its model."""
        name = stored.info.name
        if recipe.keeps_colors:
            return (colors_kept(name),)
        meant = self.models.meant(recipe)
        return () if meant.is_same else (changed_colors(name, model_name(meant.path)),)

    def write(
        self,
        path: Path,
        stored: StoredPhoto,
        recipe: Recipe,
        output: Output,
        is_cancelled: IsCancelled,
    ) -> tuple[Message, ...]:
        """Colorize a photo at full resolution into a new file; with notices.

        Raises
        ------
        PhotoError, RecipeError, ModelError, SaveError, RefusedError, Cancelled
        """
        try:
            with self.opened.saving.reserve(stored.info.width * stored.info.height):
                if is_cancelled():
                    raise Cancelled
                return self._write(path, stored, recipe, output, is_cancelled)
        except ColorizerError:
            raise
        except Exception as error:
            if is_out_of_memory(error):
                raise RefusedError(503, not_enough_memory(stored.info.name)) from error
            raise

    def _write(
        self,
        path: Path,
        stored: StoredPhoto,
        recipe: Recipe,
        output: Output,
        is_cancelled: IsCancelled,
    ) -> tuple[Message, ...]:
        opened = self.opened.prepared_within(stored, recipe)
        colorizer = self.models.of(recipe)
        prediction = None
        if not recipe.keeps_colors:
            prediction = opened.rendering(colorizer, recipe).prediction()
        saved = save_colorized(
            path,
            opened.photo,
            colorizer,
            recipe,
            output,
            prediction=prediction,
            is_cancelled=is_cancelled,
        )
        return (*self._about_colors(stored, recipe), *saved.notices)


def remove_file(path: Path) -> None:
    """Remove a result that is no longer needed."""
    with suppress(OSError):
        path.unlink()
