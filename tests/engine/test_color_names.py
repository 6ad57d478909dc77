"""Names of colors."""

import pytest

from colorizer_gui.engine.color.color_names import color_name


@pytest.mark.parametrize(
    ("color", "name"),
    [
        ("5a5a2e", "dark olive"),
        ("2c3a66", "dark blue"),
        ("8f97a3", "grayish blue"),
        ("ffc0cb", "light pink"),
        ("a0522d", "brown"),
        ("ff0000", "red"),
        ("0000ff", "dark blue"),
        ("404040", "dark gray"),
        ("ffffff", "white"),
    ],
)
def test_colors_have_names(color, name):
    assert str(color_name(*bytes.fromhex(color))) == name
