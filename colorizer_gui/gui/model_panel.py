"""Which model colours."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from colorizer_gui.gui import theme


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
        column.addWidget(self.list)
        button = QPushButton(variants_action.text())
        button.setToolTip(variants_action.toolTip())
        button.setMinimumHeight(theme.HIT_SIZE)
        button.clicked.connect(variants_action.trigger)
        variants_action.enabledChanged.connect(button.setEnabled)
        column.addWidget(button)

    def show_state(self, state):
        """Follow a ModelState. The name of a model is known once it was loaded."""
        known = {self.list.itemData(i): self.list.itemText(i) for i in range(self.list.count())}
        self.list.clear()
        for path in state.installed:
            self.list.addItem(known.get(path, path.stem), path)
        if not state.installed:
            self.list.addItem(self.tr("No model"))
        if state.info is None:
            self.list.setToolTip(self.tr("The model that colours the photo"))
        else:
            place = state.installed.index(state.info.path)
            self.list.setItemText(place, state.info.name)
            self.list.setCurrentIndex(place)
            tip = self.tr("{0} {1}, {2}. Licence: {3}")
            info = state.info
            self.list.setToolTip(
                tip.format(info.name, info.version, info.architecture, info.licence)
            )
        self.list.setEnabled(len(state.installed) > 1)
