"""The colors of a reference photo as a look carries them; imports no numpy, for a quick start."""

import math
from dataclasses import dataclass

from colorizer_gui.engine.choices import REFERENCE_METHODS
from colorizer_gui.engine.messages import Message

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
        A value cannot be used. Its argument is a Message that names it.
    """

    a: tuple[float, ...]
    b: tuple[float, ...]
    method: str = REFERENCE_METHODS[0]

    def __post_init__(self) -> None:
        if self.method not in REFERENCE_METHODS:
            raise ValueError(
                Message(
                    "{name} must be one of {known}, not {value!r}",
                    name="method",
                    known=REFERENCE_METHODS,
                    value=str(self.method),
                )
            )
        for name, values in (("a", self.a), ("b", self.b)):
            if len(values) != QUANTILES:
                raise ValueError(
                    Message(
                        "{name} must have {wanted} numbers, not {found}",
                        name=name,
                        wanted=QUANTILES,
                        found=len(values),
                    )
                )
            if not all(math.isfinite(value) and abs(value) <= LARGEST for value in values):
                raise ValueError(
                    Message(
                        "{name} must be numbers between {low:g} and {high:g}",
                        name=name,
                        low=-LARGEST,
                        high=LARGEST,
                    )
                )
            if list(values) != sorted(values):
                raise ValueError(
                    Message("the numbers of {name} must be in ascending order", name=name)
                )
