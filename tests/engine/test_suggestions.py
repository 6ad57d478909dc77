import numpy as np
import pytest

from colorizer_gui.engine.color.bins import contrasting_colors, likely_colors
from colorizer_gui.engine.color.cielab import srgb_to_lab
from colorizer_gui.engine.color.gamut import gamut_plane
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Photo
from model_files import CENTERS, write_model


@pytest.fixture
def half_white():
    pixels = np.zeros((64, 96), np.uint8)
    pixels[:, 48:] = 255
    return Photo(pixels)


def test_the_likeliest_color_of_a_place_comes_first(tiny_model, half_white):
    colorizer = Colorizer(Model(tiny_model, "cpu"))
    prediction = colorizer.predict(half_white)
    white = colorizer.suggestions(prediction, 0.9, 0.5)
    assert white[0] == pytest.approx(CENTERS[0].tolist())
    assert len(colorizer.suggestions(prediction, 0.1, 0.5, count=2)) == 2
    assert prediction.lightness_at(0.9, 0.5) == pytest.approx(100, abs=0.1)
    assert prediction.lightness_at(0.0, 1.0) == pytest.approx(0, abs=0.1)


def test_a_model_without_bins_suggests_what_it_predicts(tmp_path, half_white):
    path = write_model(tmp_path / "plain.onnx", hints=False, bins=False)
    colorizer = Colorizer(Model(path, "cpu"))
    suggestions = colorizer.suggestions(colorizer.predict(half_white), 0.9, 0.5)
    assert suggestions == [pytest.approx((25, 25), abs=0.1)]


def test_neighboring_bins_are_one_suggestion():
    centers = np.array([[0, 0], [10, 0], [60, 0], [0, -60]], np.float32)
    colors = likely_colors(np.log(np.float32([0.3, 0.3, 0.35, 0.05])), centers, 6)
    assert colors == [pytest.approx((5, 0)), pytest.approx((60, 0)), pytest.approx((0, -60))]


def test_alternatives_are_gray_and_the_likeliest_color_of_each_hue():
    angles = np.arange(0, 2 * np.pi, 0.1)
    ring = np.stack((np.cos(angles), np.sin(angles)), axis=1)
    centers = np.concatenate([[[0, 0]], 30 * ring, 50 * ring]).astype(np.float32)
    logits = -np.linalg.norm(centers - [30, 0], axis=1).astype(np.float32) * 20
    colors = contrasting_colors(logits, centers)
    assert len(colors) == 9
    assert colors[0] == pytest.approx((30, 0), abs=4)
    assert (0.0, 0.0) in colors
    distances = [np.hypot(*np.subtract(p, q)) for i, p in enumerate(colors) for q in colors[:i]]
    assert min(distances) > 10


def test_alternatives_without_bins_are_the_hues_of_one_chroma():
    colors = contrasting_colors(None, None)
    assert colors[0] == (0, 0)
    assert len(set(colors)) == 9


@pytest.mark.parametrize("lightness", [0, 30, 70, 100])
def test_the_gamut_plane_shows_its_own_lightness_and_nothing_else(lightness):
    plane = gamut_plane(lightness, 110)
    shown = plane[plane[..., 3] == 255][:, :3]
    lab = srgb_to_lab(shown.astype(np.float32) / 255)
    assert np.abs(lab[:, 0] - lightness).max(initial=0) < 1
    if 0 < lightness < 100:
        red, _, blue = plane[40:50, 65:75, :3].mean(axis=(0, 1))
        assert red > blue, "a* to the right and b* upwards is orange"
