"""The visible part of the photo at full resolution, rendered in the background."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from colorizer_gui.engine.arrays import Area, IsCancelled
from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.session.predictions import Rendering
from colorizer_gui.gui.base.images import to_qimage
from colorizer_gui.gui.base.tasks import Latest, Tasks
from colorizer_gui.gui.session.document import Document


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

    area: Area
    before: QImage
    after: QImage | None


class DetailPainter(QObject):
    """Renders the visible part of the document's photo. `painted` carries a Detail.

    Parameters
    ----------
    document : Document
    tasks : Tasks
    """

    painted = Signal(object)

    def __init__(self, document: Document, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._latest = Latest(tasks)
        self._area: Area | None = None
        self._asked: object = None  # what the newest detail was rendered from
        document.opened.connect(lambda _: self._forget())
        document.prepared.connect(lambda _: self._forget())
        document.closed.connect(self._forget)
        document.colorized.connect(lambda _: self._paint())

    def look_at(self, area: Area | None) -> None:
        """Render this part, rows and columns as slices, from now on; nothing with None."""
        self._area = area
        self._paint()

    def _forget(self) -> None:
        self._asked = self._area = None
        self._latest.cancel()

    def _paint(self) -> None:
        photo, result, area = self._document.photo, self._document.result(), self._area
        if photo is None or area is None:
            return
        wanted = (area, photo, result and _content(result))
        if wanted != self._asked:
            self._asked = wanted
            self._latest.run(
                lambda: _detail(photo, result, area, self._is_overtaken),
                self.painted.emit,
                self._failed,
            )

    def _is_overtaken(self) -> bool:
        return self._latest.waits

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._document.fail(error)


def _content(result: Rendering) -> tuple[object, ...]:
    """What the pixels of a rendering depend on, to be compared."""
    return result.predictions, result.hints, result.look, result.regions


def _detail(
    photo: Photo, result: Rendering | None, area: Area, is_overtaken: IsCancelled
) -> Detail:
    before = to_qimage(photo.pixels[area])
    after = None if result is None else to_qimage(result.lazy_image(is_overtaken, area))
    return Detail(area, before, after)
