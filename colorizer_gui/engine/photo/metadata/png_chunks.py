"""The chunks of a PNG that hold texts, and the profiles that some programs keep in texts.

References
----------
Portable Network Graphics (W3C, third edition), 11.3.3; raw profiles as ImageMagick writes them.
"""

import zlib
from collections.abc import Callable, Iterable

from colorizer_gui.engine.limits import LARGEST_TEXTS
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.metadata.extras import COMMENT, TEXT, TIME
from colorizer_gui.engine.photo.metadata.photoshop import resource_block
from colorizer_gui.engine.photo.photo import Extra, Metadata

_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_XMP = "XML:com.adobe.xmp"
_PROFILE = "Raw profile type "
_XMP_IN_SEGMENT = b"http://ns.adobe.com/xap/1.0/\0"
# How pixels are stored, what they mean, and animation; the clear color is read with the pixels.
_OF_OLD_FILE = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB"),
    *(b"cICP", b"mDCV", b"cLLI", b"mDCv", b"cLLi", b"bKGD", b"hIST", b"sPLT", b"pHYs", b"eXIf"),
    *(b"acTL", b"fcTL", b"fdAT"),
}
# What states the colors for good, and the names of color profiles in texts.
_COLORS = {b"iCCP", b"sRGB", b"cICP"}
_ICC = ("icc", "icm")
_CREDENTIALS = b"caBX"
# Texts that describe the old pixels, as ImageMagick copies them from EXIF.
_OLD_WORDS = ("exif:pixel", "exif:orientation", "tiff:", "png:", "exif:colorspace", "thumb::")


class _Budget:
    """How many bytes of texts may still be unpacked."""

    def __init__(self) -> None:
        self.left = LARGEST_TEXTS

    def unpacked(self, packed: bytes) -> bytes:
        """Unpack a text; ValueError where it is damaged or too long."""
        unpacker = zlib.decompressobj()
        try:
            text = unpacker.decompress(packed, self.left)
        except zlib.error as error:
            raise ValueError("a damaged text") from error
        if not unpacker.eof:
            raise ValueError("a text without its end, or too long")
        self.left -= len(text)
        return text


def take_chunks(content: FileContent, chunks: Iterable[tuple[bytes, bytes]]) -> None:
    """Take XMP, EXIF, IPTC, texts and all else from whole chunks, by name and content.

    Parameters
    ----------
    content : FileContent
        EXIF of its own chunk is set before.
    chunks : iterable of (bytes, bytes)
    """
    budget = _Budget()
    chunks = list(chunks)
    states_colors = not _COLORS.isdisjoint(name for name, _ in chunks)
    for name, body in chunks:
        if name in _TEXTS:
            try:
                _take_text(content, name, body, budget, states_colors)
            except ValueError:
                content.has_gaps = True
        elif name == b"tIME":
            content.extras.append(Extra(TIME, data=body))
        elif name == _CREDENTIALS:
            content.extras.append(Extra("content credentials"))
        elif name not in _OF_OLD_FILE:
            content.extras.append(Extra("chunks", name.decode("latin-1")))


def _take_text(
    content: FileContent, name: bytes, body: bytes, budget: _Budget, states_colors: bool
) -> None:
    keyword, _, rest = body.partition(b"\0")
    key = keyword.decode("latin-1")
    if key == _XMP:
        content.take_xmp(_text(name, rest, budget))
    elif key.startswith(_PROFILE):
        _take_profile(
            content, key[len(_PROFILE) :].lower(), _text(name, rest, budget), states_colors
        )
    elif not key.lower().startswith(_OLD_WORDS):
        content.extras.append(Extra(TEXT, key, name + body))


def _text(name: bytes, rest: bytes, budget: _Budget) -> bytes:
    """What follows the keyword, unpacked."""
    if name == b"zTXt":
        return budget.unpacked(rest[1:])
    if name == b"iTXt":
        is_packed, rest = rest[:1] == b"\1", rest[2:]
        _, _, rest = rest.partition(b"\0")  # the language
        _, _, rest = rest.partition(b"\0")  # the translated keyword
        return budget.unpacked(rest) if is_packed else rest
    return rest


def _take_profile(content: FileContent, kind: str, text: bytes, states_colors: bool) -> None:
    """Take what a program keeps in a text, as a kind, a length and hexadecimal digits.

    A color profile counts where nothing else, but for gamma and primaries, states the colors.
    """
    try:
        data = bytes.fromhex(b"".join(text.split(b"\n")[3:]).decode("ascii"))
    except UnicodeDecodeError as error:
        raise ValueError("no hexadecimal digits") from error
    if kind in _ICC:
        if not (states_colors or content.icc):
            content.icc = data
        elif data != content.icc:
            content.extras.append(Extra("chunks", _PROFILE + kind))
        return
    if kind in ("iptc", "8bim"):
        if data.startswith(b"8BIM"):
            content.photoshop = (content.photoshop or b"") + data
        else:
            content.iptc_blocks.append(data)
    elif kind == "xmp" or data.startswith(_XMP_IN_SEGMENT):
        content.take_xmp(data.removeprefix(_XMP_IN_SEGMENT))
    elif kind in ("exif", "app1"):
        if content.page is None:
            content.take_exif(data)
    else:
        content.extras.append(Extra("chunks", _PROFILE + kind))


def with_text(extra: Extra, change: Callable[[str], str]) -> Extra:
    """A text of a PNG after a change of its words, unpacked; as it was where it stays the same."""
    name, (keyword, _, rest) = extra.data[:4], extra.data[4:].partition(b"\0")
    written = _text(name, rest, _Budget())
    encoding = "utf-8" if name == b"iTXt" else "latin-1"
    before = written.decode(encoding, "replace")
    after = change(before)
    if after == before:
        return extra
    head = b"\0\0\0\0\0" if name == b"iTXt" else b"\0"
    name = b"iTXt" if name == b"iTXt" else b"tEXt"
    return extra._replace(data=name + keyword + head + after.encode(encoding, "replace"))


def text_chunks(metadata: Metadata) -> list[tuple[bytes, bytes]]:
    """Name and content of the chunks of IPTC, texts and time that a result has."""
    chunks = []
    if block := resource_block(metadata.iptc, metadata.extras):
        written = b"\niptc\n%8d\n" % len(block) + b"\n".join(_lines(block.hex().encode())) + b"\n"
        body = (_PROFILE + "iptc").encode() + b"\0\0" + zlib.compress(written)
        chunks.append((b"zTXt", body))
    for extra in metadata.extras:
        if extra.kind == TEXT:
            chunks.append((extra.data[:4], extra.data[4:]))
        elif extra.kind == TIME:
            chunks.append((b"tIME", extra.data))
        elif extra.kind == COMMENT:
            chunks.append(_comment_chunk(extra.data))
    return chunks


def _lines(digits: bytes) -> list[bytes]:
    return [digits[start : start + 72] for start in range(0, len(digits), 72)]


def _comment_chunk(comment: bytes) -> tuple[bytes, bytes]:
    comment = comment.rstrip(b"\0").replace(b"\0", b" ")
    try:
        text = comment.decode("utf-8")
    except UnicodeDecodeError:
        text = comment.decode("latin-1")
    try:
        return b"tEXt", b"Comment\0" + text.encode("latin-1")
    except UnicodeEncodeError:
        return b"iTXt", b"Comment\0\0\0\0\0" + text.encode("utf-8")
