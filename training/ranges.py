"""What the numbers of a config may be."""

import math

POSITIVE = (1, math.inf)
NOT_NEGATIVE = (0, math.inf)
SHARE = (0, 1)


def check_ranges(settings, **ranges):
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
        if not all(
            low <= number < high for number in (value if type(value) is tuple else (value,))
        ):
            below = f" and below {high:g}" if high < math.inf else ""
            raise ValueError(f"{key!r} must be at least {low:g}{below}, not {value!r}.")
