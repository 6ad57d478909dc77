"""Colors in a closer look at a part of a photo."""

import pytest
import torch

from training.closer import color_change, look_closer, random_parts


@pytest.fixture
def ramps():
    """Colors that rise from left to right and from top to bottom."""
    ramp = torch.linspace(-20, 20, 32)
    return torch.stack((ramp.expand(32, 32), ramp[:, None].expand(32, 32))).expand(3, 2, 32, 32)


def test_a_closer_look_shows_a_part_and_nothing_beyond(ramps):
    torch.manual_seed(0)
    closer = look_closer(ramps, random_parts(3, ramps.device))
    for image in closer:
        width = float(image[0, :, -1].mean() - image[0, :, 0].mean())
        height = float(image[1, -1].mean() - image[1, 0].mean())
        assert 28 < width < 40
        assert height == pytest.approx(width, abs=0.1)


def test_colors_that_keep_to_their_places_have_not_changed(ramps):
    parts = random_parts(3, ramps.device)
    closer = look_closer(ramps, parts)
    assert float(color_change(ramps, closer, parts)) < 0.1
    other = closer + torch.tensor([3.0, 4.0])[:, None, None]
    assert float(color_change(ramps, other, parts)) == pytest.approx(5, abs=0.1)
