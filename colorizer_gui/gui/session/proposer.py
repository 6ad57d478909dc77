"""Looks for the things of saved colors in the photo that is shown."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.prediction import Prediction
from colorizer_gui.engine.saved_colors import ProposedColor, SavedColor, proposed_colors
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.base.tasks import Latest, Tasks
from colorizer_gui.gui.session.document import Document

Found = tuple[ProposedColor, ...]


class Proposer(QObject):
    """Follows the photo and the saved colors. `changed` carries a tuple of ProposedColor.

    Nothing is proposed where a hint lies, nor what the user has dismissed for the photo.

    Parameters
    ----------
    document : Document
    preferences : Preferences
        Keep the saved colors.
    tasks : Tasks
    """

    changed = Signal(object)

    def __init__(
        self,
        document: Document,
        preferences: Preferences,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._preferences = preferences
        self._looking = Latest(tasks)
        self._basis: tuple[Prediction, dict[str, SavedColor]] | None = None
        self._found: Found = ()
        self._shown: Found = ()
        document.colorized.connect(lambda _: self._follow())
        document.uncolorized.connect(self._follow)
        document.hints_changed.connect(lambda _: self._tell())
        preferences.changed.connect(lambda _: self._follow())

    @property
    def shown(self) -> Found:
        """What is proposed now."""
        return self._shown

    def dismiss(self, name: str) -> None:
        """Propose a saved color in this photo no more."""
        entry = self._document.entry
        if entry is not None:
            entry.dismiss(name)
            self._document.keep()
            self._tell()

    def _follow(self) -> None:
        settings, prediction = self._preferences.settings, self._document.colors.unhinted
        saved = settings.saved_colors if settings.propose_colors else {}
        if prediction is None or not saved:
            self._basis, self._found = None, ()
            self._looking.cancel()
            self._tell()
        elif self._basis is None or self._is_other(prediction, saved):
            self._look(prediction, saved)

    def _is_other(self, prediction: Prediction, saved: dict[str, SavedColor]) -> bool:
        """Whether other things are to be looked for, or in another prediction."""
        return self._basis is None or self._basis[0] is not prediction or self._basis[1] != saved

    def _look(self, prediction: Prediction, saved: dict[str, SavedColor]) -> None:
        predictions = self._document.predictions
        if predictions is None:
            return
        self._basis = (prediction, saved)
        info = predictions.colorizer.model.info
        self._looking.run(
            lambda: tuple(proposed_colors(saved, info, prediction.output, prediction.lightness)),
            partial(self._take, prediction),
            self._document.fail,
        )

    def _take(self, prediction: Prediction, found: Found) -> None:
        if self._basis is not None and self._basis[0] is prediction:
            self._found = found
            self._tell()

    def _tell(self) -> None:
        entry, hints = self._document.entry, self._document.hint_state.hints
        dismissed = () if entry is None else entry.dismissed
        shown = tuple(
            each
            for each in self._found
            if each.name not in dismissed and not any(map(each.covers, hints))
        )
        if shown != self._shown:
            self._shown = shown
            self.changed.emit(shown)
