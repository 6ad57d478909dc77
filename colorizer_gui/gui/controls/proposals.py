"""Saved colors: kept from a hint by a name, and proposed in other photos."""

from functools import partial
from itertools import count

from PySide6.QtCore import QObject, QPoint, Qt

from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.limits import LONGEST_NAME, MOST_SAVED_COLORS
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.saved_colors import SavedColor, saved_color
from colorizer_gui.engine.settings import Settings
from colorizer_gui.gui.base.colors import ColorPick
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.base.tasks import Tasks
from colorizer_gui.gui.canvas.canvas import Canvas
from colorizer_gui.gui.canvas.proposal_marks import ProposalMarks
from colorizer_gui.gui.menus.actions import Actions, on_trigger
from colorizer_gui.gui.session.document import Document
from colorizer_gui.gui.session.hint_editor import HintEditor
from colorizer_gui.gui.session.proposer import Proposer
from colorizer_gui.gui.session.tools import Tool
from colorizer_gui.gui.widgets.name_popup import NamePopup
from colorizer_gui.gui.widgets.notices import NoticeBar


class ProposalControls(QObject):
    """Saves the colors of hints, and lets those be accepted that are proposed.

    Parameters
    ----------
    document : Document
    editor : HintEditor
    preferences : Preferences
    tasks : Tasks
    actions : Actions
    canvas : Canvas
    notices : NoticeBar
    parent : QObject
    """

    def __init__(
        self,
        *,
        document: Document,
        editor: HintEditor,
        preferences: Preferences,
        tasks: Tasks,
        actions: Actions,
        canvas: Canvas,
        notices: NoticeBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._editor = editor
        self._preferences = preferences
        self._actions = actions
        self._canvas = canvas
        self._notices = notices
        self._proposer = Proposer(document, preferences, tasks, self)
        self.marks = ProposalMarks(canvas)
        self._proposer.changed.connect(self.marks.show_proposed)
        self._proposer.changed.connect(lambda _: self.update_actions())
        self.marks.accepted.connect(editor.accept)
        self.marks.dismissed.connect(self._proposer.dismiss)
        self.marks.pointed_at.connect(editor.preview_proposed)
        actions.propose_colors.setChecked(preferences.settings.propose_colors)
        actions.propose_colors.toggled.connect(self._propose)
        on_trigger(actions.save_color, self._ask_name)
        on_trigger(actions.dismiss_colors, self._dismiss_all)
        actions.saved_colors.chosen.connect(self._use)
        # Queued: forgetting a color deletes the action that was triggered.
        queued = Qt.ConnectionType.QueuedConnection
        actions.saved_colors.forgotten.connect(self._forget, queued)
        hint_tool = actions.tools[Tool.HINT]
        hint_tool.toggled.connect(lambda is_used: self.marks.set_hidden(not is_used))
        document.hints_changed.connect(lambda _: self.update_actions())
        preferences.changed.connect(self._on_settings)

    @property
    def _saved(self) -> dict[str, SavedColor]:
        return self._preferences.settings.saved_colors

    # saving

    def _ask_name(self) -> None:
        """Save the color of the selected hint by a name, if its thing can be found again."""
        hint = self._editor.state.current
        if hint is None or self._editor.state.draft is not None:
            return
        color = self._color_of(hint)
        if color is None:
            self._notices.say(
                Message(
                    "The model can't tell what this hint lies on, so it could not find it in "
                    "other photos. Place the hint on a larger surface, or choose another model."
                )
            )
        elif len(self._saved) >= MOST_SAVED_COLORS:
            self._notices.say(
                Message(
                    "There are {limit} saved colors, which is the most. Forget one first: "
                    "Hints > Saved Colors > Forget.",
                    limit=MOST_SAVED_COLORS,
                )
            )
        else:
            names = (self.tr("Color {0}").format(number) for number in count(1))
            free = next(name for name in names if name not in self._saved)
            at = self._canvas.point_of(hint.x, hint.y) or QPoint()
            words = self.tr("Name of the color, such as Anna's dress")
            popup = NamePopup(self._canvas, words, free, self._canvas.mapToGlobal(at))
            popup.named.connect(partial(self._save, color))

    def _color_of(self, hint: ColorHint) -> SavedColor | None:
        predictions, prediction = self._document.predictions, self._document.colors.unhinted
        if predictions is None or prediction is None:
            return None
        info = predictions.colorizer.model.info
        return saved_color(info, prediction.output, prediction.lightness, hint)

    def _save(self, color: SavedColor, name: str) -> None:
        name = name[:LONGEST_NAME]
        self._preferences.change(saved_colors={**self._saved, name: color})
        self._notices.say(
            Message("{name} is saved, and proposed where the model finds it again.", name=name)
        )

    def _forget(self, name: str) -> None:
        left = {each: color for each, color in self._saved.items() if each != name}
        self._preferences.change(saved_colors=left)

    # using

    def _use(self, name: str) -> None:
        """Give the selected hint a saved color."""
        color = self._saved.get(name)
        if color is not None:
            self._editor.recolor(ColorPick(color.a, color.b))

    def _propose(self, wanted: bool) -> None:
        self._preferences.change(propose_colors=wanted)

    def _dismiss_all(self) -> None:
        for each in self._proposer.shown:
            self._proposer.dismiss(each.name)

    def _on_settings(self, settings: Settings) -> None:
        self._actions.propose_colors.setChecked(settings.propose_colors)
        self.update_actions()

    def update_actions(self) -> None:
        """Enable the actions that can be used now."""
        state = self._editor.state
        is_hint = state.current is not None and state.draft is None
        self._actions.save_color.setEnabled(is_hint)
        self._actions.dismiss_colors.setEnabled(bool(self._proposer.shown))
        self._actions.saved_colors.show_names(self._saved, state.current is not None)
