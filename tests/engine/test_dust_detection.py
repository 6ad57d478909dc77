"""Dust and scratches, drawn onto scikit-image's photos, are found, and little else."""

import cv2
import numpy as np
import pytest
import skimage

from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.preparation.dust_detection import detect_dust

SMOOTH = ["cell", "rocket", "clock"]
TEXTURED = ["astronaut", "brick", "camera", "chelsea", "coins", "grass", "gravel", "page", "text"]


def gray(name):
    pixels = getattr(skimage.data, name)()
    return pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)


def drawn(pixels, count=40, seed=0):
    """A scan with specks, bright and dark, and how far each is covered, by its number from 1."""
    random = np.random.default_rng(seed)
    dusty, owners = pixels.astype(np.float32), np.zeros(pixels.shape, np.int32)
    for number in range(1, count + 1):
        place = [int(random.integers(6, side - 6)) for side in pixels.shape[::-1]]
        cover = np.zeros(pixels.shape, np.uint8)
        axes = (int(random.integers(1, 3)), 1)
        cv2.ellipse(cover, place, axes, float(random.uniform(0, 180)), 0, 360, 255, -1)
        share = cv2.GaussianBlur(cover, (3, 3), 0.5).astype(np.float32) / 255
        level = 250 if random.random() < 0.7 else 10
        changed = dusty + (level - dusty) * share
        owners[np.abs(changed - dusty) > 30] = number
        dusty = changed
    return np.rint(dusty).astype(np.uint8), owners


def shares(found, owners):
    """The share of the drawn specks that are found, and of what is found that was drawn."""
    numbers, sizes = np.unique(owners[owners > 0], return_counts=True)
    hits = np.array([np.count_nonzero(found[owners == number]) for number in numbers])
    count, labels = cv2.connectedComponents(found.view(np.uint8))
    is_drawn = [np.any(owners[labels == label]) for label in range(1, count)]
    return np.mean(hits >= sizes / 2), np.mean(is_drawn)


@pytest.mark.parametrize("name", SMOOTH)
def test_specks_are_found(name):
    dusty, owners = drawn(gray(name))
    recall, precision = shares(detect_dust(Photo(dusty)), owners)
    assert recall > 0.5
    assert precision > 0.75


@pytest.mark.parametrize("name", TEXTURED)
def test_texture_text_and_faces_are_left_alone(name):
    pixels = gray(name)
    found = detect_dust(Photo(pixels))
    assert found.mean() < 0.0006
    if name == "astronaut":
        assert not found[100:180, 190:260].any(), "the face"


def test_more_is_found_at_a_higher_sensitivity():
    dusty, owners = drawn(gray("camera"))
    recalls = [shares(detect_dust(Photo(dusty), each), owners)[0] for each in (0.0, 0.5, 1.0)]
    assert recalls == sorted(recalls)
    assert recalls[2] > recalls[0] + 0.1


@pytest.mark.parametrize("level", [250, 20])
def test_scratches_are_found(level):
    dusty = gray("cell").copy()
    cv2.line(dusty, (80, 600), (160, 40), level, 1, cv2.LINE_AA)
    line = np.zeros(dusty.shape, np.uint8)
    cv2.line(line, (80, 600), (160, 40), 1, 1)
    found = detect_dust(Photo(dusty))
    assert found[line > 0].mean() > 0.8
    assert found.mean() < 0.01


@pytest.mark.parametrize("variant", ["negative", "16 bits", "RGB", "pale", "turned"])
def test_scans_of_all_kinds(variant):
    """Dust is found as in the gray positive, up to single specks."""
    dusty, _ = drawn(gray("rocket"))
    kinds = {
        "negative": 255 - dusty,
        "16 bits": dusty.astype(np.uint16) * 257,
        "RGB": np.dstack([dusty] * 3),
        "pale": (100 + dusty * 0.3).astype(np.uint8),
        "turned": np.ascontiguousarray(np.rot90(dusty)),
    }
    expected, found = detect_dust(Photo(dusty)), detect_dust(Photo(kinds[variant]))
    found = np.rot90(found, -1) if variant == "turned" else found
    both = np.count_nonzero(found & expected)
    assert both > 0.85 * max(np.count_nonzero(found), np.count_nonzero(expected))
    assert found.any()


def test_grain_is_no_dust():
    random = np.random.default_rng(2)
    y, x = np.mgrid[:600, :800]
    grain = cv2.GaussianBlur(random.normal(0, 1, (600, 800)), (0, 0), 1.0)
    pixels = np.clip(128 + 60 * np.sin(x / 150) * np.cos(y / 130) + 40 * grain, 0, 255)
    assert detect_dust(Photo(pixels.astype(np.uint8))).mean() < 1e-4


def test_a_large_scan_is_searched_and_its_dust_covered():
    small = gray("cell")
    pixels = cv2.resize(small, (4400, 5280), interpolation=cv2.INTER_CUBIC)
    places = np.zeros(pixels.shape, np.uint8)
    for number, radius in enumerate((4, 8, 12)):
        cv2.circle(places, (800 + 900 * number, 700), radius, 1, -1)
    found = detect_dust(Photo(np.where(places, 250, pixels).astype(np.uint8)))
    assert found.shape == pixels.shape
    assert found[places > 0].mean() > 0.99
    assert np.count_nonzero(found) < 3 * np.count_nonzero(places)


@pytest.mark.parametrize("size", [(1, 1), (1, 50), (50, 1), (3, 3), (8, 400)])
@pytest.mark.parametrize("depth", [np.uint8, np.uint16])
def test_small_and_empty_scans_hold_no_dust(size, depth):
    for level in (0, 128, np.iinfo(depth).max):
        found = detect_dust(Photo(np.full(size, level, depth)), 1.0)
        assert found.shape == size
        assert not found.any()


def test_the_search_is_stopped():
    with pytest.raises(Cancelled):
        detect_dust(Photo(gray("camera")), is_cancelled=lambda: True)
