"""Rendering an area gives the same bytes as the whole, and reports progress."""

from dataclasses import replace

import numpy as np
import pytest

from colorizer_gui.engine.color.upsampling import ColorField
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.painting.paint import paint
from colorizer_gui.engine.photo import Photo

AREAS = [
    (slice(0, 1), slice(0, 1)),
    (slice(3, 260), slice(7, 8)),
    (slice(129, 131), slice(0, 501)),
    (slice(250, 400), slice(333, 501)),
]


@pytest.fixture(scope="module", params=["gray", "color", "16 bits"])
def work(request, tiny_model, gray_picture, color_picture):
    """A colorizer, a photo, and a prediction with a hint."""
    pixels = {
        "gray": gray_picture,
        "color": color_picture,
        "16 bits": gray_picture.astype(np.uint16) * 257 + 31,
    }[request.param]
    colorizer = Colorizer(Model(tiny_model, "cpu"))
    photo = Photo(pixels=np.ascontiguousarray(pixels[:400, :501]))
    return colorizer, photo, colorizer.predict(photo, [ColorHint(0.4, 0.5, 40, 20, 0.05)])


@pytest.mark.parametrize("area", AREAS)
def test_an_area_is_the_same_as_in_the_whole(work, area):
    colorizer, photo, prediction = work
    look = Look(vividness=0.8, warmth=0.4, saturation=1.7)
    whole = colorizer.render(photo, prediction, look)
    assert np.array_equal(colorizer.render(photo, prediction, look, area=area), whole[area])


def test_progress_grows_to_the_end(work):
    colorizer, photo, prediction = work
    photo = replace(photo, pixels=np.concatenate([photo.pixels] * 5))
    told = []
    np.asarray(colorizer.render_lazily(photo, prediction, progress=told.append))
    assert told == sorted(told)
    assert len(told) > 1
    assert told[-1] == 1


def test_many_colors_outside_srgb_side_by_side():
    photo = Photo(pixels=np.full((40, 2500), 128, np.uint8))
    slope = np.zeros((4, 4, 2), np.float32)
    result = np.asarray(paint(photo.pixels, ColorField(slope, slope + 120)))
    assert (result == result[0, 0]).all()
    assert np.ptp(result[0, 0].astype(int)) > 100


def test_a_known_prediction_changes_no_pixel(work):
    colorizer, photo, prediction = work
    hints = [ColorHint(0.2, 0.3, -20, 30, 0.1)]
    plain, reused = (colorizer.predict(photo, hints, known) for known in (None, prediction))
    assert np.array_equal(colorizer.render(photo, plain), colorizer.render(photo, reused))
