"""Short words over the photo: which side is shown where, and what the overlay means."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.canvas.panes import Side

_GROUND = QColor(0, 0, 0, 150)
_ROUNDING = 4.0


def side_words(side: Side) -> str:
    """The name of a side of the photo."""
    words = {
        "before": QCoreApplication.translate("Labels", "Before"),
        "after": QCoreApplication.translate("Labels", "After"),
    }
    return words[side]


def draw_label(painter: QPainter, room: QRectF, words: str, where: Qt.AlignmentFlag) -> None:
    """Draw words on a dark ground, inside a rectangle; nothing where they do not fit.

    Parameters
    ----------
    painter : QPainter
    room : QRectF
    words : str
    where : Qt.AlignmentFlag
        In which corner, or at which edge.
    """
    text = painter.fontMetrics().size(Qt.TextFlag.TextSingleLine, words)
    size = QSizeF(text.width() + 2 * theme.GRID, text.height() + theme.GRID // 2)
    inner = room.adjusted(theme.GRID, theme.GRID, -theme.GRID, -theme.GRID)
    if size.width() > inner.width() or size.height() > inner.height():
        return
    x = inner.left()
    if where & Qt.AlignmentFlag.AlignRight:
        x = inner.right() - size.width()
    elif where & Qt.AlignmentFlag.AlignHCenter:
        x = inner.center().x() - size.width() / 2
    y = inner.bottom() - size.height() if where & Qt.AlignmentFlag.AlignBottom else inner.top()
    ground = QRectF(QPointF(round(x), round(y)), size)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(ground, _ROUNDING, _ROUNDING)
    painter.setPen(Qt.GlobalColor.white)
    painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, words)
