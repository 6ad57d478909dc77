"""Keys that a widget needs for itself."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def asks_for(event: QEvent, key: Qt.Key) -> bool:
    """Whether an event asks a widget if it takes a key, which else may be a shortcut.

    The widget answers yes by accepting the event; the key press follows.
    """
    is_override = event.type() == QEvent.Type.ShortcutOverride
    return is_override and isinstance(event, QKeyEvent) and event.key() == key
