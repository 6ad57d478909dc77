"""The angle of straightening: a slider that is finest at zero, and a number in degrees."""

import math

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel

from colorizer_gui.engine.preparation.preparation import MOST_ANGLE
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.translation import figure
from colorizer_gui.gui.panels.adjustment_row import AdjustmentSlider
from colorizer_gui.gui.prepare.editor import ANGLE_DIGITS
from colorizer_gui.gui.widgets.number_field import DecimalField

STEP, LARGE_STEP = 0.1, 1.0  # degrees, by arrow and Page keys
_ENDS = 1000  # of the slider; its square is the angle, so that small ones can be dragged
_KEYS: dict[int, float] = {
    Qt.Key.Key_Left: -STEP,
    Qt.Key.Key_Down: -STEP,
    Qt.Key.Key_Right: STEP,
    Qt.Key.Key_Up: STEP,
    Qt.Key.Key_PageDown: -LARGE_STEP,
    Qt.Key.Key_PageUp: LARGE_STEP,
}


class _Slider(AdjustmentSlider):
    """A slider of degrees. `stepped` carries by how many a key is to change them."""

    stepped = Signal(float)
    accessible_role = QAccessible.Role.Slider

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _KEYS.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def accessible_value(self) -> str:
        """The angle."""
        return figure(_angle_of(self.value()), ANGLE_DIGITS) + "\u00b0"


class AngleRow(QObject):
    """The controls of the angle, in a row of a grid. `changed` carries degrees, clockwise.

    `began` says that a new gesture begins, `done` that a number was typed.

    Parameters
    ----------
    grid : QGridLayout
    line : int
        The row of the grid.
    parent : QObject
    """

    began = Signal()
    changed = Signal(float)
    done = Signal()

    def __init__(self, grid: QGridLayout, line: int, parent: QObject) -> None:
        super().__init__(parent)
        words = QCoreApplication.translate("AngleRow", "Straighten")
        self.name = QLabel(words)
        self.slider = _Slider(0)
        self.slider.setRange(-_ENDS, _ENDS)
        self.slider.setAccessibleName(words)
        self.number = DecimalField()
        self.number.setRange(-MOST_ANGLE, MOST_ANGLE)
        self.number.setDecimals(ANGLE_DIGITS)
        self.number.setSingleStep(STEP)
        self.number.setSuffix("\u00b0")
        self.number.setKeyboardTracking(False)
        self.number.setButtonSymbols(DecimalField.ButtonSymbols.NoButtons)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setFixedSize(7 * theme.GRID, theme.HIT_SIZE)
        self.number.setAccessibleName(
            QCoreApplication.translate("AngleRow", "{0}, number").format(words)
        )
        self.name.setBuddy(self.slider)
        tip = QCoreApplication.translate(
            "AngleRow", "Turn the photo a little. Double-click resets to 0"
        )
        for column, widget in enumerate((self.name, self.slider, self.number)):
            widget.setToolTip(tip)
            grid.addWidget(widget, line, column)
        self.slider.touched.connect(self.began)
        self.slider.valueChanged.connect(lambda place: self.changed.emit(_angle_of(place)))
        self.slider.stepped.connect(lambda step: self.changed.emit(self.number.value() + step))
        self.number.valueChanged.connect(self._on_number)
        self.number.lineEdit().returnPressed.connect(self.done)

    def _on_number(self, degrees: float) -> None:
        self.began.emit()
        self.changed.emit(degrees)

    def show_angle(self, degrees: float) -> None:
        """Show an angle without emitting `changed`."""
        place = math.copysign((abs(degrees) / MOST_ANGLE) ** 0.5 * _ENDS, degrees)
        for control in (self.slider, self.number):
            control.blockSignals(True)
        if not self.slider.isSliderDown():  # while it is dragged, it stays where the mouse is
            self.slider.setValue(round(place))
        self.number.setValue(degrees)
        for control in (self.slider, self.number):
            control.blockSignals(False)


def _angle_of(place: int) -> float:
    return math.copysign((place / _ENDS) ** 2 * MOST_ANGLE, place)
