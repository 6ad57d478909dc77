"""The settings, made of the rows that the engine declares."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QFormLayout

from colorizer_gui.engine.settings import SETTING_ROWS
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.translation import NAMES


def _tr(text):
    return QCoreApplication.translate("SettingsDialog", text)


def row_words(name):
    """A setting's name, and what it does."""
    return {
        "theme": (_tr("Theme"), _tr("The colors of the window around the photo")),
        "language": (_tr("Language"), _tr("The language of the window; changes at the next start")),
        "device": (
            _tr("Device"),
            _tr("What runs the model; the status bar shows the device in use"),
        ),
        "mark_results": (
            _tr("Mark results"),
            _tr("Record in the metadata that the colors were added, and by which model"),
        ),
        "remember_photos": (
            _tr("Remember recent photos"),
            _tr("List recent photos in the menu and on the start page"),
        ),
    }[name]


def choice_words(choice):
    """A choice in words."""
    return {
        "system": _tr("Follow system"),
        "light": _tr("Light"),
        "dark": _tr("Dark"),
        "auto": _tr("Automatic (CUDA if available)"),
        "cpu": _tr("Processor (CPU)"),
        "cuda": _tr("Graphics card (CUDA)"),
        **NAMES,
    }[choice]


class SettingsDialog(QDialog):
    """Changes settings at once, without blocking the window.

    Parameters
    ----------
    preferences : Preferences
    """

    def __init__(self, preferences, parent=None):
        super().__init__(parent)
        self._preferences = preferences
        self.setWindowTitle(self.tr("Settings"))
        form = QFormLayout(self)
        form.setContentsMargins(3 * theme.GRID, 3 * theme.GRID, 3 * theme.GRID, 2 * theme.GRID)
        form.setHorizontalSpacing(2 * theme.GRID)
        form.setVerticalSpacing(theme.GRID)
        self.controls = {}
        for row in SETTING_ROWS:
            label, tip = row_words(row.name)
            is_flag = set(row.choices) == {True, False}
            control = self._flag(row, tip) if is_flag else self._list(row)
            control.setMinimumHeight(theme.HIT_SIZE)
            control.setAccessibleName(label)
            control.setToolTip(tip)
            self.controls[row.name] = control
            theme.add_row(form, label, control)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        theme.add_buttons(form, buttons)
        self._show(preferences.settings)
        preferences.changed.connect(self._show)

    def _list(self, row):
        control = QComboBox()
        for choice in row.choices:
            control.addItem(choice_words(choice), choice)
        control.activated.connect(
            lambda place: self._preferences.change(**{row.name: control.itemData(place)})
        )
        return control

    def _flag(self, row, tip):
        control = QCheckBox(tip)
        control.clicked.connect(lambda on: self._preferences.change(**{row.name: on}))
        return control

    def _show(self, settings):
        for name, control in self.controls.items():
            value = getattr(settings, name)
            if isinstance(control, QCheckBox):
                control.setChecked(value)
            else:
                control.setCurrentIndex(control.findData(value))
