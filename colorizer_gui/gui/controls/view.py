"""The view of the photo: comparison, zoom, full-resolution detail, side panel, full screen."""

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from colorizer_gui.engine.choices import COMPARISONS
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.base.tasks import Tasks
from colorizer_gui.gui.base.translation import figure
from colorizer_gui.gui.canvas.canvas import Canvas
from colorizer_gui.gui.canvas.panes import Mode
from colorizer_gui.gui.canvas.zoomed_view import ZoomedView
from colorizer_gui.gui.menus.actions import Actions, on_trigger
from colorizer_gui.gui.menus.toolbar import NO_ZOOM
from colorizer_gui.gui.session.detail import DetailPainter
from colorizer_gui.gui.session.document import Document


class ViewControls(QObject):
    """Connects the canvas and the window with the menu View.

    Parameters
    ----------
    document : Document
    tasks : Tasks
    actions : Actions
    preferences : Preferences
        Keep how before and after are compared.
    canvas : Canvas
    pages : QStackedWidget
        Holds the canvas, and other views of the photo.
    zoom_label : QLabel
    side : QWidget
        The side panel.
    window : QWidget
    """

    def __init__(
        self,
        *,
        document: Document,
        tasks: Tasks,
        actions: Actions,
        preferences: Preferences,
        canvas: Canvas,
        pages: QStackedWidget,
        zoom_label: QLabel,
        side: QWidget,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._canvas = canvas
        self._pages = pages
        self._zoom_label = zoom_label
        self._window = window
        self._document = document
        self._actions = actions
        self._preferences = preferences
        self._side = side
        self._detail_painter = DetailPainter(document, tasks, self)
        for page in map(pages.widget, range(pages.count())):
            if isinstance(page, ZoomedView):
                page.zoom_changed.connect(lambda _: self._show_zoom())
        pages.currentChanged.connect(lambda _: self._show_zoom())
        canvas.area_changed.connect(self._detail_painter.look_at)
        self._detail_painter.painted.connect(canvas.set_detail)
        on_trigger(actions.fit, lambda: self._view.fit())
        on_trigger(actions.actual_size, lambda: self._view.zoom_to(1.0))
        on_trigger(actions.double_size, lambda: self._view.zoom_to(2.0))
        on_trigger(actions.zoom_in, lambda: self._view.zoom_step(1))
        on_trigger(actions.zoom_out, lambda: self._view.zoom_step(-1))
        for mode, action in actions.modes.items():
            on_trigger(action, partial(self._compare, mode))
        kept = Mode(preferences.settings.comparison)
        actions.modes[kept].setChecked(True)
        canvas.set_mode(kept)
        actions.panel.toggled.connect(self._show_panel)
        document.opened.connect(self._show_panel)
        document.closed.connect(self._on_closed)
        self._show_panel()
        actions.full_screen.toggled.connect(self._set_full_screen)
        original = QShortcut(QKeySequence("\\"), window)
        original.setAutoRepeat(False)
        original.activated.connect(partial(canvas.show_original, True))

    @property
    def _view(self) -> ZoomedView:
        """What is zoomed."""
        page = self._pages.currentWidget()
        return page if isinstance(page, ZoomedView) else self._canvas

    def _compare(self, mode: Mode) -> None:
        """Compare in another way, which is kept for the next start unless the colors are hidden."""
        self._canvas.set_mode(mode)
        if mode.value in COMPARISONS:
            self._preferences.change(comparison=mode.value)

    def _show_panel(self, _: object = None) -> None:
        """Show the side panel where it is wanted and of use."""
        has_photo = self._document.photo is not None
        self._side.setVisible(has_photo and self._actions.panel.isChecked())

    def _on_closed(self) -> None:
        self._zoom_label.setText(NO_ZOOM)
        self._show_panel()

    def _show_zoom(self) -> None:
        zoom = self._view.zoom
        if zoom is not None and self._document.photo is not None:
            percent = zoom.value * 100
            digits = 0 if percent >= 10 else 1
            self._zoom_label.setText(self.tr("{0}%").format(figure(percent, digits)))

    def _set_full_screen(self, wanted: bool) -> None:
        state, full_screen = self._window.windowState(), Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | full_screen if wanted else state & ~full_screen)
