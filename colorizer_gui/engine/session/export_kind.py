"""Kinds of files that a colorized photo can be exported as."""

from dataclasses import replace
from enum import StrEnum

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.painting.layers import before_after, color_layer
from colorizer_gui.engine.painting.lazy_image import LazyImage
from colorizer_gui.engine.photo import Photo, without_regions


class ExportKind(StrEnum):
    """The colorized photo, the photo before beside after, or the colors alone.

    The value is the option of the command; see `choices.EXPORT_KINDS`.
    """

    RESULT = "result"
    BEFORE_AFTER = "before-after"
    LAYER = "layer"

    @property
    def ending(self) -> str:
        """What a file of this kind adds to the stem of its photo's name."""
        return "_color" if self is ExportKind.RESULT else f"_{self.value}"

    def compose(self, photo: Photo, pixels: LazyImage | PixelArray) -> LazyImage | PixelArray:
        """The pixels of a file of this kind.

        Parameters
        ----------
        photo : Photo
        pixels : LazyImage or ndarray of the photo's type, shape (H, W, 3)
            The colorized photo, sRGB.
        """
        if self is ExportKind.BEFORE_AFTER:
            return before_after(photo.pixels, pixels)
        return color_layer(pixels) if self is ExportKind.LAYER else pixels

    def source(self, photo: Photo) -> Photo:
        """The photo whose metadata and transparency go into a file of this kind."""
        if self is not ExportKind.BEFORE_AFTER:
            return photo
        return replace(photo, alpha=None, metadata=without_regions(photo.metadata))
