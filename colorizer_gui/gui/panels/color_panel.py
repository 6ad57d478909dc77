"""The color of the selected hint, and others to choose instead."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.settings import MOST_RECENT_COLORS, Settings
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.colors import ColorPick, ab_of, is_in_gamut, shown_color
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.panels.color_sets_panel import ColorSetsPanel
from colorizer_gui.gui.session.signals import SuggestedColors
from colorizer_gui.gui.widgets.color_plane import ColorPlane
from colorizer_gui.gui.widgets.hex_edit import HexEdit
from colorizer_gui.gui.widgets.reach_buttons import ReachButtons
from colorizer_gui.gui.widgets.swatches import SwatchRow

SUGGESTED = 6
MIDDLE_GRAY = 50.0  # L*
KEEPING_MS = 500


class ColorPanel(QWidget):
    """Shows the color of the selected hint.

    `picked` carries a ColorPick; `pointed_at` one that may be picked next, or None. `reach_chosen`
    carries a Reach for the hint.

    `done` says that the focus should go elsewhere: a color was typed, or there is no hint any more.

    Parameters
    ----------
    gray_action : QAction
        Makes the selected hint gray.
    pipette_action : QAction
        Picks a color from the photo.
    preferences : Preferences
        Keep the recent colors and the color sets.
    """

    picked = Signal(object)
    pointed_at = Signal(object)
    reach_chosen = Signal(object)
    done = Signal()

    def __init__(
        self,
        gray_action: QAction,
        pipette_action: QAction,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = SuggestedColors()
        self._shows_brush = False
        self._kept = preferences.settings.recent_colors
        self._recent = list(self._kept)
        self._recent_gesture: int | None = None
        # Later, so that a drag is kept once.
        self._keeping = QTimer(self, singleShot=True, interval=KEEPING_MS)
        self._keeping.timeout.connect(lambda: preferences.change(recent_colors=self.recent_colors))
        preferences.changed.connect(self._follow)
        self._typed: tuple[float, float] | None = None
        self.suggested = SwatchRow(SUGGESTED, self.tr("Suggested color {0}"))
        self.suggested.picked.connect(lambda place: self._pick(self._state.suggested[place]))
        self.suggested.pointed_at.connect(lambda at: self._point_at(at, self._state.suggested))
        self.plane = ColorPlane()
        self.plane.picked.connect(self._pick_live)
        self.hex = HexEdit()
        self.hex.entered.connect(self._enter)
        self.hex.finished.connect(self.done)
        self.becomes = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self.becomes.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        # Its place is reserved: nothing moves for a long text.
        self.becomes.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.gray_button = QPushButton(self.tr("Keep Gray"))
        self.gray_button.setToolTip(gray_action.toolTip())
        self.gray_button.setMinimumHeight(theme.HIT_SIZE)
        self.gray_button.clicked.connect(gray_action.trigger)
        self.pipette = QToolButton()
        self.pipette.setAutoRaise(True)
        self.pipette.setIconSize(QSize(20, 20))
        self.pipette.setDefaultAction(pipette_action)
        self.pipette.setFixedSize(theme.HIT_SIZE, theme.HIT_SIZE)
        self.pipette.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pipette.setAccessibleName(pipette_action.toolTip())
        self.reach = ReachButtons()
        self.reach.chosen.connect(self.reach_chosen)
        self.color_sets = ColorSetsPanel(preferences)
        self.color_sets.picked.connect(self._pick)
        self.recent = SwatchRow(MOST_RECENT_COLORS, self.tr("Recent color {0}"))
        self.recent.picked.connect(lambda place: self._pick(self._recent[place]))
        self.recent.pointed_at.connect(lambda at: self._point_at(at, self._recent))
        self.body = self._body()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(theme.heading(self.tr("COLOR")))
        column.addWidget(self.body)
        self.show_state(self._state)

    def _body(self) -> QWidget:
        body = QWidget()
        name = QLabel(self.tr("HEX"))
        name.setBuddy(self.hex)
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(self.pipette)
        beside = QVBoxLayout()
        beside.setSpacing(theme.GRID // 2)
        beside.addLayout(head)
        beside.addWidget(self.hex)
        beside.addWidget(self.gray_button)
        beside.addWidget(self.becomes, 1)
        line = QHBoxLayout()
        line.setSpacing(theme.GRID)
        line.addWidget(self.plane)
        line.addLayout(beside, 1)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(QLabel(self.tr("Suggested here")))
        column.addWidget(self.suggested)
        column.addLayout(line)
        column.addWidget(self.reach)
        column.addWidget(QLabel(self.tr("Recent")))
        column.addWidget(self.recent)
        column.addSpacing(theme.GRID // 2)
        column.addWidget(self.color_sets)
        return body

    @property
    def recent_colors(self) -> tuple[tuple[float, float], ...]:
        """The recent colors (a*, b*), the newest first."""
        return tuple(self._recent)

    def retheme(self) -> None:
        """Draw the icons in the colors of the theme."""
        self.color_sets.retheme()

    def take(self, color: QColor) -> None:
        """Give the selected hint a color; without a hint, only add it to the recent colors."""
        if self._state.hint is None:
            self._remember(ab_of(color))
            self.show_state(self._state)
        else:
            self._enter(color)

    def show_state(self, state: SuggestedColors) -> None:
        """Follow the selected hint."""
        self._state = state
        hint, light = state.hint, state.lightness
        focus = self.focusWidget()
        if hint is None and focus is not None and focus.hasFocus():
            self.done.emit()  # a control that is disabled would lose the focus
        for part in (self.suggested, self.plane, self.hex, self.gray_button, self.reach,
                     self.recent):  # fmt: skip
            part.setEnabled(hint is not None)
        ab = None if hint is None else (hint.a, hint.b)
        self.plane.show_color(light, ab)
        self.hex.show_color(None if ab is None else shown_color(light, *ab))
        self.reach.show_reach(None if hint is None else hint.reach)
        self.color_sets.show_state(state)
        if ab != self._typed:
            self._typed = None
            self._say("")
        self._show_colors()

    def _show_colors(self) -> None:
        """Show the suggested and the recent colors at the lightness of the place."""
        hint, light = self._state.hint, self._state.lightness
        current = None if hint is None else shown_color(light, hint.a, hint.b)
        for row, colors in ((self.suggested, self._state.suggested), (self.recent, self._recent)):
            row.show_colors([shown_color(light, *ab) for ab in colors], current)

    def show_brush(self, lightness: float, ab: tuple[float, float]) -> None:
        """Show a color that a brush paints, at a lightness; reach and grayness are of hints."""
        self._shows_brush = True
        self.show_state(SuggestedColors(ColorHint(0.5, 0.5, *ab), lightness))
        for part in (self.suggested, self.gray_button, self.reach):
            part.setEnabled(False)
        self.reach.show_reach(None)

    def show_nothing(self) -> None:
        """Show no color of a brush any more."""
        if self._shows_brush:
            self._shows_brush = False
            self.show_state(SuggestedColors())

    def _point_at(self, place: int | None, colors: Sequence[tuple[float, float]]) -> None:
        if place is None or place >= len(colors) or self._state.hint is None:
            self.pointed_at.emit(None)
        else:
            self.pointed_at.emit(ColorPick(*colors[place]))

    def _pick(self, ab: tuple[float, float]) -> None:
        self._remember(ab)
        self._recent_gesture = None
        self.picked.emit(ColorPick(*ab))

    def _pick_live(self, pick: ColorPick) -> None:
        if pick.gesture == self._recent_gesture:
            self._recent.pop(0)  # only the last color of a drag is kept
        self._remember((pick.a, pick.b))
        self._recent_gesture = pick.gesture
        self.picked.emit(pick)

    def _enter(self, color: QColor) -> None:
        self._pick(ab_of(color))
        self._typed = ab_of(color)
        self.show_state(self._state)  # shows the color at the lightness of the hint's place
        self._tell_change(color)

    def _tell_change(self, color: QColor) -> None:
        """Say why a color is another one here: the photo keeps its lightness."""
        light, hint = self._state.lightness, self._state.hint
        shown = None if hint is None else shown_color(light, hint.a, hint.b)
        if hint is None or shown is None or shown == color:
            return
        words = self.tr("{0} → {1}: the photo keeps its lightness.")
        if not is_in_gamut(light, hint.a, hint.b):
            words = self.tr("{0} → {1}: too dark here for so vivid a color.")
            if light > MIDDLE_GRAY:
                words = self.tr("{0} → {1}: too bright here for so vivid a color.")
        self._say(words.format(color.name(), shown.name()))

    def _say(self, words: str) -> None:
        self.becomes.setText(words)
        self.becomes.setToolTip(words)

    def _follow(self, settings: Settings) -> None:
        """Take over what other windows have kept, behind the color that is being chosen."""
        others = set(settings.recent_colors) - {*self._kept, *self._recent}
        self._kept = settings.recent_colors
        if others:
            new = [ab for ab in self._kept if ab in others]
            self._recent = [*self._recent[:1], *new, *self._recent[1:]][:MOST_RECENT_COLORS]
            self._show_colors()

    def _remember(self, ab: tuple[float, float]) -> None:
        if ab in self._recent:
            self._recent.remove(ab)
        self._recent = [ab, *self._recent][:MOST_RECENT_COLORS]
        self._keeping.start()
