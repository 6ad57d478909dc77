"""From a low-resolution prediction to colors that follow the photo's edges.

The color field lives on a small grid. It follows the photo's edges because, in every
neighborhood, it is written as a linear function of L*; that function is what is scaled up, and the
full-resolution L* is what it is applied to. What the guided filter takes from the colors by
averaging is given back: averaged down again, the field is the prediction.

References
----------
K. He, J. Sun, "Fast Guided Filter", arXiv:1505.00996, 2015.
M. Irani, S. Peleg, "Improving resolution by image registration", CVGIP 53, 1991 (back-projection).
"""

from dataclasses import dataclass

import cv2
import numpy as np

# Chosen by benchmarks/upsampling.py, see docs/adr/0001.
GUIDE_RADIUS = 3
GUIDE_EPSILON = 50.0
BACK_PROJECTIONS = 2
# Of the longer side: how far a surface takes on one value in `evened`; see docs/adr/0006.
EVENED_REACH = 0.05
EVENED_EPSILON = 100.0


@dataclass(frozen=True, eq=False)
class ColorField:
    """Color as a linear function of lightness, on a small grid: ab = slope * L + offset.

    Parameters
    ----------
    slope, offset : ndarray of float32, shape (h, w, 2)
    """

    slope: np.ndarray
    offset: np.ndarray

    def at_grid(self, lightness):
        """The colors on the grid itself, float32 of shape (h, w, 2), for L* of shape (h, w)."""
        return self.slope * _for_both(lightness) + self.offset


def _mean(image, radius):
    side = 2 * radius + 1
    return cv2.blur(image, (side, side), borderType=cv2.BORDER_REFLECT)


def _linear_in(guide, values, radius, epsilon):
    """Values as a linear function of a guide in every neighborhood, as the guided filter has it.

    Parameters
    ----------
    guide : ndarray of float32, shape (h, w)
    values : ndarray of float32, shape (h, w, 2)
    radius : int
        Of a neighborhood.
    epsilon : float
        Differences in the guide well above its root count as edges.

    Returns
    -------
    slope, offset : ndarray of float32, shape (h, w, 2)
    """
    # In place where it can be: finding fresh memory takes longer than the sums.
    mean_guide, mean_values = _for_both(_mean(guide, radius)), _mean(values, radius)
    variance = _for_both(_mean(guide * guide, radius))
    variance -= mean_guide * mean_guide
    variance += epsilon
    slope = _mean(values * _for_both(guide), radius)
    slope -= mean_values * mean_guide
    slope /= variance
    mean_guide *= slope
    mean_values -= mean_guide
    return _mean(slope, radius), _mean(mean_values, radius)


def _for_both(guide):
    """A guide (h, w) for a* and for b*, (h, w, 2): numpy is slow where it has to repeat values."""
    return cv2.merge((guide, guide))


def _scaled(image, height, width, interpolation):
    return cv2.resize(image, (width, height), interpolation=interpolation)


def follow_edges(ab, lightness, edges=0.5):
    """Scale colors up so that they follow the edges of a photo.

    Parameters
    ----------
    ab : ndarray of float32, shape (p, q, 2)
        Colors on a grid that is as fine as or coarser than that of the photo.
    lightness : ndarray of float32, shape (h, w)
        L* of the photo.
    edges : float
        How closely, from softly (0) to crisply (1).

    Returns
    -------
    ColorField
        On the photo's grid.
    """
    epsilon = np.float32(GUIDE_EPSILON * 10 ** (1 - 2 * edges))
    coarse, fine = ab.shape[:2], lightness.shape
    guide = _for_both(lightness)
    blurred = _scaled(ab, *fine, cv2.INTER_LINEAR)
    slope, offset = _linear_in(lightness, blurred, GUIDE_RADIUS, epsilon)
    for _ in range(BACK_PROJECTIONS):
        shown = slope * guide
        shown += offset
        lost = ab - _scaled(shown, *coarse, cv2.INTER_AREA)
        offset += _scaled(lost, *fine, cv2.INTER_CUBIC)
    return ColorField(slope, offset)


def evened(values, lightness):
    """Let values vary over a surface only as its lightness does.

    Parameters
    ----------
    values : ndarray of float32, shape (p, q, 2)
        On a grid that is as fine as or coarser than that of the photo.
    lightness : ndarray of float32, shape (h, w)
        L* of the photo.

    Returns
    -------
    ndarray of float32, shape (p, q, 2)
    """
    guide = _scaled(lightness, *values.shape[:2], cv2.INTER_AREA)
    radius = max(1, round(EVENED_REACH * max(values.shape[:2])))
    slope, offset = _linear_in(guide, values, radius, EVENED_EPSILON)
    return slope * _for_both(guide) + offset
