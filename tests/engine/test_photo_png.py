"""PNG: its 16-bit pixels, and what stands in its chunks."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from colorizer_gui.engine.errors import PhotoError
from colorizer_gui.engine.photo import lost_for_good
from photo_files import notices_of, packed_bits, png, png_chunk


@pytest.mark.parametrize("color_type", [0, 2, 4, 6])
def test_16_bit_png_keeps_every_bit(saved, rgb16, color_type):
    pixels = rgb16 if color_type & 2 else rgb16[..., 0]
    alpha = rgb16[::-1, :, 1]
    photo = saved(png(np.dstack((pixels, alpha)) if color_type & 4 else pixels, color_type))
    np.testing.assert_array_equal(photo.pixels, pixels)
    if color_type & 4:
        np.testing.assert_array_equal(photo.alpha, alpha)
    else:
        assert photo.alpha is None


@pytest.mark.parametrize("color_type", [0, 2])
def test_clear_color_of_a_16_bit_png(saved, rgb16, color_type):
    pixels = rgb16 if color_type else rgb16[..., 0]
    clear = png_chunk(b"tRNS", np.atleast_1d(pixels[5, 7]).astype(">u2").tobytes())
    photo = saved(png(pixels, color_type, clear))
    np.testing.assert_array_equal(photo.pixels, pixels)
    assert photo.alpha[5, 7] == 0
    assert (photo.alpha == 65535).mean() > 0.99


@pytest.mark.parametrize("deep", [False, True])
def test_png_with_much_metadata(saved, rgb, rgb16, icc, deep):
    xmp = b"<rdf:RDF>" + b" " * 2_000_000 + b"</rdf:RDF>"
    packed = zlib.compress(xmp)
    extras = (
        png_chunk(b"iCCP", b"wide\0\0" + zlib.compress(icc.display_p3 + bytes(2_000_000))),
        png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(2_000_000), 1)),
        png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + packed),
    )
    photo = saved(png(rgb16 if deep else rgb, 2, *extras), "photo.png")
    assert photo.metadata.xmp == xmp
    assert photo.notices == ()
    plain = saved(png(rgb16 if deep else rgb, 2), "plain.png")
    assert not np.array_equal(photo.pixels, plain.pixels)


@pytest.mark.parametrize("deep", [False, True])
@pytest.mark.parametrize("name", [b"tEXt", b"eXIf", b"pHYs", b"juNk"])
def test_png_with_a_damaged_chunk_beside_its_pixels(saved, rgb, rgb16, name, deep):
    pixels = rgb16 if deep else rgb
    xmp = b"<rdf:RDF></rdf:RDF>"
    whole = png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp)
    broken = png_chunk(name, b"some words\0and more")[:-1] + b"!"
    photo = saved(png(pixels, 2, broken, whole), "photo.png")
    np.testing.assert_array_equal(photo.pixels, pixels)
    assert photo.metadata.xmp == xmp
    assert notices_of(photo) == ["Some metadata in photo.png is damaged and was left out."]


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_a_transparent_gray_of_few_bits(saved, rgb, bits):
    level = rgb[..., 0] >> (8 - bits)
    clear = int(level[5, 7])
    rows = np.pad(packed_bits(level, bits), ((0, 0), (1, 0)))
    header = struct.pack(">IIBBBBB", 101, 60, bits, 0, 0, 0, 0)
    content = b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            png_chunk(b"IHDR", header),
            png_chunk(b"tRNS", struct.pack(">H", clear)),
            png_chunk(b"IDAT", zlib.compress(rows.tobytes())),
            png_chunk(b"IEND", b""),
        )
    )
    photo = saved(content)
    np.testing.assert_array_equal(photo.pixels, np.rint(level * (255 / (2**bits - 1))))
    np.testing.assert_array_equal(photo.alpha, np.where(level == clear, 0, 255))


@pytest.mark.parametrize("color_type", [0, 2, 6])
@pytest.mark.parametrize("deep", [False, True])
def test_a_png_without_its_last_rows_opens(saved, rgb, rgb16, color_type, deep):
    pixels = rgb16 if deep else rgb
    if color_type == 6:
        pixels = np.dstack((pixels, pixels[..., :1]))
    content = png(pixels if color_type else pixels[..., 0], color_type)
    whole = saved(content, "photo.png")
    cut = saved(content[: len(content) * 4 // 5], "photo.png")
    np.testing.assert_array_equal(cut.pixels[:40], whole.pixels[:40])
    assert len(np.unique(cut.pixels[-2:])) == 1
    assert "% of its pixels are missing" in notices_of(cut)[0]
    endless = saved(content[:-12], "photo.png")
    np.testing.assert_array_equal(endless.pixels, whole.pixels)
    assert notices_of(endless) == ["photo.png lacks its end mark, but all of its pixels are there."]
    with pytest.raises(PhotoError, match="the file is damaged or ends too early"):
        saved(content[: len(content) // 4], "photo.png")


# Profiles in texts


def text_profile(data):
    """A profile as ImageMagick keeps it where the library cannot write profiles."""
    text = b"\nicc\n%8d\n%b\n" % (len(data), data.hex().encode())
    return b"zTXt", b"Raw profile type icc\0\0" + zlib.compress(text)


@pytest.mark.parametrize(
    ("others", "is_used"),
    [((), True), (((b"gAMA", struct.pack(">I", 45455)),), True), (((b"sRGB", b"\0"),), False)],
    ids=["alone", "with gamma", "with sRGB"],
)
def test_a_profile_in_a_text_is_used_or_named(saved, icc, rgb, others, is_used):
    buffer = io.BytesIO()
    Image.fromarray(rgb).save(buffer, "PNG")
    plain = buffer.getvalue()
    chunks = b"".join(png_chunk(*chunk) for chunk in (*others, text_profile(icc.adobe)))
    photo = saved(plain[:33] + chunks + plain[33:], "photo.png")
    names = [str(each) for each in lost_for_good(photo.metadata.extras)]
    buffer = io.BytesIO()
    Image.fromarray(rgb).save(buffer, "PNG", icc_profile=icc.adobe)
    expected = saved(buffer.getvalue(), "expected.png").pixels if is_used else rgb
    np.testing.assert_array_equal(photo.pixels, expected)
    assert names == ([] if is_used else ["chunks Raw profile type icc"])
    assert photo.notices == ()


def test_a_profile_that_a_text_repeats_is_not_named(saved, icc, rgb):
    buffer = io.BytesIO()
    Image.fromarray(rgb).save(buffer, "PNG", icc_profile=icc.adobe)
    plain = buffer.getvalue()
    photo = saved(plain[:33] + png_chunk(*text_profile(icc.adobe)) + plain[33:], "photo.png")
    assert photo.metadata.extras == ()
