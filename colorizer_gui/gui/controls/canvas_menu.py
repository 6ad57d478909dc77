"""The menus that a right-click on the canvas opens."""

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from colorizer_gui.gui.canvas.canvas import Canvas, MenuPlace
from colorizer_gui.gui.menus.actions import Actions, on_trigger
from colorizer_gui.gui.session.hint_editor import HintEditor


class CanvasMenu(QObject):
    """Opens the menu of a hint or that of the photo.

    Parameters
    ----------
    canvas : Canvas
    actions : Actions
    editor : HintEditor
        Begins a hint where the menu was opened.
    """

    def __init__(
        self, canvas: Canvas, actions: Actions, editor: HintEditor, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._actions = actions
        self._editor = editor
        canvas.menu_wanted.connect(self._open)

    def _open(self, wanted: MenuPlace) -> None:
        menu = QMenu(self._canvas)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if wanted.is_hint:
            self._fill_for_hint(menu)
        else:
            self._fill_for_photo(menu, wanted.place)
        menu.popup(wanted.at)

    def _fill_for_hint(self, menu: QMenu) -> None:
        acts = self._actions
        menu.addActions([acts.keep_gray, acts.copy_color, acts.save_color])
        reach = menu.addMenu(self.tr("&Reach"))
        reach.addActions(list(acts.reaches.values()))
        menu.addSeparator()
        menu.addAction(acts.remove_hint)

    def _fill_for_photo(self, menu: QMenu, place: tuple[float, float] | None) -> None:
        acts = self._actions
        if place is not None and acts.add_hint.isEnabled():
            here = QAction(self.tr("Add &Hint Here"), menu)
            on_trigger(here, partial(self._editor.add, *place))
            menu.addAction(here)
            menu.addSeparator()
        menu.addActions(list(acts.modes.values()))
        menu.addSeparator()
        menu.addActions([acts.fit, acts.actual_size, acts.uncertainty])
