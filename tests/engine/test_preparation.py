"""Preparing a scan: exact tones and turns, straightened lines, and places that stay on things."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from colorizer_gui.engine.color.version_blend import packed_colors, version_grid
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.preparation import Crop, Levels, Preparation, prepared_size
from colorizer_gui.engine.preparation.dust_mask import DustMask
from colorizer_gui.engine.preparation.places import moved_hints, moved_look, moved_regions
from colorizer_gui.engine.preparation.prepare import level_ends, prepared
from colorizer_gui.engine.regions import Mask, Region, RegionKind, mask_size

WIDTH, HEIGHT = 90, 60
DEPTHS = (np.uint8, np.uint16)


def drawn(kind=np.uint8, channels=0, alpha=False):
    """Noise between a quarter and three quarters of the range."""
    rng = np.random.default_rng(7)
    largest = np.iinfo(kind).max
    shape = (HEIGHT, WIDTH, channels) if channels else (HEIGHT, WIDTH)
    pixels = rng.integers(largest // 4, largest * 3 // 4, shape).astype(kind)
    return Photo(pixels, rng.integers(0, largest, (HEIGHT, WIDTH)).astype(kind) if alpha else None)


@pytest.mark.parametrize("kind", DEPTHS)
@pytest.mark.parametrize("channels", [0, 3])
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_turns_are_exact_and_take_the_transparency_along(kind, channels, turns):
    photo = drawn(kind, channels, alpha=True)
    result = prepared(photo, Preparation(quarter_turns=turns))
    np.testing.assert_array_equal(result.pixels, np.rot90(photo.pixels, -turns))
    np.testing.assert_array_equal(result.alpha, np.rot90(photo.alpha, -turns))
    assert result.pixels.dtype == kind


def test_nothing_to_do_gives_the_photo_itself():
    photo = drawn()
    assert prepared(photo, Preparation()) is photo


@pytest.mark.parametrize("kind", DEPTHS)
@pytest.mark.parametrize("channels", [0, 3])
def test_a_negative_is_inverted_to_the_last_bit(kind, channels):
    photo = drawn(kind, channels)
    result = prepared(photo, Preparation(inverted=True))
    np.testing.assert_array_equal(result.pixels, np.iinfo(kind).max - photo.pixels)


@pytest.mark.parametrize("preparation", [Preparation(), Preparation(crop=Crop(top=0.2)),
                                         Preparation(2), Preparation(angle=3)])  # fmt: skip
def test_the_scan_stays_as_it_is(preparation):
    photo = drawn()
    before = photo.pixels.copy()
    result = prepared(photo, replace(preparation, inverted=True))
    np.testing.assert_array_equal(photo.pixels, before)
    toned = prepared(replace(photo, pixels=255 - before), preparation)
    np.testing.assert_array_equal(result.pixels, toned.pixels)


@pytest.mark.parametrize("kind", DEPTHS)
@pytest.mark.parametrize("inverted", [False, True])
def test_levels_stretch_the_tones_between_their_ends(kind, inverted):
    photo, largest = drawn(kind), np.iinfo(kind).max
    levels = Levels(black=0.2, white=0.8, gamma=1.5)
    result = prepared(photo, Preparation(inverted=inverted, levels=levels))
    tones = photo.pixels / largest
    tones = 1 - tones if inverted else tones
    expected = np.clip((tones - 0.2) / 0.6, 0, 1) ** (1 / 1.5) * largest
    np.testing.assert_allclose(result.pixels, expected, atol=0.51)


@pytest.mark.parametrize("kind", DEPTHS)
def test_automatic_levels_reach_black_and_white_but_for_a_thousandth(kind):
    rng = np.random.default_rng(3)
    pixels = rng.integers(60, 181, (400, 400)).astype(kind)
    pixels[0, :60], pixels[1, :60] = 0, 255  # dust and a hot spot, below a thousandth each
    if kind is np.uint16:
        pixels *= 257
    photo = Photo(pixels)
    black, white = level_ends(photo, Preparation(levels=Levels()))
    assert black == pytest.approx(60 / 255)
    assert white == pytest.approx(180 / 255)
    result = prepared(photo, Preparation(levels=Levels())).pixels
    assert result.min() == 0
    assert result.max() == np.iinfo(kind).max
    # Of a negative, the ends are those of what it shows.
    black, white = level_ends(photo, Preparation(inverted=True, levels=Levels()))
    assert black == pytest.approx(75 / 255)
    assert white == pytest.approx(195 / 255)


def test_automatic_levels_see_neither_what_is_cropped_nor_what_is_transparent():
    pixels = np.full((100, 200), 255, np.uint8)
    pixels[10:90, 20:180] = np.linspace(50, 150, 160).astype(np.uint8)
    alpha = np.full((100, 200), 255, np.uint8)
    crop = Crop(0.1, 0.1, 0.9, 0.9)
    for turns, edges in ((0, crop), (1, crop)):
        preparation = Preparation(turns, crop=edges, levels=Levels())
        assert level_ends(Photo(pixels), preparation) == pytest.approx((50 / 255, 150 / 255))
    alpha[pixels == 255] = 0
    ends = level_ends(Photo(pixels, alpha), Preparation(levels=Levels()))
    assert ends == pytest.approx((50 / 255, 150 / 255))


def test_automatic_levels_do_not_see_dust_filled_or_not():
    pixels = np.tile(np.linspace(50, 150, 200).astype(np.uint8), (100, 1))
    places = np.zeros(pixels.shape, np.bool_)
    places[40:60, 20:80] = True
    pixels[places] = 255
    preparation = Preparation(levels=Levels(), dust=DustMask.of(places))
    assert level_ends(Photo(pixels), preparation) == pytest.approx((50 / 255, 150 / 255))
    result = prepared(Photo(pixels), preparation).pixels
    assert (result[0, 0], result[0, -1]) == (0, 255)


def test_a_crop_that_keeps_the_whole_photo_is_none():
    whole = Preparation(crop=Crop(0, 0, 1, 1))
    assert whole == Preparation()
    assert Preparation(crop=Crop(0, 0, 0.5, 1)).changed(crop=Crop()).is_default


def test_a_crop_turns_with_the_photo_and_back():
    crop = Crop(0.1, 0.2, 0.5, 0.6)
    turned = Preparation(crop=crop).turned(1)
    assert turned.crop == Crop(0.4, 0.1, 0.8, 0.5)
    assert turned.turned(3) == Preparation(crop=crop)
    assert Preparation().turned(2) == Preparation(2)


@pytest.mark.parametrize("angle", [0.0, 3.5])
def test_a_photo_that_is_turned_keeps_the_pixels_of_its_crop(angle):
    preparation = Preparation(angle=angle, crop=Crop(0.1, 0.3, 0.5, 0.9))
    pixels = np.random.default_rng(3).integers(0, 255, (61, 85)).astype(np.uint8)
    upright = prepared(Photo(pixels), preparation).pixels.astype(int)
    for turns in (1, 2, 3):
        turned = prepared(Photo(pixels), preparation.turned(turns)).pixels
        assert turned.shape == np.rot90(upright, -turns).shape
        assert np.abs(np.rot90(turned, turns) - upright).max() <= (2 if angle else 0)


def test_levels_leave_a_photo_of_one_tone_as_it_is():
    photo = Photo(np.full((20, 30), 90, np.uint8))
    result = prepared(photo, Preparation(levels=Levels()))
    np.testing.assert_array_equal(result.pixels, photo.pixels)


def test_ends_as_near_as_numbers_can_lie_leave_black_and_white():
    photo = drawn()
    for ends in ((0.0, 5e-324), (0.5, np.nextafter(0.5, 1))):
        levels = Levels(*map(float, ends), gamma=10.0)
        result = prepared(photo, Preparation(levels=levels)).pixels
        assert set(np.unique(result).tolist()) <= {0, 255}


def line_angle(pixels):
    """Degrees by which the edge between black and white falls to the right, and where it lies."""
    _height, width = pixels.shape
    heights = (pixels < 128).sum(axis=0)  # of the black above the edge
    columns = np.arange(width)
    slope, start = np.polyfit(columns, heights, 1)
    return np.degrees(np.arctan(slope)), start + slope * width / 2


@pytest.mark.parametrize("angle", [-12.0, -0.7, 3.3, 30.0])
def test_straightening_makes_a_slanted_line_level(angle):
    y, x = np.mgrid[:400, :600] + 0.5
    # An edge through the center that rises by the angle by which it is to be turned back.
    slope = np.tan(np.radians(-angle))
    edge = np.clip((y - 200 - slope * (x - 300)) * np.cos(np.radians(angle)) + 0.5, 0, 1)
    photo = Photo(np.rint(edge * 255).astype(np.uint8))
    result = prepared(photo, Preparation(angle=angle))
    found, middle = line_angle(result.pixels)
    assert found == pytest.approx(0, abs=0.05)
    assert middle == pytest.approx(result.height / 2, abs=0.6)
    assert (result.width, result.height) == prepared_size(600, 400, Preparation(angle=angle))


@pytest.mark.parametrize("size", [(600, 400), (400, 600), (300, 300), (500, 20), (5, 1), (1, 1)])
@pytest.mark.parametrize("angle", [0.4, -7.0, 20.0, 45.0, -45.0])
def test_straightening_leaves_no_empty_corners(size, angle):
    width, height = size
    preparation = Preparation(angle=angle)
    pixels = np.full((height, width), 200, np.uint8)
    result = prepared(Photo(pixels, pixels), preparation)
    assert (result.width, result.height) == prepared_size(width, height, preparation)
    assert (result.pixels == 200).all()
    assert (result.alpha == 200).all()
    # The largest such rectangle: a few pixels more would reach beside the photo.
    if min(size) > 100:
        sine, cosine = np.sin(np.radians(abs(angle))), np.cos(np.radians(angle))
        across, down = result.width + 3, result.height + 3
        assert across * cosine + down * sine > width or across * sine + down * cosine > height


@pytest.mark.parametrize("kind", DEPTHS)
def test_a_straightened_photo_is_the_same_in_one_piece_and_in_tiles(kind, monkeypatch):
    rng = np.random.default_rng(1)
    small = rng.integers(0, 200, (30, 40, 3)).astype(np.float32)
    smooth = cv2.resize(small, (400, 300), interpolation=cv2.INTER_CUBIC).clip(0, 255)
    photo = Photo((smooth * (np.iinfo(kind).max // 255)).astype(kind))
    preparation = Preparation(1, angle=11.0, crop=Crop(0.1, 0.2, 0.95, 0.9))
    whole = prepared(photo, preparation).pixels
    monkeypatch.setattr("colorizer_gui.engine.preparation.prepare.TILE", 64)
    tiled = prepared(photo, preparation).pixels
    largest = int(np.iinfo(kind).max)
    assert np.abs(whole.astype(int) - tiled.astype(int)).max() <= max(1, largest // 255)


def test_a_photo_wider_than_the_coordinates_of_opencv_is_straightened():
    pixels = np.broadcast_to((np.arange(40_000) % 251).astype(np.uint8), (300, 40_000))
    result = prepared(Photo(np.ascontiguousarray(pixels)), Preparation(angle=0.2))
    assert result.width > 39_000
    assert result.height > 100
    middle = result.pixels[result.height // 2]
    center = (40_000 - result.width) / 2
    wanted = (np.arange(result.width) + center) % 251
    is_near = np.abs(middle - wanted) < 3
    assert is_near.mean() > 0.95


def test_dust_is_filled_in_the_scan_before_anything_else():
    pixels = np.repeat(np.linspace(60, 180, 300)[None], 200, axis=0).astype(np.uint8)
    clean = Preparation(1, 2.0, inverted=True, levels=Levels())
    expected = prepared(Photo(pixels), clean).pixels
    dusty = pixels.copy()
    dusty[50:58, 100:109] = 255
    mask = DustMask.of(dusty == 255)
    result = prepared(Photo(dusty), replace(clean, dust=mask)).pixels
    assert np.abs(result.astype(int) - expected).max() <= 8
    assert np.abs(prepared(Photo(dusty), clean).pixels.astype(int) - expected).max() > 50


def test_a_crop_is_one_of_the_turned_photo():
    photo = drawn()
    crop = Crop(0.1, 0.2, 0.6, 1.0)
    result = prepared(photo, Preparation(1, crop=crop))
    turned = np.rot90(photo.pixels, -1)
    np.testing.assert_array_equal(result.pixels, turned[18:90, 6:36])
    assert prepared_size(WIDTH, HEIGHT, Preparation(1, crop=crop)) == (30, 72)


PREPARATIONS = [
    Preparation(1),
    Preparation(2),
    Preparation(3),
    Preparation(crop=Crop(0.1, 0.15, 0.8, 0.95)),
    Preparation(angle=8.0),
    Preparation(3, -20.0, Crop(0.05, 0.1, 0.9, 1.0), inverted=True),
]


def place_of(pixels):
    """The center of the bright spot, in parts of the photo."""
    y, x = np.mgrid[: pixels.shape[0], : pixels.shape[1]]
    weights = np.maximum(pixels.astype(float) - 40, 0)
    total = weights.sum()
    return (
        ((x + 0.5) * weights).sum() / total / pixels.shape[1],
        ((y + 0.5) * weights).sum() / total / pixels.shape[0],
    )


@pytest.mark.parametrize("after", PREPARATIONS)
@pytest.mark.parametrize("before", [Preparation(), Preparation(2, 5.0, Crop(0, 0, 0.9, 0.9))])
def test_hints_stay_on_their_things(before, after):
    scan = np.full((300, 450), 20, np.uint8)
    cv2.circle(scan, (180, 130), 12, 220, -1)
    scan = Photo(scan)
    tones = {"inverted": False}
    first, second = (prepared(scan, replace(each, **tones)) for each in (before, after))
    hint = ColorHint(*place_of(first.pixels), 10.0, 20.0, radius=0.02)
    (moved,) = moved_hints([hint], before, after, (450, 300))
    assert (moved.x, moved.y) == pytest.approx(place_of(second.pixels), abs=0.003)
    longest = max(second.width, second.height)
    assert moved.radius * longest == pytest.approx(0.02 * max(first.width, first.height), rel=1e-6)
    assert (moved.a, moved.b) == (10.0, 20.0)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_turning_there_and_back_leaves_hints_as_they_were(turns):
    hints = tuple(ColorHint(x / 10, x / 11, 1.0, 2.0, 0.013) for x in range(11))
    turned = moved_hints(hints, Preparation(), Preparation(turns), (450, 300))
    back = moved_hints(turned, Preparation(turns), Preparation(), (450, 300))
    assert turned != hints
    for one, other in zip(hints, back, strict=True):
        assert (one.x, one.y, one.radius) == pytest.approx((other.x, other.y, other.radius))


def test_hints_beside_the_crop_are_left_out():
    hints = (ColorHint(0.1, 0.5, 0, 0), ColorHint(0.5, 0.5, 0, 0))
    kept = moved_hints(hints, Preparation(), Preparation(crop=Crop(0.2, 0.2, 0.8, 0.8)), (90, 60))
    assert [(hint.x, hint.y) for hint in kept] == [(0.5, 0.5)]


def spot_grid(photo, size):
    height, width = size
    small = cv2.resize(photo.pixels, (width, height), interpolation=cv2.INTER_AREA)
    return ((small > 120) * np.float32(1)).astype(np.float32)


@pytest.mark.parametrize("after", PREPARATIONS)
def test_masks_and_colors_of_a_version_stay_on_their_things(after):
    scan = np.full((300, 450), 20, np.uint8)
    cv2.circle(scan, (180, 130), 40, 220, -1)
    scan = Photo(scan)
    second = prepared(scan, replace(after, inverted=False))
    mask = Mask.of(spot_grid(scan, mask_size(300, 450)))
    (moved,) = moved_regions(
        [Region(1, "ball", RegionKind.KEEP, mask)], Preparation(), after, (450, 300)
    )
    assert moved.mask.fits(second.height, second.width)
    wanted = spot_grid(second, (moved.mask.height, moved.mask.width))
    assert np.abs(moved.mask.coverage() - wanted).mean() < 0.003
    share = spot_grid(scan, (100, 150))
    ab = np.repeat(share[..., None], 2, axis=2) * np.float32(30)
    look = Look(version=packed_colors(ab, share, 0.5))
    version = moved_look(look, Preparation(), after, (450, 300)).version
    assert version is not None
    assert version.strength == 0.5
    colors, agreement = version_grid(version)
    wanted = spot_grid(second, agreement.shape)
    assert np.abs(agreement - wanted).mean() < 0.01
    assert np.abs(colors[agreement > 0.3] - 30).max() <= 3


def test_a_region_beside_the_crop_is_left_out():
    coverage = np.zeros(mask_size(300, 450), np.float32)
    coverage[:, :50] = 1
    region = Region(1, "edge", RegionKind.KEEP, Mask.of(coverage))
    crop = Preparation(crop=Crop(0.3, 0, 1, 1))
    assert moved_regions([region], Preparation(), crop, (450, 300)) == ()


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (lambda: Crop(0.5, 0, 0.4, 1), "right"),
        (lambda: Crop(0, 0.5, 1, 0.505), "bottom"),
        (lambda: Crop(left=float("nan")), "left"),
        (lambda: Crop(right=1.2), "right"),
        (lambda: Levels(black=0.6, white=0.5), "black"),
        (lambda: Levels(black=1.0), "black"),
        (lambda: Levels(white=0.0), "white"),
        (lambda: Levels(gamma=0.0), "gamma"),
        (lambda: Levels(gamma=float("inf")), "gamma"),
        (lambda: Preparation(4), "quarter_turns"),
        (lambda: Preparation(angle=46.0), "angle"),
    ],
)
def test_values_that_cannot_be_are_named(make, named):
    with pytest.raises(ValueError, match=named):
        make()
