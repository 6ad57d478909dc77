"""What the tags of a TIFF page say about its samples, and which kinds of them are read.

References
----------
TIFF 6.0 (Adobe, 1992); libtiff's registry of compressions.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

import numpy as np

from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import ByteOrder, Page
from colorizer_gui.engine.photo.errors import UnreadableError, unsupported_pixels


class Photometric(IntEnum):
    """What the samples of a pixel mean."""

    WHITE_IS_ZERO = 0
    BLACK_IS_ZERO = 1
    RGB = 2
    PALETTE = 3
    CMYK = 5
    YCBCR = 6
    CIELAB = 8
    ICCLAB = 9


class Compression(IntEnum):
    """How blocks are compressed."""

    NONE = 1
    FAX_RLE = 2
    FAX_3 = 3
    FAX_4 = 4
    LZW = 5
    OLD_JPEG = 6
    JPEG = 7
    DEFLATE = 8
    PACKBITS = 32773
    THUNDERSCAN = 32809
    OLD_DEFLATE = 32946
    JPEG_2000_YCBCR = 33003
    JPEG_2000_RGB = 33005
    JPEG_2000 = 34712
    LZMA = 34925
    ZSTD = 50000
    WEBP = 50001


FAX: Final = {Compression.FAX_RLE, Compression.FAX_3, Compression.FAX_4}
JPEGS: Final = {Compression.JPEG, Compression.OLD_JPEG}
# Each block is an image of its own, which states its own depth and channels.
IMAGES: Final = {
    *JPEGS,
    *(Compression.JPEG_2000, Compression.JPEG_2000_RGB, Compression.JPEG_2000_YCBCR),
    Compression.WEBP,
}
# The others have no prediction, whatever their tag says.
_PREDICTED = {
    Compression.LZW, Compression.DEFLATE, Compression.OLD_DEFLATE, Compression.LZMA,
    Compression.ZSTD,
}  # fmt: skip
NO_PREDICTOR, HORIZONTAL, FLOATING_POINT = 1, 2, 3

# Of a pixel; of all other kinds, three.
_COLORS: dict[int, int] = {
    Photometric.WHITE_IS_ZERO: 1, Photometric.BLACK_IS_ZERO: 1, Photometric.PALETTE: 1,
    Photometric.CMYK: 4,
}  # fmt: skip
_GRAY_OR_RGB = {Photometric.WHITE_IS_ZERO, Photometric.BLACK_IS_ZERO, Photometric.RGB}
_MOST_SAMPLES = 16
_NOT_SAID, _UNSIGNED, _SIGNED, _FLOATING, _UNDEFINED = range(5)
_DEPTHS, _FLOAT_DEPTHS = {*range(1, 17), 32}, {16, 32, 64}
_DEPTHS_OF = {
    Photometric.PALETTE: {*range(1, 17)},
    Photometric.YCBCR: {8},
    Photometric.CIELAB: {8, 16},
    Photometric.ICCLAB: {8, 16},
}
_PREMULTIPLIED, _UNASSOCIATED = 1, 2
_PLANAR, _REVERSED_BITS, _CMYK_INKS = 2, 2, 1
_DEEP_JPEG = 12
_CHANNELS = 3  # of a palette
_THUNDERSCAN = 1, 4  # samples and bits, of which alone there are files
_SUBSAMPLING, _COLORS_OF_YCBCR = (2, 2), 3


@dataclass(frozen=True)
class Encoding:
    """How the samples of a page are encoded.

    Attributes
    ----------
    bits : int
        Of a sample.
    is_float : bool
    samples, colors : int
        Samples of a pixel, and how many of them, from the first, are its color.
    alpha : int or None
        Which sample is the opacity.
    is_premultiplied : bool
        Whether the opacity was multiplied into the colors.
    photometric : Photometric
    compression : Compression
    predictor : int
    is_planar : bool
        Whether the samples are stored in planes, one after the other.
    has_reversed_bits : bool
        Whether the lowest bit of a byte comes first.
    subsampling : tuple of int
        Pixels across and down that share a sample of YCbCr's color; (1, 1) where they don't.
    order : {'<', '>'}
        The byte order.
    """

    bits: int
    is_float: bool
    samples: int
    colors: int
    alpha: int | None
    is_premultiplied: bool
    photometric: Photometric
    compression: Compression
    predictor: int
    is_planar: bool
    has_reversed_bits: bool
    subsampling: tuple[int, int]
    order: ByteOrder

    @classmethod
    def of(cls, page: Page) -> "Encoding":
        """What a page's tags say.

        Raises
        ------
        UnreadableError
            It is of a kind that is not supported.
        """
        compression = _compression(page)
        depths = page.numbers(tiff_tags.BITS, (8 if compression in IMAGES else 1,))
        extras = page.numbers(tiff_tags.EXTRA_SAMPLES)
        samples = page.number(tiff_tags.SAMPLES) or _likely_samples(page, len(depths))
        photometric = _photometric(page, compression, samples - len(extras))
        colors = _COLORS.get(photometric, 3)
        if not colors <= samples <= _MOST_SAMPLES:
            raise unsupported_pixels(Message("{count} values per pixel", count=samples))
        if (
            photometric == Photometric.PALETTE
            and len(page.numbers(tiff_tags.COLOR_MAP)) < _CHANNELS
        ):
            raise unsupported_pixels(Message("a palette without its colors"))
        is_float = _is_float(page)
        if len(set(depths)) > 1:
            raise unsupported_pixels(Message("channels of different depths"))
        is_deep_jpeg = compression in JPEGS and depths[0] == _DEEP_JPEG
        if is_float or not is_deep_jpeg:
            _check_depth(depths[0], is_float, photometric)
        if photometric == Photometric.CMYK and page.number(tiff_tags.INK_SET, 1) != _CMYK_INKS:
            raise unsupported_pixels(Message("inks that are not CMYK"))
        if compression == Compression.THUNDERSCAN and (samples, depths[0]) != _THUNDERSCAN:
            raise unsupported_pixels(Message("TIFF compression {number}", number=compression.value))
        predictor = (page.number(tiff_tags.PREDICTOR) if compression in _PREDICTED else None) or 1
        if predictor not in (NO_PREDICTOR, FLOATING_POINT if is_float else HORIZONTAL, HORIZONTAL):
            raise unsupported_pixels(Message("TIFF predictor {number}", number=predictor))
        is_planar = page.number(tiff_tags.PLANAR, 1) == _PLANAR and samples > 1
        opacities = [
            (index, kind)
            for index, kind in enumerate(extras[: samples - colors], colors)
            if kind in (_PREMULTIPLIED, _UNASSOCIATED)
        ]
        alpha, kind = opacities[0] if opacities else (None, 0)
        return cls(
            bits=depths[0],
            is_float=is_float,
            samples=samples,
            colors=colors,
            alpha=alpha,
            is_premultiplied=kind == _PREMULTIPLIED,
            photometric=photometric,
            compression=compression,
            predictor=predictor,
            is_planar=is_planar,
            has_reversed_bits=page.number(tiff_tags.FILL_ORDER, 1) == _REVERSED_BITS,
            subsampling=_subsampling(page, photometric, compression, is_planar, samples),
            order=page.order,
        )

    @property
    def planes(self) -> int:
        """Number of planes that are stored one after the other."""
        return self.samples if self.is_planar else 1

    @property
    def samples_in_plane(self) -> int:
        """Samples of a pixel that are stored together."""
        return 1 if self.is_planar else self.samples

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of decoded samples, in the machine's byte order."""
        if self.is_float:
            return np.dtype(f"f{self.bits // 8}")
        return np.dtype("u1" if self.bits <= 8 else "u2" if self.bits <= 16 else "u4")

    @property
    def decoded_photometric(self) -> Photometric:
        """What samples mean after decoding: the decoder of JPEG and WebP makes RGB of YCbCr."""
        is_converted = self.compression in {*JPEGS, Compression.WEBP} and not self.is_planar
        is_ycbcr = self.photometric == Photometric.YCBCR
        return Photometric.RGB if is_ycbcr and is_converted else self.photometric

    @property
    def is_subsampled(self) -> bool:
        """Whether pixels share samples of color in the file itself."""
        return self.subsampling != (1, 1)


def _compression(page: Page) -> Compression:
    number = page.number(tiff_tags.COMPRESSION, 1)
    try:
        return Compression(number)
    except ValueError:
        raise unsupported_pixels(Message("TIFF compression {number}", number=number)) from None


def _likely_samples(page: Page, depths: int) -> int:
    """Samples of a pixel where the page does not say: as many as have a depth, or a color needs."""
    return max(depths, _COLORS.get(page.number(tiff_tags.PHOTOMETRIC, Photometric.PALETTE), 3))


def _photometric(page: Page, compression: Compression, colors: int) -> Photometric:
    """What a page says, or else what libtiff, and so most programs, would take it for."""
    number = page.number(tiff_tags.PHOTOMETRIC)
    if number is None:
        if colors >= 3:
            is_jpeg = compression in JPEGS and colors == 3
            return Photometric.YCBCR if is_jpeg else Photometric.RGB
        if tiff_tags.COLOR_MAP in page.tags:
            return Photometric.PALETTE
        return Photometric.WHITE_IS_ZERO if compression in FAX else Photometric.BLACK_IS_ZERO
    try:
        return Photometric(number)
    except ValueError:
        raise unsupported_pixels(Message("TIFF colors of kind {number}", number=number)) from None


def _is_float(page: Page) -> bool:
    kinds = set(page.numbers(tiff_tags.SAMPLE_FORMAT, (_UNSIGNED,)))
    if kinds <= {_NOT_SAID, _UNSIGNED, _UNDEFINED}:
        return False
    if kinds == {_FLOATING}:
        return True
    raise _unsupported_numbers()


def _check_depth(bits: int, is_float: bool, photometric: Photometric) -> None:
    if is_float:
        is_read = bits in _FLOAT_DEPTHS and photometric in _GRAY_OR_RGB
    else:
        is_read = bits in _DEPTHS_OF.get(photometric, _DEPTHS)
    if not is_read:
        raise (
            _unsupported_numbers()
            if photometric in _GRAY_OR_RGB
            else unsupported_pixels(
                Message("{colors} of {bits} bits", colors=photometric.name, bits=bits)
            )
        )


def _unsupported_numbers() -> UnreadableError:
    return unsupported_pixels(Message("signed, complex or unusually deep numbers"))


def _subsampling(
    page: Page, photometric: Photometric, compression: Compression, is_planar: bool, samples: int
) -> tuple[int, int]:
    if photometric != Photometric.YCBCR:
        return 1, 1
    if samples != _COLORS_OF_YCBCR:
        raise unsupported_pixels(Message("YCbCr with transparency"))
    if compression in IMAGES and not is_planar:
        return 1, 1
    across, down = page.numbers(tiff_tags.SUBSAMPLING, _SUBSAMPLING)[:2]
    if across not in (1, 2, 4) or down not in (1, 2, 4):
        raise ValueError("an impossible subsampling")
    if is_planar and (across, down) != (1, 1):
        raise unsupported_pixels(Message("YCbCr in planes"))
    return across, down
