"""The overlay that shows where another version of the photo agrees with it."""

from PySide6.QtCore import QObject

from colorizer_gui.engine.color.version_colors import VersionColors
from colorizer_gui.engine.look import Look
from colorizer_gui.gui.canvas.agreement_view import agreement_overlay
from colorizer_gui.gui.canvas.canvas import Canvas
from colorizer_gui.gui.menus.actions import Actions
from colorizer_gui.gui.session.document import Document


class AgreementControls(QObject):
    """Shows the agreement with the version of a look while that is wanted.

    Parameters
    ----------
    document : Document
    actions : Actions
    canvas : Canvas
    parent : QObject
    """

    def __init__(
        self, *, document: Document, actions: Actions, canvas: Canvas, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._action = actions.agreement
        self._canvas = canvas
        self._shown: VersionColors | None = None
        self._action.toggled.connect(lambda _: self._follow(document.look))
        document.look_changed.connect(self._follow)
        document.closed.connect(lambda: self._follow(Look()))
        self._follow(Look())

    def _follow(self, look: Look) -> None:
        version = look.version
        self._action.setEnabled(version is not None)
        if version is None:
            self._action.setChecked(False)
        shown = version if self._action.isChecked() else None
        if shown != self._shown:
            self._shown = shown
            overlay = None if shown is None else agreement_overlay(shown)
            self._canvas.set_overlay("agreement", overlay)
