"""What the network's color bins say: one color between mean and mode, or the likeliest few."""

import cv2
import numpy as np

from colorizer_gui.engine.color.sums import weighted_sum

# Zhang et al. 2016: between the mean (1) and the mode (0) of the bins.
ANNEALED_TEMPERATURE = 0.38
# Bins nearer than this, in CIELAB units, count as one color.
CLUSTER_RADIUS = 18.0
# Half way to full vividness a place takes the bins' color outright if its own has this chroma and
# its photo's colors this variance, both in CIELAB units, and both colors are of one hue.
FULL_CHROMA, FULL_VARIANCE = 16.5, 800.0
LEAST_WEIGHT = 0.05
# Of the longer side: what is convinced takes its surroundings along, or surfaces would turn patchy.
WEIGHT_BLUR = 1 / 12
# The variance of a whole photo needs no more than every so manieth place.
_SPARSE = 2


def annealed_mean(bins, centers):
    """Mean of the bins' colors after sharpening their probabilities.

    Parameters
    ----------
    bins : ndarray of float32, shape (Q, h, w)
        Logits.
    centers : ndarray of float32, shape (Q, 2)

    Returns
    -------
    ndarray of float32, shape (h, w, 2)
    """
    weights = bins - bins.max(axis=0)
    weights /= np.float32(ANNEALED_TEMPERATURE)
    np.exp(weights, out=weights)
    return weighted_sum(weights, centers) / weights.sum(axis=0)[..., None]


def vividness_weight(calm, vivid, bins, centers):
    """How readily each part of a photo goes over from its calm colors to its vivid ones.

    Readily where the calm color is a decided one and the vivid one of the same hue: a sky, a face,
    a meadow. Hardly where they disagree, as on a coat that might be red, blue or gray; and the
    more readily, the more the colors of the photo can be expected to vary. See docs/adr/0005.

    Parameters
    ----------
    calm, vivid : ndarray of float32, shape (h, w, 2)
        a*, b*.
    bins : ndarray of float32, shape (Q, h, w)
        Logits.
    centers : ndarray of float32, shape (Q, 2)

    Returns
    -------
    ndarray of float32, shape (h, w, 1)
        From `LEAST_WEIGHT` up; 1 where half of full vividness is to make the step whole.
    """
    chroma = np.hypot(*np.moveaxis(calm, -1, 0))
    lengths = chroma * np.hypot(*np.moveaxis(vivid, -1, 0))
    agreement = (calm * vivid).sum(axis=-1) / np.maximum(lengths, np.float32(1e-6))
    variance = _mean_variance(bins[:, ::_SPARSE, ::_SPARSE], centers)
    decided = chroma / np.float32(FULL_CHROMA) * (variance / np.float32(FULL_VARIANCE)) ** 2
    ready = np.maximum(decided * agreement, np.float32(LEAST_WEIGHT))
    return cv2.GaussianBlur(ready, (0, 0), WEIGHT_BLUR * max(ready.shape))[..., None]


def _mean_variance(logits, centers):
    """Mean, over places, of the variance of the colors that logits (Q, h, w) stand for."""
    probability = np.exp(logits - logits.max(axis=0))
    probability /= probability.sum(axis=0)
    mean = weighted_sum(probability, centers)
    square = weighted_sum(probability, (centers**2).sum(axis=1, keepdims=True))
    return (square.sum(axis=-1) - (mean**2).sum(axis=-1)).mean()


def likely_colors(logits, centers, count):
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
    clusters = []
    while len(clusters) < count and probability.max() > 0:
        peak = centers[probability.argmax()]
        near = np.hypot(*(centers - peak).T) <= CLUSTER_RADIUS
        share = probability[near]
        clusters.append((share.sum(), share @ centers[near] / share.sum()))
        probability = np.where(near, 0, probability)
    clusters.sort(key=lambda cluster: -cluster[0])
    return [(float(a), float(b)) for _, (a, b) in clusters]


def uncertainty(bins):
    """How undecided the network is between its colors: the entropy of the bins.

    Parameters
    ----------
    bins : ndarray of float32, shape (Q, h, w)
        Logits.

    Returns
    -------
    ndarray of float32, shape (h, w)
        From 0, where one bin has all the probability, to 1, where all have the same.
    """
    logits = bins - bins.max(axis=0)
    weights = np.exp(logits)
    total = weights.sum(axis=0)
    entropy = np.log(total) - (weights * logits).sum(axis=0) / total
    return (entropy / np.log(len(bins))).astype(np.float32)
