"""Where the parts of the window lie."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.canvas.canvas import Canvas
from colorizer_gui.gui.panels.color_panel import ColorPanel
from colorizer_gui.gui.panels.empty_page import EmptyPage
from colorizer_gui.gui.panels.look_panel import LookPanel
from colorizer_gui.gui.panels.model_panel import ModelPanel
from colorizer_gui.gui.panels.photo_strip import PhotoStrip
from colorizer_gui.gui.panels.status import StatusBar
from colorizer_gui.gui.widgets.notices import NoticeBar, Progress

PANEL_WIDTH = 38 * theme.GRID


class Layout:
    """Makes the parts of a window and arranges them."""

    def __init__(self, window, actions):
        actions.fill_menus(window.menuBar())
        self.toolbar, self.zoom_label = actions.toolbar()
        self.canvas = Canvas(window.hints.tool)
        self.notices = NoticeBar()
        self.opening_progress = Progress()
        self.palette_progress = Progress()
        self.saving_progress = Progress()
        self.color_panel = ColorPanel(actions, window.preferences)
        self.look_panel = LookPanel(window.preferences)
        self.model_panel = ModelPanel(actions.variants)
        self.status = StatusBar()
        self.empty_page = EmptyPage(actions.open, window.thumbnails)
        self.strip = PhotoStrip(window.gallery, window.thumbnails)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty_page)
        self.pages.addWidget(self.canvas)
        self.side = self._side_panel()
        tools = QHBoxLayout()
        tools.setContentsMargins(theme.GRID, theme.GRID // 2, theme.GRID, theme.GRID // 2)
        tools.addWidget(self.toolbar)
        work = QVBoxLayout()
        work.addWidget(self.notices)
        work.addLayout(self._pages_under_progress(), 1)
        work.addWidget(self.strip)
        row = QHBoxLayout()
        row.addLayout(work, 1)
        row.addWidget(self.side)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(tools)
        column.addLayout(row, 1)
        for part in (work, row, column):
            part.setSpacing(0)
        window.setCentralWidget(central)
        window.setStatusBar(self.status)

    def _pages_under_progress(self):
        """Progress lies over the canvas's lower edge, so that the photo stays where it is."""
        over = QWidget()
        column = QVBoxLayout(over)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.opening_progress)
        column.addWidget(self.palette_progress)
        column.addWidget(self.saving_progress)
        grid = QGridLayout()
        grid.addWidget(self.pages, 0, 0)
        grid.addWidget(over, 0, 0, Qt.AlignmentFlag.AlignBottom)
        return grid

    def _side_panel(self):
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(2 * theme.GRID, theme.GRID, 2 * theme.GRID, theme.GRID)
        column.setSpacing(theme.GRID)
        column.addWidget(self.color_panel)
        column.addWidget(_line())
        column.addWidget(self.look_panel)
        column.addWidget(_line())
        column.addWidget(self.model_panel)
        column.addStretch(1)
        side = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll_name = QCoreApplication.translate("Layout", "Scroll the panel")
        side.verticalScrollBar().setAccessibleName(scroll_name)
        theme.slim_bars(side)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setFixedWidth(PANEL_WIDTH)
        side.setWidget(content)
        return side


def _line():
    return QFrame(frameShape=QFrame.Shape.HLine, frameShadow=QFrame.Shadow.Sunken)
