"""Which model colours."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from colorizer_gui.gui import theme


class ModelPanel(QWidget):
    """A list of the installed models. `chosen` carries the path of the one that is wanted."""

    chosen = Signal(object)

    def __init__(self, parent=None):
        super().__init__(parent)
        self._list = QComboBox(accessibleName=self.tr("Model"))
        self._list.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._list.activated.connect(lambda place: self.chosen.emit(self._list.itemData(place)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(QLabel(self.tr("MODEL"), objectName="heading"))
        column.addWidget(self._list)

    def show_state(self, state):
        """Follow a ModelState. The name of a model is known once it was loaded."""
        known = {self._list.itemData(i): self._list.itemText(i) for i in range(self._list.count())}
        self._list.clear()
        for path in state.installed:
            self._list.addItem(known.get(path, path.stem), path)
        if not state.installed:
            self._list.addItem(self.tr("No model"))
        if state.info is None:
            self._list.setToolTip(self.tr("The model that colours the photo"))
        else:
            place = state.installed.index(state.info.path)
            self._list.setItemText(place, state.info.name)
            self._list.setCurrentIndex(place)
            tip = self.tr("{0} {1}, {2}. Licence: {3}")
            info = state.info
            self._list.setToolTip(
                tip.format(info.name, info.version, info.architecture, info.licence)
            )
        self._list.setEnabled(len(state.installed) > 1)
