"""Where the model is uncertain: the overlay, and the way from one place to the next."""

from PySide6.QtCore import QObject

from colorizer_gui.engine.messages import Message
from colorizer_gui.gui.base.tasks import Tasks
from colorizer_gui.gui.canvas.canvas import Canvas
from colorizer_gui.gui.canvas.uncertainty_view import UncertaintyOverlay, UncertaintyView
from colorizer_gui.gui.menus.actions import Actions, on_trigger
from colorizer_gui.gui.session.document import Document
from colorizer_gui.gui.session.hint_editor import HintEditor
from colorizer_gui.gui.widgets.notices import NoticeBar


class UncertaintyControls(QObject):
    """Shows uncertain areas, and begins hints where they help most.

    Parameters
    ----------
    document : Document
    editor : HintEditor
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
        tasks: Tasks,
        actions: Actions,
        canvas: Canvas,
        notices: NoticeBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._action = actions.uncertainty
        self._canvas = canvas
        self._notices = notices
        self._places: tuple[tuple[float, float], ...] = ()
        self._next = 0
        self._is_awaited = False  # the next place is gone to once it is known
        self._view = UncertaintyView(document, tasks, self)
        self._view.changed.connect(self._on_changed)
        self._view.impossible.connect(self._on_impossible)
        actions.uncertainty.toggled.connect(self._view.set_wanted)
        on_trigger(actions.next_place, self._go_to_next)

    def _on_changed(self, overlay: UncertaintyOverlay | None) -> None:
        self._canvas.set_overlay("uncertainty", overlay)
        places = () if overlay is None else overlay.places
        if places != self._places:
            self._places, self._next = places, 0
        if self._is_awaited and overlay is not None:
            self._go_to_next()

    def _on_impossible(self) -> None:
        self._is_awaited = False
        self._action.setChecked(False)
        self._notices.say(Message("This model can't show uncertain areas. Try another model."))

    def _go_to_next(self) -> None:
        """Begin a hint at the next of the places where one helps most."""
        self._is_awaited = not self._action.isChecked()
        if self._is_awaited:
            self._action.setChecked(True)
        elif self._places:
            x, y = self._places[self._next % len(self._places)]
            self._next += 1
            self._canvas.reveal(x, y)
            self._canvas.setFocus()  # where keys can move it
            self._editor.add(x, y)
        else:
            self._notices.say(Message("The model is uncertain at no other place."), of_photo=True)
