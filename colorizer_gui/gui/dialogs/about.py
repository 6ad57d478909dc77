"""About: what the program is, its license, and a diagnosis for those who ask for help."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui import __version__
from colorizer_gui.doctor import examine, report_text
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.tasks import Tasks
from colorizer_gui.gui.base.translation import translated
from colorizer_gui.gui.dialogs.licenses_window import LicensesWindow
from colorizer_gui.gui.dialogs.windows import show_once

LOGO_SIZE = 8 * theme.GRID
WIDTH = 52 * theme.GRID


class AboutWindow(QDialog):
    """Says what the program is; the versions that it consists of unfold.

    Parameters
    ----------
    tasks : Tasks
    device : str
        What models run on, one of `choices.DEVICES`.
    """

    def __init__(self, tasks: Tasks, device: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Colorizer"))
        self.details = QLabel(self.tr("Loading..."))
        self.details.setFont(theme.fixed_font())
        self.details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.details.hide()
        self.details_button = QPushButton(self.tr("Details"))
        self.details_button.setCheckable(True)
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.setToolTip(self.tr("Copy the details, to send them with a question"))
        self.copy_button.setEnabled(False)
        self.details_button.toggled.connect(self._unfold)
        self.copy_button.clicked.connect(self._copy)
        self.licenses = QPushButton(self.tr("Licenses"))
        self.licenses.clicked.connect(
            lambda: show_once(self, LicensesWindow, lambda: LicensesWindow(self))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(*[3 * theme.GRID] * 4)
        column.setSpacing(2 * theme.GRID)
        column.addLayout(self._head())
        column.addWidget(self.details)
        column.addWidget(self._buttons())
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self._task = tasks.run(
            lambda: report_text(examine(device)), self._on_examined, self._on_failure
        )

    def _head(self) -> QHBoxLayout:
        logo = QLabel()
        logo.setPixmap(QGuiApplication.windowIcon().pixmap(LOGO_SIZE, LOGO_SIZE))
        words = QVBoxLayout()
        words.setSpacing(theme.GRID)
        words.addWidget(theme.heading(f"COLORIZER {__version__}"))
        for sentence in (
            self.tr(
                "Colorizer gives black-and-white photos believable color. "
                "Photos never leave this computer."
            ),
            self.tr("Free software under the MIT License. Models have licenses of their own."),
        ):
            label = QLabel(sentence, wordWrap=True)
            label.setFixedWidth(WIDTH)
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
            words.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(2 * theme.GRID)
        row.addWidget(logo, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words)
        row.addStretch(1)  # beside the wide lines of the details
        return row

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.details_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.licenses, QDialogButtonBox.ButtonRole.ActionRole)
        theme.plain_buttons(buttons)
        buttons.rejected.connect(self.reject)
        return buttons

    def _unfold(self, wanted: bool) -> None:
        self.details.setVisible(wanted)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.text())

    def _on_examined(self, report: str) -> None:
        self.details.setText(report)
        self.copy_button.setEnabled(True)

    def _on_failure(self, error: Exception) -> None:
        if not isinstance(error, ColorizerError):
            raise error  # a bug: the exception hook takes it from here
        self.details.setText(translated(error.message))

    def done(self, code: int) -> None:
        """Close without waiting for the versions."""
        self._task.cancel()
        super().done(code)
