"""Preparing the scan: rotation at once, and the mode with its view and panel."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from colorizer_gui.engine.messages import Message, joined
from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.engine.session.edits import EditState
from colorizer_gui.engine.session.preparing import recipe_with_preparation
from colorizer_gui.gui.base.focus_return import FocusReturn
from colorizer_gui.gui.base.tasks import Busy, Tasks
from colorizer_gui.gui.canvas.canvas import Canvas
from colorizer_gui.gui.menus.actions import Actions, on_trigger
from colorizer_gui.gui.menus.held_actions import HeldActions
from colorizer_gui.gui.prepare.dust_editor import DustEditor
from colorizer_gui.gui.prepare.editor import ROTATE, PreparationEditor
from colorizer_gui.gui.prepare.panel import PreparePanel
from colorizer_gui.gui.prepare.tools import PrepareTools
from colorizer_gui.gui.prepare.view import PrepareView
from colorizer_gui.gui.session.document import Document
from colorizer_gui.gui.session.pasted import photo_name
from colorizer_gui.gui.widgets.notices import NoticeBar

PREPARE = Message("Prepare Scan")
KEEP_MS = 2000  # since the last change in the mode


def _told_of_lost(before: EditState, after: EditState) -> list[Message]:
    """What there is to tell of hints and regions that are not in the later of two states."""
    hints = len(before.hints.hints) - len(after.hints.hints)
    regions = len(before.regions.regions) - len(after.regions.regions)
    told = []
    if hints == 1:
        told.append(Message("1 hint lies outside the crop and is removed. Undo brings it back."))
    elif hints:
        told.append(
            Message(
                "{count} hints lie outside the crop and are removed. Undo brings them back.",
                count=hints,
            )
        )
    if regions == 1:
        told.append(Message("1 region lies outside the crop and is removed. Undo brings it back."))
    elif regions:
        told.append(
            Message(
                "{count} regions lie outside the crop and are removed. Undo brings them back.",
                count=regions,
            )
        )
    return told


class PrepareControls(QObject):
    """Switches the window into the mode in which the scan is prepared, and back.

    Whatever else would leave the photo (another one is opened, the window is closed) takes over
    what was prepared, as Done does; undo brings the photo back as it was. After a crash, the photo
    opens as it was prepared until then. `left` carries an OpenPhoto that was prepared so and may
    not be seen any more.

    Parameters
    ----------
    document : Document
    tasks : Tasks
    actions : Actions
    canvas : Canvas
    pages, sides : QStackedWidget
        Hold the canvas and the panel beside it, and get those of the mode.
    notices : NoticeBar
    window : QWidget
    """

    left = Signal(object)

    def __init__(
        self,
        *,
        document: Document,
        tasks: Tasks,
        actions: Actions,
        canvas: Canvas,
        pages: QStackedWidget,
        sides: QStackedWidget,
        notices: NoticeBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document = document
        self.editor = PreparationEditor(self)
        self._actions = actions
        self._canvas = canvas
        self._pages = pages
        self._sides = sides
        self._notices = notices
        self._window = window
        self._held = HeldActions(self)
        self._is_active = False
        self._offered = ""  # the notice that offers what was cancelled
        self._asked_to_wait = ""  # the notice of dust that is not found yet
        self.dust = DustEditor(self.editor, tasks, self)
        self.view = PrepareView(self.editor, self.dust)
        self.panel = PreparePanel((actions.rotate_left, actions.rotate_right))
        FocusReturn(self.panel, self.view)
        pages.addWidget(self.view)
        sides.addWidget(self.panel)
        self._tools = PrepareTools(
            self.editor, self.dust, self.view, self.panel, tasks, document.fail, self
        )
        self._keys = [
            self._shortcut(Qt.Key.Key_Return, self._enter),
            self._shortcut(Qt.Key.Key_Enter, self._enter),
            self._shortcut(Qt.Key.Key_Escape, self._step_back),
            *(self._shortcut(key, act) for key, act in self._tools.keys().items()),
        ]
        on_trigger(actions.rotate_left, partial(self._rotate, -1))
        on_trigger(actions.rotate_right, partial(self._rotate, 1))
        on_trigger(actions.prepare, self._toggle)
        self.panel.done_button.clicked.connect(self.finish)
        self.panel.cancel_button.clicked.connect(self.cancel)
        self._keeping = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._keeping.timeout.connect(self._keep)
        self._is_kept = False  # what was prepared in the mode so far
        self.editor.changed.connect(self._keep_soon)
        self.dust.busy_changed.connect(self._on_looking)
        document.leaving.connect(self._on_leaving)
        document.busy_changed.connect(self._on_busy)

    def _shortcut(self, key: Qt.Key, act: Callable[[], object]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self._window)
        shortcut.setEnabled(False)
        shortcut.activated.connect(act)
        return shortcut

    # the mode

    def _toggle(self) -> None:
        if self._is_active:
            self._finish_if_ready()
        else:
            self._begin()

    def _begin(self) -> None:
        scan = self._document.scan
        if scan is None or self._document.is_loading:
            self._actions.prepare.setChecked(False)
            return
        self._withdraw_offer()
        self._is_active, self._is_kept = True, False
        self._actions.prepare.setChecked(True)
        allowed = set(self._actions.preparing)
        self._held.hold(each for each in self._window.actions() if each not in allowed)
        self._actions.drag_button.setEnabled(False)
        self._enable_keys(True)
        self._actions.undo_actions.attach(self.editor)
        self.view.setEnabled(True)
        self._tools.begin(scan, self._document.history.state.preparation)
        self._pages.setCurrentWidget(self.view)
        self._sides.setCurrentWidget(self.panel)
        self.view.setFocus()

    def finish(self) -> None:
        """Leave the mode, and prepare the photo as it is shown, as one step of undo."""
        if not self._is_active:
            return
        preparation = self.editor.preparation
        self._end()
        self._apply(PREPARE, preparation)
        if self._document.is_loading:
            self.view.setEnabled(False)  # it is seen until the photo is prepared
        else:
            self._show_canvas()

    def _enter(self) -> None:
        """Press the button that Tab has led to, such as Cancel; else leave the mode."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QPushButton | QToolButton):
            focused.click()
        else:
            self._finish_if_ready()

    def _finish_if_ready(self) -> None:
        """Leave the mode, unless dust is being looked for: it would not be filled."""
        if self.dust.is_looking:
            self._actions.prepare.setChecked(True)
            self._notices.say(
                Message("Dust is still being looked for. Wait until it is found, or press Stop.")
            )
            self._asked_to_wait = self._notices.sentence
        else:
            self.finish()

    def _on_looking(self, is_looking: bool) -> None:
        if not is_looking and self._asked_to_wait:
            if self._notices.sentence == self._asked_to_wait:
                self._notices.clear()
            self._asked_to_wait = ""

    def _on_leaving(self) -> None:
        self._withdraw_offer()
        entry, before = self._document.entry, self._document.history
        if self._is_active and self.dust.is_looking and entry is not None:
            name = photo_name(entry.path)
            self._notices.say(
                Message(
                    "You left {name} while dust was being looked for, so that dust is not filled. "
                    "Open {name} again and press Find.",
                    name=name,
                )
            )
        self.finish()
        if entry is not None and (
            self._document.history is not before
            or self._document.is_painting
            or not entry.is_prepared  # as by a rotation just before
        ):
            self.left.emit(entry)

    def _withdraw_offer(self) -> None:
        """Offer no longer what was cancelled: it is of another photo, or no longer the latest."""
        if self._offered and self._notices.sentence == self._offered:
            self._notices.clear()
        self._offered = ""

    def cancel(self) -> None:
        """Leave the mode and change nothing."""
        if not self._is_active:
            return
        dropped = self.editor.preparation
        is_changed = dropped != self._document.history.state.preparation
        self._end()
        self._show_canvas()
        if is_changed:
            self._notices.say(
                Message("The photo is as it was before you prepared the scan."),
                self.tr("Use the Prepared Photo"),
                partial(self._apply, PREPARE, dropped),
            )
            self._offered = self._notices.sentence

    def _end(self) -> None:
        self._is_active = False
        self._keeping.stop()
        if self._is_kept:
            self._document.keep()
        self._tools.end()
        self._actions.undo_actions.attach(self._document)
        self._enable_keys(False)
        self._held.let_go()
        self._actions.drag_button.setEnabled(self._actions.copy.isEnabled())
        self._actions.prepare.setChecked(False)
        self._sides.setCurrentIndex(0)

    def _enable_keys(self, wanted: bool) -> None:
        for key in self._keys:
            key.setEnabled(wanted)

    def _show_canvas(self) -> None:
        if self._pages.currentWidget() is self.view:
            self._pages.setCurrentWidget(self._canvas)
            self._canvas.setFocus()

    def _on_busy(self, busy: Busy) -> None:
        """Show the photo once it is prepared."""
        if not busy.text and not self._is_active:
            self._show_canvas()

    def _step_back(self) -> None:
        """Leave a field, take back what is being drawn, put a tool away or, at last, cancel."""
        if isinstance(QApplication.focusWidget(), QAbstractSpinBox):
            self.view.setFocus()
        elif not self._tools.step_back():
            self.cancel()

    # what a crash must not lose

    def _keep_soon(self, preparation: Preparation) -> None:
        is_changed = preparation != self._document.history.state.preparation
        if self._is_active and (is_changed or self._is_kept):
            self._keeping.start()

    def _keep(self) -> None:
        """Keep the photo as it is prepared so far beside it."""
        entry, scan, loader = self._document.entry, self._document.scan, self._document.loader
        if entry is not None and scan is not None:
            recipe = entry.recipe_with(loader.wanted, loader.checksum)
            size = scan.width, scan.height
            recipe = recipe_with_preparation(recipe, self.editor.preparation, size)
            self._document.sidecar.keep(recipe)
            self._is_kept = True

    # the photo

    def _rotate(self, by: int) -> None:
        if self._is_active:
            self.editor.turn(by)
        else:
            now = self._document.history.state.preparation
            self._apply(ROTATE[by], now.turned(by))

    def _apply(self, name: Message, preparation: Preparation) -> None:
        """Prepare the photo, and say what is lost by that."""
        before = self._document.history.state
        self._document.edit_preparation(name, preparation)
        if lost := _told_of_lost(before, self._document.history.state):
            self._notices.say(joined(lost))

    def retheme(self) -> None:
        """Draw the icons again in the colors of the theme."""
        for rows in (self.panel.geometry_rows, self.panel.dust):
            rows.retheme()

    def update_actions(self) -> None:
        """Enable the actions that can be used now."""
        has_scan = self._document.scan is not None
        acts = self._actions
        for action in (acts.rotate_left, acts.rotate_right, acts.prepare):
            action.setEnabled(has_scan)
