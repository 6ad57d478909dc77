"""Fields for the settings of a batch, each set to a plain value."""

import os
from collections.abc import Mapping
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

Field = QCheckBox | QSpinBox | QComboBox | QLineEdit
Value = bool | int | str


class FolderEdit(QWidget):
    """A folder, typed or chosen in a dialog. `changed` is emitted when it is another one.

    Parameters
    ----------
    title : str
        What the folder is for.
    """

    changed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._path = ""
        self.edit = QLineEdit()
        self.edit.setAccessibleName(title)
        self.edit.setMinimumHeight(theme.HIT_SIZE)
        self.edit.editingFinished.connect(self._on_edited)
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
    def path(self) -> Path | None:
        """The folder, or None while there is none."""
        return Path(os.path.expanduser(self._path)) if self._path else None

    def set_path(self, path: Path | str) -> None:
        """Show another folder; an empty text for none."""
        self.edit.setText(str(path))
        self._on_edited()

    def _on_edited(self) -> None:
        text = self.edit.text().strip()
        if text != self._path:
            self._path = text
            self.edit.setToolTip(text)
            self.changed.emit()

    def _ask(self) -> None:
        folder = self.path or file_dialogs.pictures_folder()
        file_dialogs.ask_folder(
            self.window(), self._title, folder, lambda paths: self.set_path(*paths)
        )


def choice_list(name: str, choices: Mapping[str, str]) -> QComboBox:
    """A list of choices.

    Parameters
    ----------
    name : str
        What is chosen, for screen readers.
    choices : mapping of str to str
        The text of each choice by its value.
    """
    field = QComboBox()
    field.setAccessibleName(name)
    # Long names are elided rather than widen the panel.
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    set_choices(field, choices)
    return field


def set_choices(field: QComboBox, choices: Mapping[str, str]) -> None:
    """Give a list other choices. It keeps its value, and has none if that is not among them."""
    indices = range(field.count())
    if choices == {field.itemData(index): field.itemText(index) for index in indices}:
        return
    chosen, was_empty = field.currentData(), not indices
    field.clear()
    for value, text in choices.items():
        field.addItem(text, value)
    if not was_empty:
        field.setCurrentIndex(field.findData(chosen))


def value_of(field: Field) -> Value | None:
    """The value of a field; None for a list without one."""
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QSpinBox):
        return field.value()
    if isinstance(field, QComboBox):
        chosen: str | None = field.currentData()
        return chosen
    return field.text()


def set_value(field: Field, value: Value) -> None:
    """Set a field to a value of its kind; a list without such a choice stays as it is."""
    if isinstance(field, QCheckBox):
        field.setChecked(bool(value))
    elif isinstance(field, QSpinBox):
        field.setValue(int(value))
    elif isinstance(field, QLineEdit):
        field.setText(str(value))
    elif (index := field.findData(value)) >= 0:
        field.setCurrentIndex(index)
