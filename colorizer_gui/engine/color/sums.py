"""Weighted sums without the threads of a matrix product, which cost more than sums this small."""

import numpy as np

from colorizer_gui.engine.arrays import Float32Array


def weighted_sum(weights: Float32Array, values: Float32Array) -> Float32Array:
    """Sum of vectors, each times its map of weights.

    Parameters
    ----------
    weights : ndarray of float32, shape (n, ...)
    values : ndarray of float32, shape (n, c)

    Returns
    -------
    ndarray of float32, shape (..., c)
    """
    total: Float32Array = np.einsum("nk,nc->ck", weights.reshape(len(weights), -1), values)
    return np.ascontiguousarray(total.T).reshape(*weights.shape[1:], -1)
