"""A field that names a file."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from colorizer_gui.gui.base import theme


class FileField(QWidget):
    """Shows the name of a file, and lets the user browse for another or clear it.

    `chosen` carries the path as text, empty for none.

    Parameters
    ----------
    suffixes : tuple of str
        Of the files to browse for.
    nothing : str
        What to show without a file.
    """

    chosen = Signal(str)

    def __init__(
        self, suffixes: tuple[str, ...], nothing: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._suffixes = suffixes
        self._path = ""
        self.name = QLineEdit()
        self.name.setReadOnly(True)
        self.name.setPlaceholderText(nothing)
        self.name.setMinimumHeight(theme.HIT_SIZE)
        self.browse = QPushButton(self.tr("Browse..."))
        self.clear = QPushButton(self.tr("Clear"))
        for button in (self.browse, self.clear):
            button.setMinimumHeight(theme.HIT_SIZE)
            button.setAutoDefault(False)
        self.browse.clicked.connect(self._browse)
        self.clear.clicked.connect(lambda: self.chosen.emit(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.name, 1)
        row.addWidget(self.browse)
        row.addWidget(self.clear)
        self.setFocusProxy(self.browse)
        self.show_path("")

    def show_path(self, path: str) -> None:
        """Show the name of a file; the tool tip has the whole path."""
        self._path = path
        self.name.setText(Path(path).name if path else "")
        self.name.setToolTip(path)
        self.clear.setEnabled(bool(path))

    def _browse(self) -> None:
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
        patterns = " ".join(f"*{suffix}" for suffix in self._suffixes)
        dialog = QFileDialog(self, self.browse.text(), home, f"{patterns} ({patterns})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._path:
            dialog.selectFile(self._path)
        dialog.fileSelected.connect(self.chosen)
        dialog.open()
