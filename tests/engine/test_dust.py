"""The mask of dust, the brush that draws it, and what it is filled with."""

import time
import zlib

import numpy as np
import pytest
import skimage

from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.limits import MOST_DUST_PLACES
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.preparation.dust import filled
from colorizer_gui.engine.preparation.dust_brush import painted
from colorizer_gui.engine.preparation.dust_mask import DustMask, dust_grid
from colorizer_gui.engine.regions.stroke import Dab
from colorizer_gui.engine.stopping import stopped_by

SIZES = [(1, 1), (1, 13), (17, 1), (2, 2), (40, 50), (130, 200)]


@pytest.fixture
def random():
    return np.random.default_rng(5)


def random_places(random, size, share=0.1):
    """Single pixels and blocks, at the edges too."""
    places = random.random(size) < share
    for _ in range(5):
        top, left = random.integers(0, size[0]), random.integers(0, size[1])
        places[top : top + 9, left : left + 9] = True
    return places


# The mask


@pytest.mark.parametrize("size", SIZES)
def test_a_mask_gives_back_its_places(size, random):
    places = random_places(random, size, 0.5)
    mask = DustMask.of(places)
    assert (mask.height, mask.width) == size
    assert np.array_equal(mask.places(), places)
    assert mask == DustMask.of(places)
    assert hash(mask) == hash(DustMask.of(places))
    assert not mask.is_empty
    assert DustMask.of(np.zeros(size, bool)).is_empty


def test_the_mask_of_a_large_scan_is_small_and_exact(random):
    places = np.zeros((4000, 6000), bool)
    for _ in range(2000):
        top, left = random.integers(0, 4000), random.integers(0, 6000)
        places[top : top + random.integers(2, 15), left : left + random.integers(2, 15)] = True
    mask = DustMask.of(places)
    assert np.array_equal(mask.places(), places)
    assert len(mask.data) < 60_000


def test_the_places_of_a_mask_may_be_changed():
    mask = DustMask.of(np.zeros((3, 4), bool))
    mask.places()[:] = True
    assert mask.is_empty


def test_a_scan_beyond_the_bound_gets_a_coarser_grid():
    height, width = dust_grid(20_001, 30_003)
    assert height * width <= MOST_DUST_PLACES
    assert width / height == pytest.approx(30_003 / 20_001, rel=1e-3)
    assert dust_grid(4000, 6000) == (4000, 6000)


def test_places_on_other_grids(random):
    places = random.random((60, 90)) < 0.05
    coarse = DustMask.of(DustMask.of(places).places((21, 31)))
    assert np.all(coarse.places((60, 90)) | ~places), "no dust is lost on a coarser grid"
    assert coarse.fits(60, 90)
    assert not coarse.fits(90, 60)
    assert np.array_equal(
        DustMask.of(places).places((120, 180)), places.repeat(2, axis=0).repeat(2, axis=1)
    )


@pytest.mark.parametrize(
    ("width", "height", "data", "reason"),
    [
        (0, 3, b"", "1 to"),
        (10**6, 10**6, b"", "1 to"),
        (-5, -5, b"", "1 to"),
        (8, 3, b"no zlib", "3 bytes"),
        (8, 3, zlib.compress(bytes(2)), "3 bytes"),
        (8, 3, zlib.compress(bytes(4)), "3 bytes"),
        (8, 3, zlib.compress(bytes(3))[:-2], "3 bytes"),
    ],
)
def test_masks_that_are_refused(width, height, data, reason):
    with pytest.raises(ValueError, match=reason):
        DustMask(width, height, data)


def test_a_mask_that_inflates_to_much_is_refused_at_once():
    bomb = zlib.compress(bytes(300_000_000), 1)
    start = time.monotonic()
    with pytest.raises(ValueError, match="bytes"):
        DustMask(100, 100, bomb)
    assert time.monotonic() - start < 0.1


# The brush


def test_a_stroke_draws_a_line_and_the_eraser_takes_it_back():
    mask = np.zeros((60, 100), bool)
    rows, columns = painted(mask, Dab(0.2, 0.5, 0.03), Dab(0.8, 0.5, 0.03))
    assert mask[30, 20:80].all()
    assert mask[28:33, 50].all()
    assert not mask[:26].any()
    assert not mask[34:].any()
    outside = mask.copy()
    outside[rows, columns] = False
    assert not outside.any(), "the changed rectangle holds all that changed"
    painted(mask, Dab(0.5, 0.0, 0.05), Dab(0.5, 1.0, 0.05), erase=True)
    assert not mask[:, 46:54].any()
    assert mask[30, 20:44].all()


def test_a_stroke_changes_its_radius_evenly():
    mask = np.zeros((100, 100), bool)
    painted(mask, Dab(0.1, 0.5, 0.02), Dab(0.9, 0.5, 0.2))
    widths = mask[:, 10:90:20].sum(axis=0)
    assert list(np.diff(widths)) == pytest.approx([9, 9, 9], abs=1)


@pytest.mark.parametrize("place", [(0.004, 0.004), (0.5, 0.25), (0.999, 0.999)])
def test_the_smallest_brush_draws_a_pixel(place):
    mask = np.zeros((100, 100), bool)
    painted(mask, Dab(*place, 0.0), Dab(*place, 0.0))
    assert mask[int(place[1] * 100), int(place[0] * 100)]
    assert mask.sum() <= 4


def test_a_brush_beside_the_photo_draws_what_lies_in_it():
    mask = np.zeros((50, 50), bool)
    assert painted(mask, Dab(3, 3, 0.1), Dab(1e9, 1e9, 0.1)) is None
    assert not mask.any()
    painted(mask, Dab(-1e9, 0.5, 0.1), Dab(0.5, 0.5, 0.1))
    assert mask[25, :25].all()


# What it is filled with


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("channels", [(), (3,)], ids=["gray", "rgb"])
@pytest.mark.parametrize("depth", [np.uint8, np.uint16])
def test_nothing_changes_outside_the_mask(size, channels, depth, random):
    pixels = random.integers(0, np.iinfo(depth).max + 1, (*size, *channels)).astype(depth)
    alpha = random.integers(0, np.iinfo(depth).max + 1, size).astype(depth)
    before = pixels.copy()
    for share in (0.0, 0.02, 0.5):
        places = random_places(random, size, share)
        result = filled(Photo(pixels, alpha), DustMask.of(places))
        assert result.pixels.dtype == depth
        assert np.array_equal(result.pixels[~places], pixels[~places])
        assert np.array_equal(result.alpha, alpha)
    assert np.array_equal(pixels, before), "the photo itself stays"


def test_an_empty_mask_and_one_of_everything_leave_the_photo(random):
    photo = Photo(random.integers(0, 256, (30, 40), dtype=np.uint8))
    for value in (False, True):
        assert filled(photo, DustMask.of(np.full((30, 40), value))) is photo


@pytest.mark.parametrize("depth", [np.uint8, np.uint16])
def test_specks_are_filled_at_corners_and_edges_too(depth):
    """A gradient, whose true values are known to all bits."""
    y, x = np.mgrid[:200, :300]
    largest = np.iinfo(depth).max
    pixels = ((x + y) * (largest / 600)).astype(depth)
    dusty, places = pixels.copy(), np.zeros(pixels.shape, bool)
    for top, left in [(0, 0), (0, 293), (193, 0), (193, 293), (60, 60), (62, 180), (0, 150)]:
        places[top : top + 7, left : left + 7] = True
    places[100:102, 20:280] = True
    dusty[places] = largest
    result = filled(Photo(dusty), DustMask.of(places)).pixels
    assert np.abs(result.astype(float) - pixels)[places].max() < 0.025 * largest
    assert np.abs(result.astype(float) - pixels)[places].mean() < 0.005 * largest
    if depth == np.uint16:
        assert np.any(result[places] % 257), "16 bits are no 8 bits made longer"


def test_dust_on_a_photo_disappears():
    pixels = skimage.data.camera()
    random = np.random.default_rng(1)
    places = random_places(random, pixels.shape, 0.003)
    dusty = np.where(places, 255, pixels).astype(np.uint8)
    result = filled(Photo(dusty), DustMask.of(places))
    left, before = (
        np.abs(each.astype(float) - pixels)[places].mean() for each in (result.pixels, dusty)
    )
    assert left < 0.1 * before
    assert np.array_equal(result.pixels, filled(Photo(dusty), DustMask.of(places)).pixels)


def test_channels_are_filled_each_by_itself():
    """Also where they are the same, as in gray scans that are stored as RGB."""
    places = random_places(np.random.default_rng(3), (300, 451), 0.005)
    pixels = skimage.data.chelsea()
    gray = np.dstack([pixels[..., 0]] * 3)
    for each in (pixels, gray):
        result = filled(Photo(each), DustMask.of(places)).pixels
        for channel in range(3):
            alone = Photo(np.ascontiguousarray(each[..., channel]))
            assert np.array_equal(result[..., channel], filled(alone, DustMask.of(places)).pixels)


def test_a_large_hole_is_filled_smoothly_in_bounded_time():
    y, x = np.mgrid[:1500, :2000]
    pixels = ((x + y) / 16).astype(np.uint8)
    places = np.zeros(pixels.shape, bool)
    places[200:1300, 200:1800] = True
    dusty = np.where(places, 255, pixels).astype(np.uint8)
    start = time.process_time()
    result = filled(Photo(dusty), DustMask.of(places)).pixels
    assert time.process_time() - start < 3
    assert np.array_equal(result[~places], pixels[~places])
    assert np.abs(np.diff(result.astype(int), axis=1)).max() < 30, "no seams"
    assert np.abs(result.astype(int) - pixels).mean() < 20


def test_one_known_pixel_is_enough():
    pixels = np.full((200, 300), 255, np.uint8)
    pixels[150, 20] = 90
    places = pixels == 255
    result = filled(Photo(pixels), DustMask.of(places)).pixels
    assert result[150, 20] == 90
    assert np.abs(result.astype(int) - 90).max() <= 8


def test_filling_is_stopped(random):
    places = random.random((300, 300)) < 0.1
    photo = Photo(random.integers(0, 256, (300, 300), dtype=np.uint8))
    with stopped_by(lambda: True), pytest.raises(Cancelled):
        filled(photo, DustMask.of(places))
