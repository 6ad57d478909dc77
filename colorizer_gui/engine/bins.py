"""What the network's colour bins say: one colour between mean and mode, or the likeliest few."""

import cv2
import numpy as np

from colorizer_gui.engine.sums import weighted_sum

# Zhang et al. 2016: between the mean (1) and the mode (0) of the bins.
ANNEALED_TEMPERATURE = 0.38
# Bins nearer than this, in CIELAB units, count as one colour.
CLUSTER_RADIUS = 18.0
# Half way to full vividness a place takes the bins' colour outright if its own has this chroma and
# its photo's colours this variance, both in CIELAB units, and both colours are of one hue.
FULL_CHROMA, FULL_VARIANCE = 16.5, 800.0
LEAST_CONVICTION = 0.05
# Of the longer side: what is convinced takes its surroundings along, or surfaces would turn patchy.
CONVICTION_BLUR = 1 / 12
# The variance of a whole photo needs no more than every so manieth place.
_SPARSE = 2


def annealed_mean(bins, centres):
    """Mean of the bins' colours after sharpening their probabilities.

    Parameters
    ----------
    bins : ndarray of float32, shape (Q, h, w)
        Logits.
    centres : ndarray of float32, shape (Q, 2)

    Returns
    -------
    ndarray of float32, shape (h, w, 2)
    """
    weights = bins - bins.max(axis=0)
    weights /= np.float32(ANNEALED_TEMPERATURE)
    np.exp(weights, out=weights)
    return weighted_sum(weights, centres) / weights.sum(axis=0)[..., None]


def conviction(calm, vivid, bins, centres):
    """How readily each part of a photo goes over from its calm colours to its vivid ones.

    Readily where the calm colour is a decided one and the vivid one of the same hue: a sky, a face,
    a meadow. Hardly where they disagree, as on a coat that might be red, blue or grey; and the
    more readily, the more the colours of the photo can be expected to vary. See docs/adr/0005.

    Parameters
    ----------
    calm, vivid : ndarray of float32, shape (h, w, 2)
        a*, b*.
    bins : ndarray of float32, shape (Q, h, w)
        Logits.
    centres : ndarray of float32, shape (Q, 2)

    Returns
    -------
    ndarray of float32, shape (h, w, 1)
        From `LEAST_CONVICTION` up; 1 where half of full vividness is to make the step whole.
    """
    chroma = np.hypot(*np.moveaxis(calm, -1, 0))
    lengths = chroma * np.hypot(*np.moveaxis(vivid, -1, 0))
    agreement = (calm * vivid).sum(axis=-1) / np.maximum(lengths, np.float32(1e-6))
    variance = _mean_variance(bins[:, ::_SPARSE, ::_SPARSE], centres)
    decided = chroma / np.float32(FULL_CHROMA) * (variance / np.float32(FULL_VARIANCE)) ** 2
    ready = np.maximum(decided * agreement, np.float32(LEAST_CONVICTION))
    return cv2.GaussianBlur(ready, (0, 0), CONVICTION_BLUR * max(ready.shape))[..., None]


def _mean_variance(logits, centres):
    """Mean, over places, of the variance of the colours that logits (Q, h, w) stand for."""
    probability = np.exp(logits - logits.max(axis=0))
    probability /= probability.sum(axis=0)
    mean = weighted_sum(probability, centres)
    square = weighted_sum(probability, (centres**2).sum(axis=1, keepdims=True))
    return (square.sum(axis=-1) - (mean**2).sum(axis=-1)).mean()


def likely_colours(logits, centres, count):
    """The likeliest colours of one place, each the mean of a cluster of neighbouring bins.

    Parameters
    ----------
    logits : ndarray of float32, shape (Q,)
    centres : ndarray of float32, shape (Q, 2)
    count : int

    Returns
    -------
    list of tuple of float
        a*, b* of at most `count` colours, the likeliest cluster first.
    """
    probability = np.exp(logits - logits.max())
    clusters = []
    while len(clusters) < count and probability.max() > 0:
        peak = centres[probability.argmax()]
        near = np.hypot(*(centres - peak).T) <= CLUSTER_RADIUS
        share = probability[near]
        clusters.append((share.sum(), share @ centres[near] / share.sum()))
        probability = np.where(near, 0, probability)
    clusters.sort(key=lambda cluster: -cluster[0])
    return [(float(a), float(b)) for _, (a, b) in clusters]


def uncertainty(bins):
    """How undecided the network is between its colours: the entropy of the bins.

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
