"""The frame of a crop: dragged, moved, turned, and held to a ratio."""

import pytest

from colorizer_gui.engine.preparation import Crop
from colorizer_gui.gui.prepare.crop_frame import GRIPS, WHOLE, CropFrame, Grip


def edges(crop):
    """Left, top, right and bottom."""
    return crop.left, crop.top, crop.right, crop.bottom


def test_an_edge_moves_alone_and_stays_between_pixels():
    crop = CropFrame(WHOLE, 400, 200).dragged(Grip(1, 0), 0.5012, 0.9)
    assert edges(crop) == (0, 0, 0.5, 1)


def test_edges_never_cross():
    crop = CropFrame(Crop(0.2, 0.2, 0.4, 0.4), 1000, 1000).dragged(Grip(-1, -1), 0.9, 0.9)
    assert crop.right - crop.left == pytest.approx(0.01)
    assert (crop.right, crop.bottom) == (0.4, 0.4)


def test_a_frame_moves_as_far_as_the_photo_reaches():
    crop = CropFrame(Crop(0.2, 0.2, 0.6, 0.5), 100, 100).moved(0.9, -0.9)
    assert edges(crop) == pytest.approx((0.6, 0, 1, 0.3))


@pytest.mark.parametrize("grip", GRIPS)
@pytest.mark.parametrize("place", [(-0.5, -0.5), (0.1, 0.9), (0.5, 0.5), (1.5, 0.2), (0.97, 1.4)])
def test_a_ratio_holds_wherever_an_edge_or_corner_is_dragged(grip, place):
    frame = CropFrame(Crop(0.25, 0.25, 0.7, 0.65), 3000, 2000, 3 / 2)
    frame = CropFrame(frame.fitted(), 3000, 2000, 3 / 2)
    crop = frame.dragged(grip, *place)
    width, height = CropFrame(crop, 3000, 2000).size
    assert width / height == pytest.approx(1.5, abs=0.06)
    assert min(edges(crop)) >= 0
    assert max(edges(crop)) <= 1


@pytest.mark.parametrize(
    ("ratio", "size"), [(1.0, (200, 200)), (4.0, (400, 100)), (0.5, (100, 200))]
)
def test_a_ratio_takes_as_much_as_the_photo_has(ratio, size):
    crop = CropFrame(WHOLE, 400, 200, ratio).fitted()
    assert CropFrame(crop, 400, 200).size == size


def test_a_swapped_ratio_keeps_the_size_of_the_frame():
    lying = CropFrame(Crop(0.3, 0.3, 0.6, 0.5), 1000, 1000, 3 / 2).fitted()
    upright = CropFrame(lying, 1000, 1000, 2 / 3).fitted()
    back = CropFrame(upright, 1000, 1000, 3 / 2).fitted()
    assert edges(back) == pytest.approx(edges(lying), abs=0.003)
