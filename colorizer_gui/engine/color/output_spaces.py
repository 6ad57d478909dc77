"""The color spaces that results may be in, a row each."""

from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import Uint16Array
from colorizer_gui.engine.choices import OUTPUT_SPACES
from colorizer_gui.engine.color import cielab
from colorizer_gui.engine.color.rgb_spaces import (
    D65,
    SRGB_CURVE,
    ColorSpace,
    adaptation,
    gamma,
    xyz_of,
)

_D50 = (0.3457, 0.3585)


class OutputSpace(NamedTuple):
    """A color space for results.

    Parameters
    ----------
    id : str
        One of `choices.OUTPUT_SPACES`.
    label : str
        What users call it; the same in all languages.
    space : ColorSpace
        Its curve is that of sRGB or a power function.
    least_depth : {8, 16}
        Bits of a channel below which its steps show.
    """

    id: str
    label: str
    space: ColorSpace
    least_depth: int = 8

    @property
    def is_srgb(self) -> bool:
        """Whether it is the space of all photos and of plain results."""
        return self.id == OUTPUT_SPACES[0]

    @property
    def has_srgb_curve(self) -> bool:
        """Whether its values have the curve of sRGB."""
        return self.space.curve == SRGB_CURVE

    def rgb_of_xyz(self) -> npt.NDArray[np.float64]:
        """The matrix from XYZ, relative to that of sRGB's white, to linear RGB, (3, 3)."""
        if self.is_srgb:
            return cielab.RELATIVE_XYZ_TO_SRGB
        adapted = adaptation(D65) * xyz_of(D65)
        return np.asarray(np.linalg.inv(self.space.xyz_matrix()) @ adapted)

    def encoded(self, light: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Values, 0..1, of linear light, 0..1."""
        if self.has_srgb_curve:
            return cielab.linear_to_srgb(light)
        exponent = self.space.curve[1][0]
        return np.asarray(light ** (1 / exponent))


@cache
def curve_table(space_id: str) -> Uint16Array:
    """The 16-bit value of a space for each one with the curve of sRGB, shape (65536,)."""
    light = cielab.srgb_to_linear(np.arange(65536) / 65535)
    table: Uint16Array = np.rint(output_space(space_id).encoded(light) * 65535).astype(np.uint16)
    return table


# In the order of `choices.OUTPUT_SPACES`.
SPACES: Final = (
    OutputSpace("srgb", "sRGB", ColorSpace("sRGB", SRGB_CURVE)),
    OutputSpace(
        "display-p3",
        "Display P3",
        ColorSpace("Display P3", SRGB_CURVE, ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))),
    ),
    OutputSpace(
        "adobe-rgb",
        "Adobe RGB (1998)",
        ColorSpace(
            "Compatible with Adobe RGB (1998)",
            gamma(563 / 256),
            ((0.640, 0.330), (0.210, 0.710), (0.150, 0.060)),
        ),
    ),
    OutputSpace(
        "prophoto",
        "ProPhoto RGB",
        ColorSpace(
            "ProPhoto RGB",
            gamma(1.8),
            ((0.7347, 0.2653), (0.1596, 0.8404), (0.0366, 0.0001)),
            _D50,
        ),
        least_depth=16,
    ),
)
SRGB: Final = SPACES[0]


def output_space(space_id: str) -> OutputSpace:
    """The space with an id; KeyError if there is none."""
    return {space.id: space for space in SPACES}[space_id]
