"""Prepares the scan of the photo on the screen again, in the background."""

from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.edits import History
from colorizer_gui.engine.session.open_photo import OpenPhoto, Prepared
from colorizer_gui.gui.base.images import to_qimage
from colorizer_gui.gui.base.tasks import Busy, Latest, Tasks
from colorizer_gui.gui.base.translation import translated
from colorizer_gui.gui.session.pasted import photo_name
from colorizer_gui.gui.session.signals import PreparedAnew


class Preparer(QObject):
    """Makes the prepared photo that the newest edits mean.

    `prepared` carries a PreparedAnew, `busy_changed` a Busy, `failed` an exception.

    Parameters
    ----------
    tasks : Tasks
    """

    prepared = Signal(object)
    busy_changed = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latest = Latest(tasks)
        self._settled: History | None = None  # whose photo is shown while another is made

    @property
    def is_busy(self) -> bool:
        """Whether a photo is being prepared."""
        return self._settled is not None

    def prepare(self, entry: OpenPhoto, before: History) -> None:
        """Prepare a photo as its edits say; `before` are those that what is shown was made with."""
        self._settled = self._settled or before
        wanted = entry.history.state.preparation

        def work() -> tuple[Prepared, PreparedAnew]:
            prepared = entry.prepare(wanted)
            return prepared, PreparedAnew(prepared.photo, to_qimage(prepared.screens[-1].pixels))

        def done(made: tuple[Prepared, PreparedAnew]) -> None:
            prepared, anew = made
            if prepared.preparation == entry.history.state.preparation:
                entry.show_prepared(prepared)
                self.cancel()
                self.prepared.emit(anew)

        self._latest.run(work, done, self._on_failed)
        text = Message("Preparing {name}", name=photo_name(entry.path))
        self.busy_changed.emit(Busy(translated(text)))

    def cancel(self) -> History | None:
        """Prepare nothing more; gives the edits whose photo is still shown, if there are newer."""
        self._latest.cancel()
        settled, self._settled = self._settled, None
        self.busy_changed.emit(Busy())
        return settled

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)
