"""Keys that a widget needs for itself."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)  # the latter beside the digits
REMOVAL_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)  # keyboards of Macs have the latter


def asks_for(event: QEvent, *keys: Qt.Key) -> bool:
    """Whether an event asks a widget if it takes one of some keys, which may be shortcuts.

    The widget answers yes by accepting the event; the key press follows.
    """
    is_override = event.type() == QEvent.Type.ShortcutOverride
    return is_override and isinstance(event, QKeyEvent) and event.key() in keys


def modifiers_of(event: QKeyEvent) -> Qt.KeyboardModifier:
    """The modifiers that are held; that of the keypad is none, as macOS gives it to all arrows."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
