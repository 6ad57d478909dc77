"""The fields of a batch's settings, each set to a plain value."""

import os
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.dialogs import file_dialogs


class FolderEdit(QWidget):
    """A folder, typed or chosen. `changed` says that there is another one."""

    changed = Signal()

    def __init__(self, title, parent=None):
        super().__init__(parent)
        self._title = title
        self._path = ""
        self.edit = QLineEdit(accessibleName=title)
        self.edit.setMinimumHeight(theme.HIT_SIZE)
        self.edit.editingFinished.connect(self._edited)
        self.button = QPushButton(self.tr("Choose..."))
        self.button.setMinimumHeight(theme.HIT_SIZE)
        self.button.setAccessibleName(self.tr("Choose: {0}").format(title))
        self.button.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.edit, 1)
        row.addWidget(self.button)

    @property
    def path(self):
        """The folder, or None while there is none."""
        return Path(os.path.expanduser(self._path)) if self._path else None

    def set_path(self, path):
        """Take another folder."""
        self.edit.setText(str(path))
        self._edited()

    def _edited(self):
        text = self.edit.text().strip()
        if text != self._path:
            self._path = text
            self.edit.setToolTip(text)
            self.changed.emit()

    def _ask(self):
        folder = self.path or file_dialogs.pictures_folder()
        file_dialogs.ask_folder(
            self.window(), self._title, folder, lambda paths: self.set_path(*paths)
        )


def choice_list(name, choices):
    """A list of choices: their texts by their values."""
    control = QComboBox(accessibleName=name)
    # Long names give way rather than widen the panel.
    control.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    offer_choices(control, choices)
    return control


def offer_choices(control, choices):
    """Give a list other choices; it stays where it is, and is empty when that choice is gone."""
    places = range(control.count())
    if choices == {control.itemData(place): control.itemText(place) for place in places}:
        return
    chosen, was_empty = control.currentData(), not places
    control.clear()
    for value, text in choices.items():
        control.addItem(text, value)
    if not was_empty:
        control.setCurrentIndex(control.findData(chosen))


def value_of(control):
    """What a control is set to, as a plain value."""
    if isinstance(control, QCheckBox):
        return control.isChecked()
    if isinstance(control, QSpinBox):
        return control.value()
    return control.currentData() if isinstance(control, QComboBox) else control.text()


def set_value(control, value):
    """Set a control to a value of its kind; a list stays where it has no such choice."""
    if isinstance(control, QCheckBox):
        control.setChecked(value)
    elif isinstance(control, QSpinBox):
        control.setValue(value)
    elif isinstance(control, QLineEdit):
        control.setText(value)
    elif (place := control.findData(value)) >= 0:
        control.setCurrentIndex(place)
