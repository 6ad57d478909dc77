"""Fields for numbers that take what people type."""

import re

from PySide6.QtCore import QEvent
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

from colorizer_gui.gui.base.keys import ENTER_KEYS, asks_for

_DECIMALS = re.compile(r"[.,]\d*$")


class NumberField(QSpinBox):
    """Takes decimals, after a point or a comma, and rounds them.

    A plain QSpinBox drops the comma, so that 12,5 becomes 125.
    """

    def event(self, event: QEvent) -> bool:
        if asks_for(event, *ENTER_KEYS):
            event.accept()  # it ends what is typed, and nothing else
            return True
        return super().event(event)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        whole = _DECIMALS.sub("", text.removesuffix(self.suffix()))
        state = super().validate(whole + self.suffix(), len(whole))
        return state[0], text, position

    def valueFromText(self, text: str) -> int:
        return round(float(text.removesuffix(self.suffix()).replace(",", ".")))


class DecimalField(QDoubleSpinBox):
    """Takes numbers with a point or a comma, whichever the language of the window writes.

    A plain QDoubleSpinBox drops the one that is not of its language, so that 1.5 becomes 15.
    """

    def event(self, event: QEvent) -> bool:
        if asks_for(event, *ENTER_KEYS):
            event.accept()  # it ends what is typed, and nothing else
            return True
        return super().event(event)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        state = super().validate(self._in_locale(text), position)
        return state[0], text, position

    def valueFromText(self, text: str) -> float:
        return super().valueFromText(self._in_locale(text))

    def _in_locale(self, text: str) -> str:
        return text.replace(",", ".").replace(".", self.locale().decimalPoint())
