"""The licenses of the program and of its parts."""

from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.translation import translated
from colorizer_gui.licenses import Component, components


class LicensesWindow(QDialog):
    """Lists the parts of the program, and shows the license of the chosen one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Licenses"))
        self.parts = QListWidget()
        self.parts.setAccessibleName(self.tr("Parts of the program"))
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setFont(theme.fixed_font())
        self.text.setAccessibleName(self.tr("License"))
        for scrolled in (self.parts, self.text):
            theme.slim_bars(scrolled)
        columns = QSplitter()
        columns.setChildrenCollapsible(False)
        columns.addWidget(self.parts)
        columns.addWidget(self.text)
        columns.setSizes([28 * theme.GRID, 82 * theme.GRID])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(columns)
        self.resize(110 * theme.GRID, 80 * theme.GRID)
        self._components = self._found()
        for part in self._components:
            row = QListWidgetItem(f"{part.name} {part.version}".strip(), self.parts)
            row.setToolTip(part.license)
        self.parts.currentRowChanged.connect(self._show)
        self.parts.setCurrentRow(0)

    def _found(self) -> list[Component]:
        try:
            return components()
        except OSError as error:
            self._tell(error)
            return []

    def _show(self, row: int) -> None:
        part = self._components[row]
        try:
            self.text.setPlainText(f"{part.name}: {part.license}\n\n{part.text()}")
        except OSError as error:
            self._tell(error)

    def _tell(self, error: OSError) -> None:
        sentence = Message(
            "Can't read the licenses: {reason}. Install the program again.",
            reason=system_reason(error),
        )
        self.text.setPlainText(translated(sentence))
