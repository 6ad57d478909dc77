"""Hints: connects their actions, the canvas and the color panel with the editor."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QGuiApplication

from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.edits import HintState
from colorizer_gui.gui.base.tasks import Tasks
from colorizer_gui.gui.canvas.canvas import Canvas
from colorizer_gui.gui.canvas.suggestion_bar import SuggestionBar
from colorizer_gui.gui.controls.canvas_menu import CanvasMenu
from colorizer_gui.gui.controls.uncertainty import UncertaintyControls
from colorizer_gui.gui.menus.actions import Actions, on_trigger
from colorizer_gui.gui.panels.color_panel import ColorPanel
from colorizer_gui.gui.session.document import Document
from colorizer_gui.gui.session.hint_editor import HintEditor
from colorizer_gui.gui.session.suggester import Suggester
from colorizer_gui.gui.widgets.notices import NoticeBar


class HintControls(QObject):
    """Edits hints and shows colors for them, and the uncertainty of the model.

    `nothing_to_deselect` says that the key was pressed while no hint was selected.

    Parameters
    ----------
    document : Document
    editor : HintEditor
    tasks : Tasks
    actions : Actions
    canvas : Canvas
    panel : ColorPanel
    notices : NoticeBar
    parent : QObject
    """

    nothing_to_deselect = Signal()

    def __init__(
        self,
        *,
        document: Document,
        editor: HintEditor,
        tasks: Tasks,
        actions: Actions,
        canvas: Canvas,
        panel: ColorPanel,
        notices: NoticeBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._document = document
        self._actions = actions
        self._canvas = canvas
        self._panel = panel
        self._notices = notices
        self._suggester = Suggester(document, tasks, self)
        self.suggestions = SuggestionBar(canvas)
        CanvasMenu(canvas, actions, editor, self)
        UncertaintyControls(
            document=document,
            editor=editor,
            tasks=tasks,
            actions=actions,
            canvas=canvas,
            notices=notices,
            parent=self,
        )
        self._connect_actions()
        self._connect_parts()

    def _connect_actions(self) -> None:
        actions, editor = self._actions, self.editor
        on_trigger(actions.add_hint, self._add_at_center)
        on_trigger(actions.next_hint, partial(self._select_next, 1))
        on_trigger(actions.previous_hint, partial(self._select_next, -1))
        on_trigger(actions.deselect, self._deselect)
        on_trigger(actions.bigger, partial(editor.resize, 1))
        on_trigger(actions.smaller, partial(editor.resize, -1))
        on_trigger(actions.next_reach, editor.next_reach)
        for reach, action in actions.reaches.items():
            on_trigger(action, partial(editor.set_reach, reach))
        on_trigger(actions.keep_gray, editor.keep_gray)
        on_trigger(actions.copy_color, self._copy_color)
        on_trigger(actions.remove_hint, editor.remove)
        on_trigger(actions.clear_hints, editor.clear)
        actions.pipette.toggled.connect(self._canvas.pick_color)
        actions.pipette.toggled.connect(lambda _: self.update_actions())

    def _connect_parts(self) -> None:
        self._canvas.color_picked.connect(self._on_color_picked)
        self._panel.picked.connect(self.editor.recolor)
        self._panel.pointed_at.connect(self.editor.preview)
        self.suggestions.colors.picked.connect(self._panel.suggested.picked)
        self.suggestions.colors.pointed_at.connect(self._panel.suggested.pointed_at)
        self._suggester.changed.connect(self.suggestions.show_state)
        self._panel.reach_chosen.connect(self.editor.set_reach)
        self._panel.done.connect(self._canvas.setFocus)
        self._suggester.changed.connect(self._panel.show_state)
        self._document.hints_changed.connect(self._on_hints_changed)

    def _deselect(self) -> None:
        """Put the pipette away or, without it, deselect the hint."""
        if self._actions.pipette.isChecked():
            self._actions.pipette.setChecked(False)
        elif self.editor.state.selected is None:
            self.nothing_to_deselect.emit()
        else:
            self.editor.select(None)

    def _on_color_picked(self, color: QColor) -> None:
        self._actions.pipette.setChecked(False)
        if self.editor.state.current is None:
            self._notices.say(
                Message(
                    "{color} is the first of the recent colors now. Click in the photo to use it.",
                    color=color.name(),
                )
            )
        self._panel.take(color)

    def _copy_color(self) -> None:
        """Put the color of the selected hint on the clipboard, as HEX."""
        QGuiApplication.clipboard().setText(self._panel.hex.text())

    def _add_at_center(self) -> None:
        """Begin a hint where keys can move it."""
        self._canvas.setFocus()
        self.editor.add(*self._canvas.middle())

    def _select_next(self, step: int) -> None:
        self.editor.select_next(step)
        hint = self.editor.state.current
        if hint is not None:
            self._canvas.reveal(hint.x, hint.y)

    def _on_hints_changed(self, state: HintState) -> None:
        self._canvas.update()
        words = self.tr("Hints: {0}").format(len(state.hints))
        if state.draft is not None:
            words = self.tr("A new hint. Choose its color")
        elif state.selected is not None:
            words = self.tr("Hint {0} of {1} is selected")
            words = words.format(state.selected + 1, len(state.hints))
        self._canvas.setAccessibleDescription(words)
        self.update_actions()

    def update_actions(self) -> None:
        """Enable the actions that can be used now."""
        state = self._document.hint_state
        self._actions.add_hint.setEnabled(self._document.result() is not None)
        for action in self._actions.needing_selected_hint:
            action.setEnabled(state.current is not None)
        for reach, action in self._actions.reaches.items():
            action.setChecked(state.current is not None and state.current.reach is reach)
        if self._actions.pipette.isChecked():
            self._actions.deselect.setEnabled(True)  # Esc puts the pipette away
        for action in self._actions.needing_hints:
            action.setEnabled(bool(state.hints))
