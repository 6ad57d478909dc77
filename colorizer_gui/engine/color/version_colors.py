"""The colors of another version of a photo as a look carries them; imports no numpy.

A small grid over the whole photo holds a*, b* and how far each cell agrees with the version.
"""

import math
from dataclasses import dataclass

from colorizer_gui.engine.color.packed_planes import check_sides, unpacked
from colorizer_gui.engine.messages import out_of_range


@dataclass(frozen=True)
class VersionColors:
    """The colors that a photo has in another version of it.

    Parameters
    ----------
    width, height : int
        Of the grid, which covers the whole photo.
    data : str
        Three planes of the grid, see `packed_planes`: a* + 128, b* + 128, and the agreement, 0 to
        255.
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
        check_sides(self.width, self.height)
        if not (math.isfinite(self.strength) and 0 <= self.strength <= 1):
            raise ValueError(out_of_range("strength", 0, 1, self.strength))
        unpacked(self.width, self.height, self.data)
