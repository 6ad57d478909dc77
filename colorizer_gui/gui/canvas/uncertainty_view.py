"""Shows where the model is uncertain of its colors, over the photo."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTextOption

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.color.uncertainty import uncertain_places
from colorizer_gui.engine.session.predictions import Rendering
from colorizer_gui.gui.base.tasks import Latest, Tasks
from colorizer_gui.gui.canvas.overlay import Overlay
from colorizer_gui.gui.session.document import Document

DARKEST = 170  # of 255, the opacity of the veil where the model is certain, or a version differs
MARK = 11.0  # logical pixels, the radius of a numbered mark


@dataclass(frozen=True, eq=False)
class UncertaintyOverlay(Overlay):
    """A dark veil that leaves uncertain places bright, and the best places for hints.

    Parameters
    ----------
    veil : QImage
    places : tuple of tuple of float
        x and y, 0..1, the most uncertain first.
    """

    veil: QImage
    places: tuple[tuple[float, float], ...]

    @property
    def legend(self) -> str:
        """What is seen, in the window's language."""
        if not self.places:
            return QCoreApplication.translate("UncertaintyView", "Bright: the model is uncertain")
        return QCoreApplication.translate(
            "UncertaintyView",
            "Bright: the model is uncertain. 1 to {0}: a hint helps most here (N for the next)",
        ).format(len(self.places))

    def paint(self, painter: QPainter, photo: QRectF) -> None:
        """Draw over the photo, which lies in a rectangle."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(photo, self.veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (x, y) in enumerate(self.places, 1):
            center = QPointF(photo.x() + x * photo.width(), photo.y() + y * photo.height())
            painter.setPen(QPen(Qt.GlobalColor.white, 2))
            painter.setBrush(QColor(0, 0, 0, 150))
            painter.drawEllipse(center, MARK, MARK)
            area = QRectF(center.x() - MARK, center.y() - MARK, 2 * MARK, 2 * MARK)
            painter.drawText(area, str(number), QTextOption(Qt.AlignmentFlag.AlignCenter))


class UncertaintyView(QObject):
    """Makes the overlay of a document's photo while it is wanted.

    `changed` carries an UncertaintyOverlay, or None when there is nothing to show; `impossible` is
    emitted if the model gives no color bins.

    Parameters
    ----------
    document : Document
    tasks : Tasks
    """

    changed = Signal(object)
    impossible = Signal()

    def __init__(self, document: Document, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._latest = Latest(tasks)
        self._wanted = False
        document.colorized.connect(lambda _: self._follow())
        document.opened.connect(lambda _: self._clear())
        document.prepared.connect(lambda _: self._clear())

    def set_wanted(self, wanted: bool) -> None:
        """Make overlays from now on, or no longer."""
        self._wanted = wanted
        if wanted:
            self._follow()
        else:
            self._clear()

    def _clear(self) -> None:
        self._latest.cancel()
        self.changed.emit(None)

    def _follow(self) -> None:
        result = self._document.result()
        if self._wanted and result is not None:
            self._latest.run(lambda: _overlay_of(result), self._on_made, self._document.fail)

    def _on_made(self, overlay: UncertaintyOverlay | None) -> None:
        if overlay is None:
            self.impossible.emit()
        elif self._wanted:
            self.changed.emit(overlay)


def _overlay_of(result: Rendering) -> UncertaintyOverlay | None:
    values = result.prediction().uncertainty()
    if values is None:
        return None
    low, high = float(values.min()), float(values.max())
    veil = veil_of((values - low) / max(high - low, 1e-6))
    return UncertaintyOverlay(veil, tuple(uncertain_places(values, result.hints)))


def veil_of(brightness: Float32Array) -> QImage:
    """A veil over a photo, from dark at 0 to nothing at 1.

    Parameters
    ----------
    brightness : ndarray of float32, shape (h, w)
        0..1.
    """
    veil = np.zeros((*brightness.shape, 4), np.uint8)
    veil[..., 3] = np.rint((1 - brightness) * DARKEST)
    height, width = brightness.shape
    return QImage(veil.data, width, height, 4 * width, QImage.Format.Format_ARGB32).copy()
