"""Measure how far colors change when a photo is scaled or cropped a little.

``python -m training.stability --model models/unet.onnx --data val.tar``
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Photo
from training.errors import DataError
from training.evaluate import gray_photo, true_colors
from training.lab import photo_to_lab

CROPPED = 0.1


def _ab(colorizer: Colorizer, photo: Photo) -> NDArray[np.float32]:
    rendered = colorizer.render(photo, colorizer.predict(photo))
    return photo_to_lab(cast(NDArray[np.uint8], rendered))[..., 1:]


def _with_pixels(photo: Photo, pixels: NDArray[np.uint8 | np.uint16]) -> Photo:
    return dataclasses.replace(photo, pixels=np.ascontiguousarray(pixels))


def color_changes(colorizer: Colorizer, photo: Photo) -> tuple[float, float]:
    """Mean change of ab, in CIELAB units, of a scaled and of a cropped photo.

    Parameters
    ----------
    colorizer : Colorizer
    photo : Photo
        Gray.

    Returns
    -------
    scaled : float
        Twice the size against the size it has.
    cropped : float
        A tenth of the width and height cut off, against the same part of the whole.
    """
    whole = _ab(colorizer, photo)
    height, width = photo.pixels.shape
    twice = (2 * width, 2 * height)
    pixels = cv2.resize(photo.pixels, twice, interpolation=cv2.INTER_CUBIC)
    double = _ab(colorizer, _with_pixels(photo, pixels.astype(np.uint8)))
    back = cv2.resize(double, (width, height), interpolation=cv2.INTER_AREA)
    bottom, right = round(height * (1 - CROPPED)), round(width * (1 - CROPPED))
    part = _ab(colorizer, _with_pixels(photo, photo.pixels[:bottom, :right]))

    def change(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
        return float(np.hypot(*np.moveaxis(one - other, -1, 0)).mean())

    return change(whole, back.astype(np.float32, copy=False)), change(whole[:bottom, :right], part)


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="training.stability", description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="tar or folder of color photos")
    parser.add_argument("--photos", type=int, help="measure only so many photos")
    options = parser.parse_args(arguments)
    try:
        colorizer = Colorizer(Model(options.model, "cpu"))
        photos = true_colors(options.data, options.photos)
    except (ColorizerError, DataError) as error:
        print(f"stability: {error}", file=sys.stderr)
        return 1
    changes = np.array(
        [color_changes(colorizer, gray_photo(photo_to_lab(photo))) for photo in photos]
    )
    for name, column in zip(("scaled to twice the size", "cropped by a tenth"), changes.T,
                            strict=True):  # fmt: skip
        print(f"{name}: mean ab change {column.mean():.2f}, worst photo {column.max():.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
