"""The photo, before and after, at any zoom."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from colorizer_gui.gui import theme
from colorizer_gui.gui.divider import Divider
from colorizer_gui.gui.viewport import Viewport

MARGIN = 2 * theme.GRID
WHEEL_ZOOM = 1.0015
SHARP_FROM = 6.0


class Mode(Enum):
    """How before and after are compared."""

    DIVIDER = "divider"
    SIDE_BY_SIDE = "side-by-side"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Zoom:
    """Device pixels per photo pixel."""

    value: float


class Canvas(QWidget):
    """Shows one photo. All geometry is that of the full photo, in device pixels."""

    zoom_changed = Signal(object)

    def __init__(self, parent=None):
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Photo"))
        self.setMinimumSize(160, 120)
        self.divider = Divider(self)
        self.divider.valueChanged.connect(self._divider_moved)
        self._images = {}
        self._scaled = {}
        self._view = None
        self._fitted = True
        self._mode = Mode.DIVIDER
        self._original = False
        self._space = False
        self._pan_from = None

    # what is shown

    def set_photo(self, width, height, before):
        """Show another photo, so many pixels large; its picture may be smaller."""
        self._images = {"before": before}
        self._scaled = {}
        self._view = Viewport((width, height), (1.0, 1.0))
        self.fit()

    def set_after(self, after):
        """Show the coloured picture of the photo."""
        self._images["after"] = after
        self._refresh()

    def set_mode(self, mode):
        """Compare in another way."""
        self._mode = mode
        self._update_view()

    def show_original(self, wanted):
        """Show nothing but the original, for as long as it is wanted."""
        if wanted != self._original:
            self._original = wanted
            self._refresh()

    # zoom

    def fit(self):
        """Show the whole photo."""
        self._fitted = True
        self._update_view()

    def actual_size(self):
        """One photo pixel is one device pixel."""
        self._zoom(1.0)

    def zoom_step(self, direction):
        """To the next larger (1) or smaller (-1) round zoom."""
        if self._view is not None:
            self._zoom(self._view.next_zoom(direction))

    def _zoom(self, zoom, at=None):
        if self._view is None:
            return
        if at is not None:
            pane = self._pane_at(at)
            at = ((at.x() - pane.x()) * self._ratio(), (at.y() - pane.y()) * self._ratio())
        self._fitted = False
        self._view = self._view.zoomed(zoom, at)
        self._refresh()

    def _update_view(self):
        """Adapt to another size of the panes."""
        if self._view is None:
            return
        pane, ratio = self._panes()[0][0], self._ratio()
        old = self._view
        view = Viewport(
            old.photo,
            (pane.width() * ratio, pane.height() * ratio),
            MARGIN * ratio,
            old.zoom,
            old.centre,
        )
        self._view = view.fitted() if self._fitted else view.clamped()
        self._refresh()

    def _refresh(self):
        comparing = self._mode is Mode.DIVIDER and "after" in self._images and not self._original
        self.divider.setVisible(comparing)
        if comparing:
            self.divider.place(self._photo_rect(QRectF(self.rect())))
        self._update_cursor()
        self.update()
        if self._view is not None:
            self.zoom_changed.emit(Zoom(self._view.zoom))

    def _divider_moved(self):
        if self._view is not None:
            self.divider.place(self._photo_rect(QRectF(self.rect())))
        self.update()

    # geometry, in logical pixels

    def _ratio(self):
        return self.devicePixelRatioF()

    def _panes(self):
        """The panes and what each of them shows."""
        area = self.rect()
        if self._mode is not Mode.SIDE_BY_SIDE:
            return [(area, "before" if self._mode is Mode.BEFORE else "after")]
        width = (area.width() - theme.GRID) // 2
        left = QRect(0, 0, width, area.height())
        return [(left, "before"), (left.translated(width + theme.GRID, 0), "after")]

    def _pane_at(self, point):
        panes = [pane for pane, _ in self._panes()]
        return next((pane for pane in panes if pane.contains(point.toPoint())), panes[0])

    def _whole_photo(self, pane):
        ratio = self._ratio()
        x, y = self._view.origin
        width, height = self._view.size
        return QRectF(pane.x() + x / ratio, pane.y() + y / ratio, width / ratio, height / ratio)

    def _photo_rect(self, pane):
        """The part of a pane that the photo covers."""
        return self._whole_photo(pane).intersected(QRectF(pane))

    # painting

    def paintEvent(self, _event):
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().canvas))
        if self._view is None:
            return
        for pane, shows in self._panes():
            painter.setClipRect(pane)
            self._draw(painter, pane, "before" if self._original else shows)
        if self.divider.isVisible():
            before = QRectF(self.rect())
            before.setRight(self.divider.line_x())
            painter.setClipRect(before)
            self._draw(painter, self.rect(), "before")

    def _draw(self, painter, pane, shows):
        image = self._images.get(shows, self._images["before"])
        whole = self._whole_photo(pane)
        width, height = self._view.size
        if width <= image.width() and height <= image.height():
            painter.drawImage(whole.topLeft(), self._shrunk(shows, image, QSize(width, height)))
            return
        # Only what can be seen: a whole photo at 3200 % would leave the painter's range.
        seen = whole.intersected(QRectF(pane))
        sx, sy = image.width() / whole.width(), image.height() / whole.height()
        source = QRectF(
            (seen.x() - whole.x()) * sx,
            (seen.y() - whole.y()) * sy,
            seen.width() * sx,
            seen.height() * sy,
        )
        is_whole_photo = image.width() == self._view.photo[0]
        smooth = not is_whole_photo or self._view.zoom < SHARP_FROM
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(seen, image, source)

    def _shrunk(self, shows, image, size):
        """The image averaged down to whole device pixels, kept until either changes."""
        key = (image.cacheKey(), size, self._ratio())
        kept = self._scaled.get(shows)
        if kept is None or kept[0] != key:
            scaled = image
            if size != image.size():
                scaled = image.scaled(
                    size,
                    Qt.AspectRatioMode.IgnoreAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            scaled = scaled.copy()
            scaled.setDevicePixelRatio(self._ratio())
            kept = self._scaled[shows] = (key, scaled)
        return kept[1]

    # events

    def resizeEvent(self, _event):
        self._update_view()

    def wheelEvent(self, event):
        if self._view is None or not event.angleDelta().y():
            event.ignore()
            return
        factor = WHEEL_ZOOM ** event.angleDelta().y()
        self._zoom(self._view.zoom * factor, event.position())
        event.accept()

    def mousePressEvent(self, event):
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pan_from = event.position()
            self._update_cursor()

    def mouseMoveEvent(self, event):
        if self._pan_from is None or self._view is None:
            return
        moved = (event.position() - self._pan_from) * self._ratio()
        self._pan_from = event.position()
        self._view = self._view.panned(moved.x(), moved.y())
        self._refresh()

    def mouseReleaseEvent(self, _event):
        self._pan_from = None
        self._update_cursor()

    def keyPressEvent(self, event):
        if event.key() == Qt.Key.Key_Space:
            self._hold_space(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event):
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hold_space(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event):
        self._hold_space(False)
        super().focusOutEvent(event)

    def _hold_space(self, held):
        """While space is held the divider lets the hand through to the photo."""
        self._space = held
        self.divider.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, held)
        self._update_cursor()

    def _update_cursor(self):
        can_pan = self._view is not None and (self._view.can_pan or self._space)
        if not can_pan:
            self.setCursor(Qt.CursorShape.ArrowCursor)
        elif self._pan_from is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def event(self, event):
        if event.type() == event.Type.DevicePixelRatioChange:
            self._update_view()
        return super().event(event)
