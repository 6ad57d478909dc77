"""Properties that hold for all colors: round trips, gamut mapping, annealed mean, transfer."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from colorizer_gui.engine.choices import WHOLE_METHODS
from colorizer_gui.engine.color import adjustments, cielab, gamut
from colorizer_gui.engine.color.bins import annealed_mean
from colorizer_gui.engine.color.reference_transfer import reference_colors, transfer_colors
from colorizer_gui.engine.color.uncertainty import bin_entropy
from colorizer_gui.engine.color.upsampling import ColorField

BINS = 6


def floats(low, high, *shape):
    """Arrays of float32 within a range."""
    return arrays.arrays(np.float32, shape, elements=st.floats(low, high, width=32))


@given(floats(0, 1, 4, 3))
def test_srgb_comes_back_from_cielab(rgb):
    np.testing.assert_allclose(cielab.lab_to_srgb(cielab.srgb_to_lab(rgb)), rgb, atol=2e-4)


@given(arrays.arrays(np.uint8, (4, 3)))
def test_8_bit_colors_come_back_exactly(codes):
    back = cielab.lab_to_srgb(cielab.srgb_to_lab(codes / np.float32(255)))
    assert np.array_equal(np.rint(back * 255), codes)


@given(arrays.arrays(np.float64, (8,), elements=st.floats(0, 1)))
def test_the_transfer_curve_has_an_inverse(encoded):
    back = cielab.linear_to_srgb(cielab.srgb_to_linear(encoded))
    np.testing.assert_allclose(back, encoded, atol=1e-6)


@given(floats(0, 1, 8))
def test_grays_come_back_from_lightness(gray):
    lightness = cielab.gray_to_lightness(gray)
    assert ((lightness >= -1e-4) & (lightness <= 100.001)).all()
    np.testing.assert_allclose(cielab.lightness_to_gray(lightness), gray, atol=1e-5)


@given(floats(0, 100, 2, 3), floats(-128, 128, 2, 3, 2))
def test_gamut_mapping_reduces_chroma_alone_and_ends_inside(lightness, ab):
    fitted = gamut.fit_to_gamut(lightness, ab)
    lab = np.concatenate((lightness[..., None], fitted), axis=-1)
    assert gamut.in_gamut(lab).all()
    # The same hue: the cross product of both colors is zero, and they point the same way.
    cross = fitted[..., 0] * ab[..., 1] - fitted[..., 1] * ab[..., 0]
    np.testing.assert_allclose(cross, 0, atol=1e-2)
    assert ((fitted * ab).sum(axis=-1) >= 0).all()
    assert (np.hypot(*fitted.T) <= np.hypot(*ab.T) + 1e-4).all()
    shown = cielab.srgb_to_lab(np.clip(cielab.lab_to_srgb(lab), 0, 1))
    np.testing.assert_allclose(shown[..., 0], lightness, atol=0.05)


@given(floats(0, 1, 2, 3, 3))
def test_gamut_mapping_leaves_colors_of_srgb(rgb):
    lab = cielab.srgb_to_lab(0.02 + 0.96 * rgb)
    fitted = gamut.fit_to_gamut(np.ascontiguousarray(lab[..., 0]), lab[..., 1:])
    np.testing.assert_allclose(fitted, lab[..., 1:], atol=1e-3)


@given(floats(-20, 20, BINS, 2, 2), floats(-100, 100, BINS, 2))
def test_the_annealed_mean_is_a_mean_of_the_bins(bins, centers):
    mean = annealed_mean(bins, centers)
    assert (mean >= centers.min(axis=0) - 1e-3).all()
    assert (mean <= centers.max(axis=0) + 1e-3).all()


@given(floats(-20, 20, 2))
def test_the_annealed_mean_of_two_bins_lies_between_mean_and_mode(logits):
    centers = np.array([(-50, 0), (50, 0)], np.float32)
    bins = logits.reshape(2, 1, 1)
    probability = np.exp(logits - logits.max())
    probability /= probability.sum()
    mean, mode = probability @ centers, centers[logits.argmax()]
    found = annealed_mean(bins, centers)[0, 0, 0]
    low, high = sorted((mean[0], mode[0]))
    assert low - 1e-3 <= found <= high + 1e-3


@given(floats(-50, 50, BINS, 2, 2), st.floats(-50, 50, width=32))
def test_the_entropy_is_a_share_that_no_offset_changes(bins, offset):
    entropy = bin_entropy(bins)
    assert ((entropy >= -1e-5) & (entropy <= 1 + 1e-5)).all()
    np.testing.assert_allclose(bin_entropy(bins + np.float32(offset)), entropy, atol=1e-3)


@given(floats(-100, 100, 3, 3, 2), floats(-100, 100, 3, 3, 2), floats(0, 4, 3, 3, 1))
def test_vividness_blends_from_calm_to_vivid(calm, vivid, weight):
    ends = [adjustments.blend_vividness(calm, vivid, weight, end) for end in (0, 1)]
    np.testing.assert_allclose(ends[0], calm, atol=1e-4)
    np.testing.assert_allclose(ends[1], vivid, atol=1e-4)
    shares = [adjustments.blend_weight(v, weight) for v in (0, 0.2, 0.5, 0.8, 0.99, 1)]
    assert all((one <= other).all() for one, other in pairwise(shares))
    np.testing.assert_allclose(shares[2], np.minimum(weight, 1), rtol=1e-6)


@given(
    floats(-1, 1, 2, 2, 2),
    floats(-60, 60, 2, 2, 2),
    floats(0, 100, 2, 2),
    st.floats(0, 2),
    floats(-20, 20, 2),
)
def test_a_transformed_field_gives_transformed_colors(slope, offset, lightness, scale, shift):
    field = ColorField(slope, offset)
    changed = adjustments.transform_field(field, scale, shift)
    wanted = scale * field.ab(lightness) + shift
    np.testing.assert_allclose(changed.ab(lightness), wanted, atol=1e-2)


@pytest.mark.parametrize("method", WHOLE_METHODS)
@given(pixels=arrays.arrays(np.uint8, (6, 6, 3)), ab=floats(-80, 80, 5, 5, 2))
def test_transferred_colors_are_finite_and_deterministic(method, pixels, ab):
    reference = reference_colors(pixels, method)
    shown = transfer_colors(ab, reference)
    assert np.isfinite(shown).all()
    assert np.array_equal(shown, transfer_colors(ab, reference))
    if method == "histogram":
        low, high = np.array((reference.a, reference.b))[:, [0, -1]].T
        assert ((shown >= low - 1e-3) & (shown <= high + 1e-3)).all()
