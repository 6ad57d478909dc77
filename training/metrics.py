"""Figures of a colorized photo against the true one, both 8-bit sRGB of shape (H, W, 3)."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from skimage.color import deltaE_ciede2000
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from training.lab import photo_to_lab

# Pixels a side of the uniform window of SSIM, scikit-image's default.
SSIM_WINDOW = 7

# Ranges of the true hue in degrees, of which the recall is told apart; the first has all.
HUES = {
    "all": (0, 360), "red": (0, 45), "yellow": (45, 90), "yellow-green": (90, 135),
    "green-cyan": (135, 225), "blue": (225, 315), "magenta": (315, 360), "cool": (135, 315),
}  # fmt: skip
# Chroma from which the truth has a hue and a result shows one, and how far the hues may differ.
_TRUE_CHROMA, _SHOWN_CHROMA, _SAME_HUE = 20, 10, 40

Photo = NDArray[np.uint8]


def colorfulness(rgb: Photo) -> float:
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


def raw_accuracy_auc(ab_distance: NDArray[np.floating], limit: int = 150) -> float:
    """Area under the curve of the share of pixels within a distance of 0 to `limit`.

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


def histogram_distances(result: Photo, truth: Photo, bins: int = 8) -> dict[str, float]:
    """Distances between the RGB histograms of two photos.

    Parameters
    ----------
    result, truth : ndarray of uint8, shape (H, W, 3)
    bins : int
        Of each channel of the RGB histogram.

    Returns
    -------
    dict of str to float
        ``histogram_correlation`` (1 for equal histograms), ``histogram_chi_squared`` and
        ``histogram_bhattacharyya`` (both 0 for equal ones), as OpenCV defines them.
    """

    def histogram(rgb: Photo) -> NDArray[np.float32]:
        counts = cv2.calcHist([rgb], [0, 1, 2], None, [bins] * 3, [0, 256] * 3)
        share: NDArray[np.float32] = counts.ravel() / np.float32(rgb.shape[0] * rgb.shape[1])
        return share

    pair = histogram(truth), histogram(result)
    return {
        "histogram_correlation": cv2.compareHist(*pair, cv2.HISTCMP_CORREL),
        # The symmetric form: the other divides by 0 for colors that the truth lacks.
        "histogram_chi_squared": cv2.compareHist(*pair, cv2.HISTCMP_CHISQR_ALT),
        "histogram_bhattacharyya": cv2.compareHist(*pair, cv2.HISTCMP_BHATTACHARYYA),
    }


def hue_counts(lab: NDArray[np.floating], true_lab: NDArray[np.floating]) -> dict[str, float]:
    """How much of a photo has a hue, and where a result has it too.

    Parameters
    ----------
    lab, true_lab : ndarray of float, shape (H, W, 3)
        CIELAB of the result and of the truth.

    Returns
    -------
    dict of str to float
        For each range of `HUES` the share of pixels whose true chroma is above 20
        (``asked_NAME``), and of those that have a chroma above 10 and a hue within 40 degrees in
        the result (``found_NAME``). The sums over photos give the recall.
    """
    true_color, color = (values[..., 1] + 1j * values[..., 2] for values in (true_lab, lab))
    hue = np.degrees(np.angle(true_color)) % 360
    is_asked = np.abs(true_color) > _TRUE_CHROMA
    apart = np.abs(np.degrees(np.angle(color * np.conj(true_color))))
    is_found = is_asked & (np.abs(color) > _SHOWN_CHROMA) & (apart < _SAME_HUE)
    counts = {}
    for name, (first, last) in HUES.items():
        is_in = (hue >= first) & (hue < last)
        counts[f"asked_{name}"] = float((is_asked & is_in).mean())
        counts[f"found_{name}"] = float((is_found & is_in).mean())
    return counts


def compare(result: Photo, truth: Photo) -> dict[str, float]:
    """All figures of one photo.

    Parameters
    ----------
    result, truth : ndarray of uint8, shape (H, W, 3)

    Returns
    -------
    dict of str to float
        ``psnr`` in dB, ``mse`` in squared 8-bit steps, ``ssim`` over windows of `SSIM_WINDOW`,
        ``ciede2000`` (mean), ``auc``, ``colorfulness`` and that of the
        truth, and what `histogram_distances` and `hue_counts` give.
    """
    true_lab, lab = photo_to_lab(truth), photo_to_lab(result)
    return {
        "psnr": float(peak_signal_noise_ratio(truth, result)),
        "mse": float(np.mean((truth.astype(np.float64) - result) ** 2)),
        "ssim": float(structural_similarity(truth, result, win_size=SSIM_WINDOW, channel_axis=-1)),
        "ciede2000": float(deltaE_ciede2000(true_lab, lab).mean()),
        "auc": raw_accuracy_auc(np.hypot(*np.moveaxis(lab - true_lab, -1, 0)[1:])),
        "colorfulness": colorfulness(result),
        "true_colorfulness": colorfulness(truth),
        **histogram_distances(result, truth),
        **hue_counts(lab, true_lab),
    }
