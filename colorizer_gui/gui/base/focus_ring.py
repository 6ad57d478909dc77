"""Shows where the keyboard focus is, in the accent color."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

from colorizer_gui.gui.base import theme


class FocusRing(QWidget):
    """Lies over whichever control of a window got the focus by the keyboard, not by the mouse."""

    def __init__(self, window):
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        QApplication.instance().focusChanged.connect(self._follow)

    def _follow(self, _old, new):
        self.parent().removeEventFilter(self)
        by_keyboard = (
            self._window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            and QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
        )
        inside = new is not None and new is not self._window and self._window.isAncestorOf(new)
        if not (by_keyboard and inside):
            self.setParent(self._window)
            return
        self.setParent(new)
        new.installEventFilter(self)
        self.setGeometry(new.rect())
        self.show()

    def stop(self):
        """Follow no longer; the window is about to go."""
        QApplication.instance().focusChanged.disconnect(self._follow)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, _event):
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().accent), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
