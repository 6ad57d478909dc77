"""What the network learns towards: CIELAB on tensors, bins and hints."""

import io
from collections import Counter

import numpy as np
import torch
from PIL import Image

from colorizer_gui.engine.color import bins as engine_bins
from colorizer_gui.engine.color import cielab
from training.architectures.unet import UNet
from training.bins import (
    BinLoss,
    annealed_mean,
    choose_bins,
    count_bins,
    rebalancing_weights,
    smoothed_prior,
)
from training.hints import HintSettings, other_colors, random_counts, reveal, simulate
from training.lab import lab_to_srgb, srgb_to_lab
from training.photos import PhotoStore
from training.start import measure_bins

GRAY_GREEN_RED = torch.tensor([[0.0, 0.0], [-40.0, 30.0], [60.0, 40.0]])


def test_tensors_and_the_engine_agree(color_picture):
    rgb = color_picture[::4, ::4].astype(np.float32) / 255
    tensor = torch.from_numpy(rgb).permute(2, 0, 1)[None]
    lab = srgb_to_lab(tensor)
    assert np.allclose(lab[0].permute(1, 2, 0).numpy(), cielab.srgb_to_lab(rgb), atol=2e-3)
    assert torch.allclose(lab_to_srgb(lab), tensor, atol=1e-4)


def test_bins_are_those_that_occur_with_their_shares():
    ab = torch.zeros(1, 2, 10, 10)
    ab[0, :, :2] = torch.tensor([52.0, -38.0]).view(2, 1, 1)
    centers, prior = choose_bins(count_bins(ab))
    assert centers.tolist() == [[0, 0], [50, -40]]
    assert np.allclose(prior, [0.8, 0.2])


def test_bins_are_measured_on_the_center_of_photos():
    rgb = np.full((64, 80, 3), 128, np.uint8)  # gray, with a red right half
    rgb[:, 40:] = (200, 60, 60)
    file = io.BytesIO()
    Image.fromarray(rgb).save(file, "PNG")
    store = PhotoStore(["one.png"], [file.getvalue()], 64, Counter())
    _, prior = measure_bins(UNet, store)
    assert np.allclose(prior, [0.5, 0.5])


def test_rebalancing_lifts_rare_colors_and_keeps_the_mean():
    prior = torch.tensor([0.9, 0.09, 0.01])
    weights = rebalancing_weights(prior)
    assert weights[0] < weights[1] < weights[2]
    assert torch.isclose((weights * prior).sum(), torch.tensor(1.0))


def test_a_prior_is_smoothed_by_a_gaussian_over_the_plane():
    centers = torch.cartesian_prod(torch.arange(-50.0, 51, 10), torch.arange(-50.0, 51, 10))
    prior = torch.zeros(121)
    prior[60] = 1  # the middle of the grid
    smooth = smoothed_prior(prior, centers, 5.0)
    assert torch.isclose(smooth.sum(), torch.tensor(1.0))
    one_step, two_steps = torch.exp(torch.tensor([-100 / 50, -400 / 50]))
    assert torch.isclose(smooth[61] / smooth[60], one_step)
    assert torch.isclose(smooth[62] / smooth[60], two_steps, rtol=1e-3)
    assert torch.equal(smoothed_prior(prior, centers, 0.0), prior)


def test_hard_bins_and_no_rebalancing_are_the_plain_cross_entropy():
    prior = torch.tensor([0.9, 0.05, 0.05])
    logits = torch.randn(2, 3, 4, 4, generator=torch.Generator().manual_seed(0))
    truth = GRAY_GREEN_RED[torch.tensor([1, 2])][:, :, None, None].expand(2, 2, 4, 4) + 2
    loss = BinLoss(GRAY_GREEN_RED, prior, hard=True, rebalance=False)(logits, truth)
    target = torch.tensor([1, 2])[:, None, None].expand(2, 4, 4)
    assert torch.isclose(loss, torch.nn.functional.cross_entropy(logits, target))


def test_the_bin_loss_is_least_at_the_true_color():
    loss = BinLoss(GRAY_GREEN_RED, torch.ones(3) / 3)
    truth = torch.tensor([58.0, 41.0]).view(1, 2, 1, 1)
    losses = [loss(torch.eye(3)[i].view(1, 3, 1, 1) * 5, truth).item() for i in range(3)]
    assert np.argmin(losses) == 2


def test_the_annealed_mean_goes_from_the_mean_to_the_mode():
    logits = torch.tensor([0.0, 0.0, 1.0]).view(1, 3, 1, 1)
    warm = annealed_mean(logits, GRAY_GREEN_RED, temperature=1.0).flatten()
    cold = annealed_mean(logits, GRAY_GREEN_RED, temperature=0.01).flatten()
    assert torch.allclose(cold, GRAY_GREEN_RED[2], atol=1e-3)
    assert warm[0] < 0.7 * cold[0]


def test_training_and_engine_anneal_alike():
    logits = torch.randn(1, 3, 4, 5, generator=torch.Generator().manual_seed(0)) * 3
    engine = engine_bins.annealed_mean(logits[0].numpy(), GRAY_GREEN_RED.numpy())
    training = annealed_mean(logits, GRAY_GREEN_RED)[0].permute(1, 2, 0).numpy()
    assert np.allclose(engine, training, atol=1e-3)


def _colors():
    return torch.randn(4, 2, 32, 48, generator=torch.Generator().manual_seed(0)) * 30


def test_revealed_hints_have_the_mean_true_color_of_their_patch():
    ab = _colors()
    hints = reveal(ab, torch.ones(4).long(), halves=(3, 3))
    for photo in range(4):
        rows, columns = torch.nonzero(hints[photo, 2], as_tuple=True)
        assert 16 <= len(rows) <= 49
        patch = ab[photo, :, rows, columns].mean(dim=1)
        assert torch.allclose(hints[photo, :2, rows, columns], patch[:, None], atol=1e-4)


def test_normal_places_lie_around_the_center():
    ab = torch.zeros(400, 2, 64, 64)
    counts = torch.ones(400, dtype=torch.int64)
    spread = []
    for places in ("uniform", "normal"):
        mask = reveal(ab, counts, (0, 0), torch.Generator().manual_seed(0), places)[:, 2]
        rows = mask.nonzero()[:, 1].float()
        assert abs(rows.mean() - 32) < 3
        spread.append(rows.std() / 64)
    assert spread[0] > 0.26
    assert abs(spread[1] - 0.24) < 0.03  # a quarter, less what is cut off at the edges


def test_no_hint_means_all_zero():
    assert not reveal(_colors(), torch.zeros(4).long()).any()


def test_a_single_pixel_hint_is_the_pixel():
    ab = _colors()
    hints = reveal(ab, torch.full((4,), 9), halves=(0, 0))
    given = hints[:, 2:] > 0
    assert 4 * 6 <= given.sum() <= 4 * 9
    assert torch.equal(torch.where(given, hints[:, :2], 0), torch.where(given, ab, 0))


def test_simulation_gives_mostly_few_sometimes_all_hints():
    ab = torch.ones(400, 2, 16, 16)
    settings = HintSettings(none=0.5, all=0.1)
    true, hints = simulate(ab, settings, torch.Generator().manual_seed(0))
    assert torch.equal(true, ab)
    share = hints[:, 2].mean(dim=(1, 2))
    assert 0.35 < (share == 0).float().mean() < 0.55
    assert 0.05 < (share == 1).float().mean() < 0.2


def test_other_colors_are_told_by_hints_alone():
    ab = _colors()
    settings = HintSettings(none=0.5, recolor=0.5)
    reached, hints = simulate(ab.repeat(100, 1, 1, 1), settings, torch.Generator().manual_seed(0))
    other = (reached != ab.repeat(100, 1, 1, 1)).flatten(1).any(dim=1)
    hinted = (hints[:, 2] > 0).flatten(1).any(dim=1)
    assert 0.1 < other.float().mean() < 0.4
    assert not (other & ~hinted).any()


def test_other_colors_leave_gray_gray_and_like_hues_alike():
    red, blue = torch.tensor([40.0, 20.0]), torch.tensor([0.0, -40.0])
    row = torch.stack((torch.zeros(2), red, red + 0.5, blue), dim=1)
    ab = row.expand(200, 1, 2, 4).permute(0, 2, 1, 3)
    gray, first, near, far = other_colors(ab, torch.Generator().manual_seed(0))[:, :, 0].unbind(2)
    assert not gray.any()
    assert (first - near).norm(dim=1).max() < 3
    assert (first - red).norm(dim=1).max() > 30
    # The angle between the two does not stay what it was.
    between = torch.atan2(first[:, 1], first[:, 0]) - torch.atan2(far[:, 1], far[:, 0])
    assert between.remainder(2 * torch.pi).std() > 0.5


def test_every_order_of_magnitude_of_hints_is_as_frequent():
    settings = HintSettings(none=0.0, most=100, stop=0.0)
    counts = random_counts(settings, 4000, torch.Generator().manual_seed(0))
    assert counts.min() == 1
    assert counts.max() == 100
    few = (counts <= 10).float().mean()
    assert 0.45 < few < 0.6
