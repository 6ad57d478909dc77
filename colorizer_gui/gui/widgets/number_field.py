"""A field for a whole number that takes what people type."""

import re

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QSpinBox

_DECIMALS = re.compile(r"[.,]\d*$")


class NumberField(QSpinBox):
    """Takes decimals, after a point or a comma, and rounds them.

    A plain QSpinBox drops the comma, so that 12,5 becomes 125.
    """

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        whole = _DECIMALS.sub("", text.removesuffix(self.suffix()))
        state = super().validate(whole + self.suffix(), len(whole))
        return state[0], text, position

    def valueFromText(self, text: str) -> int:
        return round(float(text.removesuffix(self.suffix()).replace(",", ".")))
