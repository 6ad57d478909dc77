"""Small grids of bytes as texts that looks carry in recipes; imports no numpy.

A text holds three planes of the grid, packed by zlib, in base 64. Each byte is the difference,
modulo 256, from the one at its left.
"""

import base64
import binascii
import zlib

from colorizer_gui.engine.limits import LARGEST_PLANE_SIDE
from colorizer_gui.engine.messages import Message, out_of_range

PLANES = 3


def check_sides(width: int, height: int) -> None:
    """Refuse a grid that is larger than any that the program makes.

    Raises
    ------
    ValueError
        Its argument is a Message that names the side.
    """
    for name, value in (("width", width), ("height", height)):
        if not 1 <= value <= LARGEST_PLANE_SIDE:
            raise ValueError(out_of_range(name, 1, LARGEST_PLANE_SIDE, value))


def packed(differences: bytes) -> str:
    """The differences of three planes as a text."""
    return base64.b64encode(zlib.compress(differences, 9)).decode("ascii")


def unpacked(width: int, height: int, data: str) -> bytes:
    """The differences of three planes, `PLANES` * height * width bytes.

    Raises
    ------
    ValueError
        The data is damaged. Its argument is a Message.
    """
    size = PLANES * height * width
    try:
        compressed = base64.b64decode(data, validate=True)
        found = zlib.decompressobj().decompress(compressed, size + 1)
    except (ValueError, binascii.Error, zlib.error) as error:
        raise ValueError(Message("{name} is damaged", name="data")) from error
    if len(found) != size:
        raise ValueError(Message("{name} is damaged", name="data"))
    return found
