"""Hints with the colors of a reference photo, photos that show nothing, the color of a place."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from colorizer_gui.engine.color.adjustments import color_shift
from colorizer_gui.engine.color.cielab import srgb_to_lab
from colorizer_gui.engine.color.presence import is_in_color
from colorizer_gui.engine.color.reference_transfer import reference_colors
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Photo


@pytest.fixture
def engine(tiny_model):
    return Colorizer(Model(tiny_model, "cpu"))


def two_surfaces():
    """A photo whose left half is dark and whose right half is bright."""
    pixels = np.full((128, 128), 70, np.uint8)
    pixels[:, 64:] = 190
    return Photo(pixels)


def ab_of(pixels):
    return srgb_to_lab(pixels.astype(np.float32) / 255)[..., 1:]


def test_a_hinted_surface_keeps_its_color_among_borrowed_ones(engine, color_picture):
    photo, hint = two_surfaces(), ColorHint(0.75, 0.5, -20, 20)
    look = Look(reference=reference_colors(color_picture))
    prediction = engine.predict(photo, [hint])
    share = cv2.resize(prediction.hinted[..., 0], (128, 128))
    on_surface = cv2.erode((share > 0.9).astype(np.uint8), np.ones((9, 9))) > 0
    assert on_surface.mean() > 0.05
    shown = ab_of(engine.render(photo, prediction, look))
    plain = ab_of(engine.render(photo, prediction))
    assert np.abs(shown - plain)[on_surface].max() < 4
    assert np.abs(shown - plain)[share < 0.1].max() > 8


def test_borrowed_colors_without_hints_are_as_ever(engine, color_picture):
    photo, look = two_surfaces(), Look(reference=reference_colors(color_picture))
    prediction = engine.predict(photo)
    shown = engine.render(photo, prediction, look)
    other = engine.render(photo, prediction, replace(look, reference=None))
    assert not np.array_equal(shown, other)


@pytest.mark.parametrize("gray", [0, 90, 255])
def test_flat_gray_stays_gray(engine, gray):
    photo = Photo(np.full((64, 96), gray, np.uint8))
    shown = engine.render(photo, engine.predict(photo)).astype(int)
    assert np.ptp(shown, axis=-1).max() <= 1


def test_flat_gray_takes_a_hint(engine):
    photo = Photo(np.full((64, 96), 90, np.uint8))
    shown = engine.render(photo, engine.predict(photo, [ColorHint(0.5, 0.5, 30, 20)]))
    assert ab_of(shown)[32, 48] == pytest.approx((30, 20), abs=6)


def test_color_is_told_from_a_tone(color_picture):
    rgb = color_picture.astype(np.float32) / 255
    gray = rgb.mean(axis=-1, keepdims=True)
    assert is_in_color(rgb)
    assert not is_in_color(np.repeat(gray, 3, axis=-1))
    assert not is_in_color(gray * np.array((1.0, 0.85, 0.6), np.float32))
    assert not is_in_color(rgb[:1, :1])


@pytest.mark.parametrize(
    "look", [Look(), Look(vividness=1.0, smoothing=0.5), Look(saturation=0.7, warmth=0.1)]
)
@pytest.mark.parametrize("hints", [(), (ColorHint(0.75, 0.5, -20, 20),)])
def test_the_color_of_a_place_is_the_one_that_is_shown(engine, look, hints):
    photo = two_surfaces()
    prediction = engine.predict(photo, hints)
    shown = ab_of(engine.render(photo, prediction, look))
    scale = look.saturation * look.strength
    shift = look.strength * color_shift(look.warmth, look.tint)
    for x, y in ((0.25, 0.5), (0.75, 0.3), (0.8, 0.8)):
        color = np.array(engine.color_at(prediction, look, x, y))
        expected = shown[int(y * 128), int(x * 128)]
        assert np.abs(color * scale + shift - expected).max() < 2
