"""How good a colored photo is against the true one, both 8-bit sRGB of shape (H, W, 3)."""

import cv2
import numpy as np
from skimage.color import deltaE_ciede2000
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from colorizer_gui.engine.color.cielab import srgb_to_lab


def colorfulness(rgb):
    """Colorfulness of a photo.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)

    Returns
    -------
    float
        0 for gray; about 15 for slightly and 60 for very colorful photos.

    References
    ----------
    D. Hasler, S. Suesstrunk, "Measuring colorfulness in natural images", SPIE 5007, 2003.
    """
    red, green, blue = np.moveaxis(rgb.astype(np.float64), -1, 0)
    red_green, yellow_blue = red - green, (red + green) / 2 - blue
    spread = np.hypot(red_green.std(), yellow_blue.std())
    return float(spread + 0.3 * np.hypot(red_green.mean(), yellow_blue.mean()))


def raw_accuracy_auc(ab_distance, limit=150):
    """Area under the curve of the share of pixels that are right within 0 to `limit` units.

    Parameters
    ----------
    ab_distance : ndarray of float, shape (H, W)
        Distance in ab between the result and the truth, CIELAB units.
    limit : int
        Largest threshold; the thresholds go up by 1.

    Returns
    -------
    float
        0..1.

    References
    ----------
    R. Zhang et al., "Colorful Image Colorization", ECCV 2016, section 3.1.
    """
    counts = np.histogram(ab_distance, bins=np.arange(-1, limit + 1) + 0.5)[0]
    return float(np.cumsum(counts).mean() / ab_distance.size)


def histogram_distances(result, truth, bins=8):
    """How alike the colors of two photos are, wherever they are.

    Parameters
    ----------
    result, truth : ndarray of uint8, shape (H, W, 3)
    bins : int
        Of each channel of the RGB histogram.

    Returns
    -------
    dict of str to float
        ``histogram_correlation`` (1 for alike), ``histogram_chi_squared`` and
        ``histogram_bhattacharyya`` (both 0 for alike), as OpenCV defines them.
    """

    def histogram(rgb):
        counts = cv2.calcHist([rgb], [0, 1, 2], None, [bins] * 3, [0, 256] * 3)
        return counts.ravel() / (rgb.shape[0] * rgb.shape[1])

    pair = histogram(truth), histogram(result)
    return {
        "histogram_correlation": cv2.compareHist(*pair, cv2.HISTCMP_CORREL),
        # The other way's divisor is 0 wherever a color of the result is nowhere in the truth.
        "histogram_chi_squared": cv2.compareHist(*pair, cv2.HISTCMP_CHISQR_ALT),
        "histogram_bhattacharyya": cv2.compareHist(*pair, cv2.HISTCMP_BHATTACHARYYA),
    }


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
        ``psnr`` in dB, ``ssim``, ``ciede2000`` (mean), ``auc``, ``colorfulness`` and that of the
        truth, and what `histogram_distances` gives.
    """
    true_lab, lab = _lab(truth), _lab(result)
    return {
        "psnr": float(peak_signal_noise_ratio(truth, result)),
        "ssim": float(structural_similarity(truth, result, channel_axis=-1)),
        "ciede2000": float(deltaE_ciede2000(true_lab, lab).mean()),
        "auc": raw_accuracy_auc(np.hypot(*np.moveaxis(lab - true_lab, -1, 0)[1:])),
        "colorfulness": colorfulness(result),
        "true_colorfulness": colorfulness(truth),
        **histogram_distances(result, truth),
    }
