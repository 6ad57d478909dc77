"""All that has to do with hints, connected: canvas, menu, palette and document."""

from functools import partial

from PySide6.QtCore import QObject

from colorizer_gui.gui.canvas.hint_tool import HintTool
from colorizer_gui.gui.canvas.uncertainty_view import UncertaintyView
from colorizer_gui.gui.session.hint_editor import HintEditor
from colorizer_gui.gui.session.suggester import Suggester


class HintControls(QObject):
    """Makes what edits, shows and suggests hints, and lets it talk to the window's parts.

    Parameters
    ----------
    document : Document
    undo_group : QUndoGroup
    tasks : Tasks
    """

    def __init__(self, document, undo_group, tasks, parent=None):
        super().__init__(parent)
        self._document = document
        self.editor = HintEditor(document, undo_group, self)
        self.tool = HintTool(self.editor, document.lightness_at)
        self._suggester = Suggester(document, tasks, self)
        self._uncertainty_view = UncertaintyView(document, tasks, self)

    def connect_to(self, acts, parts):
        """Connect the Actions and the parts of the Layout."""
        self._acts, self._canvas = acts, parts.canvas
        self._panel, self._notices = parts.color_panel, parts.notices
        editor = self.editor
        for action, slot in (
            (acts.add_hint, self._add_in_the_middle),
            (acts.next_hint, partial(self._go_to_next, 1)),
            (acts.previous_hint, partial(self._go_to_next, -1)),
            (acts.deselect, self._deselect),
            (acts.bigger, partial(editor.resize, 1)),
            (acts.smaller, partial(editor.resize, -1)),
            (acts.keep_gray, editor.keep_gray),
            (acts.remove_hint, editor.remove),
            (acts.clear_hints, editor.clear),
        ):
            action.triggered.connect(lambda _checked, slot=slot: slot())
        acts.pipette.toggled.connect(self._canvas.pick_color)
        acts.pipette.toggled.connect(lambda _: self.update_actions())
        self._canvas.color_picked.connect(self._on_color_picked)
        acts.doubt.toggled.connect(self._uncertainty_view.set_wanted)
        self._uncertainty_view.changed.connect(self._canvas.set_uncertainty)
        self._uncertainty_view.impossible.connect(self._on_no_uncertainty)
        parts.color_panel.picked.connect(editor.recolor)
        parts.color_panel.emptied.connect(self._canvas.setFocus)
        self._suggester.changed.connect(parts.color_panel.show_state)
        self._document.hints_changed.connect(self._on_hints_changed)

    def _deselect(self):
        if self._acts.pipette.isChecked():
            self._acts.pipette.setChecked(False)
        else:
            self.editor.select(None)

    def _on_color_picked(self, color):
        self._acts.pipette.setChecked(False)
        self._panel.take(color)

    def _on_no_uncertainty(self):
        self._acts.doubt.setChecked(False)
        self._notices.say(self.tr("This model can't show uncertain areas. Try another model."))

    def _add_in_the_middle(self):
        self.editor.add(*self._canvas.middle())

    def _go_to_next(self, step):
        self.editor.select_next(step)
        hint = self.editor.state.current
        self._canvas.reveal(hint.x, hint.y)

    def _on_hints_changed(self, state):
        self._canvas.update()
        words = self.tr("Hints: {0}").format(len(state.hints))
        if state.selected is not None:
            words = self.tr("Hint {0} of {1} is selected")
            words = words.format(state.selected + 1, len(state.hints))
        self._canvas.setAccessibleDescription(words)
        self.update_actions()

    def update_actions(self):
        """Enable the actions that make sense now."""
        state = self._document.hint_state
        self._acts.add_hint.setEnabled(self._document.result() is not None)
        for action in self._acts.needing_selected_hint():
            action.setEnabled(state.selected is not None)
        if self._acts.pipette.isChecked():
            self._acts.deselect.setEnabled(True)  # Esc puts the pipette away
        for action in self._acts.needing_hints():
            action.setEnabled(bool(state.hints))
