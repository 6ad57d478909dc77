"""Likely colors of the place of the selected hint."""

from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.colorizer import Prediction
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.session.predictions import Predictions
from colorizer_gui.gui.base.colors import shown_color
from colorizer_gui.gui.base.tasks import Latest, Tasks
from colorizer_gui.gui.session.document import Document
from colorizer_gui.gui.session.signals import SuggestedColors

# In 255ths of a channel. In the brightest and darkest places the screen shows many colors alike.
SMALLEST_DIFFERENCE = 12

Color = tuple[float, float]  # a*, b*


class Suggester(QObject):
    """Follows the selected hint. `changed` carries a SuggestedColors.

    The colors come from a prediction without the selected hint and with all others: one with the
    hint would repeat its color.

    Parameters
    ----------
    document : Document
    tasks : Tasks
    """

    changed = Signal(object)

    def __init__(self, document: Document, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._basis: tuple[Predictions, Prediction] | None = None
        self._predicting = Latest(tasks)
        document.hints_changed.connect(lambda _: self._follow())
        document.colorized.connect(lambda _: self._follow())

    def _follow(self) -> None:
        hint = self._document.hint_state.current
        lightness = None if hint is None else self._document.lightness_at(hint.x, hint.y)
        if hint is None or lightness is None:
            self.changed.emit(SuggestedColors())
        else:
            suggested = distinct(self._suggested(hint), lightness)
            is_draft = self._document.hint_state.draft is not None
            self.changed.emit(SuggestedColors(hint, lightness, suggested, is_draft))

    def _suggested(self, hint: ColorHint) -> list[Color]:
        """The colors, or none while the model has to be run for them."""
        predictions, others = self._document.predictions, self._document.hint_state.others()
        if predictions is None:
            return []
        prediction = self._known(predictions, others)
        if prediction is None:
            self._predicting.run(
                lambda: predictions.of(others), lambda _: self._follow(), self._document.fail
            )
            return []
        self._basis = (predictions, prediction)
        return predictions.colorizer.suggestions(prediction, hint.x, hint.y)

    def _known(self, predictions: Predictions, hints: tuple[ColorHint, ...]) -> Prediction | None:
        """The prediction that was used last, which the cache may have dropped, or a cached one."""
        if self._basis is not None:
            used, prediction = self._basis
            if used is predictions and prediction.hints == hints:
                return prediction
        return predictions.kept(hints)


def distinct(
    colors: list[Color], lightness: float, least: int = SMALLEST_DIFFERENCE
) -> tuple[Color, ...]:
    """The colors without those that look like a likelier one at this lightness.

    Parameters
    ----------
    colors : list of (float, float)
        a*, b*, the likeliest first.
    lightness : float
        L*.
    least : int
        The least difference of those that stay, in 255ths of a channel.
    """
    kept: list[tuple[Color, tuple[int, ...]]] = []
    for a, b in colors:
        color = shown_color(lightness, a, b)
        rgb = (color.red(), color.green(), color.blue())
        if all(_difference(rgb, other) >= least for _, other in kept):
            kept.append(((a, b), rgb))
    return tuple(ab for ab, _ in kept)


def _difference(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return max(abs(p - q) for p, q in zip(one, other, strict=True))
