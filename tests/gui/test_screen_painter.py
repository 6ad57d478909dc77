"""The color appears quickly: a small copy first, the large one when nothing newer waits."""

import numpy as np
import pytest
from gestures import drag_on, hints, on_photo, place_hint
from PIL import Image


@pytest.fixture
def large(window, tmp_path, gray_picture, qtbot):
    """A window with a photo larger than the screen copies, and the widths that were painted."""
    path = tmp_path / "large.png"
    Image.fromarray(np.tile(gray_picture, (4, 4))).save(path, compress_level=0)
    widths = []
    window.document.colorized.connect(lambda colorized: widths.append(colorized.after.width()))
    window.open_paths([path])
    qtbot.waitUntil(lambda: len(widths) == 2)
    return window, widths


def test_a_small_copy_comes_first(large, qtbot):
    window, widths = large
    assert widths[0] < widths[1] <= 2000
    first = window.parts.status.state.full_text
    assert first.startswith("Colorized in ")
    place_hint(window, qtbot, 0.7, 0.5)
    qtbot.waitUntil(lambda: len(widths) == 4)
    assert widths[2:] == widths[:2]


def test_a_drag_ends_with_a_large_copy_of_its_last_place(large, qtbot):
    window, widths = large
    place_hint(window, qtbot, 0.55, 0.5)
    qtbot.waitUntil(lambda: len(widths) == 4)
    del widths[2:]
    places = [on_photo(window, 0.55 + i / 100, 0.5) for i in range(40)]
    drag_on(window.parts.canvas, qtbot, *places)
    qtbot.waitUntil(lambda: window.document.predictions.kept(hints(window)) is not None)
    qtbot.waitUntil(lambda: widths[2:].count(widths[1]) > 0 and widths[-1] == widths[1])
    assert widths[2] == widths[0]
    assert len(widths) < len(places)
