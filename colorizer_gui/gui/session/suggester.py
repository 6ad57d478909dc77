"""Likely colors of the place of the selected hint."""

from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.color.shown_color import distinct_colors
from colorizer_gui.engine.hint_reach import limits_of
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.prediction import Prediction
from colorizer_gui.engine.regions import Region
from colorizer_gui.engine.session.predictions import Predictions
from colorizer_gui.gui.base.tasks import Latest, Tasks
from colorizer_gui.gui.session.document import Document
from colorizer_gui.gui.session.signals import SuggestedColors

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
        lightness = None if hint is None else self._document.colors.lightness_at(hint.x, hint.y)
        if hint is None or lightness is None:
            self.changed.emit(SuggestedColors())
        else:
            suggested = tuple(distinct_colors(self._suggested(hint), lightness))
            is_draft = self._document.hint_state.draft is not None
            self.changed.emit(SuggestedColors(hint, lightness, suggested, is_draft))

    def _suggested(self, hint: ColorHint) -> list[Color]:
        """The colors, or none while the model has to be run for them."""
        predictions, others = self._document.predictions, self._document.hint_state.others()
        regions = self._document.region_state.regions
        if predictions is None:
            return []
        prediction = self._known(predictions, others, regions)
        if prediction is None:
            self._predicting.run(
                lambda: predictions.of(others, regions),
                lambda _: self._follow(),
                self._document.fail,
            )
            return []
        self._basis = (predictions, prediction)
        return predictions.colorizer.suggestions(prediction, hint.x, hint.y)

    def _known(
        self,
        predictions: Predictions,
        hints: tuple[ColorHint, ...],
        regions: tuple[Region, ...],
    ) -> Prediction | None:
        """The prediction that was used last, which the cache may have dropped, or a cached one."""
        if self._basis is not None:
            used, prediction = self._basis
            wanted = hints, limits_of(hints, regions)
            if used is predictions and (prediction.hints, prediction.limits) == wanted:
                return prediction
        return predictions.kept(hints, regions)
