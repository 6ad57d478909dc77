"""The keys that close a window other than the main one, where they close a photo."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def close_by_keys(window: QWidget) -> None:
    """Let Ctrl+W, or what the system has for it, close a window as its own button does."""
    shortcut = QShortcut(QKeySequence.StandardKey.Close, window)
    shortcut.activated.connect(window.close)
