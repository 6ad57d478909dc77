"""The photo's own pixels where the screen shows them: only the visible part, in the background."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.gui.base.images import to_qimage
from colorizer_gui.gui.base.tasks import Latest


@dataclass(frozen=True, eq=False)
class Detail:
    """A part of the photo at full resolution.

    Parameters
    ----------
    area : tuple of slice
        Its rows and columns.
    before : QImage
    after : QImage or None
        None while the photo is not colorized.
    """

    area: tuple[slice, slice]
    before: QImage
    after: QImage | None


class DetailPainter(QObject):
    """Paints the part of the document's photo that is looked at. `painted` carries a Detail.

    Parameters
    ----------
    document : Document
    tasks : Tasks
    """

    painted = Signal(object)

    def __init__(self, document, tasks, parent=None):
        super().__init__(parent)
        self._document = document
        self._latest = Latest(tasks)
        self._area = self._asked = None
        document.opened.connect(lambda _: self._forget())
        document.closed.connect(self._forget)
        document.colorized.connect(lambda _: self._paint())

    def look_at(self, area):
        """Paint this part, rows and columns as slices, from now on; nothing with None."""
        self._area = area
        self._paint()

    def _forget(self):
        self._asked = self._area = None
        self._latest.cancel()

    def _paint(self):
        photo, result, area = self._document.photo, self._document.result(), self._area
        wanted = (area, photo, result and (result.analyses, result.hints, result.look))
        if area is not None and wanted != self._asked:
            self._asked = wanted
            self._latest.run(
                lambda: _detail(photo, result, area, self._is_overtaken),
                self.painted.emit,
                self._failed,
            )

    def _is_overtaken(self):
        return self._latest.waits

    def _failed(self, error):
        if not isinstance(error, Cancelled):
            self._document.fail(error)


def _detail(photo, result, area, overtaken):
    before = to_qimage(photo.pixels[area])
    after = None if result is None else to_qimage(result.painting(overtaken, area))
    return Detail(area, before, after)
