"""Shows where the keyboard focus is, in the accent color."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from colorizer_gui.gui.base import theme


class FocusRing(QWidget):
    """A ring over the control of a window that got the focus by the keyboard, not by the mouse."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._target = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        theme.application().focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._target.removeEventFilter(self)
        by_keyboard = (
            self._window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            and QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
        )
        inside = new is not None and new is not self._window and self._window.isAncestorOf(new)
        if new is None or not (by_keyboard and inside):
            self._target = self._window
            self.setParent(self._window)
            return
        self._target = new
        self.setParent(new)
        new.installEventFilter(self)
        self.setGeometry(new.rect())
        self.show()

    def stop(self) -> None:
        """Follow the focus no longer; to be called before the window is deleted."""
        theme.application().focusChanged.disconnect(self._follow)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._target.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().accent), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
