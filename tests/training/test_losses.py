"""What a prediction is held against, and how the learning rate goes."""

import math

import pytest
import torch

from training.architectures import Prediction
from training.architectures.autoencoder import Autoencoder
from training.architectures.vgg_lab import VGGLab
from training.bins import choose_bins, count_bins, share_of_bins
from training.losses import ColorLoss, LossSettings, color_steps
from training.optimizers import (
    OptimizerSettings,
    build_optimizer,
    learning_rate_factor,
    tell_validation,
)

CENTERS = torch.tensor([[0.0, 0], [40, 20], [-20, 30]])


def _photo():
    lab = torch.zeros(2, 3, 16, 16)
    lab[:, 0] = 50
    lab[:, 1:, :, 8:] = torch.tensor([40.0, 20]).view(1, 2, 1, 1)
    return lab


@pytest.mark.parametrize(("distance", "value"), [("l1", 6.0), ("mse", 36.0), ("smooth_l1", 4.0)])
def test_the_distance_is_the_one_asked_for(distance, value):
    loss = ColorLoss(LossSettings(distance=distance, beta=4.0, ab=2.0), None, None)
    terms = loss(_photo(), Prediction(_photo()[:, 1:] + 6))
    assert terms["ab_loss"] == pytest.approx(value)
    assert terms["loss"] == pytest.approx(2 * value)


def test_in_decibels_every_photo_counts_alike():
    loss = ColorLoss(LossSettings(distance="decibels", ab=1.0), None, None)
    lab = _photo()
    far, farther = lab[:, 1:].clone(), lab[:, 1:].clone()
    far[0] += 10
    far[1] += 30
    farther[0] += 20
    farther[1] += 30

    def value(ab):
        return loss(lab, Prediction(ab))["loss"]

    twice = value(farther) - value(far)
    farther[0] = far[0]
    farther[1] += 30
    assert twice == pytest.approx(3.0, abs=0.1)  # half of 6 dB, for one photo of two
    assert value(farther) - value(far) == pytest.approx(3.0, abs=0.1)


def test_the_terms_add_up_each_on_its_own_grid():
    settings = LossSettings(ab=0.5, bins=0.25, consistency=2.0)
    loss = ColorLoss(settings, CENTERS, torch.ones(3) / 3)
    terms = loss(_photo(), Prediction(torch.rand(2, 2, 8, 8) * 40, torch.rand(2, 3, 4, 4)))
    total = 0.5 * terms["ab_loss"] + 0.25 * terms["bin_loss"] + 2.0 * terms["consistency_loss"]
    assert torch.isclose(terms["loss"], total)


def test_a_teacher_takes_its_share_of_the_loss():
    lab, bins = _photo(), torch.rand(2, 3, 4, 4) * 4
    prediction = Prediction(torch.rand(2, 2, 8, 8) * 40, bins)
    loss = ColorLoss(LossSettings(teacher=0.75), CENTERS, torch.ones(3) / 3)
    alone = loss(lab, prediction)["loss"]
    near, far = (Prediction(prediction.ab + by, bins) for by in (0.0, 20.0))
    terms = loss(lab, prediction, taught=near)
    assert terms["loss"] == pytest.approx(float(alone / 4 + terms["teacher_loss"] * 3 / 4))
    assert terms["teacher_loss"] < loss(lab, prediction, taught=far)["teacher_loss"]
    other_bins = Prediction(prediction.ab, bins.flip(1))
    assert terms["teacher_loss"] < loss(lab, prediction, taught=other_bins)["teacher_loss"]


def test_a_color_step_costs_only_where_the_lightness_is_flat():
    lab = _photo()
    flat = color_steps(lab[:, 1:], lab[:, :1])
    lab[:, 0, :, 8:] = 80
    assert flat > 1
    assert color_steps(lab[:, 1:], lab[:, :1]) < 1e-3 * flat


def test_fixed_bins_get_their_share_of_the_photos():
    counts = count_bins(_photo()[:, 1:])
    centers, prior = choose_bins(counts)
    assert torch.allclose(share_of_bins(counts, centers), prior)
    assert share_of_bins(counts, CENTERS).tolist() == [0.5, 0.5, 0.0]


def test_the_learning_rate_stays_and_falls_at_the_end():
    settings = OptimizerSettings(schedule="wsd", warmup_steps=10, decay_steps=100)
    factor = learning_rate_factor(settings, steps=1000)
    assert factor(0) == pytest.approx(0.1)
    assert factor(10) == factor(900) == 1
    assert factor(950) == pytest.approx(0.5)
    assert factor(999) == pytest.approx(0.01)


def test_the_learning_rate_rises_and_starts_again():
    settings = OptimizerSettings(schedule="restarts", warmup_steps=10, restart_every=100)
    factor = learning_rate_factor(settings, steps=1000)
    assert factor(0) == pytest.approx(0.1)
    assert factor(60) == pytest.approx(0.5)
    assert factor(109) < 0.01
    assert factor(110) == 1.0


def test_a_share_of_zero_freezes_the_encoder():
    network = VGGLab(width=4)
    settings = OptimizerSettings(name="adam", encoder_share=0.0)
    optimizer, _ = build_optimizer(network, settings, steps=10)
    trained = {id(p) for group in optimizer.param_groups for p in group["params"]}
    decoder = (*network.first.parameters(), *network.steps.parameters(), *network.out.parameters())
    assert trained == {id(p) for p in decoder}
    assert not any(p.requires_grad for p in network.encoder.parameters())


def test_restarts_are_cut_where_validation_stands_still():
    settings = OptimizerSettings(
        schedule="restarts_and_plateau", warmup_steps=0, restart_every=10, plateau_patience=0,
        plateau_factor=0.1,
    )  # fmt: skip
    optimizer, schedule = build_optimizer(Autoencoder(width=4), settings, steps=100)
    rates = []
    for step in range(30):
        if step in (10, 20):
            tell_validation(schedule, 1.0)  # the second one is no better
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    assert rates[0] == rates[10] == pytest.approx(1.5e-3)
    assert rates[5] == pytest.approx(0.75e-3)
    assert rates[21] < 0.11 * rates[11]


def test_recolored_surfaces_count_for_a_share_of_their_own():
    lab, changed = _photo(), torch.zeros(2, 1, 16, 16)
    changed[:, :, :4, :4] = 1
    wrong = lab[:, 1:].clone()
    wrong[:, :, :4, :4] += 20
    whole = ColorLoss(LossSettings(distance="decibels", floor=1e-3), None, None)
    partly = ColorLoss(LossSettings(distance="decibels", floor=1e-3, changed=0.5), None, None)
    one, other = (loss(lab, Prediction(wrong), changed)["loss"] for loss in (whole, partly))
    assert one == pytest.approx(10 * math.log10(400 / 16), abs=0.01)
    assert other == pytest.approx(10 * math.log10(0.5 * 400 / 16 + 0.5 * 400), abs=0.01)


def test_a_plateau_cuts_the_learning_rate():
    settings = OptimizerSettings(schedule="plateau", plateau_patience=0, plateau_factor=0.1)
    optimizer, schedule = build_optimizer(Autoencoder(width=4), settings, steps=10)
    for gain in (1.0, 0.9):
        schedule.step(gain)
    assert optimizer.param_groups[0]["lr"] == pytest.approx(1.5e-4)
