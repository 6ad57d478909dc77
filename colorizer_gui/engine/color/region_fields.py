"""Regions in a color field: masks that follow the photo's edges, and fields that meet in them.

A mask is painted by hand or chosen on a coarse grid, and its rim misses the edges of the photo by
some cells. Near its rim a linear function of L* is fitted to the mask (a guided filter), in which
places count the less the nearer they are to the rim: there lightness decides on which side a place
lies, as far as the two sides differ in lightness.

References
----------
K. He, J. Sun, X. Tang, "Guided Image Filtering", IEEE TPAMI 35, 2013.
"""

import threading
from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.color.upsampling import ColorField, upsample
from colorizer_gui.engine.limits import MOST_REGIONS
from colorizer_gui.engine.regions import Mask, Region, RegionKind

# Cells beside the rim of a mask that lightness may give to the other side.
RIM = 6.0
_GIVEN_AWAY = 0.6  # share of a thinner side
_LEAST_CONFIDENCE = 0.02
_CONTRAST = 2.0
_EPSILON = 4.0  # steps of L* well above its square root count as edges
# Cells to each side of a rim that are upsampled anew, and the step of a share that makes one.
_RIM_CELLS, _LEAST_STEP = 1, 0.02


class RegionFields:
    """The regions of a photo on the grid of its lightness.

    Parameters
    ----------
    regions : sequence of Region
        A later one covers an earlier one of its kind.
    lightness : ndarray of float32, shape (h, w)
        L* of the photo.
    fits : MaskFits
        Of that lightness.

    Attributes
    ----------
    looks : list of (Region, ndarray of float32)
        Those that have a look of their own, with their fitted masks.
    """

    def __init__(
        self, regions: Sequence[Region], lightness: Float32Array, fits: "MaskFits"
    ) -> None:
        self._lightness = lightness
        acting = (each for each in regions if each.look or each.kind is not RegionKind.REGION)
        fitted = [(each, fits.of(each.mask)) for each in acting]
        self.looks = [(each, mask) for each, mask in fitted if each.kind is RegionKind.REGION]
        self._kept = [mask for each, mask in fitted if each.kind is RegionKind.KEEP]
        self._painted = [(each.ab, mask) for each, mask in fitted if each.ab is not None]

    def paint(self, field: ColorField, edges: float) -> ColorField:
        """The field with what is painted; `edges` as in `upsample`."""
        if not self._painted:
            return field
        # Several colors are laid over one another first, so that there is one field to meet.
        share, *color = np.zeros((3, *self._lightness.shape), np.float32)
        for ab, mask in self._painted:
            share += mask * (1 - share)
            color = [
                plane + mask * (np.float32(value) - plane)
                for plane, value in zip(color, ab, strict=True)
            ]
        covered = np.maximum(share, 1e-6)
        offset = np.asarray(cv2.merge([plane / covered for plane in color]), np.float32)
        return self.meet(field, ColorField(np.zeros_like(offset), offset), share, edges)

    def keep_gray(self, field: ColorField, edges: float) -> ColorField:
        """The field without colors where the photo is protected."""
        if not self._kept:
            return field
        gray = np.zeros_like(field.offset)
        share = np.maximum.reduce(self._kept)
        return self.meet(field, ColorField(gray, gray), share, edges)

    def meet(
        self, outside: ColorField, inside: ColorField, share: Float32Array, edges: float
    ) -> ColorField:
        """One field outside a mask, another one inside, and a rim that follows the photo's edges.

        Parameters
        ----------
        outside, inside : ColorField
        share : ndarray of float32, shape (h, w)
            0 outside, 1 inside.
        edges : float
            See `upsample`.

        Returns
        -------
        ColorField
            Exactly that of either side away from the rim.
        """
        blended = _mixed(outside, inside, share)
        crisp = upsample(blended.ab(self._lightness), self._lightness, edges)
        return _mixed(blended, crisp, _rim_of(share))


def _mixed(one: ColorField, other: ColorField, share: Float32Array) -> ColorField:
    """Exactly one field where the share is 0, and exactly the other where it is 1."""
    part = np.asarray(cv2.merge((share, share)), np.float32)  # faster than numpy's broadcasting
    rest = 1 - part
    slope = rest * one.slope + part * other.slope
    return ColorField(slope, rest * one.offset + part * other.offset)


def _rim_of(share: Float32Array) -> Float32Array:
    """1 where a share varies, fading out over the cells beside."""
    cells = np.ones((2 * _RIM_CELLS + 1,) * 2, np.uint8)
    varies = cv2.dilate(share, cells) - cv2.erode(share, cells) > _LEAST_STEP
    rim = cv2.blur(varies.astype(np.float32), (2 * _RIM_CELLS + 1,) * 2)
    return np.asarray(rim, np.float32)


class MaskFits:
    """Fitted masks on the grid of one lightness, of which the latest are kept. Thread-safe.

    Parameters
    ----------
    lightness : ndarray of float32, shape (h, w)
    """

    def __init__(self, lightness: Float32Array) -> None:
        self._lightness = lightness
        self._kept: dict[Mask, Float32Array] = {}
        self._lock = threading.Lock()

    def of(self, mask: Mask) -> Float32Array:
        """The mask as `fitted_mask` gives it."""
        with self._lock:
            fitted = self._kept.pop(mask, None)
        if fitted is None:
            fitted = fitted_mask(mask, self._lightness)
        with self._lock:
            self._kept[mask] = fitted
            if len(self._kept) > MOST_REGIONS:
                del self._kept[next(iter(self._kept))]
        return fitted


def fitted_mask(mask: Mask, lightness: Float32Array) -> Float32Array:
    """A mask on the grid of a lightness, its rim moved to edges nearby.

    Parameters
    ----------
    mask : Mask
    lightness : ndarray of float32, shape (h, w)
        L* of the photo.

    Returns
    -------
    ndarray of float32, shape (h, w)
        0..1; that of the mask where it has no rim within `RIM` cells.
    """
    height, width = lightness.shape
    share = mask.coverage((height, width))
    inside = (share >= 0.5).astype(np.uint8)
    if inside.all() or not inside.any():
        return share
    near = np.maximum(_depth(inside), _depth(1 - inside))
    confidence: Float32Array = np.clip(near, _LEAST_CONFIDENCE, 1) ** 2
    fit, explained = _weighted_fit(lightness, share, confidence)
    nearness = np.clip(1.5 - near, 0, 1)
    # The far ends of the fitted line are mixed from both sides; what is nearly one side is it.
    fit = np.clip((fit - np.float32(0.5)) * np.float32(_CONTRAST) + np.float32(0.5), 0, 1)
    found: Float32Array = (share + explained * nearness * (fit - share)).astype(np.float32)
    return found


def _depth(side: npt.NDArray[np.uint8]) -> Float32Array:
    """How deep places of one side of a rim lie in it, in widths of what lightness may give away.

    That is `RIM` cells, or a part of what the side is thick where it is thinner: the middle of a
    stroke stays where it was painted.
    """
    depth = np.asarray(cv2.distanceTransform(side, cv2.DIST_L2, 3), np.float32)
    cells = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * int(RIM) + 1,) * 2)
    thickness = np.asarray(cv2.dilate(depth, cells), np.float32)
    given: Float32Array = np.clip(np.float32(_GIVEN_AWAY) * thickness, 0.5, np.float32(RIM))
    return depth / given


def _weighted_fit(
    guide: Float32Array, values: Float32Array, weights: Float32Array
) -> tuple[Float32Array, Float32Array]:
    """Values as a linear function of a guide around each place, and how well that explains them."""
    side = 2 * (int(RIM) + 3) + 1

    def mean(image: Float32Array) -> Float32Array:
        blurred = cv2.blur(image, (side, side), borderType=cv2.BORDER_REFLECT)
        return np.asarray(blurred, np.float32)

    total = mean(weights)
    mean_guide, mean_values = mean(weights * guide) / total, mean(weights * values) / total
    variance = mean(weights * guide * guide) / total - mean_guide**2
    spread = mean(weights * values * values) / total - mean_values**2
    together = mean(weights * guide * values) / total - mean_guide * mean_values
    slope = together / (variance + np.float32(_EPSILON))
    offset = mean_values - slope * mean_guide
    explained = together**2 / np.maximum((variance + np.float32(_EPSILON)) * spread, 1e-6)
    return slope * guide + offset, np.sqrt(np.clip(explained, 0, 1))
