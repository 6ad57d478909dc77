"""A field for a whole number that takes what people type."""

import re

from PySide6.QtWidgets import QSpinBox

_DECIMALS = re.compile(r"[.,]\d*$")


class NumberField(QSpinBox):
    """Takes decimals, after a point or a comma, and rounds them.

    A plain QSpinBox leaves the comma out, and makes 125 of 12,5.
    """

    def validate(self, text, place):
        whole = _DECIMALS.sub("", text)
        state = super().validate(whole, len(whole))[0]
        return state, text, place

    def valueFromText(self, text):
        return round(float(text.replace(",", ".")))
