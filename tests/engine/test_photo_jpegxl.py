"""JPEG XL: what is read, what is written, and what is kept of both."""

import io
import struct

import imagecodecs
import numpy as np
import pytest
from PIL import Image

from colorizer_gui.engine.batch.memory import pixels_of
from colorizer_gui.engine.errors import PhotoError
from colorizer_gui.engine.photo import (
    Metadata,
    Photo,
    WriteOptions,
    marked,
    read_photo,
    write_photo,
)
from colorizer_gui.engine.photo.codecs.jpegxl_header import read_header, with_srgb_curve
from jpegxl_files import with_profile

SRGB, LINEAR, PQ = 13, 8, 16


def jxl(values, curve=SRGB, **options):
    """A lossless file; imagecodecs has all but 8 bits state a linear curve."""
    data = bytearray(imagecodecs.jpegxl_encode(values, lossless=True, usecontainer=True, **options))
    if values.dtype != np.uint8 and curve != LINEAR:
        start = data.index(b"jxlc") + 4
        stream = data[start:]
        with_srgb_curve(stream)
        place = read_header(bytes(data[start:])).curve_place
        for bit in range(4):
            byte, mask = (place + 2 + bit) // 8, 1 << (place + 2 + bit) % 8
            stream[byte] = stream[byte] | mask if (curve - 2) >> bit & 1 else stream[byte] & ~mask
        data[start:] = stream
    return bytes(data)


def box(kind, body):
    return struct.pack(">I4s", len(body) + 8, kind) + body


def opened(content, tmp_path, name="photo.jxl"):
    path = tmp_path / name
    path.write_bytes(content)
    return read_photo(path)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [0, 2, 3, 4])
def test_every_value_is_read(tmp_path, rgb, dtype, channels):
    values = np.dstack((rgb, rgb[..., 1])).astype(dtype)
    if dtype == np.uint16:
        values = values * np.uint16(257) - np.uint16(3)
    values = np.ascontiguousarray(values[..., :channels] if channels else values[..., 0])
    photo = opened(jxl(values), tmp_path)
    assert photo.format == "jpegxl"
    has_alpha = channels in (2, 4)
    colors = values[..., :-1] if has_alpha else values
    assert np.array_equal(photo.pixels, colors.squeeze())
    assert (photo.alpha is not None) == has_alpha
    if has_alpha:
        assert np.array_equal(photo.alpha, values[..., -1])
    assert photo.notices == ()


@pytest.mark.parametrize("depth", [5, 10, 12])
def test_values_of_other_depths_fill_the_range(tmp_path, depth):
    dtype = np.uint8 if depth < 8 else np.uint16
    values = np.arange(2**depth, dtype=dtype).reshape(-1, 8).repeat(4, axis=1)
    photo = opened(jxl(values, bitspersample=depth), tmp_path)
    white = np.iinfo(dtype).max
    assert photo.file_depth == depth
    assert np.array_equal(photo.pixels, np.rint(values * (white / (2**depth - 1))))


def test_floating_values_become_16_bits(tmp_path, rgb):
    values = (rgb / 255).astype(np.float32)
    photo = opened(jxl(values), tmp_path)
    assert photo.bit_depth == 16
    assert np.array_equal(photo.pixels, np.rint(values * 65535))


def test_linear_values_become_srgb(tmp_path):
    values = np.full((16, 16, 3), 14147, np.uint16)  # gray 128 of sRGB
    photo = opened(jxl(values, LINEAR), tmp_path)
    assert np.abs(photo.pixels / 257 - 128).max() < 0.1


def test_hdr_is_named(tmp_path):
    photo = opened(jxl(np.full((16, 16, 3), 14147, np.uint16), PQ), tmp_path)
    assert "for HDR displays (PQ)" in str(photo.notices[0])


def test_of_an_animation_the_first_frame_is_used(tmp_path, rgb):
    photo = opened(jxl(np.stack((rgb, rgb[::-1]))), tmp_path)
    assert np.array_equal(photo.pixels, rgb)
    assert "is an animation" in str(photo.notices[0])


def exif_of(orientation):
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = orientation, "A caption"
    return exif


@pytest.mark.parametrize("is_packed", [False, True])
def test_boxes_of_exif_and_xmp_are_read(tmp_path, rgb, is_packed):
    exif = bytes(4) + exif_of(6).tobytes()[6:]
    xmp = marked(Metadata(), "An archive", "1" * 64, "2" * 64).xmp
    content = jxl(rgb)
    for kind, body in ((b"Exif", exif), (b"xml ", xmp), (b"jumb", b"claims")):
        packed = kind + imagecodecs.brotli_encode(body)
        content += box(b"brob", packed) if is_packed else box(kind, body)
    photo = opened(content, tmp_path)
    # The decoder has applied the orientation that counts, and EXIF's does not.
    assert np.array_equal(photo.pixels, rgb)
    assert b"A caption" in photo.metadata.exif
    assert b"An archive" in photo.metadata.xmp
    assert [extra.name for extra in photo.metadata.extras] == ["jumb"]


def test_a_packed_jpeg_is_read_as_the_jpeg(tmp_path, rgb, icc):
    buffer = io.BytesIO()
    Image.fromarray(rgb).save(
        buffer, "JPEG", exif=exif_of(6), icc_profile=icc.adobe, dpi=(300, 300), quality=90
    )
    (tmp_path / "photo.jpg").write_bytes(buffer.getvalue())
    source = read_photo(tmp_path / "photo.jpg")
    packed = imagecodecs.jpegxl_encode_jpeg(buffer.getvalue(), usecontainer=True)
    photo = opened(packed, tmp_path)
    assert photo.format == "jpegxl"
    assert np.array_equal(photo.pixels, source.pixels)
    assert photo.metadata == source.metadata


@pytest.mark.parametrize("depth", [8, 16])
@pytest.mark.parametrize("clear", [False, True])
@pytest.mark.parametrize("quality", [92, 100])
def test_results_keep_depth_opacity_and_metadata(tmp_path, rgb, depth, clear, quality):
    pixels = rgb if depth == 8 else rgb.astype(np.uint16) * 257 - 3
    alpha = np.ascontiguousarray(pixels[..., 1]) if clear else None
    metadata = marked(Metadata(dpi=(300, 300)), "Some model", "1" * 64, "2" * 64)
    source = Photo(pixels, alpha, metadata=metadata)
    path = write_photo(
        tmp_path / "out.jxl", pixels, source, options=WriteOptions(quality=quality), software="Us"
    )
    written = read_photo(path)
    difference = np.abs(written.pixels.astype(int) - pixels) / (1 if depth == 8 else 257)
    assert difference.max() == 0 if quality == 100 else difference.mean() < 3
    assert written.bit_depth == depth
    assert written.notices == ()
    assert written.metadata.dpi == (300, 300)
    assert b"Some model" in written.metadata.xmp
    assert b"Us" in written.metadata.exif
    if clear:
        assert np.array_equal(written.alpha, alpha)


class Bits:
    """Bits of a header, the lowest first."""

    def __init__(self):
        self.bits = []

    def add(self, value, count):
        self.bits += [value >> place & 1 for place in range(count)]
        return self

    def stream(self):
        value = sum(bit << place for place, bit in enumerate(self.bits))
        return b"\xff\x0a" + value.to_bytes(len(self.bits) // 8 + 1, "little")


def header(*color):
    """A header of 64 x 40 pixels and 8 bits, turned, with values of its own for the colors."""
    bits = Bits().add(1, 1).add(4, 5).add(0, 3).add(7, 5)  # small sizes: 40, no ratio, 64
    bits.add(0, 1).add(1, 1).add(5, 3).add(0, 3)  # orientation 6, no other sizes, no animation
    bits.add(0, 1).add(0, 2).add(1, 1).add(0, 2).add(0, 1)  # 8 bits, no channels, no XYB
    for value, count in color:
        bits.add(value, count)
    return read_header(bits.stream())


def test_a_header_states_size_orientation_and_srgb():
    found = header((1, 1))
    assert (found.width, found.height, found.orientation, found.depth) == (64, 40, 6, 8)
    assert (found.space, found.has_profile) == (None, False)


def test_a_header_states_display_p3():
    found = header((0, 2), (0, 2), (1, 2), (2, 2), (9, 4), (0, 1), (2, 2), (11, 4), (0, 2))
    assert found.space.primaries == ((0.68, 0.32), (0.265, 0.69), (0.15, 0.06))


def test_a_header_states_a_gamma_and_a_profile():
    gray = header((0, 2), (1, 2), (1, 2), (1, 1), (5_555_556, 24), (0, 2))
    assert gray.is_gray
    assert gray.space.curve[1][0] == pytest.approx(1.8, abs=1e-4)
    assert header((0, 1), (1, 1), (0, 2)).has_profile


@pytest.fixture
def by_profile(tmp_path):
    """What pixels with a profile look like."""

    def convert(pixels, profile):
        path = tmp_path / "expected.png"
        Image.fromarray(pixels).save(path, icc_profile=profile)
        return read_photo(path).pixels

    return convert


@pytest.mark.parametrize("name", ["adobe", "prophoto", "scanner"])
def test_a_profile_is_honored(tmp_path, rgb, icc, by_profile, name):
    profile = getattr(icc, name)
    expected = by_profile(rgb, profile)
    photo = opened(with_profile(rgb, profile), tmp_path)
    np.testing.assert_array_equal(photo.pixels, expected)
    assert photo.notices == ()
    # With loss, the decoder gives the colors in a space that it chooses.
    lossy = opened(with_profile(rgb, profile, is_lossless=False), tmp_path)
    assert np.abs((lossy.pixels.astype(float) - expected).mean(axis=(0, 1))).max() < 2
    assert lossy.notices == ()


def test_a_profile_of_grays_and_of_16_bits(tmp_path, rgb16, icc):
    gray = np.ascontiguousarray(rgb16[..., 0])
    plain = opened(jxl(gray), tmp_path).pixels.astype(float)
    photo = opened(with_profile(gray, icc.gray_gamma), tmp_path)
    assert (photo.pixels.dtype, photo.pixels.ndim, photo.notices) == (np.uint16, 2, ())
    assert 20 < np.abs(photo.pixels - plain).mean() < 3000


def test_the_profile_of_a_packed_jpeg_whose_packing_is_damaged(tmp_path, rgb, icc, by_profile):
    buffer = io.BytesIO()
    Image.fromarray(rgb).save(buffer, "JPEG", icc_profile=icc.prophoto, quality=95)
    packed = imagecodecs.jpegxl_encode_jpeg(buffer.getvalue(), usecontainer=True)
    photo = opened(packed.replace(b"jbrd", b"free"), tmp_path)
    stored = np.asarray(Image.open(buffer))
    assert np.abs(photo.pixels.astype(int) - by_profile(stored, icc.prophoto)).mean() < 2
    assert photo.notices == ()


@pytest.mark.parametrize("kept", [13, 40, 70, 200])
def test_what_is_cut_is_damaged(tmp_path, rgb, kept):
    with pytest.raises(PhotoError, match="damaged"):
        opened(jxl(rgb)[:kept], tmp_path)


def test_the_size_comes_from_the_header(tmp_path):
    (tmp_path / "photo.jxl").write_bytes(jxl(np.zeros((300, 400, 3), np.uint16)))
    assert pixels_of(tmp_path / "photo.jxl") == 120_000
