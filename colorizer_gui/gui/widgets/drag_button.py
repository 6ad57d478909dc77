"""A button to drag the result from, into another program."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QToolButton


class DragButton(QToolButton):
    """Asks for the file with `wanted` when a drag begins; `offer` goes on with it.

    Rendering takes a moment: the file is offered if the button is still held then.
    """

    wanted = Signal()

    def __init__(self, parent=None):
        super().__init__(parent)
        self._from = None
        self.setToolTip(self.tr("Drag the result from here into another program"))
        self.setAccessibleName(self.tr("Drag the result"))
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mousePressEvent(self, event):
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.position()

    def mouseMoveEvent(self, event):
        if self._from is not None:
            moved = (event.position() - self._from).manhattanLength()
            if moved >= QApplication.startDragDistance():
                self._from = None
                self.wanted.emit()

    def mouseReleaseEvent(self, event):
        self._from = None

    def offer(self, path: Path):
        """Let the file be dropped where the mouse is let go."""
        if QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            drag = QDrag(self)
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(str(path))])
            drag.setMimeData(mime)
            drag.setPixmap(self.icon().pixmap(self.iconSize()))
            drag.exec(Qt.DropAction.CopyAction)
