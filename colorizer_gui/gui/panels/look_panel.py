"""The adjustments of the look: a slider and a number each."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.engine.look import LOOK_FIELDS, Look
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.panels.presets import PresetMenu
from colorizer_gui.gui.session.undo import LookEdit
from colorizer_gui.gui.widgets.number_field import NumberField

PERCENT = 100
ALWAYS_SHOWN = 4
# Adjustments whose number counts from here; the others count from zero.
ZERO = {"saturation": 1.0}


def _tr(text):
    return QCoreApplication.translate("LookPanel", text)


def _words(name):
    """An adjustment's name, and what it does."""
    words = {
        "vividness": (_tr("Vividness"), _tr("From likely, muted colors to vivid ones")),
        "saturation": (_tr("Saturation"), _tr("How strong the colors are")),
        "warmth": (_tr("Warmth"), _tr("From cool to warm")),
        "strength": (_tr("Strength"), _tr("From the gray original to full color")),
        "tint": (_tr("Tint"), _tr("From green to magenta")),
        "edges": (_tr("Edges"), _tr("How closely colors follow the edges of the photo")),
        "smoothing": (_tr("Smoothing"), _tr("Evens out color blotches and keeps edges")),
        "sepia_guard": (
            _tr("Sepia guard"),
            _tr("Removes a color cast from the whole photo"),
        ),
    }
    return words.get(name, (name.capitalize(), ""))


class Slider(QSlider):
    """Marks its neutral place, goes back there on double-click, and leaves the wheel alone."""

    touched = Signal()

    def __init__(self, neutral):
        super().__init__(Qt.Orientation.Horizontal)
        self.neutral = neutral
        self.setMinimumHeight(theme.HIT_SIZE)

    def mousePressEvent(self, event):
        self.touched.emit()
        super().mousePressEvent(event)

    def focusInEvent(self, event):
        self.touched.emit()
        super().focusInEvent(event)

    def mouseDoubleClickEvent(self, _event):
        self.setValue(self.neutral)

    def wheelEvent(self, event):
        event.ignore()  # it scrolls the panel

    def paintEvent(self, event):
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )
        room = self.width() - handle.width()
        place = self.style().sliderPositionFromValue(
            self.minimum(), self.maximum(), self.neutral, room
        )
        painter = QPainter(self)
        color = self.palette().color(self.palette().ColorRole.PlaceholderText)
        x = place + handle.width() / 2 - 0.5
        middle = self.height() / 2
        painter.fillRect(QRectF(x, middle - 10, 1, 20), color)
        painter.end()
        super().paintEvent(event)


class Row(QObject):
    """One adjustment: its controls in a line of a grid."""

    gesture_began = Signal()
    value_changed = Signal(float)

    def __init__(self, field, grid, line, parent):
        super().__init__(parent)
        self.field = field
        self.label, hint = _words(field.name)
        self._zero = ZERO.get(field.name, 0.0)
        low, high, neutral = (
            self._shown(value) for value in (field.low, field.high, field.neutral)
        )
        hint = _tr("{0}. Double-click resets to {1}").format(hint, neutral)
        self.name = name = QLabel(self.label, toolTip=hint)
        self.slider = Slider(neutral)
        self.slider.setToolTip(hint)
        self.slider.setAccessibleName(self.label)
        self.number = NumberField(
            keyboardTracking=False,
            buttonSymbols=NumberField.ButtonSymbols.NoButtons,
            alignment=Qt.AlignmentFlag.AlignRight,
            accessibleName=_tr("{0}, number").format(self.label),
            toolTip=hint,
        )
        name.setBuddy(self.slider)
        self.number.setFixedSize(7 * theme.GRID, theme.HIT_SIZE)
        self.number.lineEdit().setAcceptDrops(False)
        for control in (self.slider, self.number):
            control.setRange(low, high)
            control.setSingleStep(1)
            control.setValue(neutral)
            control.valueChanged.connect(self._changed)
        self.slider.setPageStep(10)
        self.slider.touched.connect(self.gesture_began)
        self.number.editingFinished.connect(self.gesture_began)
        self.number.lineEdit().returnPressed.connect(self.slider.setFocus)
        grid.addWidget(name, line, 0)
        grid.addWidget(self.slider, line, 1)
        grid.addWidget(self.number, line, 2)

    def _shown(self, value):
        return round((value - self._zero) * PERCENT)

    def show_value(self, value):
        """Show a value without telling anybody."""
        for control in (self.slider, self.number):
            blocked = control.blockSignals(True)
            control.setValue(self._shown(value))
            control.blockSignals(blocked)

    def _changed(self, shown):
        self.value_changed.emit(shown / PERCENT + self._zero)


def _grid():
    """A widget, and the grid in it for LazyImage."""
    widget = QWidget()
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.GRID)
    grid.setVerticalSpacing(theme.GRID // 2)
    grid.setColumnStretch(1, 1)
    return widget, grid


class LookPanel(QWidget):
    """All adjustments of LOOK_FIELDS, the rarer ones folded. `edited` carries a LookEdit.

    `palette_wanted` asks for the colors of another photo.

    Parameters
    ----------
    preferences : Preferences
    """

    edited = Signal(object)
    palette_wanted = Signal()

    def __init__(self, preferences, parent=None):
        super().__init__(parent)
        self._look = Look()
        self._gesture = 0
        self.reset_button = QPushButton(self.tr("Reset"), flat=True)
        self.reset_button.setMinimumHeight(theme.HIT_SIZE)
        words = self.reset_button.fontMetrics().horizontalAdvance(self.reset_button.text())
        self.reset_button.setFixedWidth(words + 2 * theme.GRID)  # it ends near the numbers' edge
        self.reset_button.setToolTip(self.tr("Reset all adjustments to neutral"))
        self.reset_button.clicked.connect(self.reset)
        head = QHBoxLayout()
        head.addWidget(theme.heading(self.tr("LOOK")), 1)
        head.addWidget(self._presets_button(preferences))
        head.addWidget(self.reset_button)
        self.more_button = QToolButton(text=self.tr("More"), autoRaise=True)
        self.more_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more_button.setMinimumHeight(theme.HIT_SIZE)
        self.more_button.clicked.connect(lambda: self.unfold(self.more.isHidden()))
        main, grid = _grid()
        self.more, more_grid = _grid()
        self.rows = [
            Row(field, grid if line < ALWAYS_SHOWN else more_grid, line, self)
            for line, field in enumerate(LOOK_FIELDS)
        ]
        width = max(row.name.sizeHint().width() for row in self.rows)
        for each in (grid, more_grid):
            each.setColumnMinimumWidth(0, width)
        self.palette_button = QPushButton(self.tr("Borrow Colors from a Photo..."))
        self.palette_button.setMinimumHeight(theme.HIT_SIZE)
        self.palette_button.clicked.connect(self._toggle_palette)
        more_grid.addWidget(self.palette_button, len(self.rows), 0, 1, 3)
        self.controls = QWidget()
        inner = QVBoxLayout(self.controls)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.GRID // 2)
        inner.addWidget(main)
        inner.addWidget(self.more_button)
        inner.addWidget(self.more)
        self.unfold(False)
        for row in self.rows:
            row.gesture_began.connect(self._begin_gesture)
            row.value_changed.connect(lambda value, row=row: self._edit(row, value))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.controls)
        self.show_look(self._look)

    def show_look(self, look):
        """Let the controls follow a look."""
        self._look = look
        for row in self.rows:
            row.show_value(getattr(look, row.field.name))
        self.reset_button.setEnabled(look != Look())
        self.presets.show_look(look)
        if look.palette is None:
            self.palette_button.setText(self.tr("Borrow Colors from a Photo..."))
        else:
            self.palette_button.setText(self.tr("Remove Borrowed Colors"))
        hidden = self.rows[ALWAYS_SHOWN:]
        if look.palette or any(getattr(look, r.field.name) != r.field.neutral for r in hidden):
            self.unfold(True)  # nothing works unseen

    def _presets_button(self, preferences):
        button = QPushButton(self.tr("Presets"), flat=True)
        button.setMinimumHeight(theme.HIT_SIZE)
        button.setToolTip(self.tr("Looks to start from, including your own"))
        self.presets = PresetMenu(preferences, button)
        self.presets.chosen.connect(self.ask)
        button.setMenu(self.presets)
        self.presets_button = button
        return button

    def unfold(self, unfolded):
        """Show the rarer adjustments, or fold them away."""
        arrow = Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow
        self.more_button.setArrowType(arrow)
        self.more.setVisible(unfolded)

    def _toggle_palette(self):
        if self._look.palette is None:
            self.palette_wanted.emit()
        else:
            self.ask(self.tr("Remove Borrowed Colors"), replace(self._look, palette=None))

    def take_palette(self, palette):
        """Ask for the colors of another photo, a Palette."""
        self.ask(self.tr("Borrow Colors"), replace(self._look, palette=palette))

    def ask(self, name, look):
        """Ask for a whole look, as one edit with a name."""
        self._begin_gesture()
        self.edited.emit(LookEdit(name, look, self._gesture))
        self._begin_gesture()

    def reset(self):
        """Ask for the neutral look."""
        self.ask(self.tr("Reset Look"), Look())

    def _begin_gesture(self):
        self._gesture += 1

    def _edit(self, row, value):
        look = replace(self._look, **{row.field.name: value})
        self.edited.emit(LookEdit(row.label, look, self._gesture))
