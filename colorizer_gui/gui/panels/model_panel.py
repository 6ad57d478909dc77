"""The list of models in the side panel."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.session.signals import ModelState


class ModelPanel(QWidget):
    """A list of the installed models, and a button for the variants.

    `chosen` carries the path of the model that the user chose.

    Parameters
    ----------
    variants_action : QAction
        What the button triggers.
    """

    chosen = Signal(object)

    def __init__(self, variants_action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QComboBox()
        self.list.setAccessibleName(self.tr("Model"))
        self.list.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.list.setMinimumHeight(theme.HIT_SIZE)
        self.list.setPlaceholderText(self.tr("Loading..."))
        self.list.activated.connect(self._choose)
        self._in_use = -1
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        heading = theme.heading(self.tr("MODEL"))
        heading.setBuddy(self.list)
        column.addWidget(heading)
        button = QPushButton(variants_action.text())
        button.setToolTip(variants_action.toolTip())
        button.setMinimumHeight(theme.HIT_SIZE)
        button.clicked.connect(variants_action.trigger)
        variants_action.enabledChanged.connect(button.setEnabled)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.list, 1)
        row.addWidget(button)
        column.addLayout(row)

    def _choose(self, place: int) -> None:
        """Ask for a model; the list names the one in use until that has changed."""
        self.list.setCurrentIndex(self._in_use)
        self.chosen.emit(self.list.itemData(place))

    def show_state(self, state: ModelState) -> None:
        """List the models of a state, the one in use chosen."""
        self.list.clear()
        for path in state.installed:
            self.list.addItem(state.name_of(path), path)
        if not state.installed:
            self.list.addItem(self.tr("No model"))
        info = state.info
        if info is not None:
            self._in_use = state.installed.index(info.path)
        else:
            self._in_use = -1 if state.installed else 0
        self.list.setCurrentIndex(self._in_use)
        if info is None:
            self.list.setToolTip(self.tr("The model that colorizes the photo"))
        else:
            tip = self.tr("{0} {1}, {2}. License: {3}")
            self.list.setToolTip(
                tip.format(info.name, info.version, info.architecture, info.license)
            )
        self.list.setEnabled(len(state.installed) > 1)
