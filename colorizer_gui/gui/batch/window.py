"""The batch window: settings, the photos, progress."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from colorizer_gui.engine.batch import BatchOptions, Outcome, Plan, State, Summary
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.messages import Message
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.closing import close_by_keys
from colorizer_gui.gui.base.ending import end_all
from colorizer_gui.gui.base.fitting import ScreenFit
from colorizer_gui.gui.base.focus_return import UnusedKeys
from colorizer_gui.gui.base.focus_ring import FocusRing
from colorizer_gui.gui.base.other_programs import open_path
from colorizer_gui.gui.base.tasks import Tasks
from colorizer_gui.gui.base.translation import translated
from colorizer_gui.gui.batch.memory import read_memory, write_memory
from colorizer_gui.gui.batch.model import BatchModel
from colorizer_gui.gui.batch.progress import BatchProgress
from colorizer_gui.gui.batch.runner import BatchRunner
from colorizer_gui.gui.batch.settings import ANY_NAME, FOLDERS, WIDTH, BatchOffer, BatchSettings
from colorizer_gui.gui.batch.table import BatchTable
from colorizer_gui.gui.session.thumbnails import Thumbnails
from colorizer_gui.gui.widgets.notices import NoticeBar

SIZE = (1120, 680)


class BatchWindow(QWidget):
    """Colorizes a folder of photos.

    `opened` carries the path of a photo that the user double-clicked; `closed` is emitted when the
    window has been closed.

    Parameters
    ----------
    ask_offer : callable
        Gives the current BatchOffer.
    remembers_folders : bool
        Whether the folders are stored for the next time; all other settings are.
    """

    opened = Signal(object)
    closed = Signal()

    def __init__(
        self,
        ask_offer: Callable[[], BatchOffer],
        remembers_folders: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._closed = self._starts_when_planned = False
        self._remembers_folders = remembers_folders
        self._question = self.tr(
            "A batch is running. Closing stops it; photos that are done are skipped the next time."
        )
        self._requested: BatchOptions | None = None  # what the settings ask for
        self._planned: BatchOptions | None = None  # the same once it is planned
        self.tasks = Tasks(self)
        self.runner = BatchRunner(self.tasks, self)
        self.settings = BatchSettings(ask_offer, self._storable(read_memory()))
        self.model = BatchModel(Thumbnails(self.tasks, self), self)
        self.table = BatchTable(self.model)
        self.progress = BatchProgress()
        self.notices = NoticeBar()
        self._focus_ring = FocusRing(self)
        self.setWindowTitle(self.tr("Process Folder"))
        self.setAcceptDrops(True)
        self.resize(*SIZE)
        ScreenFit(self)
        self._arrange()
        self._connect()
        close_by_keys(self)
        UnusedKeys(self, self._on_escape)
        self._plan()

    def _arrange(self) -> None:
        side = QScrollArea(widgetResizable=True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setWidget(self.settings)
        theme.slim_bars(side)
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

    def _connect(self) -> None:
        runner, progress = self.runner, self.progress
        self.settings.changed.connect(self._plan)
        self.settings.unfolded.connect(self._side.ensureWidgetVisible)
        runner.planned.connect(self._on_planned)
        runner.started.connect(self.model.started)
        runner.started.connect(self.table.follow)
        runner.ended.connect(self._on_ended)
        runner.finished.connect(self._on_finished)
        runner.noticed.connect(self.notices.say)
        runner.failed.connect(self._on_failed)
        progress.start.clicked.connect(self._start_when_planned)
        progress.pause.toggled.connect(runner.pause)
        progress.cancel.clicked.connect(runner.cancel)
        progress.retry.clicked.connect(lambda: self._start(self.model.names(State.FAILED)))
        progress.open_folder.clicked.connect(self._open_folder)
        self.table.opened.connect(self.opened)

    # what the user does

    def _plan(self) -> None:
        """Show what a batch with these settings would do."""
        self.notices.clear()
        self._planned, self._starts_when_planned = None, False
        self._requested, problem = self._read_settings()
        self.progress.show_waiting(0)
        if problem is not None:
            self.notices.say(problem)
        self.table.say(
            self.tr("Choose a folder with photos, or drop one here")
            if self._requested is None
            else self.tr("Looking for photos...")
        )
        self.runner.plan(self._requested)
        self._update_buttons()

    def _read_settings(self) -> tuple[BatchOptions | None, Message | None]:
        """The options, None while there are none; and what is wrong with the settings."""
        self.settings.take_offer()
        try:
            return self.settings.options(), None
        except UsageError as error:
            return None, error.message

    def _follow_editor(self) -> None:
        """Plan again if what the editor offers has changed the options."""
        if not self.runner.running and self._read_settings()[0] != self._requested:
            self._plan()

    def _storable(self, values: Mapping[str, object]) -> dict[str, object]:
        names = (name for name in values if self._remembers_folders or name not in FOLDERS)
        return {name: values[name] for name in names}

    def _remember(self) -> None:
        write_memory(self._storable(self.settings.values()))

    @property
    def _is_planning(self) -> bool:
        return self._requested is not None and self._planned is None

    def _start_when_planned(self) -> None:
        self._follow_editor()
        if self._is_planning:
            self._starts_when_planned = True
            self.progress.text.setText(self.tr("Looking for photos..."))
        else:
            self._start()

    def _start(self, names: set[str] | None = None) -> None:
        if self._planned is None:
            return
        self._remember()
        self.notices.clear()
        self.progress.begin(self.model.count(State.WAITING) if names is None else len(names))
        self.table.follow_from_here()
        self.runner.start(self._planned, names, self.settings.report_path)
        self._update_buttons()

    def _open_folder(self) -> None:
        if self._planned is not None:
            open_path(Path(self._planned.dest), self.notices.say)

    def _on_escape(self) -> None:
        """Close the window; while a batch runs, ask whether to stop it."""
        if not self.runner.running:
            self.close()
        elif self.notices.sentence != self._question:
            self.notices.say(self._question, self.tr("Stop and Close"), self.close)

    # what the runner tells

    def _on_planned(self, plan: Plan) -> None:
        options = self._requested
        if options is None:
            return
        self._planned = options
        self.table.say("")
        self.model.show_plan(plan, options.source, options.dest)
        if self.runner.running:
            self.progress.begin(self.model.count(State.WAITING))
            self.table.follow_from_here()
            self._update_buttons()
            return
        self.progress.show_waiting(self.model.count(State.WAITING))
        self.settings.show_example_of(plan.items[0].name if plan.items else None)
        if plan.clashes:
            self._planned = self._requested = None
            self.notices.say(plan.clashes[0])
        elif not plan.items:
            self.notices.say(self._nothing_found(options.pattern))
        elif plan.left_out:
            self.notices.say(plan.left_out)
        self._update_buttons()
        if self._starts_when_planned and self.progress.start.isEnabled():
            self._start()

    def _nothing_found(self, pattern: str) -> str:
        if pattern == ANY_NAME:
            return self.tr("There is no photo in this folder. Choose another one.")
        text = self.tr("No photo in this folder has a name like {0}. Change the filter under More.")
        return text.format(pattern)

    def _on_ended(self, outcome: Outcome) -> None:
        self.model.ended(outcome)
        self.progress.step(outcome)

    def _on_finished(self, summary: Summary) -> None:
        self.model.end(summary)
        self.progress.end(summary)
        if self.notices.sentence == self._question:
            self.notices.clear()  # there is nothing to stop any more
        if summary.problem:
            again = self.tr("Start again later; photos that are done are skipped.")
            self.notices.say(f"{translated(summary.problem)} {again}")
        self._update_buttons()

    def _on_failed(self, problem: Message) -> None:
        if self._is_planning:
            self._requested = None
            self.progress.show_waiting(0)
        else:
            self.progress.show_waiting(self.model.count(State.WAITING))
        self.notices.say(problem)
        self._update_buttons()

    def _update_buttons(self) -> None:
        running, ready = self.runner.running, self._planned is not None
        buttons, count = self.progress, self.model.count
        self.settings.setEnabled(not running)
        left = bool(count(State.WAITING) or count(State.STOPPED))
        # Start stays on while a plan is made: the click on it may have ended the typing of a name.
        buttons.start.setEnabled(self._is_planning or (ready and not running and left))
        buttons.retry.setEnabled(ready and not running and bool(count(State.FAILED)))
        buttons.pause.setEnabled(running)
        buttons.cancel.setEnabled(running)
        has_results = self._planned is not None and os.path.isdir(self._planned.dest)
        buttons.open_folder.setEnabled(has_results)

    # events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.runner.running and _folder_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        folder = _folder_of(event.mimeData())
        if folder is not None:
            self.settings.source.set_path(folder)
            event.acceptProposedAction()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.notices.retheme()
        elif event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._follow_editor()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop a batch that runs; it can be resumed."""
        super().closeEvent(event)
        if not self._closed:
            self._closed = True
            end_all(
                self._remember,
                self._focus_ring.stop,
                self.hide,
                self.runner.cancel,
                self.tasks.shutdown,
            )
            self.closed.emit()
            self.deleteLater()


def _folder_of(mime: QMimeData) -> Path | None:
    """The folder that was dropped, or that of a dropped photo; None without one."""
    paths = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    if not paths:
        return None
    path = Path(paths[0])
    return path if path.is_dir() else path.parent
