"""Colors from the network's color bins: one between mean and mode, or the likeliest few.

References
----------
R. Zhang, P. Isola, A. A. Efros, "Colorful Image Colorization", ECCV 2016 (annealed mean).
"""

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.color.sums import weighted_sum

# Zhang et al. 2016: between the mean (1) and the mode (0) of the bins.
ANNEALED_TEMPERATURE = 0.38
# Bins nearer than this, in CIELAB units, count as one color.
CLUSTER_RADIUS = 18.0
# Calm chroma and mean variance of the bins, in CIELAB units, at which the vividness weight is 1
# where calm and vivid color have the same hue.
FULL_CHROMA, FULL_VARIANCE = 16.5, 800.0
LEAST_WEIGHT = 0.05
# Standard deviation of the blur of the weight, of the longer side; without it surfaces are patchy.
WEIGHT_BLUR = 1 / 12
# Alternatives for a surface, in CIELAB units: how many ranges of hues, which chroma counts as gray
# and as a color, and the chroma of hues of which nothing is known.
HUES = 8
GRAY_CHROMA = 8.0
LEAST_CHROMA, LARGEST_CHROMA = 18.0, 70.0
PLAIN_CHROMA = 35.0
# Every second row and column is enough for the mean variance of a photo.
_VARIANCE_STEP = 2


def annealed_mean(bins: Float32Array, centers: Float32Array) -> Float32Array:
    """Mean color of the bins after their probabilities are sharpened by a temperature.

    Parameters
    ----------
    bins : ndarray of float32, shape (Q, h, w)
        Logits.
    centers : ndarray of float32, shape (Q, 2)
        a*, b* of each bin.

    Returns
    -------
    ndarray of float32, shape (h, w, 2)
        a*, b*.
    """
    weights = bins - bins.max(axis=0)
    weights /= np.float32(ANNEALED_TEMPERATURE)
    np.exp(weights, out=weights)
    mean: Float32Array = weighted_sum(weights, centers) / weights.sum(axis=0)[..., None]
    return mean


def vividness_weight(
    calm: Float32Array, vivid: Float32Array, bins: Float32Array, centers: Float32Array
) -> Float32Array:
    """Per-pixel weight by which vividness turns the calm colors into the vivid ones.

    The product of the chroma of the calm color, the cosine of the hue difference between calm and
    vivid color, and the square of the mean variance of the bins over the photo; blurred. It is
    high for a sky, a face or a meadow and low for a coat that might be red, blue or gray. See
    docs/adr/0005.

    Parameters
    ----------
    calm, vivid : ndarray of float32, shape (h, w, 2)
        a*, b*.
    bins : ndarray of float32, shape (Q, h, w)
        Logits.
    centers : ndarray of float32, shape (Q, 2)
        a*, b* of each bin.

    Returns
    -------
    ndarray of float32, shape (h, w, 1)
        At least `LEAST_WEIGHT`; with 1, a vividness of 0.5 gives the vivid color.
    """
    chroma = np.hypot(*np.moveaxis(calm, -1, 0))
    lengths = chroma * np.hypot(*np.moveaxis(vivid, -1, 0))
    hue_cosine = (calm * vivid).sum(axis=-1) / np.maximum(lengths, np.float32(1e-6))
    variance = _mean_variance(bins[:, ::_VARIANCE_STEP, ::_VARIANCE_STEP], centers)
    certainty = chroma / np.float32(FULL_CHROMA) * (variance / np.float32(FULL_VARIANCE)) ** 2
    weight = np.maximum(certainty * hue_cosine, np.float32(LEAST_WEIGHT))
    blurred = cv2.GaussianBlur(weight, (0, 0), WEIGHT_BLUR * max(weight.shape))
    return np.asarray(blurred, np.float32)[..., None]


def _mean_variance(bins: Float32Array, centers: Float32Array) -> np.float32:
    """Mean, over all places, of the variance of the color that logits (Q, h, w) describe."""
    probability = np.exp(bins - bins.max(axis=0))
    probability /= probability.sum(axis=0)
    mean = weighted_sum(probability, centers)
    square = weighted_sum(probability, (centers**2).sum(axis=1, keepdims=True))
    variance: np.float32 = (square.sum(axis=-1) - (mean**2).sum(axis=-1)).mean()
    return variance


def likely_colors(
    logits: Float32Array, centers: Float32Array, count: int
) -> list[tuple[float, float]]:
    """The likeliest colors of one place, each the mean of a cluster of neighboring bins.

    Parameters
    ----------
    logits : ndarray of float32, shape (Q,)
    centers : ndarray of float32, shape (Q, 2)
    count : int

    Returns
    -------
    list of tuple of float
        a*, b* of at most `count` colors, the likeliest cluster first.
    """
    probability = np.exp(logits - logits.max())
    clusters: list[tuple[np.float32, Float32Array]] = []
    while len(clusters) < count and probability.max() > 0:
        peak = centers[probability.argmax()]
        near = np.hypot(*(centers - peak).T) <= CLUSTER_RADIUS
        share = probability[near]
        clusters.append((share.sum(), share @ centers[near] / share.sum()))
        probability = np.where(near, 0, probability)
    clusters.sort(key=lambda cluster: -cluster[0])
    return [(float(a), float(b)) for _, (a, b) in clusters]


def contrasting_colors(
    logits: Float32Array | None, centers: Float32Array | None
) -> list[tuple[float, float]]:
    """Colors of one place that are far from each other: the likeliest of each range of hues.

    Parameters
    ----------
    logits : ndarray of float32, shape (Q,), or None
        None where nothing is known: then the hues have one chroma.
    centers : ndarray of float32, shape (Q, 2), or None

    Returns
    -------
    list of tuple of float
        a*, b* of gray and of at most `HUES` hues, the likeliest first.
    """
    if logits is None or centers is None:
        angles = np.arange(HUES) * (2 * np.pi / HUES)
        ring = PLAIN_CHROMA * np.stack((np.cos(angles), np.sin(angles)), axis=1)
        return [(0.0, 0.0), *((float(a), float(b)) for a, b in ring)]
    chroma = np.hypot(*centers.T)
    hues = np.arctan2(centers[:, 1], centers[:, 0]) / (2 * np.pi) * HUES
    sector = np.round(hues).astype(int) % HUES
    is_colorful = (chroma >= LEAST_CHROMA) & (chroma <= LARGEST_CHROMA)
    found = [(_log_share(logits[chroma < GRAY_CHROMA]), (0.0, 0.0))]
    for number in range(HUES):
        inside = is_colorful & (sector == number)
        if inside.any():
            share = logits[inside]
            # Half the logits: unlikely but stronger colors count too.
            weight = np.exp((share - share.max()) / 2)
            a, b = weight @ centers[inside] / weight.sum()
            found.append((_log_share(share), (float(a), float(b))))
    found.sort(key=lambda entry: -entry[0])
    return [color for _, color in found]


def _log_share(logits: Float32Array) -> float:
    """The logarithm of the probability of some bins, but for a summand that all have."""
    return float(np.logaddexp.reduce(logits)) if logits.size else -np.inf
