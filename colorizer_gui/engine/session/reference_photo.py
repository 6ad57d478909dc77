"""Reference photos: the colors of one photo file for another photo."""

from pathlib import Path

from colorizer_gui.engine.color.reference_colors import ReferenceColors
from colorizer_gui.engine.color.reference_transfer import SAMPLES, reference_colors
from colorizer_gui.engine.errors import PhotoError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import read_photo, reduced


def read_reference_colors(path: Path, method: str = "spread") -> ReferenceColors:
    """Measure the colors of a reference photo.

    Parameters
    ----------
    path : Path
    method : {'spread', 'histogram'}
        See `ReferenceColors`.

    Returns
    -------
    ReferenceColors

    Raises
    ------
    PhotoError
        The photo cannot be read, or is gray.
    """
    pixels = reduced(read_photo(path), SAMPLES).pixels
    if pixels.ndim == 2 or (pixels[..., :1] == pixels).all():
        message = Message(
            "Can't take colors from {name}: it has none. Choose a color photo.", name=path.name
        )
        raise PhotoError(message)
    return reference_colors(pixels, method)
