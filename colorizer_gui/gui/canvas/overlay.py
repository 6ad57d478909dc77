"""What is drawn over a photo to explain its colors."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from colorizer_gui.gui.canvas.panes import Shown


class Overlay(Protocol):
    """Drawn over the colorized photo, with words about what is seen."""

    @property
    @abstractmethod
    def legend(self) -> str:
        """What is seen, in the window's language."""

    @abstractmethod
    def paint(self, painter: QPainter, photo: QRectF) -> None:
        """Draw over the photo, which lies in a rectangle, as far as the painter's clip shows it."""

    def paint_above(self, painter: QPainter, photo: QRectF) -> None:
        """Draw over hints and regions too; nothing unless an overlay says otherwise."""
        return


class TopLayer(QWidget):
    """Draws what an overlay shows above hints and regions, and lets all events through.

    Parameters
    ----------
    canvas : QWidget
        A PhotoView.
    shown : callable
        Gives the overlay and where its pane shows the photo; None where there is nothing to draw.
    """

    def __init__(self, canvas: QWidget, shown: Callable[[], tuple[Overlay, Shown] | None]) -> None:
        super().__init__(canvas)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._shown = shown

    def paintEvent(self, _event: QPaintEvent) -> None:
        found = self._shown()
        if found is not None:
            overlay, shown = found
            painter = QPainter(self)
            painter.setClipRect(shown.pane)
            overlay.paint_above(painter, shown.photo)
