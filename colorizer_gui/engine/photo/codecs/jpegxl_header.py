"""The header of a JPEG XL code stream: what its pixels are, which the decoder does not tell.

References
----------
ISO/IEC 18181-1:2024, annexes C (bits), D (headers) and E (color).
"""

from dataclasses import dataclass, field
from enum import IntEnum

from colorizer_gui.engine.color.rgb_spaces import (
    D65,
    SRGB_CURVE,
    SRGB_PRIMARIES,
    ColorSpace,
    Point,
    gamma,
)
from colorizer_gui.engine.photo.profiles.code_points import (
    CURVES,
    DCI_WHITE,
    HDR_CURVES,
    PRIMARIES,
)
from colorizer_gui.engine.photo.signatures import JPEGXL_STREAM

_HEADER_BYTES = 4096
_LINEAR, _SRGB_NUMBER = gamma(1.0), 13

# A number is one of four kinds: a constant added to a count of bits.
_Kinds = tuple[tuple[int, int], tuple[int, int], tuple[int, int], tuple[int, int]]
_ENUM: _Kinds = ((0, 0), (1, 0), (2, 4), (18, 6))
_SIDE: _Kinds = ((1, 9), (1, 13), (1, 18), (1, 30))
_INTEGER_DEPTH: _Kinds = ((8, 0), (10, 0), (12, 0), (1, 6))
_FLOAT_DEPTH: _Kinds = ((32, 0), (16, 0), (24, 0), (1, 6))
_PREVIEW_IN_EIGHTS: _Kinds = ((16, 0), (32, 0), (1, 5), (33, 9))
_PREVIEW_SIDE: _Kinds = ((1, 6), (65, 8), (321, 10), (1345, 12))
_TICKS: _Kinds = ((100, 0), (1000, 0), (1, 10), (1, 30))
_TICK_PARTS: _Kinds = ((1, 0), (1001, 0), (1, 8), (1, 10))
_LOOPS: _Kinds = ((0, 0), (0, 3), (0, 16), (0, 32))
_CHANNELS: _Kinds = ((0, 0), (1, 0), (2, 4), (1, 12))
_SHIFT: _Kinds = ((0, 0), (3, 0), (4, 0), (1, 3))
_NAME: _Kinds = ((0, 0), (0, 4), (16, 5), (48, 10))
_FILTER: _Kinds = ((1, 0), (0, 2), (3, 4), (19, 8))
_COORDINATE: _Kinds = ((0, 19), (524288, 19), (1048576, 20), (2097152, 21))
# Width for a height, by their stated ratio.
_RATIOS = {1: (1, 1), 2: (12, 10), 3: (4, 3), 4: (3, 2), 5: (16, 9), 6: (5, 4), 7: (2, 1)}

_SPOT, _FILTER_ARRAY = 2, 5  # kinds of extra channels with more to say
_WHITES: dict[int, Point] = {1: D65, 10: (1 / 3, 1 / 3), 11: DCI_WHITE}
_CUSTOM = 2


class Channel(IntEnum):
    """Kinds of extra channels that readers ask for."""

    ALPHA = 0
    DEPTH = 1
    BLACK = 4


@dataclass
class Header:
    """What the header says.

    Attributes
    ----------
    width, height : int
        As stored, before the orientation.
    orientation : int
        1..8, as in EXIF.
    depth : int
        Bits of a channel.
    is_float, is_animation : bool
    channels : list of int
        Kinds of the channels beside the colors.
    is_premultiplied : bool
        Whether colors are multiplied by the opacity.
    is_gray : bool
    has_profile : bool
        Whether there is an ICC profile instead of a color space.
    space : ColorSpace or None
        None for sRGB, an ICC profile and HDR.
    hdr : str
        The name of a curve for bright displays, or nothing.
    curve_place : int
        Where in the stream the curve is stated, in bits; 0 where it is not.
    """

    width: int
    height: int
    orientation: int = 1
    depth: int = 8
    is_float: bool = False
    is_animation: bool = False
    channels: list[int] = field(default_factory=list)
    is_premultiplied: bool = False
    is_gray: bool = False
    has_profile: bool = False
    space: ColorSpace | None = None
    hdr: str = ""
    curve_place: int = 0


def read_header(stream: bytes) -> Header:
    """Read the header of a code stream.

    Parameters
    ----------
    stream : bytes
        The beginning of it, from its signature on.

    Returns
    -------
    Header

    Raises
    ------
    ValueError
        It is damaged, or ends too early.
    """
    if not stream.startswith(JPEGXL_STREAM):
        raise ValueError("no JPEG XL code stream")
    bits = _Bits(stream)
    bits.read(8 * len(JPEGXL_STREAM))
    header = Header(*_size(bits))
    if bits.flag():
        return header
    if bits.flag():
        header.orientation = bits.read(3) + 1
        if bits.flag():
            _size(bits)
        if bits.flag():
            _skip_preview(bits)
        header.is_animation = bits.flag()
        if header.is_animation:
            _skip_animation(bits)
    header.is_float, header.depth = _depth(bits)
    bits.read(1)  # whether 16 bits are enough for the decoder
    for _ in range(bits.number(_CHANNELS)):
        _read_channel(bits, header)
    bits.read(1)  # whether the colors are stored as XYB
    if not bits.flag():
        _read_color(bits, header)
    return header


class _Bits:
    """Numbers from bits, the lowest bit of each byte first."""

    def __init__(self, data: bytes) -> None:
        self._data, self.place = int.from_bytes(data, "little"), 0
        self._end = 8 * len(data)

    def read(self, count: int) -> int:
        """A number of some bits."""
        value = (self._data >> self.place) & ((1 << count) - 1)
        self.place += count
        if self.place > self._end:
            raise ValueError("the header ends too early")
        return value

    def flag(self) -> bool:
        """One bit."""
        return bool(self.read(1))

    def number(self, kinds: _Kinds) -> int:
        """A number whose kind is stated first."""
        offset, count = kinds[self.read(2)]
        return offset + self.read(count)


def _size(bits: _Bits) -> tuple[int, int]:
    """Width and height."""
    is_small = bits.flag()

    def side() -> int:
        return 8 * (bits.read(5) + 1) if is_small else bits.number(_SIDE)

    height = side()
    ratio = bits.read(3)
    if ratio == 0:
        return side(), height
    over, under = _RATIOS[ratio]
    return height * over // under, height


def _skip_preview(bits: _Bits) -> None:
    kinds = _PREVIEW_IN_EIGHTS if bits.flag() else _PREVIEW_SIDE
    bits.number(kinds)
    if bits.read(3) == 0:
        bits.number(kinds)


def _skip_animation(bits: _Bits) -> None:
    for kinds in (_TICKS, _TICK_PARTS, _LOOPS):
        bits.number(kinds)
    bits.read(1)  # whether frames have time codes


def _depth(bits: _Bits) -> tuple[bool, int]:
    """Whether values are floating, and their bits."""
    is_float = bits.flag()
    depth = bits.number(_FLOAT_DEPTH if is_float else _INTEGER_DEPTH)
    if is_float:
        bits.read(4)  # bits of the exponent
    return is_float, depth


def _read_channel(bits: _Bits, header: Header) -> None:
    if bits.flag():
        header.channels.append(Channel.ALPHA)
        return
    kind = bits.number(_ENUM)
    _depth(bits)
    bits.number(_SHIFT)
    bits.read(8 * bits.number(_NAME))
    if kind == Channel.ALPHA:
        header.is_premultiplied |= bits.flag()
    elif kind == _SPOT:
        bits.read(4 * 16)
    elif kind == _FILTER_ARRAY:
        bits.number(_FILTER)
    header.channels.append(kind)


def _read_color(bits: _Bits, header: Header) -> None:
    header.has_profile = bits.flag()
    space = bits.number(_ENUM)
    header.is_gray = space == 1
    if header.has_profile or space > 1:  # other spaces are the encoder's own
        return
    number = bits.number(_ENUM)
    white = _point(bits) if number == _CUSTOM else _WHITES[number]
    primaries = None
    if not header.is_gray:
        number = bits.number(_ENUM)
        if number == _CUSTOM:
            primaries = _point(bits), _point(bits), _point(bits)
        else:
            primaries, _ = PRIMARIES[number]
    if bits.flag():
        curve = gamma(1e7 / max(bits.read(24), 1))
    else:
        header.curve_place = bits.place
        number = bits.number(_ENUM)
        header.hdr = HDR_CURVES.get(number, "")
        if header.hdr:
            return
        curve = CURVES[number]
    is_srgb = curve == SRGB_CURVE and white == D65 and primaries in (None, SRGB_PRIMARIES)
    if not is_srgb:
        header.space = ColorSpace("JPEG XL", curve, primaries, white)


def _point(bits: _Bits) -> Point:
    x, y = (bits.number(_COORDINATE) for _ in range(2))
    return _signed(x) / 1e6, _signed(y) / 1e6


def _signed(value: int) -> int:
    return -(value + 1) // 2 if value % 2 else value // 2


def with_srgb_curve(stream: bytearray) -> None:
    """State in a code stream that its values have the curve of sRGB instead of a linear one.

    Parameters
    ----------
    stream : bytearray
        Changed in place; of one length, as both numbers have the same count of bits.

    Raises
    ------
    ValueError
        It states no linear curve.
    """
    header = read_header(bytes(stream[:_HEADER_BYTES]))
    if header.space is None or header.space.curve != _LINEAR or not header.curve_place:
        raise ValueError("no linear curve")
    place = header.curve_place + 2  # after what kind of number it is, which is one for both
    offset, count = _ENUM[2]
    for bit in range(count):
        byte, mask = (place + bit) // 8, 1 << (place + bit) % 8
        is_set = (_SRGB_NUMBER - offset) >> bit & 1
        stream[byte] = stream[byte] | mask if is_set else stream[byte] & ~mask
