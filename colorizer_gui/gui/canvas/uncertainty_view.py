"""Where to click first: a view of how unsure the network is, over the photo."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from colorizer_gui.engine.color.uncertainty import uncertain_places
from colorizer_gui.gui.base.tasks import Latest

DARKEST = 170  # of 255, the veil over what the network is sure of
MARK = 11.0


@dataclass(frozen=True, eq=False)
class Doubt:
    """A veil that leaves the unsure places bright, and the places to click, x and y 0..1."""

    veil: QImage
    places: tuple[tuple[float, float], ...]

    def paint(self, painter, whole):
        """Draw over the photo that lies in a QRectF."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(whole, self.veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (x, y) in enumerate(self.places, 1):
            center = QPointF(whole.x() + x * whole.width(), whole.y() + y * whole.height())
            painter.setPen(QPen(Qt.GlobalColor.white, 2))
            painter.setBrush(QColor(0, 0, 0, 150))
            painter.drawEllipse(center, MARK, MARK)
            area = QRectF(center.x() - MARK, center.y() - MARK, 2 * MARK, 2 * MARK)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(number))


class UncertaintyView(QObject):
    """Follows the document's colors while it is wanted.

    `changed` carries a Doubt, or None when there is nothing to show; `impossible` says that the
    model does not tell.

    Parameters
    ----------
    document : Document
    tasks : Tasks
    """

    changed = Signal(object)
    impossible = Signal()

    def __init__(self, document, tasks, parent=None):
        super().__init__(parent)
        self._document = document
        self._latest = Latest(tasks)
        self._wanted = False
        document.colorized.connect(lambda _: self._follow())
        document.opened.connect(lambda _: self._clear())

    def set_wanted(self, wanted):
        """Show the view, or no longer."""
        self._wanted = wanted
        if wanted:
            self._follow()
        else:
            self._clear()

    def _clear(self):
        self._latest.cancel()
        self.changed.emit(None)

    def _follow(self):
        result = self._document.result()
        if self._wanted and result is not None:
            self._latest.run(lambda: _make(result), self._made, self._document.fail)

    def _made(self, view):
        if view is None:
            self.impossible.emit()
        elif self._wanted:
            self.changed.emit(view)


def _make(result):
    values = result.prediction().uncertainty()
    if values is None:
        return None
    low, high = float(values.min()), float(values.max())
    share = (values - low) / max(high - low, 1e-6)
    veil = np.zeros((*values.shape, 4), np.uint8)
    veil[..., 3] = np.rint((1 - share) * DARKEST)
    height, width = values.shape
    image = QImage(veil.data, width, height, 4 * width, QImage.Format.Format_ARGB32).copy()
    return Doubt(image, tuple(uncertain_places(values, result.hints)))
