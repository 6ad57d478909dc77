"""Colors as the page shows and names them."""

from pydantic import BaseModel

from colorizer_gui.engine.color.color_names import color_name
from colorizer_gui.engine.color.shown_color import Rgb, shown_rgb
from colorizer_gui.web.languages import translate


class ColorAnswer(BaseModel):
    """A color: a* and b*, what it looks like at its place, and its name for the client."""

    a: float
    b: float
    rgb: str
    name: str


def color_answer(lightness: float, a: float, b: float, language: str) -> ColorAnswer:
    """A color at a lightness."""
    rgb = shown_rgb(lightness, a, b)
    return ColorAnswer(a=a, b=b, rgb=hex_of(rgb), name=translate(color_name(*rgb), language))


def hex_of(rgb: Rgb) -> str:
    """A color as browsers write it."""
    return "#{:02x}{:02x}{:02x}".format(*rgb)
