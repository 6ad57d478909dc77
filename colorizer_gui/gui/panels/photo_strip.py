"""The strip of open photos below the canvas."""

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from colorizer_gui.engine.session.open_photo import OpenPhoto
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.screen_color import screen_colors
from colorizer_gui.gui.session.gallery import Gallery
from colorizer_gui.gui.session.pasted import photo_name
from colorizer_gui.gui.session.thumbnails import Thumbnails

THUMBNAIL = QSize(104, 80)
MARK = 16
NARROWEST = MARK + 8  # of a frame, so that a mark fits into that of a very long photo
SHIFT = Qt.KeyboardModifier.ShiftModifier
MARK_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class Mark(Enum):
    """What a thumbnail shows of the work on its photo."""

    NONE = auto()
    EDITED = auto()
    SAVED = auto()

    @classmethod
    def of(cls, entry: OpenPhoto) -> "Mark":
        """The mark of a photo: saved as it is now, or else edited."""
        if entry.is_saved:
            return cls.SAVED
        return cls.EDITED if entry.is_edited else cls.NONE


class PhotoListModel(QAbstractListModel):
    """The gallery's photos as rows of Qt's item views."""

    def __init__(self, gallery: Gallery, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._gallery = gallery
        self._thumbnails = thumbnails
        thumbnails.ready.connect(self._on_thumbnail)
        gallery.marked.connect(self._on_thumbnail)

    def reset(self) -> None:
        """Read all rows again."""
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self._gallery.photos)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._gallery.photos[index.row()]
        name = photo_name(entry.path)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._thumbnails.of(entry.path or entry)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (str(entry.path or name), self._words(entry))))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (name, self._words(entry))))
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == MARK_ROLE:
            return Mark.of(entry)
        return None

    def _words(self, entry: OpenPhoto) -> str:
        """What the mark of a photo means."""
        words = {Mark.EDITED: self.tr("Edited"), Mark.SAVED: self.tr("Saved")}
        return words.get(Mark.of(entry), "")

    def _on_thumbnail(self, key: Path | OpenPhoto) -> None:
        for row, entry in enumerate(self._gallery.photos):
            if key in (entry.path, entry):
                self.dataChanged.emit(self.index(row), self.index(row))


class PhotoDelegate(QStyledItemDelegate):
    """Draws a thumbnail with its mark, the name below, and a frame around that on the screen.

    Parameters
    ----------
    strip : QListView
    """

    def __init__(self, strip: QListView) -> None:
        super().__init__(strip)
        self._strip = strip

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colors = theme.current()
        cell = QRectF(option.rect)
        inner = QRectF(cell.topLeft(), QSizeF(THUMBNAIL)).adjusted(4, 4, -4, -4)
        image = index.data(Qt.ItemDataRole.DecorationRole)
        is_current = self._strip.currentIndex() == index
        painter.save()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected and not is_current:
            painter.fillRect(option.rect.adjusted(1, 1, -1, 0), QColor(colors.selected))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if image is not None:
            scale = min(inner.width() / image.width(), inner.height() / image.height())
            size = QRectF(0, 0, image.width() * scale, image.height() * scale)
            size.moveCenter(inner.center())
            painter.drawImage(size, screen_colors.image(image, self._strip))
            inner = _at_least(size, NARROWEST)
        _draw_mark(painter, inner, index.data(MARK_ROLE))
        if is_current:
            painter.setPen(QPen(QColor(colors.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(inner.adjusted(-1, -1, 1, 1))
        below = cell.adjusted(4, THUMBNAIL.height() - 2, -4, 0)
        painter.setPen(QColor(colors.text if is_current or is_selected else colors.quiet))
        name = self._strip.fontMetrics().elidedText(
            index.data(Qt.ItemDataRole.DisplayRole),
            Qt.TextElideMode.ElideMiddle,
            int(below.width()),
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, name)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(THUMBNAIL.width(), THUMBNAIL.height() + self._strip.fontMetrics().height() + 2)


def _draw_mark(painter: QPainter, picture: QRectF, mark: Mark) -> None:
    """Draw a mark into the lower right corner of a thumbnail, visible on any picture."""
    if mark is Mark.NONE:
        return
    place = QRectF(0, 0, MARK, MARK)
    place.moveBottomRight(picture.bottomRight() - QPointF(3, 3))
    painter.setPen(QPen(QColor("white"), 1))
    painter.setBrush(QColor(30, 30, 30, 220))
    painter.drawEllipse(place)
    painter.setPen(QPen(QColor("white"), 1.8, c=Qt.PenCapStyle.RoundCap))
    if mark is Mark.SAVED:
        corners = ((0.28, 0.52), (0.44, 0.68), (0.73, 0.34))
        painter.drawPolyline([_inside(place, *corner) for corner in corners])
    else:
        painter.setBrush(QColor("white"))
        painter.drawEllipse(place.center(), 2, 2)


def _at_least(place: QRectF, side: float) -> QRectF:
    """A rectangle around the same center whose sides have a least length."""
    found = QRectF(0, 0, max(place.width(), side), max(place.height(), side))
    found.moveCenter(place.center())
    return found


def _inside(place: QRectF, x: float, y: float) -> QPointF:
    return place.topLeft() + QPointF(x * place.width(), y * place.height())


class PhotoStrip(QListView):
    """Shows the open photos if there is more than one; a click or an arrow key opens another.

    Parameters
    ----------
    gallery : Gallery
    thumbnails : Thumbnails
    """

    def __init__(
        self, gallery: Gallery, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._gallery = gallery
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setAccessibleName(self.tr("Open photos"))
        self.setItemDelegate(PhotoDelegate(self))
        self.setViewportMargins(theme.GRID + 4, 0, theme.GRID + 4, 0)
        self._photos = PhotoListModel(gallery, thumbnails, self)
        self.setModel(self._photos)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.horizontalScrollBar().setAccessibleName(self.tr("Scroll the open photos"))
        theme.slim_bars(self)
        bar = self.horizontalScrollBar().sizeHint().height()
        cell = THUMBNAIL.height() + self.fontMetrics().height() + 2
        self.setFixedHeight(cell + bar + 2)
        self.selectionModel().currentChanged.connect(self._go)
        gallery.changed.connect(self._on_changed)
        gallery.moved.connect(self._on_moved)
        self.hide()

    def selected(self) -> list[OpenPhoto]:
        """The photos that are selected, that on the screen always among them."""
        rows = {index.row() for index in self.selectedIndexes()} | {self._gallery.current}
        return [self._gallery.photos[row] for row in sorted(row for row in rows if row is not None)]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show a photo or, with Ctrl or Shift, select it along with that on the screen."""
        index, keys = self.indexAt(event.position().toPoint()), event.modifiers()
        is_single = not keys & (Qt.KeyboardModifier.ControlModifier | SHIFT)
        if is_single or not index.isValid() or index == self.currentIndex():
            super().mousePressEvent(event)
            return
        ends = sorted((index.row(), self.currentIndex().row() if keys & SHIFT else index.row()))
        chosen = QItemSelection(self._photos.index(ends[0]), self._photos.index(ends[1]))
        way = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, way.ClearAndSelect if keys & SHIFT else way.Toggle)
        self.selectionModel().select(self.currentIndex(), way.Select)
        event.accept()

    def _go(self, index: QModelIndex, _old: QModelIndex) -> None:
        if index.isValid():
            self._gallery.show(index.row())

    def _on_changed(self) -> None:
        self._photos.reset()
        self.setVisible(len(self._gallery.photos) > 1)
        self._on_moved()

    def _on_moved(self) -> None:
        place = self._gallery.wanted
        if place is not None:
            index = self._photos.index(place)
            if index != self.currentIndex():
                blocked = self.selectionModel().blockSignals(True)
                self.setCurrentIndex(index)
                self.selectionModel().blockSignals(blocked)
            self.scrollTo(index)
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll sideways, with a wheel that turns up and down too."""
        turned = event.pixelDelta() if event.hasPixelDelta() else event.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (turned.x() or turned.y()))
        event.accept()
