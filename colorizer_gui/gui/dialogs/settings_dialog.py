"""The settings, made of the rows that the engine declares."""

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QWidget,
)

from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.settings import SETTINGS, Setting, Settings
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.base.translation import translated
from colorizer_gui.gui.widgets.file_field import FileField


def choice_labels(name: str) -> dict[object, str]:
    """The labels of a setting's choices in the window's language, by value."""
    return {
        value: translated(label) if isinstance(label, Message) else label
        for value, label in SETTINGS[name].choices.items()
    }


class SettingsDialog(QDialog):
    """Shows each setting that has a label; a change takes effect at once.

    Parameters
    ----------
    preferences : Preferences
    devices : set of str
        Those of `choices.DEVICES` to choose from.
    """

    def __init__(
        self, preferences: Preferences, devices: set[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._devices = devices
        self.setWindowTitle(self.tr("Settings"))
        form = QFormLayout(self)
        form.setContentsMargins(3 * theme.GRID, 3 * theme.GRID, 3 * theme.GRID, 2 * theme.GRID)
        form.setHorizontalSpacing(2 * theme.GRID)
        form.setVerticalSpacing(theme.GRID)
        self.controls: dict[str, QComboBox | QCheckBox | FileField] = {}
        for row in SETTINGS.values():
            if row.label is not None and row.help is not None:
                self._add(form, row, translated(row.label), translated(row.help))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        theme.add_buttons(form, buttons)
        self._show(preferences.settings)
        preferences.changed.connect(self._show)

    def _add(self, form: QFormLayout, row: Setting, label: str, tip: str) -> None:
        control: QComboBox | QCheckBox | FileField
        if row.choices:
            control = self._make_list(row.name)
        elif row.suffixes:
            control = self._make_file(row)
        else:
            control = self._make_box(row.name, tip)
        control.setMinimumHeight(theme.HIT_SIZE)
        control.setAccessibleName(label)
        control.setToolTip(tip)
        self.controls[row.name] = control
        theme.add_row(form, label, control)

    def _make_list(self, name: str) -> QComboBox:
        control = QComboBox()
        for value, label in choice_labels(name).items():
            if name != "device" or value in self._devices:
                control.addItem(label, value)
        control.activated.connect(
            lambda place: self._preferences.change(**{name: control.itemData(place)})
        )
        return control

    def _make_box(self, name: str, tip: str) -> QCheckBox:
        control = QCheckBox(tip)
        control.clicked.connect(lambda on: self._preferences.change(**{name: on}))
        return control

    def _make_file(self, row: Setting) -> FileField:
        control = FileField(row.suffixes, self.tr("Same as system"))
        control.chosen.connect(lambda path: self._preferences.change(**{row.name: path}))
        return control

    def _show(self, settings: Settings) -> None:
        for name, control in self.controls.items():
            value = getattr(settings, name)
            if isinstance(control, QCheckBox):
                control.setChecked(value)
            elif isinstance(control, FileField):
                control.show_path(value)
            else:
                control.setCurrentIndex(control.findData(value))
