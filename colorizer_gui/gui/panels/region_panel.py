"""The regions of the photo as a list, and the brush."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.engine.look import Adjustment
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.regions import Region, RegionKind
from colorizer_gui.engine.session.edits import RegionState
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.colors import shown_color
from colorizer_gui.gui.panels.adjustment_row import AdjustmentRow
from colorizer_gui.gui.session.tools import BRUSH_SIZES, Brush

MOST_ROWS = 5  # shown without scrolling
ICON = 16  # logical pixels
_LIGHTNESS = 60.0  # at which painted colors are shown
_SIZE = Adjustment(
    "size", 0.0, 1.0, 0.5, 0.0, Message("Size"), Message("How wide the brush is ([ and ])"), True
)
_SOFTNESS = Adjustment(
    "softness", 0.0, 1.0, 0.3, 0.0, Message("Softness"),
    Message("How far a stroke fades out at its rim"), True,
)  # fmt: skip


class RegionPanel(QWidget):
    """Selects, renames, shows and removes regions; the first row stands for the whole photo.

    Signals
    -------
    selected(object) : int or None, the id of a region
    renamed(int, str)
    removal_wanted()
    mask_wanted(bool)
    brush_wanted(object) : Brush
    """

    selected = Signal(object)
    renamed = Signal(int, str)
    removal_wanted = Signal()
    mask_wanted = Signal(bool)
    brush_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brush = Brush()
        self._state = RegionState()
        self._has_brush = False
        self.list = self._make_list()
        self.show_button = QPushButton(self.tr("Show Mask"), flat=True)
        self.show_button.setCheckable(True)
        self.show_button.setToolTip(self.tr("Show what the selected region covers"))
        self.show_button.toggled.connect(self.mask_wanted)
        self.remove_button = QPushButton(self.tr("Remove"), flat=True)
        self.remove_button.setToolTip(self.tr("Remove the selected region"))
        self.remove_button.clicked.connect(self.removal_wanted)
        self.brush_rows = QWidget()
        grid = QGridLayout(self.brush_rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GRID)
        grid.setVerticalSpacing(theme.GRID // 2)
        self.size_row = AdjustmentRow(_SIZE, grid, 0, self)
        self.softness_row = AdjustmentRow(_SOFTNESS, grid, 1, self)
        self.size_row.value_changed.connect(self._on_size)
        self.softness_row.value_changed.connect(self._on_softness)
        self._arrange()
        self.show_brush(self._brush)
        self.show_state(self._state)

    def _make_list(self) -> QListWidget:
        rows = QListWidget()
        rows.setIconSize(QSize(ICON, ICON))
        rows.setFrameShape(QFrame.Shape.NoFrame)
        edit = QAbstractItemView.EditTrigger
        rows.setEditTriggers(edit.DoubleClicked | edit.EditKeyPressed)
        rows.setAccessibleName(self.tr("Regions"))
        rows.setToolTip(self.tr("Double-click a region to rename it"))
        rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.slim_bars(rows)
        rows.currentRowChanged.connect(self._on_row)
        rows.itemChanged.connect(self._on_edited)
        return rows

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(theme.heading(self.tr("REGIONS")), 1)
        for button in (self.show_button, self.remove_button):
            button.setMinimumHeight(theme.HIT_SIZE)
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(head)
        column.addWidget(self.brush_rows)
        column.addWidget(self.list)

    # what is shown

    def show_brush(self, brush: Brush) -> None:
        """Follow the brush."""
        self._brush = brush
        self.size_row.show_value(BRUSH_SIZES.share_of(brush.radius))
        self.softness_row.show_value(brush.softness)

    def show_tool(self, has_brush: bool) -> None:
        """Show what belongs to the tool in use."""
        self._has_brush = has_brush
        self._update_visibility()

    def show_state(self, state: RegionState) -> None:
        """Follow the regions."""
        old, self._state = self._state, state
        blocked = self.list.blockSignals(True)
        if old.regions != state.regions or self.list.count() == 0:
            self._show_rows(state.regions)
        ids = [None, *(region.id for region in state.regions)]
        self.list.setCurrentRow(ids.index(state.selected) if state.selected in ids else 0)
        self.list.blockSignals(blocked)
        self.list.setFixedHeight(min(self.list.count(), MOST_ROWS) * theme.HIT_SIZE)
        for button in (self.show_button, self.remove_button):
            button.setEnabled(state.current is not None)
        self._update_visibility()

    def _show_rows(self, regions: Sequence[Region]) -> None:
        """Show a row for each region; rows that are there, one perhaps edited, are used again."""
        while self.list.count() > len(regions) + 1:
            self.list.takeItem(self.list.count() - 1)
        for row, region in enumerate((None, *regions)):
            item = self.list.item(row)
            if item is None:
                item = QListWidgetItem()
                item.setSizeHint(QSize(0, theme.HIT_SIZE))
                if region is not None:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                self.list.addItem(item)
            item.setText(self.tr("Whole Photo") if region is None else region.name)
            item.setIcon(_icon(region))
            item.setData(Qt.ItemDataRole.UserRole, None if region is None else region.id)

    def _update_visibility(self) -> None:
        has_regions = bool(self._state.regions)
        self.brush_rows.setVisible(self._has_brush)
        for part in (self.list, self.show_button, self.remove_button):
            part.setVisible(has_regions)
        self.setVisible(has_regions or self._has_brush)

    # what the user does

    def _on_row(self, row: int) -> None:
        item = self.list.item(row)
        self.selected.emit(None if item is None else item.data(Qt.ItemDataRole.UserRole))

    def _on_edited(self, item: QListWidgetItem) -> None:
        region = item.data(Qt.ItemDataRole.UserRole)
        if region is not None:
            self.renamed.emit(region, item.text())
            blocked = self.list.blockSignals(True)
            self._show_rows(self._state.regions)  # an empty name was refused
            self.list.blockSignals(blocked)

    def _on_size(self, share: float) -> None:
        self.brush_wanted.emit(replace(self._brush, radius=BRUSH_SIZES.radius_at(share)))

    def _on_softness(self, softness: float) -> None:
        self.brush_wanted.emit(replace(self._brush, softness=softness))


def _icon(region: Region | None) -> QIcon:
    """The color of what is painted, a gray disc for protected places, an outline for others."""
    picture = QPixmap(2 * ICON, 2 * ICON)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = QPen(QColor(theme.current().text), 2)
    disc = QRectF(3, 3, 2 * ICON - 6, 2 * ICON - 6)
    if region is None:
        painter.setPen(line)
        painter.drawRect(disc.adjusted(0, 3, 0, -3))
    elif region.ab is not None:
        painter.setPen(line)
        painter.setBrush(shown_color(_LIGHTNESS, *region.ab))
        painter.drawEllipse(disc)
    elif region.kind is RegionKind.KEEP:
        painter.setPen(line)
        painter.setBrush(QColor(128, 128, 128))
        painter.drawEllipse(disc)
    else:
        line.setDashPattern([2, 1.5])
        painter.setPen(line)
        painter.drawEllipse(disc)
    painter.end()
    return QIcon(picture)
