"""What a saved file can hold of a result."""

from dataclasses import replace
from enum import StrEnum

from colorizer_gui.engine.painting.layers import before_after, color_layer


class Content(StrEnum):
    """The colorized photo, the photo before beside after, or the colors alone.

    The value is what the command calls it; `ending` is what its file's name ends in.
    """

    RESULT = "result"
    BEFORE_AFTER = "before-after"
    LAYER = "layer"

    @property
    def ending(self):
        """What is put behind the name of the photo."""
        return "_color" if self is Content.RESULT else f"_{self.value}"

    def made(self, photo, pixels):
        """The pixels to save, of a Photo and its colorized pixels, LazyImage or an ndarray."""
        if self is Content.BEFORE_AFTER:
            return before_after(photo, pixels)
        return color_layer(pixels) if self is Content.LAYER else pixels

    def source(self, photo):
        """The photo whose metadata and transparency go with them."""
        return replace(photo, alpha=None) if self is Content.BEFORE_AFTER else photo
