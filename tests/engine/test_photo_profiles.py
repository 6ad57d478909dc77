"""Color profiles become sRGB, at the photo's own bit depth."""

import io
import struct

import numpy as np
import pytest
from PIL import Image, ImageCms

from colorizer_gui.engine.color import cielab
from photo_files import notices_of, tiff
from profile_files import (
    ADOBE,
    gamma,
    gray_profile,
    matrix_profile,
    parametric,
    table,
    table_profile,
)


def linear_reference(values, exponent, colorants):
    """sRGB of a matrix profile in double precision, with Lindbloom's D50 matrix of sRGB."""
    to_linear_srgb = np.linalg.inv(
        np.array(
            [
                [0.4360747, 0.3850649, 0.1430804],
                [0.2225045, 0.7168786, 0.0606169],
                [0.0139322, 0.0971045, 0.7141733],
            ]
        )
    )
    return encoded(((values**exponent) @ np.array(colorants) @ to_linear_srgb.T).clip(0, 1))


def test_srgb_profiles_change_nothing(saved, rgb, rgb16, icc):
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    np.testing.assert_array_equal(saved(rgb, "photo.png", icc_profile=srgb).pixels, rgb)
    np.testing.assert_array_equal(saved(rgb[..., 0], icc_profile=srgb).pixels, rgb[..., 0])
    np.testing.assert_array_equal(saved(rgb[..., 0], icc_profile=icc.gray_srgb).pixels, rgb[..., 0])
    photo = saved(tiff(rgb16, photometric="rgb", iccprofile=srgb))
    np.testing.assert_array_equal(photo.pixels, rgb16)


def encoded(linear):
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)


@pytest.mark.parametrize("name", ["gray_gamma", "gray_dot_gain", "gray_lightness"])
def test_gray_profiles_keep_16_bits(saved, icc, name):
    """Pillow lets LittleCMS turn 16-bit grays into 16-bit grays; it is coarse in the darks."""
    profile = getattr(icc, name)
    grays = np.arange(65536, dtype=np.uint16).reshape(256, 256)
    ours = saved(grays, icc_profile=profile).pixels
    assert ours.dtype == np.uint16
    assert np.all(np.diff(ours.ravel().astype(int)) >= 0)
    values = grays / 65535
    exact = {
        "gray_gamma": encoded(values ** (563 / 256)),
        "gray_dot_gain": encoded(np.interp(values, np.arange(256) / 255, icc.dot_gain)),
        "gray_lightness": cielab.lightness_to_gray(100 * values),
    }[name]
    assert np.abs(ours - exact * 65535).max() < 8  # a thirtieth of an 8-bit step
    littlecms = np.asarray(
        ImageCms.profileToProfile(
            Image.fromarray(grays),
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.ImageCmsProfile(io.BytesIO(icc.gray_srgb)),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    )
    assert np.abs(ours.astype(int) - littlecms)[grays > 10000].max() < 64
    eight = saved(np.arange(256, dtype=np.uint8)[None], icc_profile=profile).pixels
    np.testing.assert_array_equal(eight[0], np.rint(ours.ravel()[::257] / 257))


@pytest.mark.parametrize(("name", "exponent"), [("adobe", 2.19921875), ("prophoto", 1.8)])
def test_matrix_profiles_keep_16_bits(saved, rgb16, icc, name, exponent):
    profile, colorants = getattr(icc, name), getattr(icc.colorants, name)
    ours = saved(tiff(rgb16, photometric="rgb", iccprofile=profile)).pixels
    expected = linear_reference(rgb16 / 65535, exponent, colorants) * 65535
    difference = np.abs(ours - expected)
    assert difference.max() < 64  # a quarter of an 8-bit step; the matrices' own digits differ


@pytest.mark.parametrize("name", ["adobe", "prophoto", "display_p3", "scanner"])
def test_profiles_agree_with_littlecms(saved, rgb, icc, name):
    profile = getattr(icc, name)

    def converted(flags):
        image = ImageCms.profileToProfile(
            Image.fromarray(rgb),
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=flags,
        )
        return np.asarray(image).astype(int)

    reference = converted(ImageCms.Flags.BLACKPOINTCOMPENSATION)
    assert np.abs(reference - rgb).max() > 3
    eight = saved(rgb, "photo.png", icc_profile=profile)
    assert np.abs(eight.pixels - reference).max() <= 1
    wide = rgb.astype(np.uint16) * 257
    sixteen = saved(tiff(wide, photometric="rgb", iccprofile=profile)).pixels / 257
    exact = converted(ImageCms.Flags.BLACKPOINTCOMPENSATION | ImageCms.Flags.NOOPTIMIZE)
    assert np.abs(sixteen - exact).max() < 0.6


@pytest.mark.parametrize("name", ["adobe", "prophoto", "display_p3"])
def test_grays_stay_neutral_and_in_order(saved, icc, name):
    ramp = np.repeat(np.arange(65536, dtype=np.uint16).reshape(256, 256, 1), 3, axis=2)
    profile = getattr(icc, name)
    pixels = saved(tiff(ramp, photometric="rgb", iccprofile=profile)).pixels.astype(int)
    assert np.ptp(pixels, axis=2).max() <= 30  # a tenth of an 8-bit step
    assert np.all(np.diff(pixels.reshape(-1, 3), axis=0) >= 0)
    gray = saved(ramp[..., 0], icc_profile=profile).pixels.astype(int)
    assert gray.shape == (256, 256)
    assert np.abs(gray - pixels.mean(axis=2)).max() <= 1


def test_table_profile_of_gray_pixels_is_in_order(saved, icc):
    ramp = np.arange(65536, dtype=np.uint16).reshape(256, 256)
    pixels = saved(ramp, icc_profile=icc.scanner).pixels.astype(int).ravel()
    assert np.all(np.diff(pixels) >= 0)


def test_a_table_profile_has_no_steps_of_8_bits(saved, icc):
    """Where the curve hardly bends, what is left beside a long mean are the steps."""
    ramp = np.arange(65536, dtype=np.uint16).reshape(256, 256)
    colors = np.dstack((ramp, ramp // 2, np.full_like(ramp, 40000)))
    pixels = saved(tiff(colors, photometric="rgb", iccprofile=icc.scanner)).pixels
    red = pixels[..., 0].ravel()[20000:50000].astype(float)
    means = np.convolve(red, np.ones(1285) / 1285, "valid")
    difference = red[642:-642] - means
    assert difference.std() < 4  # rounded to 8 bits it would be 74


def test_cmyk_goes_through_its_profile(saved, rgb, icc):
    image = Image.fromarray(rgb).convert("CMYK")
    plain = saved(image).pixels
    np.testing.assert_array_equal(plain, rgb)
    photo = saved(image, icc_profile=icc.cmyk)
    reference = ImageCms.profileToProfile(
        image,
        ImageCms.ImageCmsProfile(io.BytesIO(icc.cmyk)),
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert np.abs(photo.pixels.astype(int) - np.asarray(reference)).max() <= 1
    assert np.abs(photo.pixels.astype(int) - plain).max() > 5
    assert photo.notices == ()
    photo = saved(image, "photo.tif", icc_profile=icc.adobe)
    np.testing.assert_array_equal(photo.pixels, plain)
    assert "sRGB is assumed" in str(photo.notices[0])


@pytest.mark.parametrize("profile", [b"", b"nonsense" * 40, None])
def test_broken_profile_is_a_notice(saved, rgb, icc, profile):
    broken = icc.adobe[:200] if profile is None else profile
    photo = saved(rgb, "photo.png", icc_profile=broken)
    np.testing.assert_array_equal(photo.pixels, rgb)
    expected = ["The color profile in photo.png cannot be used, so sRGB is assumed."]
    assert notices_of(photo) == (expected if broken else [])


BROKEN_CURVES = {
    "gamma of 0": gamma(0),
    "all white": table([1, 1, 1]),
    "all black": table([0] * 256),
    "falling": table(np.linspace(1, 0, 256)),
    "up and down": table([0, 0.5, 1, 0.5]),
    "negative exponent": parametric(0, -2.0),
    "endless": parametric(4, *(32767.0,) * 7),
    "below black": parametric(2, 1.0, 1.0, 0.0, -2.0),
}


@pytest.mark.parametrize("curve", BROKEN_CURVES.values(), ids=BROKEN_CURVES)
@pytest.mark.parametrize("depth", [8, 16])
def test_curves_that_reverse_or_flatten_grays_are_a_notice(saved, rgb, rgb16, icc, curve, depth):
    pixels = rgb if depth == 8 else rgb16
    for stored, profile in (
        (pixels[..., 0], gray_profile(curve)),
        (pixels[..., 0], matrix_profile(icc.colorants.adobe, curve)),
        (pixels, matrix_profile(icc.colorants.adobe, curve)),
    ):
        kind = "minisblack" if stored.ndim == 2 else "rgb"
        photo = saved(tiff(stored, photometric=kind, iccprofile=profile))
        np.testing.assert_array_equal(photo.pixels, stored)
        assert notices_of(photo) == [
            "The color profile in photo.tif cannot be used, so sRGB is assumed."
        ]


@pytest.mark.parametrize("depth", [8, 16])
def test_a_profile_that_maps_all_colors_to_one_is_a_notice(saved, rgb, rgb16, depth):
    pixels = rgb if depth == 8 else rgb16
    for profile in (
        matrix_profile(((0, 0, 0),) * 3, gamma(2.2)),
        matrix_profile(((0.3214, 0.3333, 0.275),) * 3, gamma(2.2)),
        table_profile(b"RGB ", lambda rgb: rgb * 0, ADOBE, 2.2, 5),
    ):
        photo = saved(tiff(pixels, photometric="rgb", iccprofile=profile))
        np.testing.assert_array_equal(photo.pixels, pixels)
        assert "sRGB is assumed" in str(photo.notices[0])


def test_a_cmyk_profile_without_contrast_is_a_notice(saved, rgb):
    image = Image.fromarray(rgb).convert("CMYK")
    blank = table_profile(b"CMYK", lambda inks: inks[..., :3] * 0 + 1, ADOBE, 2.2, 5)
    photo = saved(image, icc_profile=blank)
    np.testing.assert_array_equal(photo.pixels, rgb)
    assert "sRGB is assumed" in str(photo.notices[0])


def test_a_jpeg_with_a_part_of_its_profile_is_a_notice(saved, rgb, icc):
    part = b"ICC_PROFILE\0\1\2" + icc.adobe[:300]
    segment = b"\xff\xe2" + struct.pack(">H", len(part) + 2) + part
    photo = saved(rgb, "photo.jpg", extra=segment)
    plain = saved(rgb, "plain.jpg")
    np.testing.assert_array_equal(photo.pixels, plain.pixels)
    assert notices_of(photo) == [
        "The color profile in photo.jpg cannot be used, so sRGB is assumed."
    ]


def test_damaged_profile_of_a_png_is_a_notice(saved, rgb, icc):
    buffer = io.BytesIO()
    Image.fromarray(rgb).save(buffer, "PNG", icc_profile=icc.adobe)
    content = bytearray(buffer.getvalue())
    content[content.index(b"iCCP") + 20] ^= 255
    photo = saved(bytes(content), "photo.png")
    np.testing.assert_array_equal(photo.pixels, rgb)
    assert notices_of(photo) == [
        "The color profile in photo.png cannot be used, so sRGB is assumed."
    ]


def test_profile_for_other_pixels_is_a_notice(saved, rgb, icc):
    photo = saved(rgb, "photo.png", icc_profile=icc.gray_gamma)
    np.testing.assert_array_equal(photo.pixels, rgb)
    assert "sRGB is assumed" in str(photo.notices[0])
