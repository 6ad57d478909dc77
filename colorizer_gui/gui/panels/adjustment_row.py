"""One adjustment of the look: its name, a slider and a number."""

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QStyle, QStyleOptionSlider

from colorizer_gui.engine.look import Adjustment
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.translation import translated
from colorizer_gui.gui.widgets.number_field import NumberField

PERCENT = 100
TICK_HEIGHT = 20


def _tr(text: str) -> str:
    return QCoreApplication.translate("AdjustmentRow", text)


class AdjustmentSlider(QSlider):
    """A slider that marks its neutral value and goes back there on a double-click.

    It ignores the wheel, which scrolls the panel. `touched` says that a new gesture begins.

    Parameters
    ----------
    neutral : int
    """

    touched = Signal()

    def __init__(self, neutral: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._neutral = neutral
        self.setMinimumHeight(theme.HIT_SIZE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.touched.emit()
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.touched.emit()
        super().focusInEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.setValue(self._neutral)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )
        room = self.width() - handle.width()
        place = self.style().sliderPositionFromValue(
            self.minimum(), self.maximum(), self._neutral, room
        )
        painter = QPainter(self)
        color = self.palette().color(self.palette().ColorRole.PlaceholderText)
        x = place + handle.width() / 2 - 0.5
        top = (self.height() - TICK_HEIGHT) / 2
        painter.fillRect(QRectF(x, top, 1, TICK_HEIGHT), color)
        painter.end()
        super().paintEvent(event)


class AdjustmentRow(QObject):
    """The controls of one adjustment, in a row of a grid.

    `done` says that a number was typed and the focus should go elsewhere.

    Parameters
    ----------
    adjustment : Adjustment
    grid : QGridLayout
    line : int
        The row of the grid.
    parent : QObject
    """

    gesture_began = Signal()
    value_changed = Signal(float)
    done = Signal()

    def __init__(
        self, adjustment: Adjustment, grid: QGridLayout, line: int, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.adjustment = adjustment
        self.label = translated(adjustment.label)
        neutral = self._shown(adjustment.neutral)
        tip = _tr("{0}. Double-click resets to {1}")
        tip = tip.format(translated(adjustment.help), neutral)
        self.name = QLabel(self.label)
        self.slider = AdjustmentSlider(neutral)
        self.slider.setAccessibleName(self.label)
        self.number = NumberField()
        self.number.setKeyboardTracking(False)
        self.number.setButtonSymbols(NumberField.ButtonSymbols.NoButtons)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setAccessibleName(_tr("{0}, number").format(self.label))
        self.number.setFixedSize(7 * theme.GRID, theme.HIT_SIZE)
        self.number.lineEdit().setAcceptDrops(False)
        self.name.setBuddy(self.slider)
        for column, widget in enumerate((self.name, self.slider, self.number)):
            widget.setToolTip(tip)
            grid.addWidget(widget, line, column)
        for control in (self.slider, self.number):
            control.setRange(self._shown(adjustment.low), self._shown(adjustment.high))
            control.setSingleStep(1)
            control.setValue(neutral)
        self._is_in_number = False
        self.slider.setPageStep(10)
        self.slider.touched.connect(self.gesture_began)
        self.slider.valueChanged.connect(self._on_change)
        self.number.valueChanged.connect(self._on_number)
        self.number.editingFinished.connect(self._leave_number)
        self.number.lineEdit().returnPressed.connect(self.done)

    def _shown(self, value: float) -> int:
        return round((value - self.adjustment.zero) * PERCENT)

    def show_value(self, value: float) -> None:
        """Show a value without emitting `value_changed`."""
        for control in (self.slider, self.number):
            blocked = control.blockSignals(True)
            control.setValue(self._shown(value))
            control.blockSignals(blocked)

    def _on_number(self, shown: int) -> None:
        """Follow the number; what its arrow keys do until it is left is one gesture."""
        if not self._is_in_number:
            self.gesture_began.emit()
        self._is_in_number = True
        self._on_change(shown)

    def _leave_number(self) -> None:
        self._is_in_number = False
        self.gesture_began.emit()

    def _on_change(self, shown: int) -> None:
        self.value_changed.emit(shown / PERCENT + self.adjustment.zero)
