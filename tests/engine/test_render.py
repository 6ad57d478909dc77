import dataclasses

import cv2
import numpy as np
import pytest

from colorizer_gui.engine.choices import WHOLE_METHODS
from colorizer_gui.engine.color import upsampling
from colorizer_gui.engine.color.bins import vividness_weight
from colorizer_gui.engine.color.cielab import gray_to_lightness, linear_to_srgb, srgb_to_lab
from colorizer_gui.engine.color.gamut import fit_to_gamut
from colorizer_gui.engine.color.reference_transfer import reference_colors, transfer_colors
from colorizer_gui.engine.color.tables import luminance_of
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import ADJUSTMENTS, Look
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.model.sizes import working_size
from colorizer_gui.engine.painting import lazy_image
from colorizer_gui.engine.painting.paint import paint
from colorizer_gui.engine.photo import Photo, reduced
from model_files import write_model


def lab_of(pixels):
    return srgb_to_lab(pixels.astype(np.float32) / np.iinfo(pixels.dtype).max)


def test_the_real_model_gives_a_portrait_more_than_one_color(colorizer, photo, prediction):
    lab = lab_of(colorizer.render(photo, prediction))
    assert lab[..., 1:].std(axis=(0, 1)).min() > 2


@pytest.mark.parametrize("depth", [np.uint8, np.uint16])
def test_lightness_is_the_photos_own(colorizer, gray_picture, prediction, depth):
    pixels = gray_picture.astype(depth) * (np.iinfo(depth).max // 255)
    result = colorizer.render(Photo(pixels), prediction, Look(vividness=1, saturation=2))
    assert result.dtype == depth
    difference = np.abs(lab_of(result)[..., 0] - gray_to_lightness(pixels / np.iinfo(depth).max))
    one_step = 0.45 if depth == np.uint8 else 0.01
    assert np.quantile(difference, 0.999) < one_step


def test_no_strength_is_the_untouched_gray(colorizer, photo, prediction):
    result = colorizer.render(photo, prediction, Look(strength=0))
    assert np.array_equal(result, np.repeat(photo.pixels[..., None], 3, axis=-1))


def test_vividness_blends_from_calm_to_vivid_colors(colorizer, photo, prediction):
    def shown(vividness, **changed):
        changed = dataclasses.replace(prediction, **changed)
        return colorizer.render(photo, changed, Look(vividness=vividness)).astype(int)

    calm_only, vivid_only = shown(0.5, vivid=prediction.calm), shown(0.5, calm=prediction.vivid)
    assert np.abs(shown(0) - calm_only).max() <= 1
    assert np.abs(shown(1) - vivid_only).max() <= 1
    assert np.abs(calm_only - vivid_only).max() > 30


def test_the_vividness_weight_is_high_where_calm_and_vivid_agree_in_hue():
    calm = np.empty((8, 96, 2), np.float32)
    vivid = np.empty_like(calm)
    undecided, sky, torn = slice(0, 32), slice(32, 64), slice(64, 96)
    calm[:, undecided], vivid[:, undecided] = (2, 1), (20, 10)
    calm[:, sky], vivid[:, sky] = (-10, -30), (-14, -44)
    calm[:, torn], vivid[:, torn] = (10, 30), (-14, -44)
    bins = np.random.default_rng(0).normal(0, 1, (4, 8, 96)).astype(np.float32)
    centers = np.array([(-40, -40), (-40, 40), (40, -40), (40, 40)], np.float32)
    weight = vividness_weight(calm, vivid, bins, centers)[4, :, 0]
    assert weight[48] > 5 * weight[4] > 0
    assert weight[48] > 5 * weight[92] > 0
    assert np.abs(np.diff(weight)).max() < 0.1 * np.ptp(weight)


def test_smoothing_over_surfaces_evens_patches_and_stops_at_edges():
    # A wall beside a dark door; the annealed mean of the wall alternates between two colors.
    lightness = np.full((256, 256), 70, np.float32)
    lightness[:, 128:] = 20
    patches = np.random.default_rng(0).choice((0.0, 30.0), size=(32, 16, 1)).astype(np.float32)
    patchy = np.zeros((64, 64, 2), np.float32)
    patchy[:, :32] = np.kron(patches, np.ones((2, 2, 1), np.float32))
    result = upsampling.smooth_over_surfaces(patchy, lightness)
    wall, door = result[8:-8, 8:32], result[8:-8, 32:]
    assert wall.std() < patchy[8:-8, 8:32].std() / 3
    assert abs(wall.mean() - patchy[:, :32].mean()) < 3
    assert np.abs(door).max() < 3


def test_smoothing_over_surfaces_leaves_a_uniform_color(photo):
    lightness = gray_to_lightness(photo.pixels / np.float32(255))
    even = np.full((*lightness.shape, 2), (12, -30), np.float32)
    np.testing.assert_allclose(upsampling.smooth_over_surfaces(even, lightness), even, atol=1e-3)


def test_the_vividness_weight_grows_with_the_variance_of_the_bins():
    color = np.array([[[-10, -30]]], np.float32)
    centers = np.array([(-30, -40), (0, 0), (30, 40)], np.float32)
    varied, even = (
        vividness_weight(color, color, np.array(logits, np.float32).reshape(3, 1, 1), centers)
        for logits in ((3, 0, 3), (0, 3, 0))
    )
    assert varied > 3 * even


def test_adjustments_change_chroma_and_hue_as_named(colorizer, photo, prediction):
    def chroma_and_b(**look):
        lab = lab_of(colorizer.render(photo, prediction, Look(**look)))
        return np.hypot(lab[..., 1], lab[..., 2]).mean(), lab[..., 2].mean()

    plain = chroma_and_b()
    assert chroma_and_b(vividness=1)[0] > plain[0] > chroma_and_b(vividness=0)[0]
    assert chroma_and_b(saturation=1.5)[0] > 1.2 * plain[0]
    assert chroma_and_b(strength=0.5)[0] < 0.7 * plain[0]
    assert chroma_and_b(warmth=0.5)[1] > plain[1] + 3 > chroma_and_b(warmth=-0.5)[1] + 6


def test_the_default_look_is_the_neutral_one():
    neutral = {field.name: field.neutral for field in ADJUSTMENTS}
    assert dataclasses.asdict(Look()) == neutral | {"reference": None, "version": None}


def test_tint_goes_from_green_to_magenta(colorizer, photo, prediction):
    green, magenta = (
        lab_of(colorizer.render(photo, prediction, Look(tint=tint)))[..., 1].mean()
        for tint in (-1, 1)
    )
    assert magenta > green + 15


def test_smoothing_evens_colors_and_leaves_the_lightness(colorizer, photo, prediction):
    speckles = np.random.default_rng(0).normal(0, 8, prediction.calm.shape).astype(np.float32)
    speckled = dataclasses.replace(
        prediction, calm=prediction.calm + speckles, vivid=prediction.vivid + speckles
    )
    plain, smooth = (
        lab_of(colorizer.render(photo, speckled, Look(smoothing=amount))) for amount in (0, 1)
    )
    steps = [np.abs(np.diff(lab[..., 1:], axis=1)).mean() for lab in (plain, smooth)]
    assert steps[1] < 0.6 * steps[0]
    assert np.abs(plain[..., 0] - smooth[..., 0]).max() < 1


def test_crisper_edges_let_less_color_spill_over():
    lightness = np.full((64, 64), 30, np.float32)
    lightness[:, 32:] = 44
    coarse = np.zeros((16, 16, 2), np.float32)
    coarse[:, 8:] = 40

    def spill(edges):
        field = upsampling.upsample(coarse, lightness, edges)
        return np.abs(field.ab(lightness)[:, 24:32]).mean()

    assert spill(1.0) < spill(0.5) < spill(0.0)


def test_the_sepia_guard_subtracts_the_color_cast(colorizer, photo, prediction):
    brown = dataclasses.replace(
        prediction, calm=prediction.calm * 0.2 + (8, 18), vivid=prediction.vivid * 0.2 + (8, 18)
    )
    sepia, guarded = (
        lab_of(colorizer.render(photo, brown, Look(sepia_guard=amount)))[..., 2].mean()
        for amount in (0, 1)
    )
    assert sepia > 12
    assert abs(guarded) < 4


@pytest.mark.parametrize("method", WHOLE_METHODS)
def test_a_photo_takes_the_colors_of_a_reference_photo(
    colorizer, photo, prediction, color_picture, method
):
    reference = reference_colors(color_picture, method)
    result = lab_of(colorizer.render(photo, prediction, Look(reference=reference)))
    plain, wanted = lab_of(colorizer.render(photo, prediction)), lab_of(color_picture)
    for statistic in (np.mean, np.std):
        found, before, there = (
            statistic(lab[..., 1:], axis=(0, 1)) for lab in (result, plain, wanted)
        )
        assert (np.abs(found - there) < np.maximum(0.6 * np.abs(before - there), 3)).all()


def test_a_plain_photo_takes_reference_colors_without_noise(color_picture):
    plain = np.full((8, 8, 2), 5, np.float32)
    for method in WHOLE_METHODS:
        shown = transfer_colors(plain, reference_colors(color_picture, method))
        assert np.isfinite(shown).all()
        assert np.ptp(shown[..., 0]) == 0


def test_a_hint_stays_on_its_side_of_an_edge(tmp_path):
    pixels = np.full((256, 256), 90, np.uint8)
    pixels[:, 126:130] = 220  # a bright line between two equal grays
    path = write_model(tmp_path / "plain.onnx", hints=False, bins=False)
    colorizer = Colorizer(Model(path, "cpu"))
    photo, hint = Photo(pixels), ColorHint(0.4, 0.5, 40.0, 20.0, radius=0.02)
    plain, hinted = (
        lab_of(colorizer.render(photo, colorizer.predict(photo, hints)))[..., 1]
        for hints in ([], [hint])
    )
    change = hinted - plain
    assert change[128, 85] > 5  # as far away as the other side of the line
    assert abs(change[128, 148]) < 1


@pytest.mark.parametrize(("x", "y"), [(0.5, 0.9), (0.1, 0.5), (0.02, 0.02)])
@pytest.mark.parametrize("has_hints", [True, False])
def test_a_hinted_place_shows_its_color_with_any_model(colorizer, photo, tmp_path, x, y, has_hints):
    if not has_hints:
        path = write_model(tmp_path / "plain.onnx", hints=False, bins=False)
        colorizer = Colorizer(Model(path, "cpu"))
    hint = ColorHint(x, y, 12.0, -22.0, radius=0.02)
    result = colorizer.render(photo, colorizer.predict(photo, [hint]))
    area = hint.area(photo.height, photo.width)
    wanted = np.broadcast_to(np.float32((12.0, -22.0)), (*photo.pixels[area].shape, 2))
    # Where it is dark or bright, sRGB has only part of the color.
    possible = fit_to_gamut(photo.lightness()[area], wanted).mean(axis=(0, 1))
    found = lab_of(result)[area][..., 1:].mean(axis=(0, 1))
    assert np.hypot(*(found - possible)) < 5


def test_a_hint_leaves_what_is_far_away_alone(tmp_path, photo):
    path = write_model(tmp_path / "plain.onnx", hints=False, bins=False)
    colorizer = Colorizer(Model(path, "cpu"))
    hint = ColorHint(0.9, 0.9, 12.0, -22.0, radius=0.02)
    plain, hinted = (
        colorizer.render(photo, colorizer.predict(photo, hints)) for hints in ([], [hint])
    )
    assert np.array_equal(plain[:200, :200], hinted[:200, :200])


@pytest.mark.parametrize("strip", [1, 37_000, 10**7])
def test_pixels_do_not_depend_on_the_strips(colorizer, photo, prediction, monkeypatch, strip):
    whole = colorizer.render(photo, prediction)
    monkeypatch.setattr(lazy_image, "STRIP_PIXELS", strip)
    assert np.array_equal(colorizer.render(photo, prediction), whole)


def test_a_part_of_a_photo_is_that_part_of_the_whole(colorizer, photo, prediction):
    area = slice(101, 333), slice(57, 310)
    part = colorizer.render(photo, prediction, area=area)
    assert np.array_equal(part, colorizer.render(photo, prediction)[area])


def test_colors_outside_the_gamut_lose_chroma_only(photo):
    lightness = photo.lightness()
    slope, offset = np.zeros((8, 8, 2), np.float32), np.full((8, 8, 2), 90, np.float32)
    lab = lab_of(np.asarray(paint(photo.pixels, upsampling.ColorField(slope, offset))))
    assert np.quantile(np.abs(lab[..., 0] - lightness), 0.999) < 0.45
    visible = np.hypot(lab[..., 1], lab[..., 2]) > 20
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1]))[visible]
    assert np.quantile(np.abs(hue - 45), 0.99) < 2


@pytest.mark.parametrize("hue", range(0, 360, 45))
def test_16_bit_lightness_is_exact_where_srgb_cannot_show_a_color(photo, hue):
    deep = Photo(photo.pixels.astype(np.uint16) * np.uint16(257))
    ab = 90 * np.cos(np.radians((hue, hue - 90)))
    slope, offset = np.zeros((8, 8, 2), np.float32), np.full((8, 8, 2), ab, np.float32)
    result = np.asarray(paint(deep.pixels, upsampling.ColorField(slope, offset)))
    before, after = (linear_to_srgb(luminance_of(pixels)) for pixels in (deep.pixels, result))
    assert np.abs(after - before).max() < 1 / 65535


def test_the_screen_copy_looks_like_the_photo(colorizer, photo, prediction):
    small = reduced(photo, 100_000)
    full = lab_of(colorizer.render(photo, prediction))
    copy = lab_of(colorizer.render(small, prediction))
    assert np.allclose(copy.mean(axis=(0, 1)), full.mean(axis=(0, 1)), atol=0.5)


def test_work_can_be_cancelled(colorizer, photo, prediction):
    with pytest.raises(Cancelled):
        colorizer.render(photo, prediction, cancelled=lambda: True)


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (900, 3), (31, 33)])
def test_photos_of_any_shape_are_colorized(colorizer, shape):
    photo = Photo(np.full(shape, 128, np.uint8))
    result = colorizer.render(photo, colorizer.predict(photo))
    assert result.shape == (*shape, 3)


def test_the_working_size_keeps_the_aspect_within_bounds(colorizer):
    info = colorizer.model.info
    assert working_size(3000, 4000, info) == (256, 352)
    assert working_size(100, 100, info) == (256, 256)
    assert working_size(100, 20000, info) == (256, 1024)


def test_colors_follow_edges_and_keep_their_mean():
    lightness = np.full((64, 64), 20, np.float32)
    lightness[:, 30:] = 80
    truth = np.zeros((64, 64, 2), np.float32)
    truth[:, 30:] = 40
    coarse = cv2.resize(truth, (16, 16), interpolation=cv2.INTER_AREA)
    shown = upsampling.upsample(coarse, lightness).ab(lightness)
    plain = cv2.resize(coarse, (64, 64), interpolation=cv2.INTER_LINEAR)
    near = np.s_[:, 24:36]
    assert np.abs(shown - truth)[near].mean() < 0.6 * np.abs(plain - truth)[near].mean()
    back = cv2.resize(shown, (16, 16), interpolation=cv2.INTER_AREA)
    assert (
        np.abs(back - coarse).mean()
        < 0.25 * np.abs(cv2.resize(plain, (16, 16), interpolation=cv2.INTER_AREA) - coarse).mean()
    )
