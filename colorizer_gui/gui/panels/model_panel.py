"""Which model colors."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from colorizer_gui.gui.base import theme


class ModelPanel(QWidget):
    """A list of the installed models. `chosen` carries the path of the one that is wanted."""

    chosen = Signal(object)

    def __init__(self, variants_action, parent=None):
        super().__init__(parent)
        self.list = QComboBox(accessibleName=self.tr("Model"))
        self.list.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.list.setMinimumHeight(theme.HIT_SIZE)
        self.list.activated.connect(lambda place: self.chosen.emit(self.list.itemData(place)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(theme.heading(self.tr("MODEL")))
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

    def show_state(self, state):
        """Follow a ModelState."""
        self.list.clear()
        for path in state.installed:
            self.list.addItem(state.name_of(path), path)
        if not state.installed:
            self.list.addItem(self.tr("No model"))
        if state.info is None:
            self.list.setToolTip(self.tr("The model that colorizes the photo"))
        else:
            self.list.setCurrentIndex(state.installed.index(state.info.path))
            tip = self.tr("{0} {1}, {2}. License: {3}")
            info = state.info
            self.list.setToolTip(
                tip.format(info.name, info.version, info.architecture, info.licence)
            )
        self.list.setEnabled(len(state.installed) > 1)
