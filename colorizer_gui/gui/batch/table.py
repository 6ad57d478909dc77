"""The photos of a batch: what they look like and what became of them."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from colorizer_gui.engine.batch import State
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.translation import translated

ROW_HEIGHT = 6 * theme.GRID
PICTURE, NAME, STATE, SECONDS, MESSAGE = range(5)
WIDTHS = {PICTURE: 9 * theme.GRID, NAME: 30 * theme.GRID, STATE: 15 * theme.GRID,
          SECONDS: 10 * theme.GRID}  # fmt: skip
Role = Qt.ItemDataRole


def _tr(text):
    return QCoreApplication.translate("BatchTable", text)


def state_words(state):
    """The name of a State, or of None: under way."""
    return {
        None: _tr("Colorizing"),
        State.WAITING: _tr("Waiting"),
        State.DONE: _tr("Done"),
        State.UNCHANGED: _tr("Finished before"),
        State.SKIPPED: _tr("Skipped"),
        State.FAILED: _tr("Failed"),
        State.STOPPED: _tr("Not done"),
    }[state]


@dataclass(slots=True)
class Row:
    """One photo: where it is, and where it stands; the state None is: under way."""

    name: str
    state: State | None
    seconds: float = 0.0
    message: str = ""
    result: str = ""


class BatchModel(QAbstractTableModel):
    """The rows of the table.

    Parameters
    ----------
    thumbnails : Thumbnails
    """

    def __init__(self, thumbnails, parent=None):
        super().__init__(parent)
        self.rows = []
        self._places = {}
        self._source = self._dest = None
        self._thumbnails = thumbnails
        self._heads = {
            NAME: self.tr("Photo"),
            STATE: self.tr("State"),
            SECONDS: self.tr("Seconds"),
            MESSAGE: self.tr("Message"),
        }
        thumbnails.ready.connect(self._renew_pictures)

    def show_plan(self, plan, source, dest):
        """Show the photos of a Plan, from a folder, whose results go into another."""
        self.beginResetModel()
        self._source, self._dest = source, dest
        self.rows = [
            Row(
                item.name,
                item.state,
                message=item.message,
                result=item.result if item.state == State.UNCHANGED else "",
            )
            for item in plan.items
        ]
        self._places = {row.name: place for place, row in enumerate(self.rows)}
        self.endResetModel()

    def began(self, item):
        """An Item is under way."""
        place = self._places[item.name]
        self.rows[place].state, self.rows[place].message = None, ""
        self._changed(place, place)

    def ended(self, outcome):
        """A photo has its Outcome."""
        place = self._places[outcome.name]
        self._take(self.rows[place], outcome)
        self._changed(place, place)

    def end(self, summary):
        """All photos of a Summary have their outcomes."""
        for outcome in summary.outcomes:
            self._take(self.rows[self._places[outcome.name]], outcome)
        self._changed(0, len(self.rows) - 1)

    def count(self, state):
        """How many photos are in a state."""
        return sum(row.state == state for row in self.rows)

    def names(self, state):
        """The names of the photos in a state."""
        return {row.name for row in self.rows if row.state == state}

    def index_of(self, name):
        """The place of a photo by its name."""
        return self.index(self._places[name], NAME)

    def path(self, row):
        """Where the photo of a row lies."""
        return self._source / self.rows[row].name

    def _take(self, row, outcome):
        has_result = outcome.state in (State.DONE, State.UNCHANGED)
        row.state, row.seconds, row.message = outcome.state, outcome.seconds, outcome.message
        row.result = outcome.result if has_result else ""

    def _changed(self, first, last, last_column=MESSAGE):
        if last >= first:  # there may be no rows at all
            self.dataChanged.emit(self.index(first, PICTURE), self.index(last, last_column))

    def _renew_pictures(self, _path):
        # Which row it is for is not asked: only those on the screen are painted again.
        self._changed(0, len(self.rows) - 1, PICTURE)

    def rowCount(self, parent=QModelIndex()):  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent=QModelIndex()):  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(WIDTHS) + 1

    def headerData(self, section, orientation, role=Role.DisplayRole):
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return self._heads.get(section, "")
        return None

    def data(self, index, role=Role.DisplayRole):
        row, column = self.rows[index.row()], index.column()
        if role == Role.DecorationRole and column == PICTURE:
            return self._picture(index.row())
        if role == Role.DisplayRole:
            return self._text(row, column)
        if role == Role.ToolTipRole:
            is_place = column in (PICTURE, NAME)
            return str(self.path(index.row())) if is_place else translated(row.message)
        if role == Role.TextAlignmentRole and column == SECONDS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _picture(self, row):
        result = self.rows[row].result
        picture = self._thumbnails.of(self._dest / result) if result else None
        return picture or self._thumbnails.of(self.path(row))

    def _text(self, row, column):
        if column == STATE:
            return state_words(row.state)
        if column == SECONDS:
            return f"{row.seconds:.1f}" if row.state == State.DONE else ""
        if column == MESSAGE:
            return translated(row.message)
        return row.name if column == NAME else None


class _Cell(QStyledItemDelegate):
    """A thumbnail in the middle, or a text with some room after it."""

    def paint(self, painter, option, index):
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.brush(QPalette.ColorRole.Highlight))
        if index.column() == PICTURE:
            self._paint_picture(painter, option.rect, index.data(Role.DecorationRole))
            return
        option = QStyleOptionViewItem(option)
        option.rect.setRight(option.rect.right() - theme.GRID)
        option.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        super().paint(painter, option, index)

    def _paint_picture(self, painter, cell, image):
        if image is None:
            return
        inner = QRectF(cell).adjusted(4, 4, -4, -4)
        scale = min(inner.width() / image.width(), inner.height() / image.height())
        place = QRectF(0, 0, image.width() * scale, image.height() * scale)
        place.moveCenter(inner.center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image)
        painter.restore()


class BatchTable(QTableView):
    """Shows a BatchModel. `opened` carries the path of a photo that was double-clicked."""

    opened = Signal(object)

    def __init__(self, model, parent=None):
        super().__init__(parent)
        self._left_at = 0
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
        self.activated.connect(lambda index: self.opened.emit(model.path(index.row())))

    def say(self, words):
        """Show words where the photos will be, as long as there are none."""
        self._words = words
        self.viewport().update()

    def follow_from_here(self):
        """Follow what is under way, until the user scrolls."""
        self._left_at = self.verticalScrollBar().value()

    def follow(self, item):
        """Keep the photo of an Item in sight that has begun, if that is what the user looks at."""
        bar = self.verticalScrollBar()
        if bar.value() == self._left_at:
            self.scrollTo(self.model().index_of(item.name))
            self._left_at = bar.value()

    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._words)
            painter.end()
