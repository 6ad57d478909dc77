"""What a batch is asked to do, as the user sets it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.engine.batch import BatchOptions
from colorizer_gui.engine.output import RESULT_NAME, Output
from colorizer_gui.engine.recipe import Recipe
from colorizer_gui.gui import dialogs, theme

WITH_QUALITY = (None, "jpeg", "webp", "avif")
WIDTH = 40 * theme.GRID


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
        return Path(self._path).expanduser() if self._path else None

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
        folder = self.path or dialogs.pictures_folder()
        dialogs.ask_folder(self.window(), self._title, folder, lambda paths: self.set_path(*paths))


class BatchSettings(QWidget):
    """The settings of a batch, one below the other. `changed` says that there are others.

    Parameters
    ----------
    looks : dict of str to Look
        The looks that can be chosen, by name; the first one is chosen.
    """

    changed = Signal()

    def __init__(self, looks, parent=None):
        super().__init__(parent)
        self.source = FolderEdit(self.tr("Folder with the photos"))
        self.recursive = QCheckBox(self.tr("With the folders in it"), checked=True)
        self.dest = FolderEdit(self.tr("Folder for the results"))
        self.name = QLineEdit(RESULT_NAME, accessibleName=self.tr("Names of the results"))
        self.name.setToolTip(
            self.tr("{0} stands for the name of the photo, {1} for its ending").format(
                "{stem}", "{ext}"
            )
        )
        self.format = self._list(
            self.tr("Format"), [(self.tr("As the photo"), None), *_format_choices()]
        )
        self.quality = QSpinBox(
            minimum=1, maximum=100, value=92, accessibleName=self.tr("Quality"),
            toolTip=self.tr("Quality of JPEG, WebP and AVIF, 1 to 100"),
        )  # fmt: skip
        self.look = self._list(self.tr("Look"), list(looks.items()))
        self.on_exists = self._list(
            self.tr("If a file has the name of a result"),
            [
                (self.tr("Skip the photo"), "skip"),
                (self.tr("Number the result"), "rename"),
                (self.tr("Replace the file"), "overwrite"),
            ],
        )
        self._arrange()
        for signal in (self.source.changed, self.dest.changed, self.recursive.toggled,
                       self.name.editingFinished, self.quality.editingFinished):  # fmt: skip
            signal.connect(lambda *_: self.changed.emit())
        for choice in (self.format, self.look, self.on_exists):
            choice.activated.connect(lambda _: self.changed.emit())
        self.format.activated.connect(self._follow_format)

    def _list(self, name, choices):
        control = QComboBox(accessibleName=name)
        for text, value in choices:
            control.addItem(text, value)
        return control

    def _arrange(self):
        grid = QGridLayout()
        grid.setSpacing(theme.GRID)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.format, 0, 0)
        grid.addWidget(self.quality, 0, 1)
        for control in (self.name, self.format, self.quality, self.look, self.on_exists):
            control.setMinimumHeight(theme.HIT_SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for title, *parts in (
            (self.tr("PHOTOS"), self.source, self.recursive),
            (self.tr("RESULTS"), self.dest),
            (self.tr("NAMES"), self.name),
            (self.tr("FORMAT AND QUALITY"), grid),
            (self.tr("LOOK"), self.look),
            (self.tr("IF A FILE IS THERE ALREADY"), self.on_exists),
        ):
            column.addWidget(theme.heading(title))
            for part in parts:
                column.addWidget(part) if isinstance(part, QWidget) else column.addLayout(part)
            column.addSpacing(theme.GRID)
        column.addStretch(1)
        self.setFixedWidth(WIDTH)

    def _follow_format(self, _place):
        self.quality.setEnabled(self.format.currentData() in WITH_QUALITY)

    @property
    def complete(self):
        """Whether there are both folders."""
        return None not in (self.source.path, self.dest.path)

    def options(self, model, device, tagged):
        """What is asked for.

        Parameters
        ----------
        model : str
            The id of the model for photos without a recipe of their own.
        device : {'auto', 'cpu', 'cuda'}
        tagged : bool
            Whether results say that they were coloured.

        Returns
        -------
        BatchOptions

        Raises
        ------
        UsageError
        """
        return BatchOptions(
            self.source.path,
            self.dest.path,
            recursive=self.recursive.isChecked(),
            name=self.name.text(),
            output=Output(self.format.currentData(), self.quality.value(), tagged=tagged),
            recipe=Recipe(model=model, look=self.look.currentData()),
            device=device,
            on_exists=self.on_exists.currentData(),
            resume=True,
        )


def _format_choices():
    return [(text, name) for name, text in dialogs.FORMAT_NAMES.items()]
