"""The tones of the scan: inversion, histogram, three numbers, automatic ends."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.engine.preparation import Levels
from colorizer_gui.engine.preparation.preparation import LEAST_GAMMA, MOST_GAMMA
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.prepare.levels_plot import Handle, LevelsPlot
from colorizer_gui.gui.prepare.preview import Preview
from colorizer_gui.gui.widgets.number_field import DecimalField, NumberField
from colorizer_gui.gui.widgets.side_scroll import heading_button

_Side = Qt.AlignmentFlag
LARGEST = 255  # what white is called, whatever the bit depth
_LEAST = 1 / LARGEST  # between black and white
_DIGITS = 4  # of tones that were dragged


class LevelsRows(QWidget):
    """Asks for other tones. `edited` carries Levels or None, `inversion_wanted` a bool.

    `began` says that a gesture begins, `done` that a number was typed.
    """

    edited = Signal(object)
    inversion_wanted = Signal(bool)
    began = Signal()
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._levels: Levels | None = None
        self._ends = (0.0, 1.0)  # as they are, measured or not
        self.plot = LevelsPlot()
        self.automatic = heading_button(self.tr("Automatic"))
        self.automatic.setCheckable(True)
        self.automatic.setToolTip(
            self.tr("Find the darkest and the lightest tone of what is kept of the photo")
        )
        self.reset = heading_button(self.tr("Reset"))
        self.reset.setAccessibleName(self.tr("Reset levels"))
        self.negative = QCheckBox(self.tr("Invert negative"))
        self.negative.setMinimumHeight(theme.HIT_SIZE)
        self.black, self.white = NumberField(), NumberField()
        self.gamma = DecimalField()
        self._arrange()
        self._connect()
        self.show_levels(None)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(theme.heading(self.tr("TONES")), 1)
        head.addWidget(self.automatic)
        head.addWidget(self.reset)
        names = self.tr("Black"), self.tr("Middle"), self.tr("White")
        fields = self.black, self.gamma, self.white
        sides = (
            Qt.AlignmentFlag.AlignLeft,
            Qt.AlignmentFlag.AlignHCenter,
            Qt.AlignmentFlag.AlignRight,
        )
        row = QGridLayout()
        row.setVerticalSpacing(0)
        for place, (name, field, side) in enumerate(zip(names, fields, sides, strict=True)):
            label = QLabel(name)
            label.setBuddy(field)
            field.setAccessibleName(name)
            field.setFixedSize(7 * theme.GRID, theme.HIT_SIZE)
            field.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.setKeyboardTracking(False)
            row.addWidget(label, 0, place, side)
            row.addWidget(field, 1, place, side)
            row.setColumnStretch(place, 1)
        for field in (self.black, self.white):
            field.setRange(0, LARGEST)
        self.gamma.setRange(LEAST_GAMMA, MOST_GAMMA)
        self.gamma.setDecimals(2)
        self.gamma.setSingleStep(0.05)
        self.gamma.setToolTip(self.tr("How bright the tones between are; above 1 is brighter"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(head)
        column.addWidget(self.negative)
        column.addWidget(self.plot)
        column.addLayout(row)

    def _connect(self) -> None:
        self.negative.clicked.connect(self.inversion_wanted)
        self.automatic.clicked.connect(self._on_automatic)
        self.reset.clicked.connect(lambda: self._ask(None))
        self.plot.began.connect(self.began)
        self.plot.dragged.connect(self._move)
        fields = {Handle.BLACK: self.black, Handle.WHITE: self.white}
        for handle, field in fields.items():
            field.valueChanged.connect(
                lambda value, handle=handle: self._type(handle, value / LARGEST)
            )
        self.gamma.valueChanged.connect(lambda value: self._type(Handle.GAMMA, value))
        for each in (self.black, self.gamma, self.white):
            each.lineEdit().returnPressed.connect(self.done)

    # what is shown

    def show_inverted(self, wanted: bool) -> None:
        """Show whether the scan is a negative."""
        self.negative.setChecked(wanted)

    def show_levels(self, levels: Levels | None) -> None:
        """Follow the levels, whose automatic ends the preview tells."""
        self._levels = levels
        shown = levels or Levels(0.0, 1.0)
        black, white = self._ends
        self._ends = (
            black if shown.black is None else shown.black,
            white if shown.white is None else shown.white,
        )
        self.automatic.setChecked(shown.black is None and shown.white is None)
        self.reset.setEnabled(levels is not None)
        self._show()

    def show_preview(self, preview: Preview) -> None:
        """Follow the tones of the photo."""
        self.plot.show_tones(preview.histogram)
        self._ends = (preview.black, preview.white)
        self.show_levels(self._levels)

    def _show(self) -> None:
        black, white = self._ends
        gamma = 1.0 if self._levels is None else self._levels.gamma
        self.plot.show_levels(black, white, gamma)
        fields = self.black, self.gamma, self.white
        for each in fields:
            each.blockSignals(True)
        self.black.setValue(round(black * LARGEST))
        self.white.setValue(round(white * LARGEST))
        self.gamma.setValue(gamma)
        for each in fields:
            each.blockSignals(False)

    # what the user does

    def _on_automatic(self, wanted: bool) -> None:
        gamma = 1.0 if self._levels is None else self._levels.gamma
        black, white = self._ends
        self._ask(Levels(None, None, gamma) if wanted else Levels(black, white, gamma))

    def _ask(self, levels: Levels | None) -> None:
        self.began.emit()
        self.edited.emit(levels)

    def _type(self, handle: Handle, value: float) -> None:
        self.began.emit()
        self._move(handle, value)

    def _move(self, handle: Handle, value: float) -> None:
        """Move one of the handles; the other end stays automatic if it is."""
        levels = self._levels or Levels(0.0, 1.0)
        black, white = self._ends
        if handle is Handle.GAMMA:
            levels = replace(levels, gamma=round(value, 2))
        elif handle is Handle.BLACK:
            levels = replace(levels, black=round(max(min(value, white - _LEAST), 0.0), _DIGITS))
        else:
            levels = replace(levels, white=round(min(max(value, black + _LEAST), 1.0), _DIGITS))
        self.edited.emit(levels)
