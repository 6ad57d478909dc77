"""Checks of what a profile does to colors."""

import numpy as np

from colorizer_gui.engine.arrays import FloatArray

# A profile may round the ramp from black to white, but neither reverse nor flatten it.
_MOST_FALL, _LEAST_RISE, _LARGEST_STEP = 1 / 255, 0.1, 0.5


class ProfileError(ValueError):
    """A profile that cannot be understood, or is for other pixels than these."""


def check_ramp(values: FloatArray) -> None:
    """Check what a profile makes of the ramp from black to white.

    Parameters
    ----------
    values : ndarray, shape (N,)
        Grays 0..1 in the order of the ramp.

    Raises
    ------
    ProfileError
    """
    falls = np.maximum.accumulate(values) - values
    has_contrast = values[-1] - values[0] >= _LEAST_RISE
    if not (has_contrast and falls.max() <= _MOST_FALL and np.diff(values).max() <= _LARGEST_STEP):
        raise ProfileError("the profile leaves no picture")
