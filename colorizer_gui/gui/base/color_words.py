"""Colors in words of the window's language, for those who do not see them or the difference."""

from PySide6.QtGui import QColor

from colorizer_gui.engine.color.color_names import color_name
from colorizer_gui.gui.base.translation import translated


def color_words(color: QColor) -> str:
    """A color in words and as HEX, such as "dark olive, #5a5a2e"."""
    return f"{translated(color_name(color.red(), color.green(), color.blue()))}, {color.name()}"
