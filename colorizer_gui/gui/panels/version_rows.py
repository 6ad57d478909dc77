"""The colors of another version of the photo: the button for its file, and how much they count."""

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton

from colorizer_gui.engine.color.version_colors import VersionColors
from colorizer_gui.engine.look import Adjustment
from colorizer_gui.engine.messages import Message
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.panels.adjustment_row import AdjustmentRow

# The strength of a version as the slider needs it; it belongs to the version, not to the look.
STRENGTH = Adjustment(
    "strength",
    0.0,
    1.0,
    neutral=1.0,
    zero=0.0,
    label=Message("Version"),
    help=Message("From the colors of the model to those of the version"),
    is_common=False,
)


class VersionRows(QObject):
    """The controls of a version, in two rows of a grid; the second only while there is one.

    `wanted` asks for a file, `removed` asks to go without the version.

    Parameters
    ----------
    grid : QGridLayout
    line : int
        The first row of the grid.
    parent : QObject
    """

    wanted = Signal()
    removed = Signal()

    def __init__(self, grid: QGridLayout, line: int, parent: QObject) -> None:
        super().__init__(parent)
        self._version: VersionColors | None = None
        self.button = QPushButton()
        self.button.setMinimumHeight(theme.HIT_SIZE)
        self.button.setToolTip(
            QCoreApplication.translate(
                "VersionRows",
                "Takes the colors of a file in which this photo was colored elsewhere, where both "
                "show the same",
            )
        )
        self.button.clicked.connect(self._toggle)
        grid.addWidget(self.button, line, 0, 1, 3)
        self.strength = AdjustmentRow(STRENGTH, grid, line + 1, self)
        self.show_version(None)

    def show_version(self, version: VersionColors | None) -> None:
        """Follow the version of the look."""
        self._version = version
        for widget in (self.strength.name, self.strength.slider, self.strength.number):
            widget.setVisible(version is not None)
        if version is None:
            text = QCoreApplication.translate("VersionRows", "Colors of Another Version...")
        else:
            self.strength.show_value(version.strength)
            text = QCoreApplication.translate("VersionRows", "Remove Colors of Version")
        self.button.setText(text)

    def _toggle(self) -> None:
        if self._version is None:
            self.wanted.emit()
        else:
            self.removed.emit()
