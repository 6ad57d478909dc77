"""RGB color spaces by their primaries, white and curve.

References
----------
ICC.1:2022, annex E (chromatic adaptation).
"""

from typing import NamedTuple

import numpy as np

from colorizer_gui.engine.arrays import FloatArray

Point = tuple[float, float]  # x and y of the CIE 1931 diagram

D65: Point = (0.3127, 0.3290)
SRGB_PRIMARIES: tuple[Point, Point, Point] = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
# Of parametric curves: their type and parameters, the exponent first.
Curve = tuple[int, tuple[float, ...]]
SRGB_CURVE: Curve = (3, (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045))
REC_709_CURVE: Curve = (3, (1 / 0.45, 1 / 1.099, 0.099 / 1.099, 1 / 4.5, 0.081))

D50_XYZ = np.array([0.9642, 1.0, 0.8249])
# Bradford's matrix from XYZ to cone responses.
_CONES = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])


def gamma(exponent: float) -> Curve:
    """The curve of a power function."""
    return 0, (exponent,)


class ColorSpace(NamedTuple):
    """An RGB color space, or a gray one where there are no primaries.

    Parameters
    ----------
    name : str
        For profiles.
    curve : Curve
        From stored values to light.
    primaries : tuple of three points, or None
        Red, green and blue.
    white : Point
    """

    name: str
    curve: Curve
    primaries: tuple[Point, Point, Point] | None = SRGB_PRIMARIES
    white: Point = D65

    def xyz_matrix(self) -> FloatArray:
        """The matrix from linear RGB to XYZ adapted to D50, (3, 3).

        Raises
        ------
        ValueError
            The primaries lie on a line, or the white is none.
        """
        assert self.primaries is not None
        try:
            colorants = np.stack([xyz_of(point) for point in self.primaries], axis=1)
            matrix = colorants * np.linalg.solve(colorants, xyz_of(self.white))
        except (np.linalg.LinAlgError, ZeroDivisionError) as error:
            raise ValueError("no color space") from error
        return np.asarray(adaptation(self.white) @ matrix)


def xyz_of(point: Point) -> FloatArray:
    """XYZ of a point, with a luminance of 1."""
    x, y = point
    return np.array([x / y, 1.0, (1 - x - y) / y])


def adaptation(white: Point) -> FloatArray:
    """The matrix that adapts XYZ from a white to D50."""
    scale = (_CONES @ D50_XYZ) / (_CONES @ xyz_of(white))
    return np.asarray(np.linalg.inv(_CONES) @ (scale[:, None] * _CONES))
