"""The colors of a reference photo as a look carries them; imports no numpy, for a quick start."""

import math
from dataclasses import dataclass

from colorizer_gui.engine.choices import REFERENCE_METHODS

QUANTILES = 33
LARGEST = 128.0


@dataclass(frozen=True)
class ReferenceColors:
    """The distribution of a reference photo's colors.

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
    method: str = REFERENCE_METHODS[0]

    def __post_init__(self) -> None:
        if self.method not in REFERENCE_METHODS:
            known = ", ".join(REFERENCE_METHODS)
            raise ValueError(f"method must be one of {known}, not {self.method!r}")
        for name, values in (("a", self.a), ("b", self.b)):
            if len(values) != QUANTILES:
                raise ValueError(f"{name} must have {QUANTILES} numbers, not {len(values)}")
            if not all(math.isfinite(value) and abs(value) <= LARGEST for value in values):
                raise ValueError(f"{name} must be numbers between -{LARGEST:g} and {LARGEST:g}")
            if list(values) != sorted(values):
                raise ValueError(f"{name} must go up")
