"""How far a batch is, and how long it still takes."""

import time

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from colorizer_gui.engine.batch import State
from colorizer_gui.gui.base import theme

MINUTE, HOUR = 60, 3600
# Before so many photos nothing is said about the time left: it would jump about.
FEW = 3


class Pace:
    """Tells from the photos so far how long others will take; time that is paused does not count.

    Parameters
    ----------
    clock : callable
        Gives seconds.
    """

    def __init__(self, clock=time.monotonic):
        self._clock = clock
        self._spent = 0.0
        self._since = clock()
        self.count = 0

    def pause(self):
        """Stop the clock."""
        if self._since is not None:
            self._spent += self._clock() - self._since
            self._since = None

    def go_on(self):
        """Let the clock run again."""
        if self._since is None:
            self._since = self._clock()

    def left(self, count):
        """Seconds for so many more photos, or None while that cannot be told."""
        if self.count < FEW:
            return None
        running = 0.0 if self._since is None else self._clock() - self._since
        return (self._spent + running) / self.count * count


class BatchProgress(QWidget):
    """A bar, words, and the buttons for a batch that is under way."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self.bar = QProgressBar(textVisible=False, accessibleName=self.tr("Progress"))
        self.bar.setFixedHeight(theme.GRID)
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self.text = QLabel()
        self.start = QPushButton(self.tr("Start"))
        self.pause = QPushButton(self.tr("Pause"), checkable=True)
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

    def show_waiting(self, count):
        """Say how many photos would be colorized."""
        self.bar.hide()
        self.text.setText(self.tr("Photos to color: {0}").format(count) if count else "")

    def begin(self, count):
        """So many photos are being colorized from now on."""
        self._pace = Pace()
        self.pause.setChecked(False)
        self.bar.setRange(0, max(count, 1))
        self.bar.setValue(0)
        self.bar.show()
        self._show()

    def step(self, outcome):
        """A photo that was waiting has its Outcome."""
        if outcome.state in (State.DONE, State.FAILED):
            self._pace.count += 1
        self.bar.setValue(self.bar.value() + 1)
        self._show()

    def end(self, summary):
        """Say what became of all photos."""
        self.bar.hide()
        self.pause.setChecked(False)
        words = self.tr("{0} of {1} photos colorized")
        words = [words.format(summary.count(State.DONE), len(summary.outcomes))]
        for state, text in (
            (State.UNCHANGED, self.tr("{0} finished before")),
            (State.SKIPPED, self.tr("{0} skipped")),
            (State.FAILED, self.tr("{0} failed")),
            (State.STOPPED, self.tr("{0} not done")),
        ):
            if count := summary.count(state):
                words.append(text.format(count))
        self.text.setText(", ".join(words))

    def _on_pause(self, paused):
        self.pause.setText(self.tr("Go On") if paused else self.tr("Pause"))
        (self._pace.pause if paused else self._pace.go_on)()
        self._show()

    def _show(self):
        done, total = self.bar.value(), self.bar.maximum()
        words = self.tr("{0} of {1} photos").format(done, total)
        seconds = self._pace.left(total - done)
        if self.pause.isChecked():
            words += ", " + self.tr("paused")
        elif seconds is not None and done < total:
            words += ", " + self._time_left(seconds)
        self.text.setText(words)

    def _time_left(self, seconds):
        if seconds < MINUTE:
            return self.tr("less than a minute left")
        if seconds < HOUR:
            return self.tr("about {0} min left").format(round(seconds / MINUTE))
        return self.tr("about {0:.1f} hours left").format(seconds / HOUR)
