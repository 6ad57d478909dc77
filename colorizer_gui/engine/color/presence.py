"""Tells photos that are in color already from gray and toned ones."""

import numpy as np

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.color.cielab import srgb_to_lab

# Spread of a*, b* across the direction in which they vary most: toned and yellowed photos vary
# along one hue. A tenth of the pixels at least are as colorful as the chroma.
LEAST_SPREAD, LEAST_CHROMA = 4.0, 12.0


def is_in_color(rgb: Float32Array) -> bool:
    """Whether pixels have several hues.

    Parameters
    ----------
    rgb : ndarray of float32, shape (H, W, 3)
        sRGB, 0..1.

    Returns
    -------
    bool
        False for gray pixels and for a photo that is toned, such as in sepia.
    """
    ab = srgb_to_lab(rgb).reshape(-1, 3)[:, 1:]
    if len(ab) < 2:
        return False
    spread = float(np.linalg.eigvalsh(np.cov(ab.T))[0])  # the smaller variance
    chroma = float(np.quantile(np.hypot(ab[:, 0], ab[:, 1]), 0.9))
    return spread > LEAST_SPREAD**2 and chroma > LEAST_CHROMA
