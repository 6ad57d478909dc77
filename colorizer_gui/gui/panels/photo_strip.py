"""The strip of open photos below the canvas."""

from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
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

CELL = QSize(104, 80)
Index = QModelIndex | QPersistentModelIndex


class PhotoListModel(QAbstractListModel):
    """The gallery's photos as rows of Qt's item views."""

    def __init__(self, gallery: Gallery, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._gallery = gallery
        self._thumbnails = thumbnails
        thumbnails.ready.connect(self._on_thumbnail)

    def reset(self) -> None:
        """Read all rows again."""
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self._gallery.photos)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> QImage | str | None:
        entry = self._gallery.photos[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._thumbnails.of(entry.path or entry)
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(entry.path or photo_name(None))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return photo_name(entry.path)
        return None

    def _on_thumbnail(self, key: Path | OpenPhoto) -> None:
        for row, entry in enumerate(self._gallery.photos):
            if key in (entry.path, entry):
                self.dataChanged.emit(self.index(row), self.index(row))


class PhotoDelegate(QStyledItemDelegate):
    """Draws a thumbnail that fills its cell, with a frame around the photo on the screen.

    Parameters
    ----------
    strip : QListView
    """

    def __init__(self, strip: QListView) -> None:
        super().__init__(strip)
        self._strip = strip

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colors = theme.current()
        inner = QRectF(option.rect).adjusted(4, 4, -4, -4)
        image = index.data(Qt.ItemDataRole.DecorationRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if image is None:
            painter.setPen(QColor(colors.quiet))
            name = index.data(Qt.ItemDataRole.AccessibleTextRole)
            way = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWrapAnywhere
            painter.drawText(inner.adjusted(4, 4, -4, -4), way, name)
        else:
            scale = min(inner.width() / image.width(), inner.height() / image.height())
            size = QRectF(0, 0, image.width() * scale, image.height() * scale)
            size.moveCenter(inner.center())
            painter.drawImage(size, screen_colors.image(image, self._strip))
            inner = size
        if self._strip.currentIndex() == index:
            painter.setPen(QPen(QColor(colors.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(inner.adjusted(-1, -1, 1, 1))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return CELL


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
        self.horizontalScrollBar().setAccessibleName(self.tr("Scroll the open photos"))
        theme.slim_bars(self)
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(CELL.height() + bar + 2)
        self.selectionModel().currentChanged.connect(self._go)
        gallery.changed.connect(self._on_changed)
        gallery.moved.connect(self._on_moved)
        self.hide()

    def _go(self, index: QModelIndex, _old: QModelIndex) -> None:
        if index.isValid():
            self._gallery.show(index.row())

    def _on_changed(self) -> None:
        self._photos.reset()
        self.setVisible(len(self._gallery.photos) > 1)
        self._on_moved()

    def _on_moved(self) -> None:
        place = self._gallery.current
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
