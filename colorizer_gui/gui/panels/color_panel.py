"""The color of the selected hint, and others to choose instead."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.panels.color_sets_panel import ColorSetsPanel
from colorizer_gui.gui.session.signals import ColorPick, PaletteState
from colorizer_gui.gui.widgets.color_plane import ColorPlane
from colorizer_gui.gui.widgets.hex_edit import HexEdit
from colorizer_gui.gui.widgets.swatches import SwatchRow, ab_of, shown_color

SUGGESTED, RECENT = 6, 8


class ColorPanel(QWidget):
    """Follows a PaletteState. `picked` carries a ColorPick.

    `emptied` says that the focus should go elsewhere, because there is no hint any more.

    Parameters
    ----------
    actions : Actions
    preferences : Preferences
    """

    picked = Signal(object)
    emptied = Signal()

    def __init__(self, actions, preferences, parent=None):
        super().__init__(parent)
        self._state = PaletteState()
        self._recent = list(preferences.settings.recent_colors)
        self._recent_gesture = None
        self.suggested = SwatchRow(SUGGESTED, self.tr("Suggested color {0}"))
        self.suggested.picked.connect(lambda place: self._pick(self._state.suggested[place]))
        self.plane = ColorPlane()
        self.plane.picked.connect(self._pick_live)
        self.hex = HexEdit()
        self.hex.entered.connect(self._enter)
        self.hex.finished.connect(self.plane.setFocus)  # from where Undo undoes the color
        gray = actions.keep_gray
        self.gray_button = QPushButton(self.tr("Keep Gray"), toolTip=gray.toolTip())
        self.gray_button.setMinimumHeight(theme.HIT_SIZE)
        self.gray_button.clicked.connect(gray.trigger)
        self.pipette = QToolButton(autoRaise=True, iconSize=QSize(20, 20))
        self.pipette.setDefaultAction(actions.pipette)
        self.pipette.setFixedSize(theme.HIT_SIZE, theme.HIT_SIZE)
        self.pipette.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pipette.setAccessibleName(actions.pipette.toolTip())
        self.series = ColorSetsPanel(preferences)
        self.series.picked.connect(self._pick)
        self.recent = SwatchRow(RECENT, self.tr("Recent color {0}"))
        self.recent.picked.connect(lambda place: self._pick(self._recent[place]))
        self.body = self._body()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(theme.heading(self.tr("COLOR")))
        column.addWidget(self.body)
        self.show_state(self._state)

    def _body(self):
        body = QWidget()
        name = QLabel(self.tr("HEX"))
        name.setBuddy(self.hex)
        line = QHBoxLayout()
        line.setSpacing(theme.GRID)
        line.addWidget(name)
        line.addWidget(self.hex)
        line.addWidget(self.pipette)
        line.addStretch(1)
        line.addWidget(self.gray_button)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(QLabel(self.tr("Suggested here")))
        column.addWidget(self.suggested)
        column.addWidget(self.plane, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(line)
        self._recent_title = QLabel(self.tr("Recent"))
        column.addWidget(self._recent_title)
        column.addWidget(self.recent)
        column.addSpacing(theme.GRID // 2)
        column.addWidget(self.series)
        return body

    @property
    def recent_colors(self):
        """a*, b* of the colors used last, the newest first."""
        return tuple(self._recent)

    def take(self, color):
        """Use a QColor that was picked from a photo; without a hint it waits among the recent."""
        if self._state.hint is None:
            self._remember(ab_of(color))
            self.show_state(self._state)
        else:
            self._enter(color)

    def show_state(self, state):
        """Let the controls follow a PaletteState."""
        self._state = state
        hint, light = state.hint, state.lightness
        focus = self.focusWidget()
        if hint is None and focus is not None and focus.hasFocus():
            self.emptied.emit()  # the focus would be lost with the controls
        for part in (self.suggested, self.plane, self.hex, self.gray_button, self.recent):
            part.setEnabled(hint is not None)
        ab = None if hint is None else (hint.a, hint.b)
        color = None if hint is None else shown_color(light, *ab)
        self.plane.show_color(light, ab)
        self.hex.show_color(color)
        self.series.show_state(state)
        for part in (self._recent_title, self.recent):
            part.setVisible(bool(self._recent))  # no room for what is empty
        for row, colors in ((self.suggested, state.suggested), (self.recent, self._recent)):
            row.show_colors([shown_color(light, *ab) for ab in colors], color)

    def _pick(self, ab):
        self._remember(ab)
        self._recent_gesture = None
        self.picked.emit(ColorPick(*ab))

    def _pick_live(self, pick):
        if pick.gesture == self._recent_gesture:
            self._recent.pop(0)  # a drag leaves only the color that it ended with
        self._remember((pick.a, pick.b))
        self._recent_gesture = pick.gesture
        self.picked.emit(pick)

    def _enter(self, color):
        self._pick(ab_of(color))
        self.show_state(self._state)  # shows the color as it is at the hint's lightness

    def _remember(self, ab):
        if ab in self._recent:
            self._recent.remove(ab)
        self._recent = [ab, *self._recent][:RECENT]
