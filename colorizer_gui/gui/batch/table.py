"""The table of the photos of a batch."""

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from colorizer_gui.engine.batch import Item
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.screen_color import screen_colors
from colorizer_gui.gui.batch.model import NAME, PICTURE, SECONDS, STATE, BatchModel, Index, Role

ROW_HEIGHT = 6 * theme.GRID
WIDTHS = {PICTURE: 9 * theme.GRID, NAME: 30 * theme.GRID, STATE: 15 * theme.GRID,
          SECONDS: 10 * theme.GRID}  # fmt: skip


class _Cell(QStyledItemDelegate):
    """Draws a thumbnail in the middle of its cell, or a text with some space after it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.brush(QPalette.ColorRole.Highlight))
        if index.column() == PICTURE:
            image = index.data(Role.DecorationRole)
            if image is not None:
                _draw_image(painter, option.rect, screen_colors.image(image, option.widget))
            return
        option = QStyleOptionViewItem(option)
        option.rect.setRight(option.rect.right() - theme.GRID)
        option.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        super().paint(painter, option, index)


def _draw_image(painter: QPainter, cell: QRect, image: QImage) -> None:
    inner = QRectF(cell).adjusted(4, 4, -4, -4)
    scale = min(inner.width() / image.width(), inner.height() / image.height())
    area = QRectF(0, 0, image.width() * scale, image.height() * scale)
    area.moveCenter(inner.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(area, image)
    painter.restore()


class BatchTable(QTableView):
    """Shows a BatchModel. `opened` carries the path of a photo that was double-clicked."""

    opened = Signal(object)

    def __init__(self, model: BatchModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._followed_to = 0
        self._words = ""
        self.setModel(model)
        self.setItemDelegate(_Cell(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        theme.slim_bars(self)
        self.setAccessibleName(self.tr("Photos of the batch"))
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.hide()
        heads = self.horizontalHeader()
        heads.setStretchLastSection(True)
        heads.setHighlightSections(False)
        heads.setFixedHeight(theme.HIT_SIZE)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        self.activated.connect(lambda index: self.opened.emit(self.path(index.row())))

    def path(self, row: int) -> Path:
        """The path of the photo in a row."""
        return self._model.path(row)

    def say(self, words: str) -> None:
        """Show a text in place of the photos while there are none."""
        self._words = words
        self.viewport().update()

    def follow_from_here(self) -> None:
        """Keep the photo that was started last visible, until the user scrolls."""
        self._followed_to = self.verticalScrollBar().value()

    def follow(self, item: Item) -> None:
        """Scroll to a photo that was started, unless the user has scrolled."""
        bar = self.verticalScrollBar()
        if bar.value() == self._followed_to:
            self.scrollTo(self._model.index_of(item.name))
            self._followed_to = bar.value()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._model.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._words)
            painter.end()
