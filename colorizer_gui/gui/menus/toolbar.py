"""The toolbar of the main window."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QToolBar, QToolButton

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.menus.actions import Actions

NO_ZOOM = "\N{EN DASH}"  # without a photo
ZOOM_WIDTH = 7 * theme.GRID
BUTTON_SIDE = theme.ICON_SIZE + 12


class Toolbar(QToolBar):
    """The most used actions, and the zoom as a percentage.

    Parameters
    ----------
    actions : Actions
    """

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setMovable(False)
        self.setIconSize(QSize(theme.ICON_SIZE, theme.ICON_SIZE))
        self.zoom_label = QLabel(NO_ZOOM)
        self.zoom_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zoom_label.setMinimumWidth(ZOOM_WIDTH)
        self.zoom_label.setAccessibleName(self.tr("Zoom"))
        self.addActions([actions.open, actions.save])
        self.addWidget(actions.drag_button)
        self.addSeparator()
        self.addAction(actions.prepare)
        self.addSeparator()
        self.addActions(list(actions.tools.values()))
        self.addSeparator()
        self.addActions(list(actions.modes.values()))
        self.addAction(actions.uncertainty)
        self.addSeparator()
        self.addAction(actions.zoom_out)
        self.addWidget(self.zoom_label)
        self.addActions([actions.zoom_in, actions.fit])
        self._with_words: list[QToolButton] = []
        for button in self.findChildren(QToolButton):
            self._adjust(button)
            # Told apart by assistive technology from buttons that go down alone.
            button.setAutoExclusive(button.defaultAction() in actions.modes.values())
            if button.defaultAction() in (actions.open, actions.save):
                self._with_words.append(button)
        self._show_words(True)
        self._width = self.sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out words that would be cut off."""
        super().resizeEvent(event)
        self._show_words(event.size().width() >= self._width)

    def _show_words(self, wanted: bool) -> None:
        style = Qt.ToolButtonStyle
        for button in self._with_words:
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if wanted else style.ToolButtonIconOnly
            )

    def _adjust(self, button: QToolButton) -> None:
        """Let a button be large enough for a finger, reachable by Tab, and named."""
        button.setMinimumSize(BUTTON_SIDE, BUTTON_SIDE)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if button.defaultAction() is not None:
            button.setAccessibleName(button.defaultAction().toolTip())
