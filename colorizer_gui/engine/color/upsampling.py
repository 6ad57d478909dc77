"""Joint upsampling: a low-resolution prediction becomes colors that follow the photo's edges.

In every neighborhood of a small grid, ab is a linear function of L* (guided filter). Its
coefficients are what is scaled up, and the full-resolution L* is what they are applied to. The
guided filter loses color to averaging; back-projection corrects the offset until the field,
averaged down again, is the prediction.

References
----------
K. He, J. Sun, "Fast Guided Filter", arXiv:1505.00996, 2015.
M. Irani, S. Peleg, "Improving resolution by image registration", CVGIP 53, 1991 (back-projection).
"""

from dataclasses import dataclass

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Float32Array

# Chosen by benchmarks/upsampling.py, see docs/adr/0001.
GUIDE_RADIUS = 3
GUIDE_EPSILON = 50.0
BACK_PROJECTIONS = 2
# Radius, of the longer side, and edge threshold of `smooth_over_surfaces`; see docs/adr/0006.
SURFACE_RADIUS = 0.05
SURFACE_EPSILON = 100.0


@dataclass(frozen=True, eq=False)
class ColorField:
    """Color as a linear function of lightness on a small grid: ab = slope * L* + offset.

    Parameters
    ----------
    slope, offset : ndarray of float32, shape (h, w, 2)
    """

    slope: Float32Array
    offset: Float32Array

    def ab(self, lightness: Float32Array) -> Float32Array:
        """The colors on the grid itself.

        Parameters
        ----------
        lightness : ndarray of float32, shape (h, w)
            L*.

        Returns
        -------
        ndarray of float32, shape (h, w, 2)
            a*, b*.
        """
        return self.slope * _two_channels(lightness) + self.offset


def upsample(ab: Float32Array, lightness: Float32Array, edges: float = 0.5) -> ColorField:
    """Scale colors up to the grid of a lightness, along its edges.

    Parameters
    ----------
    ab : ndarray of float32, shape (p, q, 2)
        Colors on a grid that is as fine as or coarser than that of the lightness.
    lightness : ndarray of float32, shape (h, w)
        L* of the photo.
    edges : float
        How closely colors follow edges, from softly (0) to crisply (1).

    Returns
    -------
    ColorField
        On the grid of the lightness.
    """
    epsilon = np.float32(GUIDE_EPSILON * 10 ** (1 - 2 * edges))
    coarse, fine = ab.shape[:2], lightness.shape
    guide = _two_channels(lightness)
    bilinear = _resized(ab, fine, cv2.INTER_LINEAR)
    slope, offset = _guided_filter(lightness, bilinear, GUIDE_RADIUS, epsilon)
    for _ in range(BACK_PROJECTIONS):
        shown = slope * guide
        shown += offset
        lost = ab - _resized(shown, coarse, cv2.INTER_AREA)
        offset += _resized(lost, fine, cv2.INTER_CUBIC)
    return ColorField(slope, offset)


def smooth_over_surfaces(values: Float32Array, lightness: Float32Array) -> Float32Array:
    """Guided filter: let values vary over a surface only as its lightness does.

    Parameters
    ----------
    values : ndarray of float32, shape (p, q, 2)
        On a grid that is as fine as or coarser than that of the lightness.
    lightness : ndarray of float32, shape (h, w)
        L* of the photo.

    Returns
    -------
    ndarray of float32, shape (p, q, 2)
    """
    guide = _resized(lightness, values.shape[:2], cv2.INTER_AREA)
    radius = max(1, round(SURFACE_RADIUS * max(values.shape[:2])))
    slope, offset = _guided_filter(guide, values, radius, np.float32(SURFACE_EPSILON))
    return slope * _two_channels(guide) + offset


def _guided_filter(
    guide: Float32Array, values: Float32Array, radius: int, epsilon: np.float32
) -> tuple[Float32Array, Float32Array]:
    """Coefficients of the guided filter: values as a linear function of a guide.

    Parameters
    ----------
    guide : ndarray of float32, shape (h, w)
    values : ndarray of float32, shape (h, w, 2)
    radius : int
        Of a neighborhood.
    epsilon : float32
        Differences in the guide well above its square root count as edges.

    Returns
    -------
    slope, offset : ndarray of float32, shape (h, w, 2)
    """
    # In place where possible: allocating memory takes longer than the arithmetic.
    mean_guide, mean_values = _two_channels(_box_mean(guide, radius)), _box_mean(values, radius)
    variance = _two_channels(_box_mean(guide * guide, radius))
    variance -= mean_guide * mean_guide
    variance += epsilon
    slope = _box_mean(values * _two_channels(guide), radius)
    slope -= mean_values * mean_guide
    slope /= variance
    mean_guide *= slope
    mean_values -= mean_guide
    return _box_mean(slope, radius), _box_mean(mean_values, radius)


def _box_mean(image: Float32Array, radius: int) -> Float32Array:
    side = 2 * radius + 1
    return np.asarray(cv2.blur(image, (side, side), borderType=cv2.BORDER_REFLECT), np.float32)


def _two_channels(guide: Float32Array) -> Float32Array:
    """A guide (h, w) repeated for a* and b*, (h, w, 2): faster than numpy's broadcasting."""
    return np.asarray(cv2.merge((guide, guide)), np.float32)


def _resized(image: Float32Array, shape: tuple[int, ...], interpolation: int) -> Float32Array:
    height, width = shape
    return np.asarray(cv2.resize(image, (width, height), interpolation=interpolation), np.float32)
