"""How good a coloured photo is against the true one, both 8-bit sRGB of shape (H, W, 3)."""

import numpy as np
from skimage.color import deltaE_ciede2000
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from colorizer_gui.engine.color import srgb_to_lab


def colourfulness(rgb):
    """Colourfulness of a photo.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)

    Returns
    -------
    float
        0 for grey; about 15 for slightly and 60 for very colourful photos.

    References
    ----------
    D. Hasler, S. Suesstrunk, "Measuring colourfulness in natural images", SPIE 5007, 2003.
    """
    red, green, blue = np.moveaxis(rgb.astype(np.float64), -1, 0)
    red_green, yellow_blue = red - green, (red + green) / 2 - blue
    spread = np.hypot(red_green.std(), yellow_blue.std())
    return float(spread + 0.3 * np.hypot(red_green.mean(), yellow_blue.mean()))


def _lab(rgb):
    return srgb_to_lab(rgb.astype(np.float32) / 255)


def compare(result, truth):
    """All figures of one photo.

    Parameters
    ----------
    result, truth : ndarray of uint8, shape (H, W, 3)

    Returns
    -------
    dict of str to float
        ``psnr`` in dB, ``ssim``, ``ciede2000`` (mean), ``colourfulness`` and that of the truth.
    """
    return {
        "psnr": float(peak_signal_noise_ratio(truth, result)),
        "ssim": float(structural_similarity(truth, result, channel_axis=-1)),
        "ciede2000": float(deltaE_ciede2000(_lab(truth), _lab(result)).mean()),
        "colourfulness": colourfulness(result),
        "true_colourfulness": colourfulness(truth),
    }
