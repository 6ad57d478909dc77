"""The colors of one photo taken over by another.

References
----------
E. Reinhard et al., "Color Transfer between Images", IEEE CG&A 21(5), 2001 (mean and spread).
"""

import math

import numpy as np

from colorizer_gui.engine.color.cielab import srgb_to_lab
from colorizer_gui.engine.color.reference_colors import QUANTILES, Palette
from colorizer_gui.engine.errors import PhotoError
from colorizer_gui.engine.photo import read_photo, reduced

# A photo whose colors hardly vary is not stretched further than this.
MOST_STRETCH = 4.0
_SAMPLES = 200_000


def palette_of(rgb, method="spread"):
    """The palette of a photo.

    Parameters
    ----------
    rgb : ndarray of uint8 or uint16, shape (H, W, 3)
        sRGB.
    method : str
        See `Palette`.

    Returns
    -------
    Palette
    """
    step = max(1, math.isqrt(rgb.shape[0] * rgb.shape[1] // _SAMPLES))
    values = rgb[::step, ::step] / np.float32(np.iinfo(rgb.dtype).max)
    lab = srgb_to_lab(values).reshape(-1, 3)
    a, b = (_quantiles(lab[:, channel]) for channel in (1, 2))
    return Palette(tuple(a.tolist()), tuple(b.tolist()), method)


def palette_of_file(path, method="spread"):
    """The palette of a photo file.

    Parameters
    ----------
    path : Path
    method : str
        See `Palette`.

    Returns
    -------
    Palette

    Raises
    ------
    PhotoError
        It cannot be read, or has no colors.
    """
    pixels = reduced(read_photo(path), _SAMPLES).pixels
    if pixels.ndim == 2 or (pixels[..., :1] == pixels).all():
        raise PhotoError(f"Can't take colors from {path.name}: it has none. Choose a color photo.")
    return palette_of(pixels, method)


def transfer(ab, palette):
    """Give colors the distribution of a palette.

    Parameters
    ----------
    ab : ndarray of float32, shape (h, w, 2)
    palette : Palette

    Returns
    -------
    ndarray of float32, shape (h, w, 2)
    """
    match = _match_spread if palette.method == "spread" else _match_quantiles
    wanted = np.array((palette.a, palette.b))
    return np.stack([match(ab[..., i], wanted[i]) for i in (0, 1)], axis=-1).astype(np.float32)


def _quantiles(values):
    return np.quantile(values, np.linspace(0, 1, QUANTILES))


def _match_spread(values, wanted):
    middle = (wanted[1:] + wanted[:-1]) / 2
    stretch = min(middle.std() / max(float(values.std()), 1e-6), MOST_STRETCH)
    return (values - values.mean()) * stretch + middle.mean()


def _match_quantiles(values, wanted):
    own = _quantiles(values)
    # Equal quantiles, as of a plain surface, would leave no way to tell which one a value is.
    own += np.arange(QUANTILES) * 1e-6
    return np.interp(values, own, wanted)
