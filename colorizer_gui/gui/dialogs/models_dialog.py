"""The models that are installed: what they are, import, remove, show in folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.engine.model.description import Description
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.translation import figure, translated
from colorizer_gui.gui.dialogs import file_dialogs
from colorizer_gui.gui.session import intake
from colorizer_gui.gui.widgets.notices import NoticeBar, Progress

SIZE = QSize(96 * theme.GRID, 60 * theme.GRID)
TITLE, FILE_SIZE, LICENSE, QUALITY = range(4)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class ListedModel:
    """A model of the list, with the SHA-256 of its file."""

    description: Description
    sha256: str


class ModelsDialog(QDialog):
    """Lists models, and asks for what is to be done with them.

    `files_given` carries paths or URLs of files to import; `use_asked`, `remove_asked` and
    `show_asked` the Description of the chosen model.

    Attributes
    ----------
    notices : NoticeBar
    progress : Progress
    """

    files_given = Signal(object)
    use_asked = Signal(object)
    remove_asked = Signal(object)
    show_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Models"))
        self.setAcceptDrops(True)
        self._models: list[ListedModel] = []
        self.notices = NoticeBar()
        self.progress = Progress()
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("Installed models"))
        self.list.setRootIsDecorated(False)
        theme.slim_bars(self.list)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHeaderLabels(
            [self.tr("Model"), self.tr("Size"), self.tr("License"), self.tr("Measured quality")]
        )
        self.list.header().setSectionResizeMode(TITLE, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(True)
        self.list.currentItemChanged.connect(lambda *_: self._show_chosen())
        self.list.itemDoubleClicked.connect(lambda *_: self._ask(self.use_asked))
        self.details = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details.setAccessibleName(self.tr("About the chosen model"))
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._make_buttons()
        self._arrange()
        self.resize(SIZE.boundedTo(self.screen().availableGeometry().size() * 0.94))
        self._show_chosen()

    def _make_buttons(self) -> None:
        self.import_button = self._button(self.tr("&Import..."))
        self.import_button.setToolTip(self.tr("Try an .onnx file, and install it if it works"))
        self.import_button.clicked.connect(
            lambda: file_dialogs.ask_models(self, self.files_given.emit)
        )
        self.use_button = self._button(self.tr("&Use"))
        self.use_button.setDefault(True)
        self.use_button.clicked.connect(lambda: self._ask(self.use_asked))
        self.show_button = self._button(self.tr("&Show in Folder"))
        self.show_button.clicked.connect(lambda: self._ask(self.show_asked))
        self.remove_button = self._button(self.tr("&Remove"))
        self.remove_button.clicked.connect(lambda: self._ask(self.remove_asked))

    @staticmethod
    def _button(text: str) -> QPushButton:
        button = QPushButton(text)
        button.setMinimumHeight(theme.HIT_SIZE)
        return button

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        buttons.addWidget(self.import_button)
        buttons.addStretch(1)
        for button in (self.use_button, self.show_button, self.remove_button):
            buttons.addWidget(button)
        inner = QVBoxLayout()
        inner.setContentsMargins(*[2 * theme.GRID] * 4)
        inner.setSpacing(theme.GRID)
        inner.addWidget(self.list, 1)
        inner.addWidget(self.details)
        inner.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addLayout(inner, 1)
        column.addWidget(self.progress)

    def show_models(self, models: Sequence[ListedModel], in_use: Path | None) -> None:
        """List models; the one in use is marked, and the chosen one stays chosen."""
        chosen = self.chosen
        self._models = list(models)
        self.list.clear()
        for model in models:
            about = model.description
            row = QTreeWidgetItem(self.list)
            row.setText(TITLE, about.title)
            row.setText(FILE_SIZE, self.tr("{0} MB").format(figure(about.size / 1e6, 1)))
            row.setText(LICENSE, about.license)
            row.setText(QUALITY, self._quality(about))
            row.setSizeHint(FILE_SIZE, QSize(10 * theme.GRID, theme.HIT_SIZE))
            row.setTextAlignment(FILE_SIZE, _RIGHT)
            for column in (LICENSE, QUALITY):
                row.setToolTip(column, row.text(column))
            if about.path == in_use:
                row.setText(TITLE, self.tr("{0} (in use)").format(about.title))
        paths = [model.description.path for model in models]
        wanted = chosen.path if chosen is not None else in_use
        if paths:
            place = paths.index(wanted) if wanted in paths else 0
            self.list.setCurrentIndex(self.list.model().index(place, TITLE))
        self._show_chosen()

    def _quality(self, about: Description) -> str:
        return about.quality or ("" if about.problem else self.tr("not measured"))

    @property
    def chosen(self) -> Description | None:
        """The chosen model."""
        place = self.list.currentIndex().row()  # -1 without one
        return self._models[place].description if 0 <= place < len(self._models) else None

    def _show_chosen(self) -> None:
        about = self.chosen
        self.use_button.setEnabled(about is not None and about.problem is None)
        self.show_button.setEnabled(about is not None)
        self.remove_button.setEnabled(about is not None and not about.is_shipped)
        tip = self.tr("It came with the program") if about and about.is_shipped else ""
        self.remove_button.setToolTip(tip)
        if about is None:
            self.details.setText(self.tr("Drop an .onnx file here, or choose Import."))
            return
        sha256 = next(each.sha256 for each in self._models if each.description is about)
        lines = [
            self.tr("License: {0}").format(about.license),
            self.tr("Source: {0}").format(about.source),
            self.tr("Measured quality: {0}").format(self._quality(about)),
            self.tr("Checksum (SHA-256): {0}").format(sha256),
        ]
        self.details.setText("\n".join(lines) if about.problem is None
                             else translated(about.problem))  # fmt: skip

    def _ask(self, signal: SignalInstance) -> None:
        about = self.chosen
        if about is not None:
            signal.emit(about)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if intake.from_mime(event.mimeData()).models:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.files_given.emit(intake.from_mime(event.mimeData()).models)
        event.acceptProposedAction()
