"""Checks what a network gave before it becomes colors: types, sizes, ranges."""

from collections.abc import Mapping

import numpy as np

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.limits import LARGEST_AB, LARGEST_LOGIT, MOST_BINS

SURFACES = "surface"
KNOWN_OUTPUTS = ("ab", "bins", "bin_centres", SURFACES)


class WrongResultError(Exception):
    """An output is not what the contract of models says.

    Attributes
    ----------
    what : str
        The output, and its shape or what is wrong with its values.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def check_results(
    values: Mapping[str, object], size: tuple[int, int, int]
) -> dict[str, Float32Array]:
    """The outputs of a network; those that cannot become colors are refused.

    Parameters
    ----------
    values : mapping of str to object
        The outputs by name.
    size : tuple of int
        Number of photos, and height and width of the outputs.

    Returns
    -------
    dict of str to ndarray of float32

    Raises
    ------
    WrongResultError
    """
    count, height, width = size
    found = {"ab": _check(values, "ab", (count, 2, height, width), LARGEST_AB)}
    if "bins" in values:
        centers = _check(values, "bin_centres", (None, 2), LARGEST_AB)
        if not 0 < len(centers) <= MOST_BINS:
            raise WrongResultError(f"bin_centres: {_shape(centers)}")
        bins = _check(values, "bins", (count, len(centers), height, width), LARGEST_LOGIT)
        found |= {"bin_centres": centers, "bins": bins}
    if SURFACES in values:
        found[SURFACES] = _check(values, SURFACES, (count, None, height, width), LARGEST_LOGIT)
    return found


def _check(
    values: Mapping[str, object], name: str, shape: tuple[int | None, ...], largest: float
) -> Float32Array:
    found = values.get(name)
    if not isinstance(found, np.ndarray) or found.dtype != np.float32:
        raise WrongResultError(name)
    if found.ndim != len(shape) or any(
        wanted is not None and wanted != side
        for wanted, side in zip(shape, found.shape, strict=True)
    ):
        raise WrongResultError(f"{name}: {_shape(found)}")
    # False for values that are no numbers, too.
    if not (found.size and -largest <= found.min() and found.max() <= largest):
        raise WrongResultError(f"{name}: values out of range")
    return found


def _shape(values: Float32Array) -> str:
    return "x".join(map(str, values.shape))
