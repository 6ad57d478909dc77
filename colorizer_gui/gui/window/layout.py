"""The parts of the main window and where they are."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.focus_return import FocusReturn, UnusedKeys
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.canvas.canvas import Canvas
from colorizer_gui.gui.canvas.hint_tool import HintTool
from colorizer_gui.gui.menus.actions import Actions
from colorizer_gui.gui.menus.menu_bar import fill_menu_bar
from colorizer_gui.gui.menus.toolbar import Toolbar
from colorizer_gui.gui.panels.color_panel import ColorPanel
from colorizer_gui.gui.panels.empty_page import EmptyPage
from colorizer_gui.gui.panels.look_panel import LookPanel
from colorizer_gui.gui.panels.model_panel import ModelPanel
from colorizer_gui.gui.panels.photo_strip import PhotoStrip
from colorizer_gui.gui.panels.region_panel import RegionPanel
from colorizer_gui.gui.panels.status import StatusBar
from colorizer_gui.gui.session.gallery import Gallery
from colorizer_gui.gui.session.thumbnails import Thumbnails
from colorizer_gui.gui.widgets.notices import NoticeBar, Progress
from colorizer_gui.gui.widgets.side_scroll import PANEL_WIDTH, SideScroll, dividing_line


class Layout:
    """Makes the parts of a window and arranges them.

    Parameters
    ----------
    window : QMainWindow
    actions : Actions
    tool : HintTool
        What the mouse does on the canvas.
    gallery : Gallery
    thumbnails : Thumbnails
    preferences : Preferences
    """

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        *,
        tool: HintTool,
        gallery: Gallery,
        thumbnails: Thumbnails,
        preferences: Preferences,
    ) -> None:
        self.menus = fill_menu_bar(window.menuBar(), actions)
        self.toolbar = Toolbar(actions)
        self.canvas = Canvas(tool)
        self.canvas.addActions(actions.stepping)
        self.notices = NoticeBar()
        self.opening_progress = Progress()
        self.borrowing_progress = Progress()
        self.saving_progress = Progress()
        self.models_progress = Progress()
        self.color_panel = ColorPanel(actions.keep_gray, actions.pipette, preferences)
        self.region_panel = RegionPanel()
        self.look_panel = LookPanel(preferences)
        self.model_panel = ModelPanel(actions.variants)
        self.status = StatusBar(actions.show_result, actions.open_with)
        self.empty_page = EmptyPage(actions.open, thumbnails)
        self.strip = PhotoStrip(gallery, thumbnails)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty_page)
        self.pages.addWidget(self.canvas)
        self.side = self._side_panel()
        FocusReturn(self.side, self.canvas)
        UnusedKeys(window, self._go_to_photo)
        self.sides = QStackedWidget()
        self.sides.addWidget(self.side)
        self.sides.setFixedWidth(PANEL_WIDTH)
        self.look_panel.done.connect(self.canvas.setFocus)
        self.notices.left.connect(self.canvas.setFocus)
        window.setCentralWidget(self._central_widget())
        window.setStatusBar(self.status)

    def _go_to_photo(self) -> None:
        if self.canvas.isVisible():
            self.canvas.setFocus()

    @property
    def zoom_label(self) -> QWidget:
        """The zoom as a percentage, in the toolbar."""
        return self.toolbar.zoom_label

    def _central_widget(self) -> QWidget:
        tools = QHBoxLayout()
        tools.setContentsMargins(theme.GRID, theme.GRID // 2, theme.GRID, theme.GRID // 2)
        tools.addWidget(self.toolbar)
        work = QVBoxLayout()
        work.addLayout(self._pages_with_notices(), 1)
        work.addWidget(self.strip)
        row = QHBoxLayout()
        row.addLayout(work, 1)
        row.addWidget(self.sides)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(tools)
        column.addLayout(row, 1)
        for part in (work, row, column):
            part.setSpacing(0)
        return central

    def _pages_with_notices(self) -> QGridLayout:
        """The canvas, its edges covered by notices and progress: the photo does not move."""
        over = QWidget()
        column = QVBoxLayout(over)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.opening_progress)
        column.addWidget(self.borrowing_progress)
        column.addWidget(self.saving_progress)
        column.addWidget(self.models_progress)
        grid = QGridLayout()
        grid.addWidget(self.pages, 0, 0)
        grid.addWidget(over, 0, 0, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self.notices, 0, 0, Qt.AlignmentFlag.AlignTop)
        return grid

    def _side_panel(self) -> SideScroll:
        side = SideScroll()
        side.add(
            self.color_panel,
            self.region_panel,
            dividing_line(),
            self.look_panel,
            dividing_line(),
            self.model_panel,
        )
        return side
