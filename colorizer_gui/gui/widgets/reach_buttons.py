"""Buttons for how far a hint acts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from colorizer_gui.engine.hints import Reach
from colorizer_gui.gui.base import theme


class ReachButtons(QWidget):
    """One button for each reach, of which one is down. `chosen` carries a Reach."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[Reach, QToolButton] = {}
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
            button.clicked.connect(lambda _, reach=reach: self._choose(reach))
            self.buttons[reach] = button
            row.addWidget(button, 1)
        self.show_reach(None)

    def _choose(self, reach: Reach) -> None:
        self.show_reach(reach)  # a click on the one that is down leaves it down
        self.chosen.emit(reach)

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
        for each, button in self.buttons.items():
            button.setChecked(each is reach)
            button.setAutoRaise(each is not reach)  # a frame shows in both themes
