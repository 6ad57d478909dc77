"""Dust and scratches in the panel: find them, how many, brush and eraser."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.engine.look import Adjustment
from colorizer_gui.engine.messages import Message
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.panels.adjustment_row import AdjustmentRow
from colorizer_gui.gui.prepare.dust_editor import DEFAULT_RADIUS, DEFAULT_SENSITIVITY
from colorizer_gui.gui.session.tools import DUST_SIZES
from colorizer_gui.gui.widgets.side_scroll import heading_button

_SENSITIVITY = Adjustment(
    "sensitivity", 0.0, 1.0, DEFAULT_SENSITIVITY, 0.0, Message("Sensitivity"),
    Message("How faint and small dust may be to be found"), True,
)  # fmt: skip
_SIZE = Adjustment(
    "size", 0.0, 1.0, DUST_SIZES.share_of(DEFAULT_RADIUS), 0.0, Message("Size"),
    Message("How wide the brush is ([ and ])"), True,
)  # fmt: skip


class DustRows(QWidget):
    """Asks for what is to be done with dust.

    Signals
    -------
    find_wanted()
    stop_wanted() : stop looking
    sensitivity_wanted(float) : 0..1
    clear_wanted()
    mask_wanted(bool)
    tool_wanted(object) : bool, whether it erases; None for no tool
    radius_wanted(float) : of the scan's longer side
    began() : a gesture begins
    done() : a number was typed
    """

    find_wanted = Signal()
    stop_wanted = Signal()
    sensitivity_wanted = Signal(float)
    clear_wanted = Signal()
    mask_wanted = Signal(bool)
    tool_wanted = Signal(object)
    radius_wanted = Signal(float)
    began = Signal()
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._is_busy = False
        self.mask_button = heading_button(self.tr("Show Mask"))
        self.mask_button.setCheckable(True)
        self.mask_button.setToolTip(self.tr("Show what is filled, or how it looks when filled"))
        self.clear_button = heading_button(self.tr("Clear"))
        self.clear_button.setToolTip(self.tr("Fill nothing"))
        self.find_button = QPushButton(self.tr("Find"))
        self.count = QLabel()
        self.brush = self._tool_button("brush", self.tr("Brush (B)"))
        self.eraser = self._tool_button("eraser", self.tr("Eraser (E)"))
        rows = QGridLayout()
        rows.setHorizontalSpacing(theme.GRID)
        rows.setVerticalSpacing(theme.GRID // 2)
        self.sensitivity_row = AdjustmentRow(_SENSITIVITY, rows, 0, self)
        self.size_row = AdjustmentRow(_SIZE, rows, 1, self)
        self._arrange(rows)
        self._connect()
        self.show_busy(False)

    def _tool_button(self, icon: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setCheckable(True)
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(theme.ICON_SIZE, theme.ICON_SIZE))
        button.setMinimumSize(theme.HIT_SIZE, theme.HIT_SIZE)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    def _arrange(self, rows: QGridLayout) -> None:
        head = QHBoxLayout()
        head.addWidget(theme.heading(self.tr("DUST")), 1)
        head.addWidget(self.mask_button)
        head.addWidget(self.clear_button)
        find = QHBoxLayout()
        find.setSpacing(theme.GRID)
        self.find_button.setMinimumHeight(theme.HIT_SIZE)
        find.addWidget(self.find_button)
        find.addWidget(self.count, 1)
        find.addWidget(self.brush)
        find.addWidget(self.eraser)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(head)
        column.addLayout(find)
        column.addLayout(rows)

    def _connect(self) -> None:
        for button, erases in ((self.brush, False), (self.eraser, True)):
            button.clicked.connect(
                lambda wanted, erases=erases: self.tool_wanted.emit(erases if wanted else None)
            )
        self.find_button.clicked.connect(self._on_find)
        self.clear_button.clicked.connect(self.clear_wanted)
        self.mask_button.toggled.connect(self.mask_wanted)
        self.sensitivity_row.value_changed.connect(self.sensitivity_wanted)
        self.size_row.value_changed.connect(self._on_size)
        for row in (self.sensitivity_row, self.size_row):
            row.gesture_began.connect(self.began)
            row.done.connect(self.done)

    # what is shown

    def show_count(self, count: int) -> None:
        """Show in how many places there is dust."""
        self._count = count
        if not self._is_busy:
            self.count.setText(self.tr("Places: {0}").format(count))
        self.clear_button.setEnabled(bool(count))

    def show_busy(self, is_busy: bool) -> None:
        """Show that dust is being looked for."""
        self._is_busy = is_busy
        self.find_button.setText(self.tr("Stop") if is_busy else self.tr("Find"))
        self.find_button.setToolTip(
            self.tr("Stop looking for dust") if is_busy else self.tr("Look for dust and scratches")
        )
        if is_busy:
            self.count.setText(self.tr("Looking"))
        else:
            self.show_count(self._count)

    def show_tool(self, erases: bool | None) -> None:
        """Show which tool is in use."""
        self.brush.setChecked(erases is False)
        self.eraser.setChecked(erases is True)

    def show_radius(self, radius: float) -> None:
        """Follow the size of the brush."""
        self.size_row.show_value(DUST_SIZES.share_of(radius))

    def retheme(self) -> None:
        """Draw the icons in the colors of the theme."""
        self.brush.setIcon(theme.icon("brush"))
        self.eraser.setIcon(theme.icon("eraser"))

    def _on_find(self) -> None:
        (self.stop_wanted if self._is_busy else self.find_wanted).emit()

    def _on_size(self, share: float) -> None:
        self.radius_wanted.emit(DUST_SIZES.radius_at(share))
