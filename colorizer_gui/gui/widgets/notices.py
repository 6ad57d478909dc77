"""What the window tells without interrupting the user: notices, progress, lines of text."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.engine.messages import Message
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.tasks import Busy
from colorizer_gui.gui.base.translation import translated

QUIET_MS = 200


class NoticeBar(QFrame):
    """A sentence with at most one action and its refusal; details unfold below.

    A new notice replaces the one before it, but for what was added. `left` says that the focus was
    in one that closes.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._act: Callable[[], object] | None = None
        self._act_refused: Callable[[], object] | None = None
        self._of_photo = False
        self._words, self._added = "", ""
        self._text = _selectable_text()
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.action_button = QPushButton()
        self.action_button.setMinimumHeight(theme.HIT_SIZE)
        self.action_button.clicked.connect(self._run_action)
        self.refusal_button = QPushButton()
        self.refusal_button.setMinimumHeight(theme.HIT_SIZE)
        self.refusal_button.clicked.connect(self._refuse)
        self.details_button = QPushButton(self.tr("Details"), flat=True)
        self.details_button.setCheckable(True)
        self.details_button.setMinimumHeight(theme.HIT_SIZE)
        self.details_button.setToolTip(self.tr("Show what exactly went wrong"))
        self.close_button = QToolButton(autoRaise=True)
        self.close_button.setIconSize(QSize(16, 16))
        self.close_button.setFixedSize(theme.HIT_SIZE, theme.HIT_SIZE)
        self.close_button.setToolTip(self.tr("Close this notice"))
        self.close_button.setAccessibleName(self.tr("Close this notice"))
        self.close_button.clicked.connect(self.clear)
        self.details = _selectable_text()
        self.details.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.details_button.toggled.connect(self.details.setVisible)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self._text, 1)
        row.addWidget(self.details_button)
        row.addWidget(self.action_button)
        row.addWidget(self.refusal_button)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(row)
        column.addWidget(self.details)
        self.retheme()
        self.hide()

    @property
    def sentence(self) -> str:
        """What is being said; empty when nothing is."""
        return "" if self.isHidden() else self._text.text()

    def say(
        self,
        sentence: Message | str,
        action: str = "",
        act: Callable[[], object] | None = None,
        details: str = "",
        refusal: str = "",
        refuse: Callable[[], object] | None = None,
        of_photo: bool = False,
    ) -> None:
        """Show a notice.

        Parameters
        ----------
        sentence : Message or str
            A message is translated; text is in the window's language already.
        action : str
            The text of a button.
        act : callable, optional
            Called when the button is clicked; without it there is none.
        details : str
            Shown when the user asks for it.
        refusal : str
            The text of a second button, which closes the notice.
        refuse : callable, optional
            Called when that one is clicked.
        of_photo : bool
            Whether it is about the photo on the screen, and of no use beside another one.
        """
        self.refusal_button.setText(refusal)
        self.refusal_button.setVisible(bool(refusal))
        self._act, self._act_refused = act, refuse
        self._of_photo = of_photo
        self.details.setText(details)
        self.details_button.setChecked(False)
        self.details_button.setVisible(bool(details))
        self.details.hide()
        self._words = translated(sentence)
        self.action_button.setText(action)
        self.action_button.setVisible(act is not None)
        self._show_words()

    def add(self, sentence: Message) -> None:
        """Say something besides this notice and those that replace it, until one is closed."""
        if self.isHidden():
            self.say("")
        self._added = f"{self._added} {translated(sentence)}".strip()
        self._show_words()

    def _show_words(self) -> None:
        words = f"{self._words} {self._added}".strip()
        self._text.setText(words)
        self._text.setAccessibleName(words)
        self.show()
        alert = QAccessibleEvent(self._text, QAccessible.Event.Alert)
        QAccessible.updateAccessibility(alert)

    def clear(self) -> None:
        """Hide the notice and forget its action."""
        self._act = self._act_refused = None
        self._added = ""
        focus = self.focusWidget()
        had_focus = focus is not None and focus.hasFocus()
        self.hide()
        if had_focus:
            self.left.emit()

    def leave_photo(self) -> None:
        """Hide a notice about the photo that was on the screen until now."""
        if self._of_photo:
            added = self._added
            self.clear()
            if added:
                self._added = added
                self.say("")

    def retheme(self) -> None:
        """Use the colors of the theme."""
        self.close_button.setIcon(theme.icon("close"))

    def _run_action(self) -> None:
        self._close_and(self._act)

    def _refuse(self) -> None:
        self._close_and(self._act_refused)

    def _close_and(self, act: Callable[[], object] | None) -> None:
        self.clear()
        if act is not None:
            act()


def _selectable_text() -> QLabel:
    label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class Progress(QFrame):
    """A thin bar with Cancel, shown only for work that takes long enough to be noticed."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
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
    def words(self) -> str:
        """What the window is busy with; empty when there is nothing."""
        return self._text.full_text

    def set_busy(self, busy: Busy) -> None:
        """Show what the window is busy with, if that takes a moment; hide when there is nothing."""
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
    """A line of text whose middle is left out where it does not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(3 * theme.GRID)

    @property
    def full_text(self) -> str:
        """The text without anything left out."""
        return self._full

    def set_text(self, text: str) -> None:
        """Show a text; if it does not fit, the tool tip has all of it."""
        self._full = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._full) + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(3 * theme.GRID, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        middle = Qt.TextElideMode.ElideMiddle
        shown = self.fontMetrics().elidedText(self._full, middle, self.width())
        if shown != self.text():
            self.setText(shown)
            self.setToolTip(self._full if shown != self._full else "")
