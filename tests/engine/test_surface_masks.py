"""Where hints act: masks of surfaces, and colors that change there only."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorizer_gui.engine.color.surfaces import (
    LocalHint,
    blend_local_hints,
    geodesic_claim,
    learned_claim,
    radial_claim,
    share_places,
)

AREA = slice(10, 12), slice(4, 6)
AB = np.zeros((24, 32, 2), np.float32)


def two_halves(difference):
    """L* that steps by a difference in the middle, (24, 32)."""
    lightness = np.full((24, 32), 5, np.float32)
    lightness[:, 16:] += difference
    return lightness


def test_geodesic_mask_ends_at_an_edge():
    mask = geodesic_claim(two_halves(40), AB, AREA).mask
    assert mask[AREA].min() == 1
    assert mask[:, :16].min() > 0.5
    assert mask[:, 16:].max() < 0.01
    assert geodesic_claim(two_halves(0), AB, AREA).mask.min() > 0.4


def test_geodesic_mask_ends_where_the_predicted_color_changes():
    ab = AB.copy()
    ab[:, 16:] = (20, 10)
    assert geodesic_claim(two_halves(0), ab, AREA).mask[:, 16:].max() < 0.01


def test_learned_mask_is_the_connected_part_of_like_vectors():
    surface = np.zeros((3, 24, 32), np.float32)
    surface[0, :, 14:18] = 10  # between two parts with the same vectors
    surface[-1] = 4
    mask = learned_claim(surface, AREA).mask
    assert mask[:, :11].min() > 0.9
    assert mask[:, 18:].max() == 0


@given(
    st.floats(0, 1), st.floats(0, 1), st.floats(0.001, 0.5), st.integers(1, 20), st.integers(1, 20)
)
def test_radial_mask_holds_the_hinted_place(x, y, radius, height, width):
    mask = radial_claim(height, width, (x, y), radius).mask
    place = min(int(y * height), height - 1), min(int(x * width), width - 1)
    assert 0 <= mask.min() <= mask.max() <= 1
    assert mask[place] > 0.5


def test_hints_on_one_surface_share_it_by_what_is_nearest():
    surface = np.zeros((3, 24, 32), np.float32)
    surface[0, :, 16:] = 2  # alike enough to be one surface, and yet two things
    surface[-1] = 15
    areas = AREA, (slice(10, 12), slice(24, 26))
    claims = [learned_claim(surface, area) for area in areas]
    assert min(claim.mask.min() for claim in claims) > 0.9
    first, second = share_places(claims)
    assert min(first[:, :13].min(), second[:, 19:].min()) > 0.95
    assert np.allclose(first + second, 1, atol=0.01)


def test_what_another_hint_cuts_off_belongs_to_that_one():
    surface = np.zeros((3, 24, 32), np.float32)
    surface[0, :, 8:18] = 3
    surface[-1] = 15  # the third part, on the right, is like the first, beyond the second
    claims = [learned_claim(surface, area) for area in (AREA, (AREA[0], slice(14, 16)))]
    first, second = share_places(claims)
    assert min(first[:, :6].min(), second[:, 10:].min()) > 0.95


def test_a_hint_alone_has_all_that_it_claims():
    surface = np.zeros((3, 24, 32), np.float32)
    surface[0, :, 10:22] = 10
    surface[-1] = 4
    parts = [learned_claim(surface, area) for area in (AREA, (AREA[0], slice(26, 28)))]
    for claim, mask in zip(parts, share_places(parts), strict=True):
        assert np.allclose(mask, claim.mask, atol=0.01)
    assert share_places(parts[:1])[0] is parts[0].mask
    assert share_places([]) == []


def test_colors_outside_all_masks_stay():
    mask = np.zeros((24, 32), np.float32)
    mask[:, :16] = 1
    hint = LocalHint((10.0, -10.0), AREA, mask)
    colors = blend_local_hints(AB, AB + 50, [hint], network_share=0.5)
    assert np.array_equal(colors[:, 16:], AB[:, 16:])
    assert np.allclose(colors[:, :16], (30, 20))


def test_a_surface_has_the_color_of_a_hint_that_the_network_does_not_believe():
    mask = np.ones((24, 32), np.float32)
    mask[:, 28:] = 0.25
    hint = LocalHint((-60.0, 10.0), AREA, mask)
    colors = blend_local_hints(AB, AB - 5, [hint], network_share=0.5)
    assert np.allclose(colors[:, :28], (-60, 10))
    at_its_rim = 0.25 * (np.float32((-60, 10)) - 5) / 2  # as before: half is the network's
    assert np.allclose(colors[:, 28:], at_its_rim)


@pytest.mark.parametrize("first", [0, 1])
def test_each_of_two_surfaces_has_the_color_of_its_own_hint(first):
    left, right = np.zeros((2, 24, 32), np.float32)
    left[:, :16] = 1
    right[:, 16:] = 1
    hints = [
        LocalHint((30.0, 0.0), AREA, left),
        LocalHint((0.0, -30.0), (slice(3, 4), slice(20, 21)), right),
    ]
    colors = blend_local_hints(AB, AB, hints[first:] + hints[:first], network_share=0)
    assert np.allclose(colors[:, :16], (30, 0))
    assert np.allclose(colors[:, 16:], (0, -30))
