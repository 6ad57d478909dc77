"""Named palettes: colors that go with a series of photos, such as a uniform or a family."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.session.signals import PaletteState
from colorizer_gui.gui.widgets.swatches import Swatch, shown_color

A_ROW = 8
MOST = 3 * A_ROW


class ColorSetsPanel(QWidget):
    """The palettes of the settings, and the colors of the one in use.

    `picked` carries a color (a*, b*).

    Parameters
    ----------
    preferences : Preferences
    """

    picked = Signal(object)

    def __init__(self, preferences, parent=None):
        super().__init__(parent)
        self._preferences = preferences
        self._state = PaletteState()
        self.swatches = []
        self.list = QComboBox(editable=True, insertPolicy=QComboBox.InsertPolicy.NoInsert)
        self.list.setAccessibleName(self.tr("Color set"))
        self.list.setToolTip(self.tr("Colors for a series of photos; type to rename"))
        self.list.setMinimumHeight(theme.HIT_SIZE)
        self.list.setCompleter(None)
        self.list.lineEdit().setPlaceholderText(self.tr("No color set yet"))
        self.list.lineEdit().setAcceptDrops(False)
        self.list.lineEdit().editingFinished.connect(self._rename)
        self.list.activated.connect(lambda place: self._use(self.list.itemText(place)))
        self.menu_button = self._button(self.tr("Add or remove a color set"))
        self.menu_button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.menu_button)
        menu.addAction(self.tr("&New Color Set")).triggered.connect(lambda: self._new())
        self._removal = menu.addAction(self.tr("&Remove Color Set"))
        self._removal.triggered.connect(lambda: self._remove_palette())
        self.menu_button.setMenu(menu)
        self.add_button = self._button(self.tr("Add the color of the hint to the color set"))
        self.add_button.clicked.connect(lambda: self._add())
        row = QHBoxLayout()
        row.setSpacing(theme.GRID // 2)
        name = QLabel(self.tr("Color set"))
        name.setBuddy(self.list)
        row.addWidget(name)
        row.addSpacing(theme.GRID // 2)
        row.addWidget(self.list, 1)
        row.addWidget(self.add_button)
        row.addWidget(self.menu_button)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.GRID // 2)
        self._grid.setColumnStretch(A_ROW, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(row)
        column.addLayout(self._grid)
        preferences.changed.connect(lambda _: self._show())
        self.retheme()
        self._show()

    def _button(self, words):
        button = QToolButton(autoRaise=True, iconSize=QSize(16, 16), toolTip=words)
        button.setAccessibleName(words)
        button.setFixedSize(theme.HIT_SIZE, theme.HIT_SIZE)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def retheme(self):
        """Take up the colors of the theme."""
        self.add_button.setIcon(theme.icon("plus"))
        self.menu_button.setIcon(theme.icon("more"))

    # the palettes

    @property
    def _name(self):
        settings = self._preferences.settings
        known = settings.palette in settings.palettes
        return settings.palette if known else next(iter(settings.palettes), "")

    @property
    def _colors(self):
        return self._preferences.settings.palettes.get(self._name, ())

    def _put(self, palettes, name):
        self._preferences.change(palettes=palettes, palette=name)

    def _use(self, name):
        self._preferences.change(palette=name)

    def _new(self):
        palettes = self._preferences.settings.palettes
        names = (self.tr("Color set {0}").format(n) for n in range(1, len(palettes) + 2))
        name = next(name for name in names if name not in palettes)
        self._put({**palettes, name: ()}, name)
        self.list.lineEdit().setFocus()
        self.list.lineEdit().selectAll()

    def _remove_palette(self):
        palettes = dict(self._preferences.settings.palettes)
        palettes.pop(self._name, None)
        self._put(palettes, next(iter(palettes), ""))

    def _rename(self):
        old, new = self._name, self.list.currentText().strip()
        palettes = self._preferences.settings.palettes
        if not new or new == old or new in palettes:
            self.list.setEditText(old)
        elif old:
            self._put({new if name == old else name: palettes[name] for name in palettes}, new)
        else:
            self._put({new: ()}, new)

    def _add(self):
        hint, colors = self._state.hint, self._colors
        if (hint.a, hint.b) not in colors:
            if not self._name:
                self._new()
            self._change_colors((*colors, (hint.a, hint.b)))

    def _remove_color(self, color):
        self._change_colors(tuple(each for each in self._colors if each != color))

    def _change_colors(self, colors):
        self._put({**self._preferences.settings.palettes, self._name: colors}, self._name)

    # what is shown

    def show_state(self, state):
        """Follow a PaletteState: the colors are shown at its lightness."""
        self._state = state
        self._show_colors()

    def _show(self):
        blocked = self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems(list(self._preferences.settings.palettes))
        self.list.setCurrentText(self._name)
        self.list.blockSignals(blocked)
        self._removal.setEnabled(bool(self._name))
        self._fill_grid()
        self._show_colors()

    def _fill_grid(self):
        """A swatch for each color."""
        while len(self.swatches) > len(self._colors):
            self.swatches.pop().deleteLater()
        while len(self.swatches) < len(self._colors):
            place = len(self.swatches)
            swatch = Swatch(self.tr("Color {0} of the set").format(place + 1), removable=True)
            swatch.clicked.connect(lambda _, place=place: self.picked.emit(self._colors[place]))
            swatch.removed.connect(lambda place=place: self._remove_color(self._colors[place]))
            self.swatches.append(swatch)
        for place, swatch in enumerate(self.swatches):
            self._grid.addWidget(swatch, place // A_ROW, place % A_ROW)

    def _show_colors(self):
        hint, light = self._state.hint, self._state.lightness
        for swatch, ab in zip(self.swatches, self._colors, strict=True):
            is_current = hint is not None and ab == (hint.a, hint.b)
            swatch.show_color(shown_color(light, *ab), is_current)
            swatch.setEnabled(hint is not None)
        self.add_button.setEnabled(hint is not None and len(self._colors) < MOST)
