"""The colors of a reference photo: the button for its file, and how they are matched."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QSizePolicy, QToolButton

from colorizer_gui.engine.choices import BY_PLACE, WHOLE_METHODS
from colorizer_gui.engine.color.reference_colors import ReferenceColors
from colorizer_gui.gui.base import theme

_WHOLE, _PLACE = range(2)  # entries of the list


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReferenceRows", text)


class ReferenceRows(QObject):
    """The controls of a reference photo, in three rows of a grid; two only while there is one.

    `wanted` asks for a file, `removed` asks to go without the reference photo, and `matched`
    carries ReferenceColors with another method.

    Parameters
    ----------
    grid : QGridLayout
    line : int
        The first row of the grid.
    parent : QObject
    """

    LINES = 3

    wanted = Signal()
    removed = Signal()
    matched = Signal(object)

    def __init__(self, grid: QGridLayout, line: int, parent: QObject) -> None:
        super().__init__(parent)
        self._reference: ReferenceColors | None = None
        self._prefers_places = False
        self.button = QPushButton()
        self.button.setMinimumHeight(theme.HIT_SIZE)
        self.button.clicked.connect(self._toggle)
        grid.addWidget(self.button, line, 0, 1, 3)
        self._name = QLabel(_tr("Match"))
        self.method = QComboBox()
        self.method.setMinimumHeight(theme.HIT_SIZE)
        self.method.addItems([_tr("As a whole"), _tr("By place")])
        self.method.activated.connect(self._choose)
        self._name.setBuddy(self.method)
        grid.addWidget(self._name, line + 1, 0)
        grid.addWidget(self.method, line + 1, 1, 1, 2)
        self.places = QToolButton()  # gets its action from the controls
        self.places.setMinimumHeight(theme.HIT_SIZE)
        # Pressed or not tells little in dark colors; the icon gets the accent.
        self.places.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.places.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        grid.addWidget(self.places, line + 2, 1, 1, 2)
        self.show_reference(None)

    def show_reference(self, reference: ReferenceColors | None) -> None:
        """Follow the reference photo of the look."""
        self._reference = reference
        has_one = reference is not None
        if has_one:
            self.button.setText(_tr("Remove Borrowed Colors"))
        else:
            self.button.setText(_tr("Borrow Colors from a Photo..."))
        self._name.setVisible(has_one)
        self.method.setVisible(has_one)
        self.places.setVisible(reference is not None and reference.is_by_place)
        if reference is not None:
            self.method.setCurrentIndex(_PLACE if reference.is_by_place else _WHOLE)
            self._allow_places(reference.copy is not None)

    def preferred(self, reference: ReferenceColors) -> ReferenceColors:
        """The colors of a new reference photo, matched as those of the last one were."""
        is_possible = self._prefers_places and reference.copy is not None
        return replace(reference, method=BY_PLACE) if is_possible else reference

    def _allow_places(self, allowed: bool) -> None:
        model = self.method.model()
        assert isinstance(model, QStandardItemModel)  # that of a combo box without another
        model.item(_PLACE).setEnabled(allowed)
        if allowed:
            words = _tr("Gives all colors a new balance, or each place those of like places")
        else:
            words = _tr("By place: borrow the colors again, from a photo that is not toned")
        self.method.setToolTip(words)

    def _choose(self, entry: int) -> None:
        self._prefers_places = entry == _PLACE
        reference = self._reference
        if reference is None or reference.is_by_place == self._prefers_places:
            return
        method = BY_PLACE if self._prefers_places else WHOLE_METHODS[0]
        self.matched.emit(replace(reference, method=method))

    def _toggle(self) -> None:
        if self._reference is None:
            self.wanted.emit()
        else:
            self.removed.emit()
