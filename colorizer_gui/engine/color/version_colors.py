"""The colors of another version of a photo as a look carries them; imports no numpy.

A small grid over the whole photo holds a*, b* and how far each cell agrees with the version.
"""

import base64
import binascii
import math
import zlib
from dataclasses import dataclass

from colorizer_gui.engine.limits import LARGEST_VERSION_SIDE
from colorizer_gui.engine.messages import Message, out_of_range

PLANES = 3


@dataclass(frozen=True)
class VersionColors:
    """The colors that a photo has in another version of it.

    Parameters
    ----------
    width, height : int
        Of the grid, which covers the whole photo.
    data : str
        The bytes of three planes of the grid, packed by zlib, in base 64: a* + 128, b* + 128, and
        the agreement, 0 to 255. Each byte is the difference, modulo 256, from the one at its left.
    strength : float
        From the colors of the model (0) to those of the version (1), where it agrees.

    Raises
    ------
    ValueError
        A value cannot be used. Its argument is a Message that names it.
    """

    width: int
    height: int
    data: str
    strength: float = 1.0

    def __post_init__(self) -> None:
        for name, value in (("width", self.width), ("height", self.height)):
            if not 1 <= value <= LARGEST_VERSION_SIDE:
                raise ValueError(out_of_range(name, 1, LARGEST_VERSION_SIDE, value))
        if not (math.isfinite(self.strength) and 0 <= self.strength <= 1):
            raise ValueError(out_of_range("strength", 0, 1, self.strength))
        self.unpacked()

    def unpacked(self) -> bytes:
        """The differences of the three planes, `PLANES` * height * width bytes.

        Raises
        ------
        ValueError
            The data is damaged.
        """
        size = PLANES * self.height * self.width
        try:
            packed = base64.b64decode(self.data, validate=True)
            found = zlib.decompressobj().decompress(packed, size + 1)
        except (ValueError, binascii.Error, zlib.error) as error:
            raise ValueError(Message("{name} is damaged", name="data")) from error
        if len(found) != size:
            raise ValueError(Message("{name} is damaged", name="data"))
        return found


def packed(planes: bytes) -> str:
    """The differences of three planes as the data of `VersionColors`."""
    return base64.b64encode(zlib.compress(planes, 9)).decode("ascii")
