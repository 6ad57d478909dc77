"""What the network's colour bins say: one colour between mean and mode, or the likeliest few."""

import numpy as np

# Zhang et al. 2016: between the mean (1) and the mode (0) of the bins.
ANNEALED_TEMPERATURE = 0.38
# Bins nearer than this, in CIELAB units, count as one colour.
CLUSTER_RADIUS = 18.0


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
    weights = np.exp((bins - bins.max(axis=0)) / np.float32(ANNEALED_TEMPERATURE))
    mean = np.tensordot(weights, centres, axes=(0, 0))
    return (mean / weights.sum(axis=0)[..., None]).astype(np.float32)


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
