"""Turning, straightening and cropping in the panel."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.prepare.angle_row import AngleRow
from colorizer_gui.gui.widgets.side_scroll import dividing_line, heading_button

RATIOS = (1 / 1, 3 / 2, 4 / 3, 5 / 4, 16 / 9)
_RATIO_WORDS = ("1 : 1", "3 : 2", "4 : 3", "5 : 4", "16 : 9")
FREE, ORIGINAL = "free", "original"


class CropRows(QWidget):
    """Asks for another geometry of the photo.

    Signals
    -------
    angle_wanted(float) : degrees
    line_wanted(bool) : whether the next line drawn straightens the photo
    ratio_wanted(object) : float, a fixed ratio of width to height; None for any
    whole_wanted() : crop nothing
    began() : a gesture begins
    done() : a number was typed

    Parameters
    ----------
    turns : sequence of QAction
        That turn the photo left and right.
    """

    angle_wanted = Signal(float)
    line_wanted = Signal(bool)
    ratio_wanted = Signal(object)
    whole_wanted = Signal()
    began = Signal()
    done = Signal()

    def __init__(self, turns: tuple[QAction, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = (1, 1)  # before it is cropped
        self._is_upright = False  # whether the sides of a ratio are swapped
        self.turn_buttons = [self._turn_button(action) for action in turns]
        self.line_button = QPushButton(self.tr("Draw a Line"))
        self.line_button.setCheckable(True)
        self.line_button.setToolTip(
            self.tr("Drag along the horizon, or along something upright, to straighten the photo")
        )
        self.ratio = QComboBox()
        self.ratio.setAccessibleName(self.tr("Ratio of the sides"))
        self.ratio.addItem(self.tr("Free"), FREE)
        self.ratio.addItem(self.tr("Original"), ORIGINAL)
        for words, ratio in zip(_RATIO_WORDS, RATIOS, strict=True):
            self.ratio.addItem(words, ratio)
        self.swap = QToolButton()
        self.swap.setAutoRaise(True)
        self.swap.setIcon(theme.icon("swap"))
        self.swap.setIconSize(QSize(theme.ICON_SIZE, theme.ICON_SIZE))
        self.swap.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.swap.setToolTip(self.tr("Swap width and height of the ratio"))
        self.swap.setAccessibleName(self.swap.toolTip())
        self.whole = heading_button(self.tr("Reset"))
        self.whole.setAccessibleName(self.tr("Reset crop"))
        self.whole.setToolTip(self.tr("Keep the whole photo"))
        self.kept = QLabel()
        self._arrange()
        self._connect()

    def _turn_button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setIconSize(QSize(theme.ICON_SIZE, theme.ICON_SIZE))
        button.setMinimumSize(theme.HIT_SIZE + theme.GRID, theme.HIT_SIZE)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(action.toolTip())
        return button

    def _arrange(self) -> None:
        turns = QHBoxLayout()
        turns.setSpacing(theme.GRID)
        turns.addWidget(QLabel(self.tr("Rotate")), 1)
        for button in self.turn_buttons:
            turns.addWidget(button)
        angle = QGridLayout()
        angle.setHorizontalSpacing(theme.GRID)
        self.angle_row = AngleRow(angle, 0, self)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.line_button)
        head = QHBoxLayout()
        head.addWidget(theme.heading(self.tr("CROP")), 1)
        head.addWidget(self.whole)
        ratio = QHBoxLayout()
        ratio.setSpacing(theme.GRID)
        ratio.addWidget(self.ratio, 1)
        ratio.addWidget(self.swap)
        ratio.addWidget(self.kept)
        for widget in (self.line_button, self.ratio, self.swap):
            widget.setMinimumHeight(theme.HIT_SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        for row in (turns, angle, line):
            column.addLayout(row)
        column.addSpacing(theme.GRID // 2)
        column.addWidget(dividing_line())
        column.addSpacing(theme.GRID // 2)
        column.addLayout(head)
        column.addLayout(ratio)

    def _connect(self) -> None:
        self.angle_row.began.connect(self.began)
        self.angle_row.done.connect(self.done)
        self.angle_row.changed.connect(self.angle_wanted)
        self.line_button.clicked.connect(self.line_wanted)
        self.ratio.activated.connect(lambda _: self._ask_ratio())
        self.swap.clicked.connect(self._on_swap)
        self.whole.clicked.connect(self._on_whole)

    # what is shown

    def retheme(self) -> None:
        """Draw the icon in the colors of the theme."""
        self.swap.setIcon(theme.icon("swap"))

    def begin(self) -> None:
        """Forget the ratio that was chosen for another photo."""
        self.ratio.setCurrentIndex(0)
        self.swap.setEnabled(False)

    def show_preparation(
        self, preparation: Preparation, size: tuple[int, int], kept: tuple[int, int]
    ) -> None:
        """Follow a preparation, with width and height before and after cropping."""
        self._size = size
        self.angle_row.show_angle(preparation.angle)
        self.whole.setEnabled(preparation.crop is not None)
        self.kept.setText("{} \u00d7 {}".format(*kept))
        self._is_upright = kept[0] < kept[1]

    # what the user does

    def _ask_ratio(self) -> None:
        """Ask for the chosen ratio, lying or upright as what is kept is now."""
        chosen = self.ratio.currentData()
        self.swap.setEnabled(chosen not in (FREE, RATIOS[0]))
        if chosen == FREE:
            self.ratio_wanted.emit(None)
            return
        ratio = self._size[0] / self._size[1] if chosen == ORIGINAL else chosen
        ratio = max(ratio, 1 / ratio)
        self.ratio_wanted.emit(1 / ratio if self._is_upright else ratio)

    def _on_swap(self) -> None:
        self._is_upright = not self._is_upright
        self._ask_ratio()

    def _on_whole(self) -> None:
        self.begin()
        self.whole_wanted.emit()
