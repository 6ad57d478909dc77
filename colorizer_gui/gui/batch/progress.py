"""The progress of a batch, and the time left."""

import time
from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from colorizer_gui.engine.batch import Outcome, State, Summary
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.translation import figure, translated

MINUTE, HOUR = 60, 3600
# The time left is shown from so many photos on; before, it would change too much.
FEW = 3


class Pace:
    """Estimates the time left from the photos so far; pauses do not count.

    Parameters
    ----------
    clock : callable
        Gives seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._spent = 0.0
        self._since: float | None = clock()
        self.count = 0  # photos so far

    def pause(self) -> None:
        """Stop the clock."""
        if self._since is not None:
            self._spent += self._clock() - self._since
            self._since = None

    def resume(self) -> None:
        """Start the clock again."""
        if self._since is None:
            self._since = self._clock()

    def seconds_left(self, count: int) -> float | None:
        """The time for `count` more photos; None while there is no estimate."""
        if self.count < FEW:
            return None
        running = 0.0 if self._since is None else self._clock() - self._since
        return (self._spent + running) / self.count * count


class BatchProgress(QWidget):
    """A bar, a line of text, and the buttons that control a batch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setFixedHeight(theme.GRID)
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self.text = QLabel()
        self.start = QPushButton(self.tr("Start"))
        self.pause = QPushButton(self.tr("Pause"))
        self.pause.setCheckable(True)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.retry = QPushButton(self.tr("Retry Failed"))
        self.open_folder = QPushButton(self.tr("Open Folder"))
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.text, 1)
        for button in (self.start, self.pause, self.cancel, self.retry, self.open_folder):
            button.setMinimumSize(13 * theme.GRID, theme.HIT_SIZE)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.bar)
        column.addLayout(row)
        self.pause.toggled.connect(self._on_pause)
        self._pace = Pace()
        self.show_waiting(0)

    def show_waiting(self, count: int) -> None:
        """Show how many photos a batch would colorize."""
        self.bar.hide()
        self.pause.setChecked(False)
        self.text.setText(self.tr("Photos to colorize: {0}").format(count) if count else "")

    def begin(self, count: int) -> None:
        """Show that a batch of `count` photos has started."""
        self._pace = Pace()
        self.pause.setChecked(False)
        self.bar.setRange(0, max(count, 1))
        self.bar.setValue(0)
        self.bar.show()
        self._show()

    def step(self, outcome: Outcome) -> None:
        """Count one of the photos."""
        if outcome.state in (State.DONE, State.FAILED):
            self._pace.count += 1
        self.bar.setValue(self.bar.value() + 1)
        self._show()

    def end(self, summary: Summary) -> None:
        """Show how many photos are in which state."""
        self.bar.hide()
        self.pause.setChecked(False)
        self.text.setText(translated(summary.text()))

    def _on_pause(self, paused: bool) -> None:
        self.pause.setText(self.tr("Resume") if paused else self.tr("Pause"))
        if paused:
            self._pace.pause()
        else:
            self._pace.resume()
        self._show()

    def _show(self) -> None:
        done, total = self.bar.value(), self.bar.maximum()
        words = self.tr("{0} of {1} photos").format(done, total)
        seconds = self._pace.seconds_left(total - done)
        if self.pause.isChecked():
            words += ", " + self.tr("paused")
        elif seconds is not None and done < total:
            words += ", " + self._time_left(seconds)
        self.text.setText(words)

    def _time_left(self, seconds: float) -> str:
        if seconds < MINUTE:
            return self.tr("less than a minute left")
        if seconds < HOUR:
            return self.tr("about {0} min left").format(round(seconds / MINUTE))
        return self.tr("about {0} hours left").format(figure(seconds / HOUR, 1))
