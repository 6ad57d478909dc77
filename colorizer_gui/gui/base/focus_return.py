"""Gives the focus back to the photo after the mouse has used a control; keys without a use."""

from collections.abc import Callable

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QLineEdit, QWidget

from colorizer_gui.gui.base.keys import ENTER_KEYS


class FocusReturn(QObject):
    """Watches the controls of a panel, so that keys go to the photo again after a click on one.

    Lists and menus that a control opens are among its children. Fields for text keep the focus,
    and so does whoever uses the keyboard alone.

    Parameters
    ----------
    panel : QWidget
        With all its children, also those that come later.
    home : QWidget
        What gets the focus, while it is visible.
    """

    _due = Signal()

    def __init__(self, panel: QWidget, home: QWidget) -> None:
        super().__init__(panel)
        self._home = home
        self._before: QWidget | None = None
        # Queued: the control does its work first.
        self._due.connect(self._return, Qt.ConnectionType.QueuedConnection)
        self._watch(panel)

    def _watch(self, widget: QWidget) -> None:
        for each in (widget, *widget.findChildren(QWidget)):
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            child = event.child()
            if isinstance(child, QWidget):
                self._watch(child)
        elif kind == QEvent.Type.MouseButtonRelease and not (
            _is_text(watched) or _has_editor(watched)
        ):
            self._before = QApplication.focusWidget()
            self._due.emit()
        return False

    def _return(self) -> None:
        """Move the focus, unless a control asks for a text or a choice now."""
        focus = QApplication.focusWidget()
        is_asked = focus is not self._before and _is_text(focus)
        if self._home.isVisible() and not is_asked and QApplication.activePopupWidget() is None:
            self._home.setFocus()


class UnusedKeys(QObject):
    """Takes the keys that no control of a window takes.

    Enter presses the button with the focus, as Space does.

    Parameters
    ----------
    window : QWidget
    escape : callable
        Called for Esc.
    """

    def __init__(self, window: QWidget, escape: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._escape = escape
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        button = self._window.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif event.key() in ENTER_KEYS and isinstance(button, QAbstractButton):
            button.click()
        else:
            return False
        return True


def _has_editor(widget: QObject) -> bool:
    """Whether a text is being edited in a row of a list."""
    focus = QApplication.focusWidget()
    is_inside = isinstance(widget, QWidget) and focus is not None and widget.isAncestorOf(focus)
    return is_inside and _is_text(focus)


def _is_text(widget: object) -> bool:
    return isinstance(widget, QLineEdit | QAbstractSpinBox)
