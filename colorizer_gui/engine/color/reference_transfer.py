"""Color transfer: give the colors of one photo the distribution of another's.

References
----------
E. Reinhard et al., "Color Transfer between Images", IEEE CG&A 21(5), 2001 (mean and standard
deviation).
"""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import Float32Array, PixelArray
from colorizer_gui.engine.color.cielab import srgb_to_lab
from colorizer_gui.engine.color.reference_colors import QUANTILES, ReferenceColors, ReferenceCopy

# Limit of the factor on the spread, for colors that hardly vary.
LARGEST_STRETCH = 4.0
# Pixels that are enough for the quantiles of a photo.
SAMPLES = 200_000

_FloatArray = npt.NDArray[np.floating[Any]]


def reference_colors(
    rgb: PixelArray, method: str = "spread", copy: ReferenceCopy | None = None
) -> ReferenceColors:
    """Measure the distribution of the colors of pixels.

    Parameters
    ----------
    rgb : ndarray of uint8 or uint16, shape (H, W, 3)
        sRGB.
    method : {'spread', 'histogram', 'place'}
    copy : ReferenceCopy or None
        See `ReferenceColors`.

    Returns
    -------
    ReferenceColors
    """
    step = max(1, math.isqrt(rgb.shape[0] * rgb.shape[1] // SAMPLES))
    values = rgb[::step, ::step] / np.float32(np.iinfo(rgb.dtype).max)
    lab = srgb_to_lab(np.asarray(values, np.float32)).reshape(-1, 3)
    a, b = (_quantiles(lab[:, channel]) for channel in (1, 2))
    return ReferenceColors(tuple(a.tolist()), tuple(b.tolist()), method, copy)


def transfer_colors(ab: Float32Array, reference: ReferenceColors) -> Float32Array:
    """Give colors the distribution of those of a reference photo.

    Parameters
    ----------
    ab : ndarray of float32, shape (h, w, 2)
    reference : ReferenceColors

    Returns
    -------
    ndarray of float32, shape (h, w, 2)
    """
    match = _match_spread if reference.method == "spread" else _match_quantiles
    wanted = np.array((reference.a, reference.b))
    return np.stack([match(ab[..., i], wanted[i]) for i in (0, 1)], axis=-1).astype(np.float32)


def _quantiles(values: _FloatArray) -> _FloatArray:
    return np.quantile(values, np.linspace(0, 1, QUANTILES))


def _match_spread(values: _FloatArray, wanted: _FloatArray) -> _FloatArray:
    """Shift and stretch values to the mean and standard deviation that quantiles describe."""
    middle = (wanted[1:] + wanted[:-1]) / 2
    stretch = min(middle.std() / max(float(values.std()), 1e-6), LARGEST_STRETCH)
    matched: _FloatArray = (values - values.mean()) * stretch + middle.mean()
    return matched


def _match_quantiles(values: _FloatArray, wanted: _FloatArray) -> _FloatArray:
    """Map values so that their quantiles become the wanted ones."""
    own = _quantiles(values)
    # Equal quantiles, as of one plain color, would not be a function that can be inverted.
    own += np.arange(QUANTILES) * 1e-6
    return np.interp(values, own, wanted)
