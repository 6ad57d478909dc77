"""A window for a folder of photos: settings, the photos, progress."""

import os
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from colorizer_gui.engine.batch import State
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.focus_ring import FocusRing
from colorizer_gui.gui.base.tasks import Tasks
from colorizer_gui.gui.base.translation import translated
from colorizer_gui.gui.batch.memory import read_memory, write_memory
from colorizer_gui.gui.batch.progress import BatchProgress
from colorizer_gui.gui.batch.runner import BatchRunner
from colorizer_gui.gui.batch.settings import ANY_NAME, FOLDERS, WIDTH, BatchSettings
from colorizer_gui.gui.batch.table import BatchModel, BatchTable
from colorizer_gui.gui.session.thumbnails import Thumbnails
from colorizer_gui.gui.widgets.notices import NoticeBar

SIZE = (1120, 680)


class BatchWindow(QWidget):
    """Colors a folder of photos.

    `opened` carries the path of a photo to look at, `closed` says that the window is gone.

    Parameters
    ----------
    ask_offer : callable
        Gives the BatchOffer of the moment.
    remembers_folders : bool
        Whether the folders are remembered for the next time; all other settings are.
    """

    opened = Signal(object)
    closed = Signal()

    def __init__(self, ask_offer, remembers_folders, parent=None):
        super().__init__(parent, Qt.WindowType.Window)
        self._ended = self._hurried = False
        self._remembers_folders = remembers_folders
        self._options = self._asked = None
        self.tasks = Tasks(self)
        self.runner = BatchRunner(self.tasks, self)
        self.settings = BatchSettings(ask_offer, self._worth_keeping(read_memory()))
        self.model = BatchModel(Thumbnails(self.tasks, self), self)
        self.table = BatchTable(self.model)
        self.progress = BatchProgress()
        self.notices = NoticeBar()
        self._focus_ring = FocusRing(self)
        self.setWindowTitle(self.tr("Process Folder"))
        self.setAcceptDrops(True)
        self.resize(*SIZE)
        self._arrange()
        self._connect()
        self._look_ahead()

    def _arrange(self):
        side = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setWidget(self.settings)
        side.setFixedWidth(WIDTH + 2 * theme.GRID)
        self._side = side
        photos = QVBoxLayout()
        photos.setSpacing(theme.GRID)
        photos.addWidget(self.notices)
        photos.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(2 * theme.GRID)
        row.addWidget(side)
        row.addLayout(photos, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.GRID, 2 * theme.GRID, 2 * theme.GRID, 2 * theme.GRID)
        column.setSpacing(2 * theme.GRID)
        column.addLayout(row, 1)
        column.addWidget(self.progress)

    def _connect(self):
        runner, progress = self.runner, self.progress
        self.settings.changed.connect(self._look_ahead)
        self.settings.unfolded.connect(self._side.ensureWidgetVisible)
        runner.planned.connect(self._on_planned)
        runner.began.connect(self.model.began)
        runner.began.connect(self.table.follow)
        runner.ended.connect(self._on_ended)
        runner.finished.connect(self._on_finished)
        runner.noticed.connect(self.notices.say)
        runner.failed.connect(self._on_failed)
        progress.start.clicked.connect(self._start_soon)
        progress.pause.toggled.connect(self._pause)
        progress.cancel.clicked.connect(runner.cancel)
        progress.retry.clicked.connect(lambda: self._start(self.model.names(State.FAILED)))
        progress.open_folder.clicked.connect(self._open_folder)
        self.table.opened.connect(self.opened)

    # what the user does

    def _look_ahead(self):
        """Show what the settings would do."""
        self.notices.clear()
        self._options, self._hurried = None, False
        self._asked, problem = self._wanted()
        self.progress.show_waiting(0)
        if problem:
            self.notices.say(problem)
        self.table.say(
            self.tr("Choose a folder with photos, or drop one here")
            if self._asked is None
            else self.tr("Looking for photos...")
        )
        self.runner.look_ahead(self._asked)
        self._update_buttons()

    def _wanted(self):
        """What is asked for now, None if that cannot be used; and why, as a sentence or empty."""
        self.settings.take_offer()
        if not self.settings.complete:
            return None, ""
        try:
            return self.settings.options(), ""
        except UsageError as error:
            return None, str(error)

    def _follow_editor(self):
        """Look ahead again if what the editor offers by now makes a difference."""
        if not self.runner.running and self._wanted()[0] != self._asked:
            self._look_ahead()

    def _worth_keeping(self, values):
        if self._remembers_folders:
            return values
        return {name: value for name, value in values.items() if name not in FOLDERS}

    def _remember(self):
        write_memory(self._worth_keeping(self.settings.values()))

    @property
    def _planning(self):
        return self._asked is not None and self._options is None

    def _start_soon(self):
        """Start at once, or when it is known what is to be done."""
        self._follow_editor()
        if self._planning:
            self._hurried = True
            self.progress.text.setText(self.tr("Looking for photos..."))
        elif self._options is not None:
            self._start()

    def _start(self, names=None):
        self._remember()
        self.notices.clear()
        self.progress.begin(self.model.count(State.WAITING) if names is None else len(names))
        self.table.follow_from_here()
        self.runner.start(self._options, names, self.settings.report_path)
        self._update_buttons()

    def _pause(self, paused):
        if self.runner.running:
            (self.runner.control.pause if paused else self.runner.control.go_on)()

    def _open_folder(self):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._options.dest)))

    # what happens then

    def _on_planned(self, plan):
        self._options = self._asked
        self.table.say("")
        self.model.show_plan(plan, self._options.source, self._options.dest)
        if self.runner.running:
            self.progress.begin(self.model.count(State.WAITING))
            self.table.follow_from_here()
            self._update_buttons()
            return
        self.progress.show_waiting(self.model.count(State.WAITING))
        if plan.clashes:
            self._options = self._asked = None
            self.notices.say(plan.clashes[0])
        elif not plan.items:
            self.notices.say(self._nothing_found())
        self._update_buttons()
        if self._hurried and self.progress.start.isEnabled():
            self._start()

    def _nothing_found(self):
        if self._asked.pattern == ANY_NAME:
            return self.tr("There is no photo in this folder. Choose another one.")
        text = self.tr("No photo in this folder has a name like {0}. Change what is below More.")
        return text.format(self._asked.pattern)

    def _on_ended(self, outcome):
        self.model.ended(outcome)
        self.progress.step(outcome)

    def _on_finished(self, summary):
        self.model.end(summary)
        self.progress.end(summary)
        if summary.problem:
            again = self.tr("Start again later: what is finished is not done again.")
            self.notices.say(f"{translated(summary.problem)} {again}")
        self._update_buttons()

    def _on_failed(self, problem):
        if self._planning:
            self._asked = None
            self.progress.show_waiting(0)
        self.notices.say(problem.sentence)
        self._update_buttons()

    def _update_buttons(self):
        running, ready = self.runner.running, self._options is not None
        buttons, count = self.progress, self.model.count
        self.settings.setEnabled(not running)
        left = bool(count(State.WAITING) or count(State.STOPPED))
        # While a plan is made Start stays on: a click on it may have ended the typing of a name.
        buttons.start.setEnabled(self._planning or (ready and not running and left))
        buttons.retry.setEnabled(ready and not running and bool(count(State.FAILED)))
        buttons.pause.setEnabled(running)
        buttons.cancel.setEnabled(running)
        buttons.open_folder.setEnabled(ready and os.path.isdir(self._options.dest))

    # events

    def dragEnterEvent(self, event):
        if not self.runner.running and _folder_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event):
        self.settings.source.set_path(_folder_of(event.mimeData()))
        event.acceptProposedAction()

    def changeEvent(self, event):
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange:
            self.notices.retheme()
        elif event.type() == event.Type.ActivationChange and self.isActiveWindow():
            self._follow_editor()

    def closeEvent(self, event):
        """A batch that is under way ends, and can be taken up again."""
        super().closeEvent(event)
        if not self._ended:
            self._ended = True
            self._remember()
            self._focus_ring.stop()
            self.hide()
            self.runner.cancel()
            self.tasks.shutdown()
            self.closed.emit()
            self.deleteLater()


def _folder_of(mime):
    """The folder that is dropped, or that a dropped photo lies in; None without one."""
    paths = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    if not paths:
        return None
    path = Path(paths[0])
    return path if path.is_dir() else path.parent
