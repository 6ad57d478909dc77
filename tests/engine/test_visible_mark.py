"""The word in a corner of results."""

import numpy as np
import pytest
from PIL import Image
from psd_tools import PSDImage

from colorizer_gui.cli import main
from colorizer_gui.engine.choices import MARK_CORNERS
from colorizer_gui.engine.painting.visible_mark import VisibleMark, with_mark
from colorizer_gui.engine.session.output import Output


def changed_box(before, after):
    """Top, bottom, left and right of what differs."""
    rows, columns = np.nonzero((before != after).any(axis=2))
    return rows.min(), rows.max(), columns.min(), columns.max()


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("corner", MARK_CORNERS)
@pytest.mark.parametrize("level", [0, 0.5, 1])
def test_the_mark_is_readable_in_its_corner_alone(corner, dtype, level):
    white = np.iinfo(dtype).max
    pixels = np.full((400, 600, 3), round(level * white), dtype)
    marked = np.asarray(with_mark(pixels, VisibleMark(corner, 5, 60)))
    top, bottom, left, right = changed_box(pixels, marked)
    assert (bottom < 40) if corner.startswith("top") else (top > 360)
    assert (right < 150) if corner.endswith("left") else (left > 450)
    assert 12 < bottom - top < 40
    area = marked[top : bottom + 1, left : right + 1] / white
    assert np.ptp(area) > 0.25


def test_size_and_opacity_are_those_asked_for():
    gray = np.full((800, 900, 3), 100, np.uint8)
    small, large = (np.asarray(with_mark(gray, VisibleMark(size=size))) for size in (2, 10))
    heights = [np.subtract(*changed_box(gray, marked)[1::-1]) for marked in (small, large)]
    assert heights[1] > 4 * heights[0]
    faint = np.asarray(with_mark(gray, VisibleMark(size=10, opacity=20)))
    assert np.isclose(faint.max() - 100, 0.2 * 155, atol=2)
    assert large.max() - 100 > 85


@pytest.mark.parametrize("shape", [(1, 1, 3), (5, 2000, 3), (2000, 5, 3), (30, 30, 3)])
def test_small_photos_are_marked_as_far_as_there_is_place(shape):
    pixels = np.full(shape, 90, np.uint8)
    assert np.asarray(with_mark(pixels, VisibleMark())).shape == shape


def test_a_few_rows_are_those_of_the_whole():
    pixels = np.random.default_rng(0).integers(0, 256, (300, 200, 3), np.uint8)
    marked = with_mark(pixels, VisibleMark(size=8))
    whole = np.asarray(marked)
    for top in range(0, 300, 7):
        assert np.array_equal(marked[top : top + 7], whole[top : top + 7])


def test_the_command_marks_results(gray_file, tiny_model, tmp_path, capsys):
    plain, marked, both = (tmp_path / name for name in ("plain.png", "marked.png", "both.png"))
    common = ["colorize", str(gray_file), "--model", str(tiny_model)]
    mark = ["--mark", "bottom-left", "--mark-size", "6", "--mark-opacity", "80"]
    assert main([*common, "-o", str(plain)]) == 0
    assert main([*common, *mark, "-o", str(marked)]) == 0
    assert main([*common, *mark, "--content", "before-after", "-o", str(both)]) == 0
    before, after = (np.asarray(Image.open(path)) for path in (plain, marked))
    top, _, _, right = changed_box(before, after)
    assert top > 460
    assert right < 200
    assert np.array_equal(np.asarray(Image.open(both))[:, -512:], after)


def test_a_layer_of_colors_has_no_mark_and_layers_have_one_of_their_own(
    gray_file, tiny_model, tmp_path, capsys
):
    common = ["colorize", str(gray_file), "--model", str(tiny_model), "--mark", "top-left"]
    colors, layers = tmp_path / "colors.png", tmp_path / "layers.psd"
    assert main([*common, "--content", "layer", "-o", str(colors)]) == 0
    assert np.asarray(Image.open(colors))[:60, :200].max() < 250
    assert main([*common, "-o", str(layers)]) == 0
    assert [layer.name for layer in PSDImage.open(layers)] == ["Scan", "Colors", "Mark"]


def test_batches_without_a_mark_have_the_digests_of_before():
    assert "mark" not in Output().stored()
    assert Output(mark=VisibleMark()).stored()["mark"]["corner"] == "bottom-right"


@pytest.mark.parametrize("more", [["--mark", "middle"], ["--mark-size", "0"], ["--mark-size", "x"]])
def test_a_mark_that_cannot_be_is_refused(gray_file, capsys, more):
    with pytest.raises(SystemExit) as stop:
        main(["colorize", str(gray_file), *more])
    assert stop.value.code == 2
