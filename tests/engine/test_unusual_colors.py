"""Colors and channels as unusual writers state them."""

import io
import struct
import zlib

import imagecodecs
import numpy as np
import pytest
import tifffile
from PIL import Image

from colorizer_gui.engine.color.output_spaces import output_space
from colorizer_gui.engine.color.rgb_spaces import ColorSpace, gamma
from colorizer_gui.engine.errors import PhotoError
from colorizer_gui.engine.photo import lost_for_good
from colorizer_gui.engine.photo.profiles import to_srgb
from colorizer_gui.engine.photo.profiles.build import icc_profile
from metadata_files import (
    DPI,
    box,
    jpeg,
    pixels,
    png,
    title,
    xmp,
    xmp_segment,
)
from photo_files import notices_of, page_tags, tiff_by_hand

# Colors


def bmp(space, exponent=0.0, profile=b""):
    """A BMP whose header states colors."""
    picture = np.dstack([pixels()] * 3)
    rows = picture[::-1].tobytes()
    per_meter = [round(value / 0.0254) for value in DPI]
    info = struct.pack("<IiiHHIIiiII", 124, 64, 48, 1, 24, 0, len(rows), *per_meter, 0, 0)
    info += bytes(16) + space + bytes(36) + struct.pack("<3I", *[round(exponent * 65536)] * 3)
    info += struct.pack("<4I", 4, 124 + len(rows), len(profile), 0)
    head = struct.pack("<2sIHHI", b"BM", 138 + len(rows) + len(profile), 0, 0, 138)
    return head + info + rows + profile


LINEAR = icc_profile(ColorSpace("linear", gamma(1.0)))
CONVERTED = to_srgb(np.dstack([pixels()] * 3), LINEAR)


def test_a_profile_in_a_bmp_is_honored(reading):
    photo = reading(bmp(b"DEBM", profile=LINEAR), "photo.bmp")
    np.testing.assert_array_equal(photo.pixels, CONVERTED)
    assert not photo.notices


def test_a_gamma_of_a_bmp_is_honored_with_a_notice(reading):
    photo = reading(bmp(bytes(4), 1.0), "photo.bmp")
    assert abs(photo.pixels.astype(int) - CONVERTED).max() <= 1
    assert any("gamma of 1.00" in notice for notice in notices_of(photo))


@pytest.mark.parametrize(
    ("space", "exponent"), [(b"BGRs", 0), (b" niW", 1), (bytes(4), 0), (bytes(4), 2.2)]
)
def test_a_bmp_of_usual_colors_stays_as_it_is(reading, space, exponent):
    photo = reading(bmp(space, exponent), "photo.bmp")
    np.testing.assert_array_equal(photo.pixels[..., 0], pixels())
    assert not photo.notices


def test_a_profile_of_a_bmp_that_is_elsewhere_is_a_notice(reading):
    photo = reading(bmp(b"KNIL", profile=b"C:\\a.icm\0"), "photo.bmp")
    assert any("profile" in notice for notice in notices_of(photo))


def jpeg2000_of(space):
    """A JPEG 2000 file whose colors are of a numbered space."""
    data = bytearray(imagecodecs.jpeg2k_encode(np.dstack([pixels()] * 3), codecformat="jp2"))
    place = data.index(b"colr") + 7
    data[place : place + 4] = struct.pack(">I", space)
    return bytes(data)


def test_numbered_color_spaces_of_jpeg_2000(reading):
    plain = reading(jpeg2000_of(16), "photo.jp2").pixels
    np.testing.assert_array_equal(plain[..., 0], pixels())
    wide = reading(jpeg2000_of(21), "photo.jp2").pixels
    profile = icc_profile(output_space("prophoto").space)
    np.testing.assert_array_equal(wide, to_srgb(plain, profile))


@pytest.mark.parametrize("space", [1, 3, 4, 9, 11, 13, 19, 20, 24])
def test_other_color_spaces_of_jpeg_2000_are_called_unsupported(reading, space):
    with pytest.raises(PhotoError, match=f"not supported .*kind {space}"):
        reading(jpeg2000_of(space), "photo.jp2")


# Channels


def test_channels_beside_the_colors_are_named(reading):
    stored = np.dstack([pixels()] * 4)
    buffer = io.BytesIO()
    tifffile.imwrite(buffer, stored, photometric="rgb", extrasamples=[0])
    photo = reading(buffer.getvalue(), "photo.tif")
    np.testing.assert_array_equal(photo.pixels, stored[..., :3])
    assert photo.alpha is None
    assert [str(name) for name in lost_for_good(photo.metadata.extras)] == ["further channels"]


def test_a_zero_says_nothing_of_numbers_and_prediction(reading):
    tags = page_tags(pixels(), 1, _259=(3, 8), _317=(3, 0), _339=(3, 0))
    content = tiff_by_hand(tags, [zlib.compress(pixels().tobytes())])
    np.testing.assert_array_equal(reading(content, "photo.tif").pixels, pixels())


def test_a_page_that_is_a_mask_is_named(reading):
    pages = [Image.fromarray(pixels()), Image.fromarray(pixels() > 99)]
    buffer = io.BytesIO()
    pages[1].encoderinfo = {"tiffinfo": {254: 4}}
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:])
    photo = reading(buffer.getvalue(), "photo.tif")
    assert [str(name) for name in lost_for_good(photo.metadata.extras)] == ["further channels"]
    assert not photo.notices


@pytest.mark.parametrize(("kind", "is_opacity"), [(0, True), (1, True), (65535, False)])
def test_the_fourth_channel_of_jpeg_2000(reading, kind, is_opacity):
    stored = np.dstack([pixels()] * 3 + [np.full_like(pixels(), 128)])
    data = imagecodecs.jpeg2k_encode(stored, codecformat="jp2")
    roles = [(0, 0, 1), (1, 0, 2), (2, 0, 3), (3, kind, 0 if kind == 1 else 65535)]
    entries = struct.pack(">13H", 4, *(number for role in roles for number in role))
    place = data.index(b"jp2h") - 4
    size = int.from_bytes(data[place : place + 4], "big")
    head = box(b"jp2h", data[place + 8 : place + size] + box(b"cdef", entries))
    photo = reading(data[:place] + head + data[place + size :], "photo.jp2")
    np.testing.assert_array_equal(photo.pixels, stored[..., :3])
    assert (photo.alpha is not None) == is_opacity
    names = [str(name) for name in lost_for_good(photo.metadata.extras)]
    assert names == ([] if is_opacity else ["further channels"])


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_a_profile_of_grays_counts_for_grays_in_three_channels(reading, kind):
    profile = icc_profile(ColorSpace("gray", gamma(1.0), None))
    buffer = io.BytesIO()
    options = {"lossless": True} if kind == "WEBP" else {}
    grays = Image.fromarray(np.dstack([pixels()] * 3))
    grays.save(buffer, kind, icc_profile=profile, **options)
    photo = reading(buffer.getvalue(), f"photo.{kind.lower()}")
    np.testing.assert_array_equal(photo.pixels, to_srgb(pixels(), profile))
    assert not photo.notices


def test_a_duotone_has_grays(reading):
    rows, columns = pixels().shape
    header = struct.pack(">4sH6xHIIHH", b"8BPS", 1, 1, rows, columns, 8, 8)
    inks = struct.pack(">I", 524) + bytes(524)
    photo = reading(header + inks + bytes(10) + pixels().tobytes(), "photo.psd")
    np.testing.assert_array_equal(photo.pixels, pixels())


def test_primaries_of_a_gray_png_say_nothing(reading):
    wide = struct.pack(">8I", 31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000)
    photo = reading(png((b"cHRM", wide)), "photo.png")
    np.testing.assert_array_equal(photo.pixels, pixels())
    assert not photo.notices


LOOK = '<crs:Look><rdf:Description crs:Name="{}"/></crs:Look>'


@pytest.mark.parametrize(
    ("inside", "settings", "is_gray"),
    [
        ("", 'crs:Saturation="-100"', True),
        ("", 'crs:CameraProfile="Adobe Monochrome" crs:CameraProfileDigest="F0"', True),
        (LOOK.format("B&amp;W 01"), "", True),
        (LOOK.format("Adobe Color"), 'crs:Saturation="-40" crs:CameraProfile="Embedded"', False),
    ],
)
def test_settings_that_make_a_photo_gray_go(reading, inside, settings, is_gray):
    packet = xmp(inside + title(), settings + ' crs:Exposure2012="+0.50"')
    kept = reading(jpeg(xmp_segment(packet))).metadata.xmp
    assert b"Exposure2012" in kept
    gone = [word not in kept for word in (b"Saturation", b"CameraProfile", b"crs:Look")]
    assert set(gone) == {is_gray}
