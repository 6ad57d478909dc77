"""The self-check of a model: what it gives for a built-in pattern, as its file says.

A model's file holds the answer that it gave when it was exported. Another answer says that the
file was changed, or that what runs it here computes something else.
"""

from typing import Protocol

import numpy as np

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.contract import ModelInfo, ModelOutput, refused

CELLS = 4  # of the grid, in each direction, whose mean colors are the answer
_LEAST_SIDE = 128  # pixels of the pattern
# Of a mean color, in CIELAB units. Devices differ by a hundredth of it; networks with 8-bit
# convolutions, by a fifth.
_LARGEST_DIFFERENCE = 1.0


class _Runs(Protocol):
    """What is used of a `Model`."""

    @property
    def info(self) -> ModelInfo: ...

    def run(self, lightness: Float32Array, hints: Float32Array | None = None) -> ModelOutput: ...


def pattern(stride: int) -> tuple[Float32Array, Float32Array]:
    """L*, shape (H, W), and hints, shape (H, W, 3): soft waves, edges and one hint.

    Never changed: the answers in files are those to this pattern.
    """
    height = -(-_LEAST_SIDE // stride) * stride
    width = height + stride
    y, x = np.mgrid[:height, :width] / np.float64(height)
    waves = 50 + 30 * np.sin(9 * x + 4 * y) + 10 * np.cos(25 * x * y)
    lightness = waves + 8 * np.sign(np.sin(17 * x) * np.sin(13 * y))
    hints = np.zeros((height, width, 3), np.float32)
    hints[height // 3 : height // 2, width // 4 : width // 3] = 30, 20, 1
    return lightness.astype(np.float32), hints


def answer(model: _Runs) -> tuple[float, ...]:
    """Mean a* and b* of each cell of a grid over the model's output, row by row.

    Raises
    ------
    ModelError
    """
    ab = model.run(*pattern(model.info.stride)).ab.astype(np.float64)
    means = [
        cell.mean(axis=(0, 1))
        for row in np.array_split(ab, CELLS, axis=0)
        for cell in np.array_split(row, CELLS, axis=1)
    ]
    return tuple(round(float(value), 2) for value in np.concatenate(means))


def is_as_exported(model: _Runs) -> bool:
    """Whether a model gives the answer that its file holds; True where it holds none.

    Raises
    ------
    ModelError
    """
    expected = model.info.self_check
    if not expected:
        return True
    differences = np.abs(np.subtract(answer(model), expected))
    return bool(differences.max() <= _LARGEST_DIFFERENCE)


def check_colors(model: _Runs) -> None:
    """Raise where a model gives another answer than its file holds.

    Raises
    ------
    ModelError
    """
    if not is_as_exported(model):
        reason = Message(
            "it gives other colors than when it was exported. The file was changed, or this "
            "computer computes it wrongly. Get another copy of it"
        )
        raise refused(model.info.path, reason)
