"""Which colors the network finds likely where the selected hint lies."""

from PySide6.QtCore import QObject, Signal

from colorizer_gui.gui.base.tasks import Latest
from colorizer_gui.gui.session.signals import PaletteState
from colorizer_gui.gui.widgets.swatches import shown_color

# In the brightest and darkest places the screen shows many colors alike.
SMALLEST_DIFFERENCE = 12


class Suggester(QObject):
    """Follows the selected hint. `changed` carries a PaletteState.

    The network is asked what it would do without the hint, but with all others; else it would only
    repeat the hint's own color.
    """

    changed = Signal(object)

    def __init__(self, document, tasks, parent=None):
        super().__init__(parent)
        self._document = document
        self._basis = None  # the Analyses it comes from, and the Prediction
        self._analysing = Latest(tasks)
        document.hints_changed.connect(self._follow)
        document.colorized.connect(self._follow)

    def _follow(self, _event=None):
        hint = self._document.hint_state.current
        lightness = None if hint is None else self._document.lightness_at(hint.x, hint.y)
        if lightness is None:
            self.changed.emit(PaletteState())
        else:
            suggested = _distinct(self._suggested(hint), lightness)
            self.changed.emit(PaletteState(hint, lightness, suggested))

    def _suggested(self, hint):
        """The colors, or none while the network still has to be asked."""
        analyses, others = self._document.analyses, self._document.hint_state.others()
        if analyses is None:
            return ()
        if self._basis is None or self._basis[0] is not analyses or self._basis[1].hints != others:
            prediction = analyses.kept(others)
            if prediction is None:
                self._ask(analyses, others)
                return ()
            self._basis = (analyses, prediction)
        return analyses.colorizer.suggestions(self._basis[1], hint.x, hint.y)

    def _ask(self, analyses, others):
        self._analysing.run(
            lambda: analyses.of(others), lambda _: self._follow(), self._document.fail
        )


def _distinct(colors, lightness):
    """The colors without those that look like a likelier one at this lightness."""
    kept = []
    for a, b in colors:
        rgb = shown_color(lightness, a, b).getRgb()[:3]
        if all(_difference(rgb, other) >= SMALLEST_DIFFERENCE for _, other in kept):
            kept.append(((a, b), rgb))
    return tuple(ab for ab, _ in kept)


def _difference(one, other):
    return max(abs(p - q) for p, q in zip(one, other, strict=True))
