"""Shows a photo, before and after, at any zoom."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.accessible import tell_value
from colorizer_gui.gui.canvas.divider import Divider
from colorizer_gui.gui.canvas.hint_tool import HintTool
from colorizer_gui.gui.canvas.labels import draw_label, side_words
from colorizer_gui.gui.canvas.overlay import Overlay, TopLayer
from colorizer_gui.gui.canvas.panes import Mode, Pane, Shown, Side, panes_of
from colorizer_gui.gui.canvas.pictures import Pictures
from colorizer_gui.gui.canvas.viewport import Viewport
from colorizer_gui.gui.canvas.zoomed_view import ZoomedView
from colorizer_gui.gui.session.detail import Detail


class PhotoView(ZoomedView):
    """Shows one photo with its hints.

    `view_changed` says that the photo may lie elsewhere on the widget. `area_changed` carries the
    visible rows and columns of the photo, as slices, if they are shown larger than the pictures
    are, and else None.

    Parameters
    ----------
    tool : HintTool
        Draws the hints.
    """

    area_changed = Signal(object)
    view_changed = Signal()
    accessible_role = QAccessible.Role.Canvas

    def __init__(self, tool: HintTool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tool = tool
        self.divider = Divider(self)
        self.divider.valueChanged.connect(self._on_divider)
        self._top = TopLayer(self, self._overlay_shown)
        self._pictures = Pictures(self)
        self._mode = Mode.DIVIDER
        self._original = False
        self._overlays: dict[str, Overlay] = {}

    # what is shown

    def set_photo(self, width: int, height: int, before: QImage) -> None:
        """Show another photo.

        Parameters
        ----------
        width, height : int
            Of the photo, in its own pixels.
        before : QImage
            May be smaller than the photo.
        """
        self._pictures.set_before(before)
        self._view = Viewport((width, height), (1.0, 1.0))
        self.fit()

    def set_after(self, after: QImage) -> None:
        """Show the colorized photo."""
        self._pictures.set_after(after)
        self._refresh()

    def set_detail(self, detail: Detail | None) -> None:
        """Show a part of the photo at full resolution where the pictures are too small."""
        self._pictures.set_detail(detail)
        self.update()

    def set_overlay(self, name: str, overlay: Overlay | None) -> None:
        """Show an overlay over the colorized photo; with None, the one of that name no longer."""
        self._overlays.pop(name, None)
        if overlay is not None:
            self._overlays[name] = overlay
            self._top.raise_()
        self.update()

    @property
    def overlay(self) -> Overlay | None:
        """What is shown over the colorized photo; the newest of several."""
        return next(reversed(self._overlays.values()), None)

    def set_mode(self, mode: Mode) -> None:
        """Compare before and after in another way."""
        self._mode = mode
        self._update_view()

    def show_original(self, wanted: bool) -> None:
        """Show only the original, or what the mode says."""
        if wanted != self._original:
            self._original = wanted
            self._refresh()

    def _pane_rect(self, point: QPointF | None = None) -> QRect:
        return (self._panes()[0] if point is None else self._pane_at(point)).rect

    def _refresh(self) -> None:
        comparing = self._mode is Mode.DIVIDER and self._pictures.has_after and not self._original
        self.divider.setVisible(comparing)
        if comparing:
            self._place_divider()
        super()._refresh()
        self.view_changed.emit()
        tell_value(self, self.accessible_value())
        if self._view is not None:
            lacking = self._pictures.lacks_detail(self._view)
            self.area_changed.emit(self._view.visible_area if lacking else None)

    def point_of(self, x: float, y: float) -> QPoint | None:
        """Where a place of the colorized photo, 0..1, is on the widget; None where it is hidden."""
        if self._view is None or not self._hints_shown() or not self._view.shows(x, y):
            return None
        photo = self._photo_rect(self._panes()[-1].rect)
        return QPointF(photo.x() + x * photo.width(), photo.y() + y * photo.height()).toPoint()

    def _place_divider(self) -> None:
        canvas = QRectF(self.rect())
        self.divider.place(self._photo_rect(self.rect()).intersected(canvas))

    def _on_divider(self) -> None:
        if self._view is not None:
            self._place_divider()
        self.update()

    def accessible_value(self) -> str:
        """What is shown, and how large; empty without a photo."""
        if self._view is None:
            return ""
        sides = [side_words(pane.side) for pane in self._panes()]
        if self.divider.isVisible():
            sides.insert(0, side_words("before"))
        if self._original:
            sides = [side_words("before")]
        return ", ".join([*sides, self.tr("{0}%").format(round(self._view.zoom * 100))])

    # geometry, in logical pixels

    def _panes(self) -> tuple[Pane, ...]:
        return panes_of(self.rect(), self._mode)

    def _pane_at(self, point: QPointF) -> Pane:
        """The pane at a point; the first where there is none."""
        panes = self._panes()
        return next((pane for pane in panes if pane.rect.contains(point.toPoint())), panes[0])

    def shown_photo_at(self, point: QPointF) -> Shown:
        """Where the pane at a point shows the photo."""
        pane = self._pane_at(point).rect
        return Shown(pane, self._photo_rect(pane))

    def shown_photos(self) -> list[Shown]:
        """Where each pane shows the photo; none without one."""
        if self._view is None:
            return []
        return [Shown(pane.rect, self._photo_rect(pane.rect)) for pane in self._panes()]

    @property
    def shows_edits(self) -> bool:
        """Whether hints and regions are shown and can be edited."""
        return self._hints_shown()

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().canvas))
        if self._view is None:
            return
        for pane in self._panes():
            side: Side = "before" if self._original else pane.side
            self._draw(painter, self._view, pane.rect, QRectF(pane.rect), side)
        if self.divider.isVisible():
            before = QRectF(self.rect())
            before.setRight(self.divider.line_x())
            self._draw(painter, self._view, self.rect(), before, "before")
        painter.setClipping(False)
        self._draw_labels(painter)

    def _draw_labels(self, painter: QPainter) -> None:
        """Name the sides that are shown, and what an overlay means."""
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if self.divider.isVisible():
            visible = self._photo_rect(self.rect()).intersected(QRectF(self.rect()))
            before, after = QRectF(visible), QRectF(visible)
            before.setRight(self.divider.line_x())
            after.setLeft(self.divider.line_x())
            draw_label(painter, before, side_words("before"), left)
            draw_label(painter, after, side_words("after"), right)
        elif self._pictures.has_after and (self._original or self._mode is not Mode.AFTER):
            for pane in self._panes():
                visible = self._photo_rect(pane.rect).intersected(QRectF(pane.rect))
                side: Side = "before" if self._original else pane.side
                draw_label(painter, visible, side_words(side), left)
        overlay = self.overlay
        if overlay is not None and self._hints_shown():
            bottom = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            draw_label(painter, QRectF(self.rect()), overlay.legend, bottom)

    def _draw(
        self, painter: QPainter, view: Viewport, pane: QRect, clip: QRectF, side: Side
    ) -> None:
        painter.setClipRect(clip)
        photo = self._photo_rect(pane)
        self._pictures.draw(painter, side, view, photo, pane)
        overlay = self.overlay
        if overlay is not None and side == "after" and not self._original:
            overlay.paint(painter, photo)
        if self._hints_shown():
            self._tool.paint(painter, self, photo)  # they are clicked and dragged on both sides

    def _overlay_shown(self) -> tuple[Overlay, Shown] | None:
        """The overlay and where its pane shows the photo."""
        overlay, shown = self.overlay, self.shown_photos()
        return (overlay, shown[-1]) if overlay is not None and self._hints_shown() else None

    def _hints_shown(self) -> bool:
        return self._view is not None and not self._original and self._mode is not Mode.BEFORE

    # events

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._top.resize(self.size())
        super().resizeEvent(event)
