"""sRGB and CIELAB agree with published values and scikit-image; the gamut is that of sRGB."""

import numpy as np
import pytest
from skimage import data
from skimage.color import lab2rgb, rgb2lab

from colorizer_gui.engine.color import cielab, gamut


@pytest.fixture(scope="module")
def cube():
    """Colors all over sRGB, corners included, (17, 17, 17, 3) float32."""
    steps = np.linspace(0, 1, 17, dtype=np.float32)
    return np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1)


@pytest.fixture(scope="module")
def mostly_outside():
    """Lightness and colors that mostly leave sRGB: (200, 300) and (200, 300, 2) float32."""
    rng = np.random.default_rng(0)
    lightness = rng.uniform(0, 100, (200, 300)).astype(np.float32)
    return lightness, rng.uniform(-120, 120, (200, 300, 2)).astype(np.float32)


def test_agrees_with_scikit_image(cube):
    # Its matrix has fewer digits and its white is not quite that of sRGB.
    lab = cielab.srgb_to_lab(cube)
    assert lab.dtype == np.float32
    assert np.abs(lab - rgb2lab(cube)).max() < 0.05
    photo = data.astronaut()[:128, :128] / np.float32(255)
    assert np.abs(cielab.srgb_to_lab(photo) - rgb2lab(photo)).max() < 0.05


def test_inverse_agrees_with_scikit_image(cube):
    lab = rgb2lab(cube)
    assert np.abs(np.clip(cielab.lab_to_srgb(lab), 0, 1) - lab2rgb(lab)).max() < 1e-3


def test_lightness_does_not_depend_on_the_systems_cube_root():
    luminance = np.linspace(0.01, 1, 20_000, dtype=np.float32)
    root = np.array([value ** (1 / 3) for value in luminance.tolist()], np.float32)
    np.testing.assert_array_equal(cielab.luminance_to_lightness(luminance), 116 * root - 16)


def test_published_values():
    red, green, blue = cielab.srgb_to_lab(np.eye(3, dtype=np.float32))
    np.testing.assert_allclose(red, (53.24, 80.09, 67.20), atol=0.02)
    np.testing.assert_allclose(green, (87.73, -86.18, 83.18), atol=0.02)
    np.testing.assert_allclose(blue, (32.30, 79.19, -107.86), atol=0.02)
    assert cielab.gray_to_lightness(np.float32(128 / 255)) == pytest.approx(53.585, abs=0.002)


@pytest.mark.parametrize("steps", [256, 65536])
def test_grays_are_neutral(steps):
    grays = np.linspace(0, 1, steps, dtype=np.float32)
    lab = cielab.srgb_to_lab(np.repeat(grays[:, None], 3, axis=1))
    assert np.abs(lab[:, 1:]).max() < 1e-4
    np.testing.assert_allclose(lab[:, 0], cielab.gray_to_lightness(grays), atol=1e-4)


def test_zero_chroma_is_the_same_gray():
    """R = G = B to within a 16-bit step, at every gray."""
    grays = np.linspace(0, 1, 65536, dtype=np.float32)
    lab = np.stack((cielab.gray_to_lightness(grays), 0 * grays, 0 * grays), axis=-1)
    rgb = np.rint(np.clip(cielab.lab_to_srgb(lab), 0, 1) * 65535)
    assert np.ptp(rgb, axis=1).max() <= 1
    assert np.abs(rgb - np.arange(65536)[:, None]).max() <= 1
    eight = np.rint(np.clip(cielab.lab_to_srgb(lab[::257]), 0, 1) * 255)
    np.testing.assert_array_equal(eight, np.repeat(np.arange(256)[:, None], 3, axis=1))


def test_round_trip_gives_every_8_bit_color_back(cube):
    codes = np.rint(cube * 255)
    back = cielab.lab_to_srgb(cielab.srgb_to_lab((codes / 255).astype(np.float32)))
    assert np.abs(back * 255 - codes).max() < 0.05


def test_lightness_and_gray_are_inverse():
    lightness = np.linspace(0, 100, 1001, dtype=np.float32)
    there = cielab.lightness_to_gray(lightness)
    np.testing.assert_allclose(cielab.gray_to_lightness(there), lightness, atol=1e-3)
    assert np.all(np.diff(there) > 0)


def test_gamut_is_all_of_srgb_and_no_more(cube):
    assert gamut.in_gamut(cielab.srgb_to_lab(cube)).all()
    for lab in ((50, 100, 100), (99, 30, 0), (1, 0, 30), (101, 0, 0), (-1, 0, 0)):
        assert not gamut.in_gamut(np.array(lab, np.float32))


def test_fitting_keeps_lightness_and_hue(mostly_outside):
    lightness, ab = mostly_outside
    fitted = gamut.fit_to_gamut(lightness, ab)
    np.testing.assert_allclose(
        np.arctan2(fitted[..., 1], fitted[..., 0])[np.hypot(*np.moveaxis(fitted, -1, 0)) > 1e-2],
        np.arctan2(ab[..., 1], ab[..., 0])[np.hypot(*np.moveaxis(fitted, -1, 0)) > 1e-2],
        atol=1e-3,
    )
    assert np.all(np.hypot(*np.moveaxis(fitted, -1, 0)) <= np.hypot(*np.moveaxis(ab, -1, 0)) + 1e-4)
    rgb = np.clip(cielab.lab_to_srgb(np.concatenate((lightness[..., None], fitted), axis=-1)), 0, 1)
    assert np.abs(cielab.srgb_to_lab(rgb)[..., 0] - lightness).max() < 0.5


def test_fitted_colors_can_be_shown(mostly_outside):
    lightness, ab = mostly_outside
    fitted = gamut.fit_to_gamut(lightness, ab)
    rgb = cielab.lab_to_srgb(np.concatenate((lightness[..., None], fitted), axis=-1))
    outside = np.maximum(rgb - 1, -rgb)
    assert np.percentile(outside, 99) < 0.002
    assert outside.max() < 0.03


def test_fitting_leaves_what_can_be_shown(cube):
    inner = cielab.srgb_to_lab(0.1 + 0.8 * cube.reshape(17, -1, 3))
    fitted = gamut.fit_to_gamut(np.ascontiguousarray(inner[..., 0]), inner[..., 1:])
    np.testing.assert_allclose(fitted, inner[..., 1:], atol=1e-3)


def test_fitting_black_and_white_leaves_no_chroma():
    ab = np.full((1, 2, 2), 40, np.float32)
    fitted = gamut.fit_to_gamut(np.array([[0, 100]], np.float32), ab)
    np.testing.assert_allclose(fitted, 0, atol=1e-4)
