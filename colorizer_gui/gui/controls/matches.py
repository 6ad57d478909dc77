"""The overlay that shows where the colors of a reference photo come from, place by place."""

from dataclasses import replace

from PySide6.QtCore import QObject

from colorizer_gui.engine.look import Look
from colorizer_gui.gui.base.tasks import Latest, Tasks
from colorizer_gui.gui.canvas.canvas import Canvas
from colorizer_gui.gui.canvas.match_view import MatchOverlay, match_overlay, takes_places
from colorizer_gui.gui.menus.actions import Actions
from colorizer_gui.gui.session.document import Document


class MatchControls(QObject):
    """Shows what the photo takes from a reference photo by place while that is wanted.

    Parameters
    ----------
    document : Document
    tasks : Tasks
    actions : Actions
    canvas : Canvas
    parent : QObject
    """

    def __init__(
        self,
        *,
        document: Document,
        tasks: Tasks,
        actions: Actions,
        canvas: Canvas,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._action = actions.matches
        self._canvas = canvas
        self._latest = Latest(tasks)
        self._overlay: MatchOverlay | None = None
        self._place: tuple[float, float] | None = None  # under the pointer
        self._action.toggled.connect(lambda _: self._update())
        canvas.pointed.connect(self._point_at)
        document.look_changed.connect(self._follow)
        document.opened.connect(lambda _: self._update())
        document.prepared.connect(lambda _: self._update())
        document.colorized.connect(lambda _: self._update())
        document.closed.connect(lambda: self._follow(Look()))
        self._follow(Look())

    def _follow(self, look: Look) -> None:
        is_possible = takes_places(look)
        self._action.setEnabled(is_possible)
        if not is_possible:
            self._action.setChecked(False)

    def _update(self) -> None:
        result = self._document.result()
        if self._action.isChecked() and result is not None:
            self._latest.run(lambda: match_overlay(result), self._show, self._document.fail)
        else:
            self._latest.cancel()
            self._show(None)

    def _show(self, overlay: MatchOverlay | None) -> None:
        self._overlay = overlay
        shown = None if overlay is None else replace(overlay, place=self._place)
        self._canvas.set_overlay("matches", shown)

    def _point_at(self, place: tuple[float, float] | None) -> None:
        """Show where the color of a place comes from."""
        self._place = place
        if self._overlay is not None:
            self._show(self._overlay)
