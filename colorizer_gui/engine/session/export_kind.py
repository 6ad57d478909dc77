"""Kinds of files that a colorized photo can be exported as."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import cast

import numpy as np

from colorizer_gui.engine.arrays import Float32Array, PixelArray
from colorizer_gui.engine.painting.layers import before_after, color_layer
from colorizer_gui.engine.painting.lazy_image import LazyImage
from colorizer_gui.engine.painting.visible_mark import VisibleMark, mark_mask, with_mark
from colorizer_gui.engine.photo import Blend, Layer, Photo, without_regions


class ExportKind(StrEnum):
    """The colorized photo, before and after in one of several ways, or the colors alone.

    The value is the option of the command; see `choices.EXPORT_KINDS`.
    """

    RESULT = "result"
    BEFORE_AFTER = "before-after"
    LAYER = "layer"
    SLIDER = "slider"
    ANIMATION = "animation"

    @property
    def ending(self) -> str:
        """What a file of this kind adds to the stem of its photo's name."""
        return "_color" if self is ExportKind.RESULT else f"_{self.value}"

    @property
    def suffix(self) -> str | None:
        """The suffix of files of this kind; None where the format of the photo gives it."""
        return {ExportKind.SLIDER: ".html", ExportKind.ANIMATION: ".webp"}.get(self)

    def compose(
        self, photo: Photo, pixels: LazyImage | PixelArray, mark: VisibleMark | None = None
    ) -> LazyImage | PixelArray:
        """The pixels of a file of this kind.

        Parameters
        ----------
        photo : Photo
        pixels : LazyImage or ndarray of the photo's type, shape (H, W, 3)
            The colorized photo, sRGB.
        mark : VisibleMark or None
            For the colorized photo, beside the photo before too.
        """
        if self is ExportKind.LAYER:
            return color_layer(pixels)
        if mark:
            pixels = with_mark(pixels, mark)
        return before_after(photo.pixels, pixels) if self is ExportKind.BEFORE_AFTER else pixels

    def layers(
        self,
        photo: Photo,
        pixels: LazyImage | PixelArray,
        masks: Sequence[Float32Array | None] = (),
        mark: VisibleMark | None = None,
    ) -> tuple[Layer, ...]:
        """The layers of a file of this kind, for formats that have some.

        Parameters
        ----------
        photo : Photo
        pixels : LazyImage or ndarray of the photo's type, shape (H, W, 3)
            The colorized photo, sRGB.
        masks : sequence of ndarray or None
            Where each hint acts, 0..1; None for a hint that acts everywhere.
        mark : VisibleMark or None

        Returns
        -------
        tuple of Layer
            The scan, its colors above it, those of each hint's surface once more, to be changed
            alone, and the mark. Of other kinds than the colorized photo none.
        """
        if self is not ExportKind.RESULT:
            return ()
        colors = cast(PixelArray, np.asarray(color_layer(pixels)))
        own = (
            Layer(f"Hint {number}", colors, Blend.COLOR, mask)
            for number, mask in enumerate(masks, start=1)
            if mask is not None
        )
        return (
            Layer("Scan", photo.pixels),
            Layer("Colors", colors, Blend.COLOR),
            *own,
            *((_mark_layer(mark, colors),) if mark else ()),
        )

    def source(self, photo: Photo) -> Photo:
        """The photo whose metadata and transparency go into a file of this kind."""
        if self is not ExportKind.BEFORE_AFTER:
            return photo
        return replace(photo, alpha=None, metadata=without_regions(photo.metadata))


def _mark_layer(mark: VisibleMark, like: PixelArray) -> Layer:
    height, width = like.shape[:2]
    white = np.full((height, width), np.iinfo(like.dtype).max, like.dtype)
    return Layer("Mark", white, mask=mark_mask(mark, height, width))
