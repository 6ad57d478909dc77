"""Estimates the size of a result's file from a few pieces of it."""

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np

from colorizer_gui.engine.arrays import Area, PixelArray
from colorizer_gui.engine.photo import Metadata, Photo, writable_format, write_photo
from colorizer_gui.engine.session.in_color import OwnColors
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.predictions import Rendering
from colorizer_gui.engine.session.saving import save_colorized

PIECE = 512
PIECES = 2  # in each direction


def estimated_bytes(rendering: Rendering | OwnColors, output: Output) -> int:
    """Estimate the size of a file.

    Parameters
    ----------
    rendering : Rendering or OwnColors
    output : Output

    Returns
    -------
    int
        Bytes, without those of the metadata.
    """
    photo = rendering.photo
    if isinstance(rendering, Rendering) and output.kind.suffix is not None:
        return _comparison_bytes(rendering, output)
    areas = _areas(photo)
    before = _mosaic([photo.pixels[area] for area in areas])
    piece = replace(photo, pixels=before, alpha=None, metadata=Metadata(), path=None)
    after = _mosaic([rendering.pixels(area) for area in areas])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file_format = writable_format(output.format)
        path = Path(folder) / f"piece{file_format.suffix}"
        has_layers = file_format.has_layers and isinstance(rendering, Rendering)
        pixels = output.kind.compose(piece, after)
        layers = output.kind.layers(piece, after) if has_layers else ()
        write_photo(path, pixels, piece, layers=layers, options=output.write_options())
        size = path.stat().st_size
    return round(size * (photo.width * photo.height) / (piece.width * piece.height))


def _comparison_bytes(rendering: Rendering, output: Output) -> int:
    """The bytes of before and after in motion, which is quick to make."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"whole{output.kind.suffix}"
        photo, prediction = rendering.photo, rendering.prediction()
        save_colorized(
            path, photo, rendering.colorizer, rendering.recipe, output, prediction=prediction
        )
        return path.stat().st_size


def _areas(photo: Photo) -> list[Area]:
    """Pieces spread over a photo; the whole photo if it is hardly larger than they are."""
    if min(photo.width, photo.height) < PIECES * PIECE:
        return [(slice(0, photo.height), slice(0, photo.width))]
    tops, lefts = (
        [round(place) for place in np.linspace(0, side - PIECE, PIECES)]
        for side in (photo.height, photo.width)
    )
    return [(slice(top, top + PIECE), slice(left, left + PIECE)) for top in tops for left in lefts]


def _mosaic(pieces: list[PixelArray]) -> PixelArray:
    if len(pieces) == 1:
        return pieces[0]
    rows = [np.concatenate(pieces[at : at + PIECES], axis=1) for at in range(0, PIECES**2, PIECES)]
    return np.concatenate(rows)
