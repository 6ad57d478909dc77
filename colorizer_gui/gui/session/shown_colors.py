"""What is known of the colors on the screen, place by place."""

from collections.abc import Callable

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.hint_reach import outlines
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.prediction import Prediction
from colorizer_gui.engine.session.edits import EditState
from colorizer_gui.engine.session.predictions import Predictions


class ShownColors:
    """Asks the prediction that the screen shows, if there is one. Places are x and y, 0..1.

    Parameters
    ----------
    predictions : callable
        Gives the Predictions for the photo, or None.
    state : callable
        Gives the EditState of the photo.
    """

    def __init__(
        self, predictions: Callable[[], Predictions | None], state: Callable[[], EditState]
    ) -> None:
        self._predictions = predictions
        self._state = state
        self._lightness_from: Prediction | None = None
        self.prediction: Prediction | None = None

    def show(self, prediction: Prediction) -> None:
        """Ask another prediction from now on."""
        self.prediction = self._lightness_from = prediction

    def forget(self) -> None:
        """Ask none until the photo is colorized again; its lightness stays known."""
        self.prediction = None

    def forget_photo(self) -> None:
        """Know nothing: another photo is shown, or this one prepared in another way."""
        self.prediction = self._lightness_from = None

    @property
    def _colorizer(self) -> Colorizer | None:
        predictions = self._predictions()
        return None if predictions is None else predictions.colorizer

    @property
    def unhinted(self) -> Prediction | None:
        """What is predicted without hints that act on a part of the photo; None before that."""
        shown = self.prediction
        return None if shown is None else shown.unhinted or shown

    def lightness_at(self, x: float, y: float) -> float | None:
        """L* at a place; None before the photo was colorized for the first time."""
        known = self._lightness_from
        return None if known is None else known.lightness_at(x, y)

    def color_at(self, x: float, y: float) -> tuple[float, float] | None:
        """The color (a*, b*) of a hint that changes nothing there; None while not colorized."""
        colorizer = self._colorizer
        if self.prediction is None or colorizer is None:
            return None
        return colorizer.color_at(self.prediction, self._state().look, x, y)

    def outlines(self, hint: ColorHint) -> list[Float32Array]:
        """The outlines of where a hint acts or would act, see `hint_reach.outlines`.

        None for a hint that acts everywhere, and while the photo is not colorized.
        """
        colorizer = self._colorizer
        if self.prediction is None or colorizer is None:
            return []
        mask = colorizer.hint_mask(self.prediction, hint, self._state().regions.regions)
        return [] if mask is None else outlines(mask)

    def surface_at(self, x: float, y: float) -> Float32Array | None:
        """The surface at a place, see `Colorizer.surface_at`; None while not colorized."""
        colorizer = self._colorizer
        if self.prediction is None or colorizer is None:
            return None
        return colorizer.surface_at(self.prediction, x, y)
