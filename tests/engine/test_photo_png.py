"""PNG: its 16-bit pixels, and what stands in its chunks."""

import zlib

import numpy as np
import pytest

from photo_files import notices_of, png, png_chunk


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
