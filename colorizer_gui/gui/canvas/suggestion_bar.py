"""Suggested colors beside a new hint."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.colors import shown_color
from colorizer_gui.gui.canvas.photo_view import PhotoView
from colorizer_gui.gui.session.signals import SuggestedColors
from colorizer_gui.gui.widgets.swatches import SwatchRow

COUNT = 6
AWAY = 3 * theme.GRID  # from the middle of the hint


class SuggestionBar(QFrame):
    """Swatches over the canvas, beside the hint that has no color of its own yet.

    Its row `colors` says which is pointed at and which is picked.

    Parameters
    ----------
    canvas : PhotoView
    """

    def __init__(self, canvas: PhotoView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._place: tuple[float, float] | None = None
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.colors = SwatchRow(COUNT, self.tr("Suggested color {0}"))
        for swatch in self.colors.swatches:
            swatch.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys reach those of the panel
        row = QHBoxLayout(self)
        row.setContentsMargins(*[theme.GRID // 2] * 4)
        row.addWidget(self.colors)
        row.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        canvas.view_changed.connect(self._follow)
        self.hide()

    def show_state(self, state: SuggestedColors) -> None:
        """Show the colors for a draft; nothing for a hint that has its color, or for none."""
        hint = state.hint if state.is_draft else None
        self._place = None if hint is None or not state.suggested else (hint.x, hint.y)
        colors = [shown_color(state.lightness, *ab) for ab in state.suggested[:COUNT]]
        for place, swatch in enumerate(self.colors.swatches):
            swatch.setVisible(place < len(colors))
        self.colors.show_colors(colors, None)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()

    def _follow(self) -> None:
        """Stay beside the hint, on the side where there is room."""
        point = None if self._place is None else self._canvas.point_of(*self._place)
        self.setVisible(point is not None)
        if point is None:
            return
        x, y = point.x() + AWAY, point.y() - self.height() // 2
        if x + self.width() > self._canvas.width():
            x = point.x() - AWAY - self.width()
        y = min(max(y, 0), self._canvas.height() - self.height())
        self.move(QPoint(max(x, 0), y))
