"""The colours of a reference photo, to be taken over by another.

References
----------
E. Reinhard et al., "Color Transfer between Images", IEEE CG&A 21(5), 2001 (mean and spread).
"""

import math
from dataclasses import dataclass

import numpy as np

from colorizer_gui.engine.color import srgb_to_lab

METHODS = ("spread", "histogram")
QUANTILES = 33
LARGEST = 128.0
# A photo whose colours hardly vary is not stretched further than this.
MOST_STRETCH = 4.0
_SAMPLES = 200_000


@dataclass(frozen=True)
class Palette:
    """The distribution of a photo's colours.

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

    @classmethod
    def of(cls, rgb, method="spread"):
        """The palette of a photo.

        Parameters
        ----------
        rgb : ndarray of uint8 or uint16, shape (H, W, 3)
            sRGB.
        method : str

        Returns
        -------
        Palette
        """
        step = max(1, math.isqrt(rgb.shape[0] * rgb.shape[1] // _SAMPLES))
        values = rgb[::step, ::step] / np.float32(np.iinfo(rgb.dtype).max)
        lab = srgb_to_lab(values).reshape(-1, 3)
        a, b = (_quantiles(lab[:, channel]) for channel in (1, 2))
        return cls(tuple(a.tolist()), tuple(b.tolist()), method)

    def transfer(self, ab):
        """Give colours this palette's distribution.

        Parameters
        ----------
        ab : ndarray of float32, shape (h, w, 2)

        Returns
        -------
        ndarray of float32, shape (h, w, 2)
        """
        match = _match_spread if self.method == "spread" else _match_quantiles
        channels = [
            match(ab[..., i], np.array(wanted)) for i, wanted in enumerate((self.a, self.b))
        ]
        return np.stack(channels, axis=-1).astype(np.float32)


def _quantiles(values):
    return np.quantile(values, np.linspace(0, 1, QUANTILES))


def _match_spread(values, wanted):
    middle = (wanted[1:] + wanted[:-1]) / 2
    stretch = min(middle.std() / max(float(values.std()), 1e-6), MOST_STRETCH)
    return (values - values.mean()) * stretch + middle.mean()


def _match_quantiles(values, wanted):
    own = _quantiles(values)
    # Equal quantiles, as of a plain surface, would leave no way to tell which one a value is.
    own += np.arange(QUANTILES) * 1e-6
    return np.interp(values, own, wanted)
