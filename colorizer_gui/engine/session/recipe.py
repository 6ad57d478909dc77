"""Recipe: the preparation, model, hints, regions and look of one photo."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from colorizer_gui.engine.hints import ColorHint, Reach
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.library import DEFAULT_MODEL
from colorizer_gui.engine.preparation import Preparation

if TYPE_CHECKING:  # most recipes have none
    from colorizer_gui.engine.regions import Region


@dataclass(frozen=True)
class Recipe:
    """How a photo is colorized.

    Parameters
    ----------
    model : str
        The id of a model.
    hints : tuple of ColorHint
    look : Look
    photo : str
        The `fingerprint` of the photo; empty for any photo.
    regions : tuple of Region
    model_sha256 : str
        Of the model's file; empty where that is not known, as in recipes of version 0.1.0.
    dismissed : tuple of str
        Names of saved colors that are not proposed in this photo; they change no colors.
    preparation : Preparation
        What is done to the scan first; hints, regions and the colors of a version lie in the
        prepared photo.
    own_colors : bool or None
        Whether a photo that is in color already keeps its colors, see `keeps_colors`; None where
        nobody has said so.
    """

    model: str = DEFAULT_MODEL
    hints: tuple[ColorHint, ...] = ()
    look: Look = Look()
    photo: str = ""
    regions: "tuple[Region, ...]" = ()
    model_sha256: str = ""
    dismissed: tuple[str, ...] = ()
    preparation: Preparation = Preparation()
    own_colors: bool | None = None

    @property
    def keeps_colors(self) -> bool:
        """Whether the photo is prepared alone, and not colorized.

        Hints, regions and a look mean that it is, whatever was asked before.
        """
        has_work = bool(self.hints or self.regions) or self.look != Look()
        return bool(self.own_colors) and not has_work

    @property
    def is_edited(self) -> bool:
        """Whether it does more than a photo starts with."""
        is_prepared = not self.preparation.is_default
        return bool(self.hints or self.regions) or self.look != Look() or is_prepared

    @property
    def changes_colors(self) -> bool:
        """Whether it holds work on colors: without any, a photo in color keeps its own."""
        has_work = bool(self.hints or self.regions or self.dismissed) or self.look != Look()
        return has_work or self.own_colors is False

    @property
    def needs_surfaces(self) -> bool:
        """Whether its colors depend on how the model tells surfaces apart."""
        by_place = bool(self.look.reference and self.look.reference.copy)
        return by_place or any(hint.reach is Reach.SURFACE for hint in self.hints)

    @property
    def is_worth_keeping(self) -> bool:
        """Whether it holds any work on a photo, edits or not."""
        return self.is_edited or bool(self.dismissed) or self.own_colors is False

    def adjusted(
        self, model: str | None = None, look: Iterable[tuple[str, object]] = ()
    ) -> "Recipe":
        """A copy with another model, and with other values of some adjustments.

        Parameters
        ----------
        model : str or None
            None keeps the model.
        look : iterable of (str, value)
            Names and values of fields of `Look`.
        """
        changed = dataclasses.replace(self.look, **dict(look))  # type: ignore[arg-type]  # by name
        recipe = dataclasses.replace(self, look=changed)
        return dataclasses.replace(recipe, model=model, model_sha256="") if model else recipe
