"""The colors of a reference photo, as a look carries them; see `palette_transfer`."""

import math
from dataclasses import dataclass

METHODS = ("spread", "histogram")
QUANTILES = 33
LARGEST = 128.0


@dataclass(frozen=True)
class Palette:
    """The distribution of a photo's colors.

    Parameters
    ----------
    a, b : tuple of float
        Quantiles of a* and b*, from the least to the largest, evenly spaced.
    method : {'spread', 'histogram'}
        What is matched: mean and standard deviation, or every quantile.

    Raises
    ------
    ValueError
        A value is out of range; the message names it.
    """

    a: tuple[float, ...]
    b: tuple[float, ...]
    method: str = "spread"

    def __post_init__(self):
        if self.method not in METHODS:
            raise ValueError(f"method must be one of {', '.join(METHODS)}, not {self.method!r}")
        for name, values in (("a", self.a), ("b", self.b)):
            if len(values) != QUANTILES:
                raise ValueError(f"{name} must have {QUANTILES} numbers, not {len(values)}")
            if not all(math.isfinite(v) and abs(v) <= LARGEST for v in values):
                raise ValueError(f"{name} must be numbers between -{LARGEST:g} and {LARGEST:g}")
            if list(values) != sorted(values):
                raise ValueError(f"{name} must go up")
