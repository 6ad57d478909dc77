"""Surfaces from true colors, hints that speak of one of them, and the head that predicts them."""

import numpy as np
import pytest
import torch

from training.architectures.surface_head import SurfaceHead, surface_logits, surface_loss
from training.architectures.unet import UNet
from training.checkpoint import load_module
from training.config import config_from_dict
from training.hints import HintSettings
from training.locality import main, make_trial, moved
from training.module import ColorizationModule
from training.start import take_weights
from training.surfaces import connected, distances, random_surface, surface_targets
from training.train_surface import main as train_surface
from training.train_surface import sharpen


def _house(side=64):
    """A gray wall with a red door, a red roof that does not touch it, and a blue sky, in CIELAB."""
    lab = np.zeros((side, side, 3), np.float32)
    lab[..., 0] = 60
    lab[: side // 4] = (75, -5, -30)
    lab[side // 4 : 3 * side // 8] = (45, 45, 25)
    lab[side // 2 :, side // 4 : side // 2] = (45, 45, 25)
    return lab


def test_a_surface_is_connected_and_of_one_color():
    lab = _house()
    distance = distances(lab, 40, 20)
    red = distance < 1
    assert red.sum() == 32 * 16 + 8 * 64
    door = connected(red, 40, 20)
    assert door.sum() == 32 * 16
    assert door[40, 20]
    assert (distance[lab[..., 2] < 0] > 2).all()


def test_a_shaded_color_is_one_surface_and_grays_are_told_apart_by_lightness():
    lab = np.full((8, 8, 3), (60, 40, 20), np.float32)
    lab[:, 4:, 0] = 40
    assert (distances(lab, 0, 0) < 1).all()
    lab[..., 1:] = 0
    assert not (distances(lab, 0, 0)[:, 4:] < 1).any()


def test_random_surfaces_have_the_wanted_share():
    random = np.random.default_rng(0)
    shares = [random_surface(_house(), random, (0.1, 0.2), 50)[0].mean() for _ in range(10)]
    assert set(shares) == {32 * 16 / 64**2, 8 * 64 / 64**2}
    assert random_surface(_house(), random, (0.9, 1.0)) is None


def test_targets_leave_out_what_is_unsure_and_weigh_both_sides_alike():
    lab = torch.from_numpy(_house()).permute(2, 0, 1)[None]
    places, inside, weight = surface_targets(lab, 20, np.random.default_rng(0))
    assert places.shape == (1, 20)
    rows, columns = places[0] // 64, places[0] % 64
    own = inside[0, torch.arange(20), rows, columns]
    assert (own == 1).all()
    assert torch.allclose((weight * inside).sum(dim=(2, 3)), torch.tensor(0.5))
    assert torch.allclose((weight * (1 - inside)).sum(dim=(2, 3)), torch.tensor(0.5), atol=1e-4)


def test_the_loss_of_surfaces_is_least_where_vectors_agree_with_them():
    lab = torch.from_numpy(_house()).permute(2, 0, 1)[None]
    targets = surface_targets(lab, 20, np.random.default_rng(0))
    labels = (lab[:, 1] * 1000 + lab[:, 2]).unique(return_inverse=True)[1].float()
    good = torch.stack((6 * labels, torch.full_like(labels, 4)), dim=1)
    bad = torch.zeros_like(good)
    losses = [surface_loss(surface_logits(s, targets[0]), *targets[1:]) for s in (good, bad)]
    assert losses[0] < 0.2 < losses[1]


def test_only_the_recolored_surface_changes_and_hints_tell_its_color():
    from training.hints import simulate
    from training.local_hints import make_local

    torch.manual_seed(0)
    lab = torch.from_numpy(_house(96)).permute(2, 0, 1).expand(12, -1, -1, -1).clone()
    settings = HintSettings(none=0.0, all=0.0, stop=0.0, local=1.0)
    ab, hints = simulate(lab[:, 1:], settings)
    ab, hints, changed = make_local(lab, ab, hints, settings, np.random.default_rng(1))
    moved_by = (ab - lab[:, 1:]).norm(dim=1)
    assert (moved_by[changed[:, 0] == 0] == 0).all()
    core = changed[:, 0] > 0.99
    assert core.flatten(1).any(dim=1).sum() >= 10
    assert moved_by[core].mean() > 10
    for photo in torch.nonzero(core.flatten(1).any(dim=1)).flatten():
        given = hints[photo, 2] > 0
        assert (given & (changed[photo, 0] > 0.5)).any()
    flat = (hints[:, 2] > 0) & core
    assert (hints[:, :2] - ab).norm(dim=1)[flat].median() < 6


def test_local_hints_are_an_exception_by_default():
    assert HintSettings().local == 0


def test_a_trial_tells_the_surface_from_other_things():
    trial = make_trial(np.repeat(np.repeat(_house(), 4, 0), 4, 1), 4, np.random.default_rng(3))
    a, b = trial.color
    assert trial.inside[trial.row // 4, trial.column // 4]
    assert not (trial.inside & trial.other).any()
    before = np.zeros((64, 64, 2), np.float32)
    nothing = moved(trial, before, before)
    assert nothing == (0, 0)
    everything = np.full_like(before, (a, b))
    assert moved(trial, before, everything) == (1, 1)
    local = np.where(trial.inside[..., None], np.float32((a, b)), 0)
    assert moved(trial, before, local) == (1, 0)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory):
    """A checkpoint of the project's own network, as it is before it has a surface head."""
    torch.manual_seed(0)
    config = {"name": "tiny", "architecture": "unet"}
    centers = torch.tensor([[0.0, 0.0], [40.0, 20.0], [-20.0, 30.0]])
    module = ColorizationModule(config_from_dict(config), centers, torch.ones(3) / 3)
    path = tmp_path_factory.mktemp("surface") / "old.ckpt"
    torch.save({"state_dict": module.state_dict(), "config": config}, path)
    return path


def test_a_surface_head_changes_no_color(checkpoint):
    old = load_module(checkpoint).network
    new = UNet(old.bin_centres, surface=8)
    take_weights(new, old)
    lightness, hints = torch.rand(1, 1, 64, 96) * 100, torch.zeros(1, 3, 64, 96)
    with torch.inference_mode():
        before, after = old(lightness, hints), new.eval()(lightness, hints)
    assert torch.equal(before.ab, after.ab)
    assert before.surface is None
    assert after.surface.shape == (1, 9, 16, 24)


def test_the_head_is_trained_alone_and_measured(checkpoint, photo_folder, tmp_path, capsys):
    destination = tmp_path / "new.ckpt"
    arguments = [str(checkpoint), str(destination), "--data", str(photo_folder)]
    assert train_surface([*arguments, "--views", "8", "--steps", "2", "--size", "4"]) == 0
    old, new = load_module(checkpoint).network, load_module(destination).network
    assert new.has_surface
    kept = old.state_dict()
    assert all(torch.equal(value, new.state_dict()[name]) for name, value in kept.items())
    assert main(["--model", str(destination), "--data", str(photo_folder), "--photos", "4"]) == 0
    printed = capsys.readouterr().out
    assert "new, everywhere" in printed
    assert "new, surface" in printed
    assert train_surface([str(tmp_path / "none.ckpt"), *arguments[1:]]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_sharpened_head_is_undecided_at_its_threshold():
    torch.manual_seed(0)
    head = SurfaceHead(5, 6, 7, 4).eval()
    parts = torch.rand(1, 5, 8, 8), torch.rand(1, 6, 4, 4), torch.rand(1, 7, 2, 2)
    places = torch.tensor([[0, 9]])
    with torch.inference_mode():
        before = surface_logits(head(*parts), places)
        sharpen(head, threshold=0.7, gain=3.0)
        after = surface_logits(head(*parts), places)
    expected = 3 * (before - np.log(0.7 / 0.3))
    assert torch.allclose(after, expected.float(), atol=1e-3)
