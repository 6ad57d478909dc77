"""Color spaces that files state without a profile: gamma, primaries and code points."""

import io
import struct

import imagecodecs
import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms

from colorizer_gui.engine.color.rgb_spaces import SRGB_CURVE, ColorSpace, gamma
from colorizer_gui.engine.photo import read_photo
from colorizer_gui.engine.photo.profiles.build import icc_profile
from photo_files import notices_of, png, png_chunk

GRAY, RGB = 0, 2
SRGB_POINTS = (0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
P3_POINTS = (0.3127, 0.3290, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)
P3, SRGB, PQ, HLG, REC_709 = 12, 13, 16, 18, 1
COLOR = np.full((8, 8, 3), (200, 100, 50), np.uint8)


def light(value):
    """Linear light of sRGB values, 0..1."""
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def gama(value):
    return png_chunk(b"gAMA", struct.pack(">I", round(value * 100000)))


def chrm(points):
    return png_chunk(b"cHRM", struct.pack(">8I", *(round(value * 100000) for value in points)))


def cicp(primaries, curve):
    return png_chunk(b"cICP", bytes((primaries, curve, 0, 1)))


def opened(content, tmp_path, name="photo.png"):
    path = tmp_path / name
    path.write_bytes(content)
    return read_photo(path)


def as_p3(pixels):
    """What LittleCMS makes of Display P3."""
    points = ((0.68, 0.32), (0.265, 0.69), (0.15, 0.06))
    profile = icc_profile(ColorSpace("Display P3", SRGB_CURVE, points))
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    image = ImageCms.profileToProfile(
        Image.fromarray(pixels), source, ImageCms.createProfile("sRGB"), renderingIntent=1
    )
    return np.asarray(image)


@pytest.mark.parametrize("exponent", [1.0, 1 / 1.8, 1 / 1.6])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("color_type", [GRAY, RGB])
def test_a_stated_gamma_is_honored(tmp_path, exponent, dtype, color_type):
    white = np.iinfo(dtype).max
    srgb = np.linspace(0.3, 0.9, 64).reshape(8, 8)
    pixels = np.rint(light(srgb) ** exponent * white).astype(dtype)
    if color_type == RGB:
        pixels = np.dstack([pixels] * 3)
    photo = opened(png(pixels, color_type, gama(exponent)), tmp_path)
    found = photo.pixels if color_type == GRAY else photo.pixels[..., 1]
    assert np.abs(found / white - srgb).max() < 1.5 / 255
    assert notices_of(photo) == [
        f"photo.png states a gamma of {1 / exponent:.2f}, so its tones were converted to sRGB."
    ]


@pytest.mark.parametrize(
    "chunks",
    [
        [gama(0.45455)],
        [gama(0.4545), chrm(SRGB_POINTS)],
        [gama(0.44), chrm((0.313, 0.329, *SRGB_POINTS[2:]))],
        [png_chunk(b"sRGB", b"\0"), gama(1.0)],
        [cicp(1, SRGB), gama(1.0)],
        [cicp(1, REC_709)],
        [cicp(2, 2)],
    ],
)
def test_what_means_srgb_leaves_the_pixels(tmp_path, chunks):
    photo = opened(png(COLOR, RGB, *chunks), tmp_path)
    assert np.array_equal(photo.pixels, COLOR)
    assert notices_of(photo) == []


def test_a_profile_counts_more_than_a_gamma(tmp_path, icc):
    buffer = io.BytesIO()
    Image.fromarray(COLOR).save(buffer, "PNG", icc_profile=icc.display_p3)
    content = buffer.getvalue()
    photo = opened(content[:33] + gama(1.0) + content[33:], tmp_path)
    assert np.abs(photo.pixels.astype(int) - as_p3(COLOR)).max() <= 1
    assert notices_of(photo) == []


@pytest.mark.parametrize("chunk", [chrm(P3_POINTS), cicp(P3, SRGB)])
def test_stated_primaries_are_honored(tmp_path, chunk):
    photo = opened(png(COLOR, RGB, chunk), tmp_path)
    assert np.abs(photo.pixels.astype(int) - as_p3(COLOR)).max() <= 1
    told = ["photo.png states primaries of its own, so its colors were converted to sRGB."]
    assert notices_of(photo) == (told if b"cHRM" in chunk else [])


@pytest.mark.parametrize(("curve", "name"), [(PQ, "PQ"), (HLG, "HLG")])
def test_hdr_is_named_and_not_converted(tmp_path, curve, name):
    photo = opened(png(COLOR, RGB, cicp(9, curve)), tmp_path)
    assert np.array_equal(photo.pixels, COLOR)
    assert f"for HDR displays ({name})" in notices_of(photo)[0]


@pytest.mark.parametrize(
    "chunk", [gama(0.0), gama(20.0), gama(2.2), chrm((0.3, 0.3, 0.1, 0.1, 0.2, 0.2, 0.4, 0.4))]
)
def test_values_that_make_no_sense_are_named(tmp_path, chunk):
    photo = opened(png(COLOR, RGB, chunk), tmp_path)
    assert np.array_equal(photo.pixels, COLOR)
    assert "cannot be used" in notices_of(photo)[0]


@pytest.mark.parametrize("depth", [8, 10])
def test_code_points_of_avif_are_honored(tmp_path, depth):
    deep = depth > 8
    pixels = COLOR.astype(np.uint16) * 4 if deep else COLOR
    content = imagecodecs.avif_encode(
        pixels, level=100, bitspersample=depth, primaries=P3, transfer=SRGB
    )
    photo = opened(content, tmp_path, "photo.avif")
    found = photo.pixels / (257 if deep else 1)
    assert np.abs(found - as_p3(COLOR)).max() < 2.5


def test_code_points_of_heic_are_honored(tmp_path):
    large = np.tile(COLOR, (8, 8, 1))
    file = pillow_heif.from_bytes("RGB", (64, 64), large.tobytes())
    for curve, name in ((SRGB, "p3.heic"), (PQ, "pq.heic")):
        buffer = io.BytesIO()
        file.save(
            buffer, quality=-1, chroma=444, color_primaries=P3, transfer_characteristics=curve
        )
        photo = opened(buffer.getvalue(), tmp_path, name)
        expected = as_p3(large) if curve == SRGB else large
        assert np.abs(photo.pixels.astype(int) - expected).mean() < 3
        assert ["HDR" in notice for notice in notices_of(photo)] == (
            [] if curve == SRGB else [True]
        )


def test_profiles_of_color_spaces_are_read_by_others():
    profile = ImageCms.ImageCmsProfile(
        io.BytesIO(icc_profile(ColorSpace("Some space", gamma(2.2))))
    )
    assert "Some space" in ImageCms.getProfileDescription(profile)
    assert profile.profile.red_primary[1][0] == pytest.approx(0.6484, abs=1e-3)
