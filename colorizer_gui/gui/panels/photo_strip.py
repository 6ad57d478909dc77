"""A strip of the open photos, below the one on the screen."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate

from colorizer_gui.gui.base import theme

CELL = QSize(104, 80)


class _Photos(QAbstractListModel):
    """The gallery's photos as Qt's views want them."""

    def __init__(self, gallery, thumbnails, parent):
        super().__init__(parent)
        self._gallery = gallery
        self._thumbnails = thumbnails
        thumbnails.ready.connect(self._renew)

    def reset(self):
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent=QModelIndex()):  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._gallery.photos)

    def data(self, index, role):
        entry = self._gallery.photos[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._thumbnails.of(entry.path or entry)
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(entry.path or self.tr("Pasted photo"))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.path.name if entry.path else self.tr("Pasted photo")
        return None

    def _renew(self, key):
        for row, entry in enumerate(self._gallery.photos):
            if key in (entry.path, entry):
                self.dataChanged.emit(self.index(row), self.index(row))


class _Cell(QStyledItemDelegate):
    """A thumbnail as large as its cell allows; the photo on the screen has a frame."""

    def paint(self, painter, option, index):
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
            painter.drawImage(size, image)
            inner = size
        if self.parent().currentIndex() == index:
            painter.setPen(QPen(QColor(colors.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(inner.adjusted(-1, -1, 1, 1))
        painter.restore()

    def sizeHint(self, _option, _index):
        return CELL


class PhotoStrip(QListView):
    """Shows the gallery's photos when there are more than one; a click or an arrow key goes there.

    Parameters
    ----------
    gallery : Gallery
    thumbnails : Thumbnails
    """

    def __init__(self, gallery, thumbnails, parent=None):
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
        self.setItemDelegate(_Cell(self))
        self.setViewportMargins(theme.GRID + 4, 0, theme.GRID + 4, 0)
        self._photos = _Photos(gallery, thumbnails, self)
        self.setModel(self._photos)
        self.horizontalScrollBar().setAccessibleName(self.tr("Scroll the open photos"))
        theme.slim_bars(self)
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(CELL.height() + bar + 2)
        self.selectionModel().currentChanged.connect(self._go)
        gallery.changed.connect(self._on_changed)
        gallery.moved.connect(self._on_moved)
        self.hide()

    def _go(self, index, _old):
        if index.isValid():
            self._gallery.show(index.row())

    def _on_changed(self):
        self._photos.reset()
        self.setVisible(len(self._gallery.photos) > 1)
        self._on_moved()

    def _on_moved(self):
        place = self._gallery.current
        if place is not None:
            index = self._photos.index(place)
            if index != self.currentIndex():
                blocked = self.selectionModel().blockSignals(True)
                self.setCurrentIndex(index)
                self.selectionModel().blockSignals(blocked)
            self.scrollTo(index)
            self.viewport().update()

    def wheelEvent(self, event):
        """An ordinary wheel moves the strip sideways."""
        turned = event.pixelDelta() if event.hasPixelDelta() else event.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (turned.x() or turned.y()))
        event.accept()
