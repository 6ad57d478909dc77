"""Keeps the photos that are under way within bounds, by their size."""

import contextlib
import threading
import warnings

from PIL import Image

# A megapixel takes up to 30 MB while it is read, rendered and encoded.
MEGAPIXELS = 120.0
_UNKNOWN = 24.0

# What Pillow finds odd in a file is told when the photo is read, or not at all.
warnings.filterwarnings("ignore", module=r"PIL\.")


def megapixels_of(path):
    """The size of a photo by its file's header; a guess where Pillow cannot tell.

    Parameters
    ----------
    path : Path

    Returns
    -------
    float
    """
    try:
        with Image.open(path) as image:
            return image.width * image.height / 1e6
    except Exception:  # Pillow raises nearly anything at damaged files
        return _UNKNOWN


class Budget:
    """So many megapixels at a time, and a photo that is larger alone.

    Parameters
    ----------
    megapixels : float
    """

    def __init__(self, megapixels=MEGAPIXELS):
        self._most = self._free = megapixels
        self._changed = threading.Condition()
        self._turn = threading.Lock()

    @contextlib.contextmanager
    def share(self, megapixels):
        """Wait until there is room for a photo, and keep it for as long as the context lasts."""
        megapixels = min(megapixels, self._most)
        # While a large photo waits, later ones queue behind it rather than take its room.
        with self._turn, self._changed:
            self._changed.wait_for(lambda: self._free >= megapixels)
            self._free -= megapixels
        try:
            yield
        finally:
            with self._changed:
                self._free += megapixels
                self._changed.notify_all()
