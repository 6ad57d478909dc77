"""The canvas looks as it did. COLORIZER_UPDATE_SNAPSHOTS=1 draws the pictures to compare with anew.

The photo is drawn, not taken, and hardly any text is shown: the pictures are the same on every
system but for the way in which edges are smoothed and the fonts of two short words.
"""

import os
from pathlib import Path

import cv2
import numpy as np
import pytest
from gestures import picture, take_suggestion
from PIL import Image

from colorizer_gui.gui.base import theme

FOLDER = Path(__file__).parent / "snapshots"
LARGEST_MEAN, LARGEST_SHARE = 0.6, 0.01
VISIBLE = 24  # of 255; fewer is how systems differ in smoothing


@pytest.fixture
def drawn(window, qtbot, tmp_path):
    """A window of a fixed size with a photo of simple shapes."""
    y, x = np.mgrid[:240, :320]
    pixels = (40 + x * 0.5).astype(np.uint8)
    cv2.circle(pixels, (100, 120), 60, 190, -1)
    cv2.rectangle(pixels, (190, 60), (280, 200), 110, -1)
    pixels[y > 215] = 20
    Image.fromarray(pixels).save(tmp_path / "drawn.png")
    window.preferences.change(theme="dark")
    window.parts.canvas.setFixedSize(440, 340)  # whatever room the system's font leaves
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([tmp_path / "drawn.png"])
    yield window
    theme.choose("system")


def shown(window):
    """The canvas as an array, uint8 of shape (h, w, 3)."""
    image = picture(window)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return rows[..., 2::-1].copy()


def compare(window, name):
    """Fail if the canvas looks different from its picture."""
    path = FOLDER / f"{name}.png"
    if os.environ.get("COLORIZER_UPDATE_SNAPSHOTS"):
        FOLDER.mkdir(exist_ok=True)
        Image.fromarray(shown(window)).save(path, optimize=True)
    have, want = shown(window), np.asarray(Image.open(path))
    assert have.shape == want.shape
    difference = np.abs(have.astype(int) - want)
    assert difference.mean() < LARGEST_MEAN
    assert (difference.max(axis=-1) > VISIBLE).mean() < LARGEST_SHARE


@pytest.mark.parametrize(
    ("key", "name"), [("1", "divider"), ("2", "side-by-side"), ("3", "before"), ("4", "after")]
)
def test_modes(drawn, qtbot, key, name):
    qtbot.keyClick(drawn, key)
    compare(drawn, name)


def test_hints(drawn, qtbot):
    qtbot.keyClick(drawn, "4")
    for x, y in ((0.3, 0.5), (0.75, 0.6)):
        drawn.hints.editor.add(x, y)
        take_suggestion(drawn, qtbot)
    for _ in range(6):
        qtbot.keyClick(drawn, "]")
    qtbot.waitUntil(lambda: not drawn.document.is_painting)
    compare(drawn, "hints")


def test_enlarged(drawn, qtbot):
    qtbot.keyClick(drawn, "4")
    drawn.parts.canvas.zoom_to(8.0)
    compare(drawn, "enlarged")


def test_the_light_theme(drawn, qtbot):
    drawn.preferences.change(theme="light")
    qtbot.keyClick(drawn, "2")
    compare(drawn, "light")


def test_a_difference_is_found(drawn, qtbot):
    qtbot.keyClick(drawn, "4")
    if not os.environ.get("COLORIZER_UPDATE_SNAPSHOTS"):
        with pytest.raises(AssertionError):
            compare(drawn, "before")
