"""Buttons for how far a hint acts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QWidget

from colorizer_gui.engine.hints import Reach
from colorizer_gui.gui.base import theme


class ReachButtons(QWidget):
    """One button for each reach, of which one is down. `chosen` carries a Reach."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[Reach, QToolButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID // 2)
        row.addWidget(QLabel(self.tr("Reach")))
        row.addSpacing(theme.GRID // 2)
        for reach, (label, tip) in self._words().items():
            button = QToolButton()
            button.setText(label)
            button.setCheckable(True)
            button.setMinimumHeight(theme.HIT_SIZE)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(lambda _, reach=reach: self.chosen.emit(reach))
            self._group.addButton(button)
            self.buttons[reach] = button
            row.addWidget(button, 1)
        self.show_reach(None)

    def _words(self) -> dict[Reach, tuple[str, str]]:
        return {
            Reach.HERE: (self.tr("Here"), self.tr("The hint colors its own circle (R)")),
            Reach.SURFACE: (
                self.tr("Surface"),
                self.tr("The hint colors the surface that it lies on (R)"),
            ),
            Reach.EVERYWHERE: (
                self.tr("Everywhere"),
                self.tr("The hint changes whatever the model takes to be alike (R)"),
            ),
        }

    def show_reach(self, reach: Reach | None) -> None:
        """Show the reach of a hint; none without a hint."""
        # A group that is exclusive keeps one button down.
        self._group.setExclusive(reach is not None)
        for each, button in self.buttons.items():
            button.setChecked(each is reach)
