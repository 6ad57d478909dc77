"""Color sets: named colors for a series of photos, such as those of a uniform or a family."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
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
from colorizer_gui.gui.base.colors import shown_color
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.session.signals import SuggestedColors
from colorizer_gui.gui.widgets.name_popup import NamePopup
from colorizer_gui.gui.widgets.swatches import Swatch

COLUMNS = 8
MOST_COLORS = 3 * COLUMNS

Color = tuple[float, float]  # a*, b*
ColorSets = dict[str, tuple[Color, ...]]


class ColorSetsPanel(QWidget):
    """The list of color sets, and the colors of the one in use.

    `picked` carries the color (a*, b*) that the user chose.

    Parameters
    ----------
    preferences : Preferences
        Keep the color sets.
    """

    picked = Signal(object)

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._state = SuggestedColors()
        self.swatches: list[Swatch] = []
        self.list = self._make_list()
        self.menu_button = self._make_button(self.tr("Add, rename or remove a color set"))
        self._needing_set = self._fill_menu()
        self.add_button = self._make_button(self.tr("Add the color of the hint to the color set"))
        self.add_button.clicked.connect(lambda: self._add_color())
        self._grid = QGridLayout()
        self._arrange()
        preferences.changed.connect(lambda _: self._show())
        self.retheme()
        self._show()

    def _make_list(self) -> QComboBox:
        choices = QComboBox()
        choices.setAccessibleName(self.tr("Color set"))
        choices.setToolTip(self.tr("Colors for a series of photos"))
        choices.setMinimumHeight(theme.HIT_SIZE)
        choices.activated.connect(lambda place: self._use(choices.itemText(place)))
        choices.setPlaceholderText(self.tr("No color set yet"))
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        choices.setSizeAdjustPolicy(policy)  # however long a name is
        return choices

    def _make_button(self, words: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setIconSize(QSize(16, 16))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFixedSize(theme.HIT_SIZE, theme.HIT_SIZE)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _fill_menu(self) -> list[QAction]:
        """Give the menu button its menu; gives the actions for the color set in use."""
        self.menu_button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.menu_button)
        menu.addAction(self.tr("&New Color Set")).triggered.connect(lambda: self._begin_set())
        rename = menu.addAction(self.tr("Ren&ame Color Set"))
        rename.triggered.connect(lambda: self._ask_name())
        removal = menu.addAction(self.tr("&Remove Color Set"))
        removal.triggered.connect(lambda: self._remove_set())
        self.menu_button.setMenu(menu)
        return [rename, removal]

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.GRID // 2)
        label = QLabel(self.tr("Color set"))
        label.setBuddy(self.list)
        row.addWidget(label)
        row.addSpacing(theme.GRID // 2)
        row.addWidget(self.list, 1)
        row.addWidget(self.add_button)
        row.addWidget(self.menu_button)
        self._grid.setSpacing(theme.GRID // 2)
        self._grid.setColumnStretch(COLUMNS, 1)
        self._grid.setRowMinimumHeight(0, theme.HIT_SIZE)  # so that nothing jumps
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(row)
        column.addLayout(self._grid)

    def retheme(self) -> None:
        """Draw the icons in the colors of the theme."""
        self.add_button.setIcon(theme.icon("plus"))
        self.menu_button.setIcon(theme.icon("more"))

    # the color sets

    @property
    def _sets(self) -> ColorSets:
        return self._preferences.settings.color_sets

    @property
    def _name(self) -> str:
        """The name of the color set in use; empty without any."""
        chosen = self._preferences.settings.color_set
        return chosen if chosen in self._sets else next(iter(self._sets), "")

    @property
    def _colors(self) -> tuple[Color, ...]:
        """The colors of the color set in use."""
        return self._sets.get(self._name, ())

    def _put(self, sets: ColorSets, name: str) -> None:
        self._preferences.change(color_sets=sets, color_set=name)

    def _use(self, name: str) -> None:
        self._preferences.change(color_set=name)

    def _add_set(self) -> None:
        names = (self.tr("Color set {0}").format(n) for n in range(1, len(self._sets) + 2))
        name = next(name for name in names if name not in self._sets)
        self._put({**self._sets, name: ()}, name)

    def _begin_set(self) -> None:
        """Add a color set, and ask for its name."""
        self._add_set()
        self._ask_name()

    def _ask_name(self) -> None:
        popup = NamePopup(self.menu_button, self.tr("Name of the color set"), self._name)
        popup.named.connect(partial(self._rename, self._name))

    def _remove_set(self) -> None:
        sets = {name: colors for name, colors in self._sets.items() if name != self._name}
        self._put(sets, next(iter(sets), ""))

    def _rename(self, old: str, new: str) -> None:
        """Give a color set another name, unless that is taken."""
        sets = self._sets
        if old in sets and new not in sets:
            self._put({new if name == old else name: sets[name] for name in sets}, new)

    def _add_color(self) -> None:
        """Add the color of the hint, to a new color set if there is none."""
        hint, colors = self._state.hint, self._colors
        if hint is not None and (hint.a, hint.b) not in colors:
            if not self._name:
                self._add_set()
            self._change_colors((*colors, (hint.a, hint.b)))

    def _remove_color(self, color: Color) -> None:
        self._change_colors(tuple(each for each in self._colors if each != color))

    def _change_colors(self, colors: tuple[Color, ...]) -> None:
        self._put({**self._sets, self._name: colors}, self._name)

    # what is shown

    def show_state(self, state: SuggestedColors) -> None:
        """Follow the selected hint: the colors are shown at the lightness of its place."""
        self._state = state
        self._show_colors()

    def _show(self) -> None:
        """Show the color sets of the settings."""
        blocked = self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems(list(self._sets))
        self.list.setCurrentText(self._name)
        self.list.setEnabled(bool(self._sets))
        self.list.blockSignals(blocked)
        for action in self._needing_set:
            action.setEnabled(bool(self._name))
        self._fill_grid()
        self._show_colors()

    def _fill_grid(self) -> None:
        """Make one swatch for each color."""
        while len(self.swatches) > len(self._colors):
            self._remove_swatch(self.swatches.pop())
        while len(self.swatches) < len(self._colors):
            self.swatches.append(self._make_swatch(len(self.swatches)))
        for place, swatch in enumerate(self.swatches):
            self._grid.addWidget(swatch, place // COLUMNS, place % COLUMNS)

    def _make_swatch(self, place: int) -> Swatch:
        swatch = Swatch(self.tr("Color {0} of the set").format(place + 1), removable=True)
        swatch.clicked.connect(lambda _: self.picked.emit(self._colors[place]))
        swatch.removed.connect(lambda: self._remove_color(self._colors[place]))
        return swatch

    def _remove_swatch(self, swatch: Swatch) -> None:
        """Remove a swatch; the focus goes from it to the one before, or to the plus."""
        window = self.window()
        if window.focusWidget() is swatch:
            by_keys = window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            reason = Qt.FocusReason.ShortcutFocusReason  # with which the focus is still seen
            neighbor = self.swatches[-1] if self.swatches else self.add_button
            neighbor.setFocus(reason if by_keys else Qt.FocusReason.OtherFocusReason)
        swatch.hide()
        swatch.deleteLater()

    def _show_colors(self) -> None:
        hint, light = self._state.hint, self._state.lightness
        for swatch, ab in zip(self.swatches, self._colors, strict=True):
            is_current = hint is not None and ab == (hint.a, hint.b)
            swatch.show_color(shown_color(light, *ab), is_current)
            swatch.setEnabled(hint is not None)
        self.add_button.setEnabled(hint is not None and len(self._colors) < MOST_COLORS)
