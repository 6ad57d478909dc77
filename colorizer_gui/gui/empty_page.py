"""What the window shows before there is a photo."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from colorizer_gui.gui import theme

TITLE_SCALE = 1.5


class EmptyPage(QWidget):
    """An invitation, and one button."""

    def __init__(self, open_action, parent=None):
        super().__init__(parent)
        title = QLabel(self.tr("Drop a black-and-white photo here"))
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title.setWordWrap(True)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * TITLE_SCALE)
        title.setFont(font)
        self.button = QPushButton(self.tr("Open..."), toolTip=open_action.toolTip())
        self.button.setMinimumSize(16 * theme.GRID, 5 * theme.GRID)
        self.button.clicked.connect(open_action.trigger)
        column = QVBoxLayout(self)
        column.setSpacing(3 * theme.GRID)
        column.addStretch(1)
        column.addWidget(title)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)

    def paintEvent(self, _event):
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        painter.fillRect(self.rect(), QColor(colours.canvas))
        edge = 3 * theme.GRID + 0.5
        painter.setPen(QPen(QColor(colours.faint), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), theme.GRID, theme.GRID
        )
