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

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.translation import translated

QUIET_MS = 200


class NoticeBar(QFrame):
    """One sentence, at most one action, a cross; details unfold below it on demand.

    A new notice takes the place of the old one.
    """

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
        self.details_button = QPushButton(self.tr("Details"), flat=True, checkable=True)
        self.details_button.setMinimumHeight(theme.HIT_SIZE)
        self.details_button.setToolTip(self.tr("Show what exactly went wrong"))
        self.close_button = QToolButton(autoRaise=True, iconSize=QSize(16, 16))
        self.close_button.setFixedSize(theme.HIT_SIZE, theme.HIT_SIZE)
        self.close_button.setToolTip(self.tr("Close this notice"))
        self.close_button.setAccessibleName(self.tr("Close this notice"))
        self.close_button.clicked.connect(self.clear)
        self.details = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.details_button.toggled.connect(self.details.setVisible)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self._text, 1)
        row.addWidget(self.details_button)
        row.addWidget(self.action_button)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(row)
        column.addWidget(self.details)
        self.retheme()
        self.hide()

    @property
    def sentence(self):
        """What is being said; empty when nothing is."""
        return "" if self.isHidden() else self._text.text()

    def say(self, sentence, action="", act=None, details=""):
        """Show a sentence, with a button that calls `act()` and one for details if there are."""
        self._act = act
        self.details.setText(details)
        self.details_button.setChecked(False)
        self.details_button.setVisible(bool(details))
        self.details.hide()
        sentence = translated(sentence)
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
        """Take up the colors of the theme."""
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
        bar.setStyleSheet(theme.THIN_PROGRESS)
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

    @property
    def words(self):
        """What is being done, in full; empty when nothing is."""
        return self._text.full_text

    def set_busy(self, busy):
        """Follow a Busy: wait a moment, then show its text; or hide."""
        words = busy.text
        if busy.percent is not None:
            words = self.tr("{0}, {1}%").format(busy.text, busy.percent)
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
