"""Checks of numbers in configs against their ranges."""

from __future__ import annotations

import math
from typing import Any

POSITIVE = (1, math.inf)
ABOVE_ZERO = (math.ulp(0.0), math.inf)
NOT_NEGATIVE = (0, math.inf)
# Below 1, and up to 1.
SHARE, WHOLE_SHARE = (0, 1), (0, math.nextafter(1, 2))


def check_ranges(settings: Any, **ranges: tuple[float, float]) -> None:
    """Refuse settings with a value out of its range.

    Parameters
    ----------
    settings : dataclass
    **ranges : tuple of float
        By key: the smallest value, and what all values are below.

    Raises
    ------
    ValueError
        The message names the key.
    """
    for key, (low, high) in ranges.items():
        value = getattr(settings, key)
        if all(low <= number < high for number in (value if type(value) is tuple else (value,))):
            continue
        least = "above 0" if (low, high) == ABOVE_ZERO else f"at least {low:g}"
        limit = ""
        if high < math.inf:
            limit = " and at most 1" if (low, high) == WHOLE_SHARE else f" and below {high:g}"
        raise ValueError(f"{key!r} must be {least}{limit}, not {value!r}.")
