"""Shows the scan as it is being prepared, and gives what is done with the mouse to a tool."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QCursor,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.accessible import tell_value
from colorizer_gui.gui.base.keys import modifiers_of
from colorizer_gui.gui.base.screen_color import screen_colors
from colorizer_gui.gui.canvas.hint_tool import NOTCH, NUDGES
from colorizer_gui.gui.canvas.pictures import DETAIL_FROM, SHARP_FROM
from colorizer_gui.gui.canvas.viewport import Viewport
from colorizer_gui.gui.canvas.zoomed_view import ZoomedView
from colorizer_gui.gui.prepare.dust_editor import DustEditor
from colorizer_gui.gui.prepare.dust_tool import paint_veil
from colorizer_gui.gui.prepare.editor import PreparationEditor
from colorizer_gui.gui.prepare.placement import Placement
from colorizer_gui.gui.prepare.preview import Preview, ScanDetail
from colorizer_gui.gui.prepare.tool import ScanTool

LARGE_PIXELS = 2_500_000  # of a screen, which take too long to draw for each move of the mouse
SETTLED_MS = 150


class PrepareView(ZoomedView):
    """Shows a scan turned and straightened, and its crop as a frame.

    `area_changed` carries the visible rows and columns of the scan, as slices, if they are shown
    larger than the preview is, and else None. `previewed` says that a newer preview is shown.

    Parameters
    ----------
    editor : PreparationEditor
    dust : DustEditor
    """

    area_changed = Signal(object)
    previewed = Signal()
    accessible_role = QAccessible.Role.Canvas

    def __init__(
        self, editor: PreparationEditor, dust: DustEditor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._dust = dust
        self._shows_dust = False
        self._tool = ScanTool()
        self._geometry = editor.geometry
        self._is_pressed = False
        self._image = QImage()
        self._detail: ScanDetail | None = None
        self._drawn: QImage | None = None  # the scan without what tools draw, as long as it stays
        # A large view is drawn coarsely as long as it changes.
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self._redraw)
        self.setAccessibleName(self.tr("Scan"))
        editor.changed.connect(self._on_changed)
        dust.shown.connect(self.update)

    # what is shown

    def begin(self) -> None:
        """Show another scan; nothing is seen of it before its preview."""
        self._image, self._detail = QImage(), None
        self._view = Viewport(self._editor.geometry.size, (1.0, 1.0))
        self.fit()

    def set_preview(self, preview: Preview) -> None:
        """Show a newer preview."""
        self._image = preview.image
        self._refresh()
        self.previewed.emit()

    def set_detail(self, detail: ScanDetail) -> None:
        """Show a part of the scan at full resolution, where the preview is too small."""
        self._detail = detail
        self._redraw()

    def show_dust(self, wanted: bool) -> None:
        """Show dust as a veil, or no longer."""
        self._shows_dust = wanted
        self.update()

    def set_tool(self, tool: ScanTool) -> None:
        """Use another tool from now on."""
        self.cancel()
        self._tool = tool
        self._update_cursor()
        self.update()

    def cancel(self) -> bool:
        """Take back what is being done with the mouse; False where that is nothing."""
        was_busy = self._is_pressed
        if was_busy:
            self._is_pressed = False
            self._tool.cancel()
            self.update()
        return was_busy

    @property
    def placement(self) -> Placement:
        """Where the scan lies."""
        return Placement(self._editor.geometry, self._photo_rect(self.rect()))

    def accessible_value(self) -> str:
        """The size of what is kept, and how large it is shown."""
        if self._view is None:
            return ""
        zoom = self.tr("{0}%").format(round(self._view.zoom * 100))
        return "{} \u00d7 {}, {}".format(*self._editor.frame.size, zoom)

    def _on_changed(self, _preparation: Preparation) -> None:
        geometry = self._editor.geometry
        if self._view is not None and geometry != self._geometry:
            x, y = self._view.middle
            center = (x * geometry.size[0], y * geometry.size[1])
            self._view = replace(self._view, photo=geometry.size, center=center)
            self._update_view()
        self._geometry = geometry
        self.update()
        tell_value(self, self.accessible_value())

    def _redraw(self) -> None:
        self._drawn = None
        self.update()

    @property
    def _is_large(self) -> bool:
        ratio = self.devicePixelRatioF()
        return self.width() * self.height() * ratio * ratio > LARGE_PIXELS

    def _refresh(self) -> None:
        self._drawn = None
        if self._is_large:
            self._settled.start()
        super()._refresh()
        if self._view is not None:
            is_lacking = (
                self._view.zoom >= DETAIL_FROM
                and not self._image.isNull()
                and self._image.width() < self._editor.geometry.width
            )
            area = self.placement.area(QRectF(self.rect())) if is_lacking else None
            self.area_changed.emit(area)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = QRectF(event.rect())
        painter = QPainter(self)
        if self._view is None:
            painter.fillRect(seen, QColor(theme.current().canvas))
            return
        if self._drawn is None:
            self._drawn = self._draw_scan(self._view)
        is_coarse = self._drawn.devicePixelRatio() < self.devicePixelRatioF()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_coarse)
        painter.drawImage(0, 0, self._drawn)
        if self._shows_dust:
            paint_veil(painter, self._dust, self.placement, seen)
        self._tool.paint(painter, self.placement, seen)

    def _draw_scan(self, view: Viewport) -> QImage:
        """The scan on its ground: drawn once for all that tools draw over it."""
        ratio = self.devicePixelRatioF() / (2 if self._settled.isActive() else 1)
        drawn = QImage(self.size() * ratio, QImage.Format.Format_RGB32)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(QColor(theme.current().canvas))
        if self._image.isNull():
            return drawn
        placement, seen = self.placement, QRectF(self.rect())
        painter = QPainter(drawn)
        painter.setClipRect(placement.photo)
        has_all = self._image.width() == self._editor.geometry.width
        is_level = not self._editor.preparation.angle
        smooth = not has_all or not is_level or view.zoom < SHARP_FROM
        hint = QPainter.RenderHint.SmoothPixmapTransform
        painter.setRenderHint(hint, smooth)
        placement.draw(painter, screen_colors.image(self._image, self), None, seen)
        if self._detail is not None and not has_all and view.zoom >= DETAIL_FROM:
            smooth = not is_level or (view.zoom < SHARP_FROM and view.zoom != 1)
            painter.setRenderHint(hint, smooth)
            detail = screen_colors.image(self._detail.image, self)
            placement.draw(painter, detail, self._detail.area, seen)
        painter.end()
        return drawn

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():  # the mode is over
            self._image, self._detail, self._drawn = QImage(), None, None
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._drawn = None
        super().changeEvent(event)

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point, button = event.position(), event.button()
        is_left = button == Qt.MouseButton.LeftButton
        if button == Qt.MouseButton.MiddleButton or (self._holds_space and is_left):
            self._pans_from = point
        elif is_left and self._view is not None:
            self._is_pressed = self._tool.press(point, self.placement)
            if not self._is_pressed:
                self._pans_from = point
        self._update_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._space_key.setEnabled(True)
        point = event.position()
        if self._pans_from is not None:
            self._pan(point - self._pans_from)
            self._pans_from = point
        elif self._is_pressed:
            self._update_part(self._tool.drag(point, self.placement))
        is_over = self._pans_from is None and not self._holds_space
        self._hover(point if is_over else None)
        self._update_cursor()

    def _hover(self, point: QPointF | None) -> None:
        self._update_part(self._tool.hover(point, self.placement))

    def _update_part(self, part: QRectF) -> None:
        if not part.isEmpty():
            self.update(part.toAlignedRect())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._let_go()
        self._update_cursor()

    def _let_go(self) -> None:
        super()._let_go()
        if self._is_pressed:
            self._is_pressed = False
            self._tool.release()
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        angle = event.angleDelta().y()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if angle and control and self._tool.wheel(angle / NOTCH):
            event.accept()
        else:
            super().wheelEvent(event)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = Qt.KeyboardModifier.ShiftModifier
        is_plain = modifiers_of(event) in (Qt.KeyboardModifier.NoModifier, shift)
        if event.key() in NUDGES and is_plain:
            step = QPointF(*NUDGES[event.key()])
            resizes = bool(event.modifiers() & shift)
            if self._tool.nudge(step, self.placement, resizes=resizes):
                return
        super().keyPressEvent(event)

    def _update_cursor(self) -> None:
        point = QPointF(self.mapFromGlobal(QCursor.pos()))
        if self._pans_from is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._holds_space:
            shape = Qt.CursorShape.OpenHandCursor
        else:
            shape = self._tool.cursor(point, self.placement)
        self.setCursor(shape)
