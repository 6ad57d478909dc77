"""How large a result will be as a file, told from a few pieces of it."""

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np

from colorizer_gui.engine.photo import SAVE_FORMATS, Metadata, write_photo

PIECE = 512
PIECES = 2  # across, and down


def estimated_bytes(photo, painting_of, made, output):
    """Estimate the size of a file.

    Parameters
    ----------
    photo : Photo
    painting_of : callable
        Gives the colorized pixels of an area, a tuple of slices.
    made : callable
        Makes what is saved of a photo and its colorized pixels.
    output : Output
        With a format.

    Returns
    -------
    int
        Bytes; the metadata are not counted.
    """
    areas = _areas(photo)
    before = _mosaic([photo.pixels[area] for area in areas])
    piece = replace(photo, pixels=before, alpha=None, metadata=Metadata(), path=None)
    pixels = made(piece, _mosaic([painting_of(area) for area in areas]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"piece{SAVE_FORMATS[output.format][0]}"
        options = {"quality": output.quality, "depth": output.depth}
        write_photo(path, pixels, piece, compression=output.compression, **options)
        size = path.stat().st_size
    return round(size * (photo.width * photo.height) / (piece.width * piece.height))


def _areas(photo):
    """Pieces spread over a photo; the whole of one that is hardly larger than they are."""
    if min(photo.width, photo.height) < PIECES * PIECE:
        return [(slice(0, photo.height), slice(0, photo.width))]
    tops, lefts = (
        [round(place) for place in np.linspace(0, side - PIECE, PIECES)]
        for side in (photo.height, photo.width)
    )
    return [(slice(top, top + PIECE), slice(left, left + PIECE)) for top in tops for left in lefts]


def _mosaic(pieces):
    if len(pieces) == 1:
        return pieces[0]
    rows = [np.concatenate(pieces[at : at + PIECES], axis=1) for at in range(0, PIECES**2, PIECES)]
    return np.concatenate(rows)
