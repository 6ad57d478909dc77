"""What is drawn over a photo to explain its colors."""

from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter


class Overlay(Protocol):
    """Drawn over the colorized photo, with words about what is seen."""

    @property
    def legend(self) -> str:
        """What is seen, in the window's language."""

    def paint(self, painter: QPainter, photo: QRectF) -> None:
        """Draw over the photo, which lies in a rectangle, as far as the painter's clip shows it."""
