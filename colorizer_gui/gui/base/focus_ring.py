"""Shows where the keyboard focus is, in the accent color."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from colorizer_gui.gui.base import theme


class FocusRing(QWidget):
    """A ring over the control that got the focus by the keyboard, not by the mouse.

    Parameters
    ----------
    window : QWidget
        The window whose controls are watched, and those of its dialogs.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._target = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        theme.application().focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if isValid(self._target):  # or it loses the focus because it is being deleted
            self._target.removeEventFilter(self)
        if new is None or not self._is_due(new):
            self._target = self._window
            self.setParent(self._window)
            return
        self._target = new
        self.setParent(new)
        new.installEventFilter(self)
        self.setGeometry(new.rect())
        self.show()

    def _is_due(self, widget: QWidget) -> bool:
        """Whether a control belongs to the window or a dialog, and keys led to it."""
        above = widget.parentWidget()
        while above is not None and above is not self._window:
            above = above.parentWidget()
        by_keys = Qt.WidgetAttribute.WA_KeyboardFocusChange
        return (
            above is not None
            and QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
            and any(each.testAttribute(by_keys) for each in (self._window, widget.window()))
        )

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
