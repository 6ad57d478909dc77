"""Checks that a device computes what the processor computes, before photos are given to it."""

from collections.abc import Mapping

import numpy as np

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.model.contract import ModelInfo
from colorizer_gui.engine.model.sizes import working_size

# Mean difference in standard deviations of the processor's values. Half precision has a hundredth
# of it; a quantized network that is computed without quantizing between its layers has a third.
_LARGEST_DIFFERENCE = 0.05
# Of a* and b*, in CIELAB units: an output that hardly varies may differ by this share of one.
_LEAST_DEVIATION = 1.0


def check_pattern(info: ModelInfo) -> tuple[Float32Array, Float32Array]:
    """What the network is given for the check: L*, shape (H, W), and hints, shape (H, W, 3).

    A square of the model's working size with soft waves and one hint.
    """
    side, _ = working_size(1, 1, info)
    y, x = np.mgrid[:side, :side] / np.float32(side)
    lightness = 50 + 30 * np.sin(9 * x + 4 * y) + 15 * np.cos(25 * x * y)
    hints = np.zeros((side, side, 3), np.float32)
    hints[side // 3 : side // 2, side // 4 : side // 3] = 30, 20, 1
    return lightness.astype(np.float32), hints


def difference(
    given: Mapping[str, Float32Array], expected: Mapping[str, Float32Array]
) -> str | None:
    """Which output of a device differs from that of the processor; None if none does.

    Parameters
    ----------
    given, expected : mapping of str to ndarray of float32
        The outputs by name, of the device and of the processor.
    """
    for name, reference in expected.items():
        deviation = max(float(reference.std()), _LEAST_DEVIATION)
        distance = float(np.abs(given[name] - reference).mean())
        if not distance <= _LARGEST_DIFFERENCE * deviation:  # false for values that are no numbers
            return name
    return None
