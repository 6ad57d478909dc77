"""Reference photos: the colors of one photo file for another photo."""

from pathlib import Path

import numpy as np

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.choices import BY_PLACE, REFERENCE_METHODS
from colorizer_gui.engine.color.cielab import srgb_to_lab
from colorizer_gui.engine.color.reference_colors import ReferenceColors
from colorizer_gui.engine.color.reference_copy import reference_copy
from colorizer_gui.engine.color.reference_transfer import SAMPLES, reference_colors
from colorizer_gui.engine.errors import PhotoError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import read_photo, reduced
from colorizer_gui.engine.session.version_photo import has_color


def read_reference_colors(
    path: Path, method: str = REFERENCE_METHODS[0], *, keeps_copy: bool = False
) -> ReferenceColors:
    """Measure the colors of a reference photo.

    Parameters
    ----------
    path : Path
    method : {'spread', 'histogram', 'place'}
        See `ReferenceColors`.
    keeps_copy : bool
        Whether a photo that could be matched by place has its copy with any method, so that the
        method can be changed without the file.

    Returns
    -------
    ReferenceColors

    Raises
    ------
    PhotoError
        The photo cannot be read, or is gray; or is to be matched by place and is toned, as in
        sepia.
    """
    pixels = reduced(read_photo(path), SAMPLES).pixels
    if pixels.ndim == 2 or (pixels[..., :1] == pixels).all():
        message = Message(
            "Can't borrow colors from {name}: it has none. Choose a color photo.", name=path.name
        )
        raise PhotoError(message)
    has_copy = (keeps_copy or method == BY_PLACE) and not _is_toned(pixels)
    if method == BY_PLACE and not has_copy:
        message = Message(
            "Can't match places with {name}: it is a toned black-and-white photo. "
            "Choose a color photo.",
            name=path.name,
        )
        raise PhotoError(message)
    return reference_colors(pixels, method, reference_copy(pixels) if has_copy else None)


def _is_toned(pixels: PixelArray) -> bool:
    values = np.asarray(pixels / np.float32(np.iinfo(pixels.dtype).max), np.float32)
    return not has_color(srgb_to_lab(values))
