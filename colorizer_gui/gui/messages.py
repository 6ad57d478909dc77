"""What the window says without getting in the way: notices, progress, the status line."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from colorizer_gui.gui import theme

QUIET_MS = 200


class NoticeBar(QFrame):
    """One sentence, at most one action, a cross. A new notice takes the place of the old one."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._act = None
        self._text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.action_button = QPushButton()
        self.action_button.setMinimumHeight(theme.HIT_SIZE)
        self.action_button.clicked.connect(self._run_action)
        self.close_button = QToolButton(autoRaise=True, iconSize=QSize(16, 16))
        self.close_button.setFixedSize(theme.HIT_SIZE, theme.HIT_SIZE)
        self.close_button.setToolTip(self.tr("Close this notice"))
        self.close_button.setAccessibleName(self.tr("Close this notice"))
        self.close_button.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        row.setSpacing(theme.GRID)
        row.addWidget(self._text, 1)
        row.addWidget(self.action_button)
        row.addWidget(self.close_button)
        self.retheme()
        self.hide()

    @property
    def sentence(self):
        """What is being said; empty when nothing is."""
        return "" if self.isHidden() else self._text.text()

    def say(self, sentence, action="", act=None):
        """Show a sentence, with a button that calls `act()` if there is one."""
        self._act = act
        self._text.setText(sentence)
        self._text.setAccessibleName(sentence)
        self.action_button.setText(action)
        self.action_button.setVisible(act is not None)
        self.show()
        alert = QAccessibleEvent(self._text, QAccessible.Event.Alert)
        QAccessible.updateAccessibility(alert)

    def clear(self):
        """Say nothing more."""
        self._act = None
        self.hide()

    def retheme(self):
        """Take up the colours of the theme."""
        self.close_button.setIcon(theme.icon("close"))

    def _run_action(self):
        act = self._act
        self.clear()
        act()


class Progress(QFrame):
    """A thin bar with Cancel; shown only for work that takes long enough to be noticed."""

    cancelled = Signal()

    def __init__(self, parent=None):
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._text = ElidedLabel()
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setMinimumHeight(theme.HIT_SIZE)
        cancel.clicked.connect(self.cancelled)
        self.bar = bar = QProgressBar(textVisible=False, minimum=0, maximum=0)
        bar.setFixedHeight(4)
        bar.setAccessibleName(self.tr("Progress"))
        row = QHBoxLayout()
        row.setContentsMargins(2 * theme.GRID, theme.GRID // 2, theme.GRID, theme.GRID // 2)
        row.addWidget(self._text, 1)
        row.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(bar)
        self._wait = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._wait.timeout.connect(self.show)
        self.hide()

    def set_busy(self, busy):
        """Follow a Busy: wait a moment, then show its text; or hide."""
        words = busy.text
        if busy.percent is not None:
            words = self.tr("{0}, {1} %").format(busy.text, busy.percent)
        self._text.set_text(words)
        self.bar.setMaximum(0 if busy.percent is None else 100)
        self.bar.setValue(busy.percent or 0)
        if not busy.text:
            self._wait.stop()
            self.hide()
        elif self.isHidden() and not self._wait.isActive():
            self._wait.start()


class ElidedLabel(QLabel):
    """A line of text that gives way, with its middle left out, where there is no room."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(3 * theme.GRID)

    @property
    def full_text(self):
        """The text without anything left out."""
        return self._full

    def set_text(self, text):
        """Show a text; the tool tip has all of it when it does not fit."""
        self._full = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def sizeHint(self):
        return QSize(
            self.fontMetrics().horizontalAdvance(self._full) + 2, super().sizeHint().height()
        )

    def minimumSizeHint(self):
        return QSize(3 * theme.GRID, super().minimumSizeHint().height())

    def resizeEvent(self, event):
        super().resizeEvent(event)
        self._fit()

    def _fit(self):
        middle = Qt.TextElideMode.ElideMiddle
        shown = self.fontMetrics().elidedText(self._full, middle, self.width())
        if shown != self.text():
            self.setText(shown)
            self.setToolTip(self._full if shown != self._full else "")
