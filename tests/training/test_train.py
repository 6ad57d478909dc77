"""Runs of training: checkpoints, curves, what they start from, and what stops them."""

from dataclasses import asdict, replace
from pathlib import Path

import pytest
import torch
from PIL import Image

from torch_settings import quietly
from training import train as trainer
from training.architectures.unet import UNet
from training.bins import GRID
from training.callbacks import read_curves
from training.checkpoint import build_module, load_matching, load_module
from training.clock import CLOCKS
from training.config import GanSettings, OptimizerSettings, RunSettings, config_from_dict
from training.data import DataSettings
from training.errors import CheckpointError, ConfigError, DataError, TrainingError
from training.losses import ColorLoss, LossSettings
from training.module import psnr_of_ab
from training.photos import load_photos
from training.start import make_module
from training.weights import main as keep_weights

CONFIGS = Path(__file__).parents[2] / "training" / "configs"
CENTERS = torch.cartesian_prod(torch.tensor([-2.0, 0, 2]), torch.tensor([-2.0, 0, 2])) * GRID


@pytest.fixture
def tiny_config():
    config = config_from_dict({"name": "tiny", "architecture": "unet"})
    return replace(
        config,
        data=DataSettings(side=64, photo_side=80, batch_size=3, validation_side=64),
        optimizer=OptimizerSettings(learning_rate=1e-3, warmup_steps=1, ema=0.5),
        run=RunSettings(steps=2, validate_every=1, precision="32-true"),
    )


def test_the_network_gives_a_quarter_of_the_size_at_any_multiple_of_its_stride():
    network = UNet(CENTERS).eval()
    with torch.inference_mode():
        ab, bins, surface = network(torch.rand(2, 1, 64, 96) * 100, torch.zeros(2, 3, 64, 96))
    assert ab.shape == (2, 2, 16, 24)
    assert bins.shape == (2, 9, 16, 24)
    assert surface is None


@pytest.fixture
def smallest_config(tiny_config):
    """The quickest network there is, for what does not depend on the network."""
    return replace(
        tiny_config,
        architecture="autoencoder",
        network={"width": 4},
        loss=LossSettings(distance="mse"),
        optimizer=OptimizerSettings(ema=0.0, warmup_steps=0),
    )


def _of(config, table, **changes):
    return replace(config, **{table: replace(getattr(config, table), **changes)})


def _validations(run):
    """Step and gain of each validation, over all parts of a run."""
    return read_curves(run / "curves")["gain_0_hints"]


def test_validation_is_exact_in_a_run_of_low_precision():
    lab = torch.rand(2, 3, 32, 32, generator=torch.Generator().manual_seed(0)) * 40
    ab = torch.zeros(2, 2, 8, 8)
    exact = psnr_of_ab(lab, ab)
    with torch.autocast("cpu", torch.bfloat16):
        assert torch.equal(psnr_of_ab(lab, ab), exact)


@quietly
def test_a_run_leaves_a_checkpoint_and_curves_and_is_taken_up_again(
    tiny_config, encoder_weights, photo_folder, tmp_path
):
    run = tmp_path / "run"
    first = load_module(trainer.train(tiny_config, photo_folder, run, encoder_weights))
    assert first.config == tiny_config
    second = load_module(trainer.train(_of(tiny_config, "run", steps=4), photo_folder, run))
    before, after = first.state_dict(), second.state_dict()
    assert not torch.equal(before["network.ab_head.weight"], after["network.ab_head.weight"])
    steps = [step for step, _ in _validations(run)]
    assert len(steps) == 4
    assert steps == sorted(set(steps))
    assert (run / "best.ckpt").exists()
    assert Image.open(run / "curves.png").width > 300
    sheets = sorted(path.name for path in (run / "samples").iterdir())
    assert sheets == [f"{step:07d}.png" for step in (1, 2, 3, 4)]
    assert Image.open(run / "samples" / sheets[0]).size == (3 * 64, 64)
    weights = tmp_path / "weights.ckpt"
    assert keep_weights([str(run / "last.ckpt"), str(weights)]) == 0
    assert weights.stat().st_size < (run / "last.ckpt").stat().st_size / 2
    kept = load_module(weights).state_dict()
    assert all(torch.equal(kept[name], after[name]) for name in after)


@quietly
def test_statistics_are_those_of_the_last_weights(
    tiny_config, encoder_weights, photo_folder, tmp_path
):
    config = _of(tiny_config, "run", validate_every=2)
    last = trainer.train(config, photo_folder, tmp_path, encoder_weights)
    earlier = load_module(last).state_dict()
    trainer.train(_of(config, "run", steps=3), photo_folder, tmp_path)
    last = load_module(last).state_dict()
    means = [name for name in last if name.endswith("running_mean")]
    assert means
    assert not any(torch.equal(last[name], earlier[name]) for name in means)


@quietly
def test_the_end_of_a_run_is_validated(smallest_config, photo_folder, tmp_path):
    config = _of(smallest_config, "run", steps=3, validate_every=2)
    trainer.train(config, photo_folder, tmp_path / "one")
    assert [step for step, _ in _validations(tmp_path / "one")] == [1, 2]
    # Three batches an epoch make two steps: their number never reaches that of the validation.
    config = _of(_of(config, "data", batch_size=2), "run", validate_every=3, accumulate=2)
    trainer.train(config, photo_folder, tmp_path / "two")
    assert [step for step, _ in _validations(tmp_path / "two")] == [2]


@quietly
def test_weights_that_burst_in_the_last_step_are_not_kept(smallest_config, photo_folder, tmp_path):
    config = _of(smallest_config, "optimizer", schedule="constant")
    last = trainer.train(config, photo_folder, tmp_path)
    good = last.read_bytes()
    # A run that is taken up has its old learning rate in its first step.
    config = _of(_of(config, "run", steps=4, validate_every=9), "optimizer", learning_rate=1e30)
    with pytest.raises(TrainingError, match="PSNR in validation became nan after 4 steps"):
        trainer.train(config, photo_folder, tmp_path)
    assert last.read_bytes() == good


@quietly
def test_a_run_goes_on_with_the_settings_of_its_new_config(
    tiny_config, encoder_weights, photo_folder, tmp_path
):
    trainer.train(tiny_config, photo_folder, tmp_path, encoder_weights)
    settings = {"learning_rate": 0.5e-3, "weight_decay": 0.07, "schedule": "constant"}
    other = _of(_of(tiny_config, "run", steps=4), "optimizer", warmup_steps=0, **settings)
    last = trainer.train(other, photo_folder, tmp_path)
    checkpoint = torch.load(last, weights_only=True)
    encoder, rest = checkpoint["optimizer_states"][0]["param_groups"]
    assert (encoder["weight_decay"], rest["weight_decay"]) == (0.0, 0.07)
    share = tiny_config.optimizer.encoder_share
    assert (encoder["lr"], rest["lr"]) == pytest.approx((0.5e-3 * share, 0.5e-3))


@quietly
def test_averaged_weights_leave_the_first_ones_behind(smallest_config, photo_folder, tmp_path):
    config = _of(_of(smallest_config, "run", steps=30, validate_every=30), "optimizer", ema=0.999)
    last = torch.load(trainer.train(config, photo_folder, tmp_path / "run"), weights_only=True)
    start = _of(_of(config, "run", steps=1), "optimizer", learning_rate=0.0)
    first = torch.load(trainer.train(start, photo_folder, tmp_path / "start"), weights_only=True)
    name = next(name for name in last["state_dict"] if name.endswith("weight"))
    begun, averaged = first["state_dict"][name], last["state_dict"][name]
    moved = (last["current_model_state"][name] - begun).norm()
    assert (averaged - begun).norm() > moved / 2


@quietly
def test_a_run_that_is_taken_up_sees_other_views(smallest_config, photo_folder, tmp_path):
    still = _of(smallest_config, "optimizer", learning_rate=0.0)
    still = _of(still, "data", side=32)
    for steps in (20, 40, 60):  # figures are logged every 20 steps
        config = _of(still, "run", steps=steps, validate_every=20)
        trainer.train(config, photo_folder, tmp_path)
    assert len({loss for _, loss in read_curves(tmp_path / "curves")["loss"]}) == 3


@quietly
def test_a_run_starts_from_the_network_of_another(smallest_config, photo_folder, tmp_path):
    first = trainer.train(smallest_config, photo_folder, tmp_path / "one")
    still = _of(smallest_config, "optimizer", learning_rate=0.0)
    second = trainer.train(still, photo_folder, tmp_path / "two", start_from=first)
    before, after = (dict(load_module(path).named_parameters()) for path in (first, second))
    assert all(torch.equal(before[name], after[name]) for name in before)


@quietly
def test_a_run_learns_from_a_teacher_that_its_checkpoint_leaves_out(
    smallest_config, photo_folder, tmp_path
):
    teacher = trainer.train(smallest_config, photo_folder, tmp_path / "teacher")
    with pytest.raises(ConfigError, match=r"'teacher' of \[loss\]"):
        trainer.train(smallest_config, photo_folder, tmp_path / "none", teacher=teacher)
    pupil = _of(smallest_config, "loss", teacher=0.5)
    last = trainer.train(pupil, photo_folder, tmp_path / "pupil", teacher=teacher)
    alone, taught = (torch.load(path, weights_only=True)["state_dict"] for path in (teacher, last))
    assert alone.keys() == taught.keys()
    assert any(not torch.equal(alone[name], taught[name]) for name in alone)


@quietly
def test_the_checkpoint_of_another_network_is_refused(smallest_config, photo_folder, tmp_path):
    run = tmp_path / "run"
    last = trainer.train(smallest_config, photo_folder, run)
    wider = replace(smallest_config, network={"width": 8})
    for other in ({"run_folder": run}, {"run_folder": tmp_path / "new", "start_from": last}):
        with pytest.raises(CheckpointError, match=r"autoencoder \(width = 4\).*width = 8"):
            trainer.train(wider, photo_folder, **other)
    other = replace(smallest_config, architecture="vgg_lab")
    with pytest.raises(CheckpointError, match=r"of autoencoder.*trains vgg_lab"):
        trainer.train(other, photo_folder, run)
    last.write_bytes(last.read_bytes()[:5000])
    with pytest.raises(CheckpointError, match="damaged"):
        trainer.train(smallest_config, photo_folder, run)


def test_a_default_that_is_written_out_is_the_same_network(smallest_config, tmp_path):
    short, long = (replace(smallest_config, network=n) for n in ({}, {"width": 64}))
    path = tmp_path / "short.ckpt"
    torch.save({"state_dict": build_module(short).state_dict(), "config": asdict(short)}, path)
    assert load_matching(path, long).config == short


@quietly
def test_a_loss_that_is_no_number_stops_the_run_and_keeps_the_last_checkpoint(
    smallest_config, photo_folder, tmp_path, monkeypatch
):
    last = trainer.train(smallest_config, photo_folder, tmp_path)
    good = last.read_bytes()
    broken = _of(smallest_config, "run", steps=4)
    monkeypatch.setattr(ColorLoss, "_distance", lambda *_: torch.tensor(float("nan")))
    with pytest.raises(TrainingError, match="nan after 2 steps"):
        trainer.train(broken, photo_folder, tmp_path)
    assert last.read_bytes() == good


@quietly
def test_a_full_disk_leaves_the_last_checkpoint(smallest_config, photo_folder, tmp_path):
    resource = pytest.importorskip("resource")
    last = trainer.train(smallest_config, photo_folder, tmp_path)
    good, (_, hard) = last.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(good) // 2, hard))
    try:
        with pytest.raises(CheckpointError, match=r"Can't save .*\.ckpt"):
            trainer.train(_of(smallest_config, "run", steps=4), photo_folder, tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert last.read_bytes() == good
    assert not list(tmp_path.glob("*.part"))


@quietly
def test_a_run_that_gets_no_better_stops_early(smallest_config, photo_folder, tmp_path):
    # A network without batch norm, whose statistics would change.
    config = _of(smallest_config, "optimizer", learning_rate=0.0)
    config = replace(config, architecture="vgg_lab")
    trainer.train(_of(config, "run", steps=50, patience=2), photo_folder, tmp_path)
    assert len(_validations(tmp_path)) == 3


@quietly
def test_a_plateau_in_validation_cuts_the_learning_rate(smallest_config, photo_folder, tmp_path):
    # Steps this small change nothing that float32 could show.
    changes = {"schedule": "plateau", "learning_rate": 1e-20, "plateau_patience": 0}
    config = _of(smallest_config, "optimizer", **changes)
    for steps, cuts in ((2, 1), (3, 2)):  # the last step in a run that is taken up
        last = trainer.train(_of(config, "run", steps=steps), photo_folder, tmp_path)
        (state,) = torch.load(last, weights_only=True)["optimizer_states"]
        assert state["param_groups"][0]["lr"] == pytest.approx(1e-20 * 0.3**cuts)


@quietly
def test_gathered_batches_count_as_one_step(smallest_config, photo_folder, tmp_path):
    config = _of(smallest_config, "run", accumulate=2, steps=3)
    last = trainer.train(config, photo_folder, tmp_path)
    assert torch.load(last, weights_only=True)["global_step"] == 3
    assert len(_validations(tmp_path)) == 3


def _discriminator(module):
    return module.discriminator.layers[0].weight


@quietly
def test_a_discriminator_comes_in_after_the_time_without_it(
    smallest_config, photo_folder, tmp_path
):
    config = _of(smallest_config, "optimizer", schedule="constant")
    config = replace(config, gan=GanSettings(pretrain_steps=2, width=16))
    first = load_module(trainer.train(_of(config, "run", steps=1), photo_folder, tmp_path))
    alone = load_module(trainer.train(config, photo_folder, tmp_path))
    both = load_module(trainer.train(_of(config, "run", steps=3), photo_folder, tmp_path))
    assert torch.equal(_discriminator(first), _discriminator(alone))
    assert not torch.equal(_discriminator(alone), _discriminator(both))
    assert torch.load(tmp_path / "last.ckpt", weights_only=True)["global_step"] == 3


def test_a_discriminator_comes_in_after_its_share_of_a_run_in_minutes(smallest_config):
    config = _of(smallest_config, "run", minutes=60.0, steps=1000)
    module = build_module(replace(config, gan=GanSettings(pretrain_steps=500, width=16)))
    found = []
    for minutes in (0, 29, 31):
        module.clock.seconds = 60.0 * minutes
        found.append(module.is_adversarial)
    assert found == [False, False, True]


def test_the_discriminator_goes_by_the_time_of_its_own_part_of_the_run(smallest_config):
    config = _of(smallest_config, "run", minutes=60.0, steps=1000)
    config = _of(config, "optimizer", schedule="cosine", warmup_steps=0)
    module = build_module(replace(config, gan=GanSettings(pretrain_steps=500, width=16)))
    rates = []
    for minutes in (0, 30, 45, 60):
        module.clock.seconds = 60.0 * minutes
        _, (_, schedule) = module.build_optimizers()
        rates.append(schedule.get_last_lr()[0] / config.optimizer.learning_rate)
    assert rates == pytest.approx([1, 1, 0.5, 0], abs=1e-6)


@quietly
def test_fewer_photos_than_a_batch_are_refused(smallest_config, photo_folder, tmp_path):
    with pytest.raises(DataError, match="7 photos"):
        trainer.train(_of(smallest_config, "data", batch_size=8), photo_folder, tmp_path)
    two = _of(_of(smallest_config, "data", batch_size=4), "run", devices=2, strategy="ddp")
    with pytest.raises(DataError, match="one step takes 8"):
        trainer.train(two, photo_folder, tmp_path)


@quietly
def test_a_published_checkpoint_starts_only_its_own_network(
    smallest_config, photo_folder, tmp_path
):
    path, run = tmp_path / "published.pth", tmp_path / "run"
    torch.save({"x": torch.zeros(1)}, path)
    with pytest.raises(ConfigError, match="only of eccv16 and siggraph17"):
        trainer.train(smallest_config, photo_folder, run, official=path)
    config = replace(smallest_config, architecture="eccv16")
    with pytest.raises(CheckpointError, match="weights of eccv16"):
        trainer.train(config, photo_folder, run, official=path)


@quietly
def test_encoder_weights_that_do_not_fit_are_refused(smallest_config, photo_folder, tmp_path):
    weights = tmp_path / "weights.pth"
    weights.write_bytes(b"no weights")
    for architecture, named in (("autoencoder", "no encoder"), ("vgg_lab", "does not fit")):
        config = replace(smallest_config, architecture=architecture)
        with pytest.raises(ConfigError, match=named):
            trainer.train(config, photo_folder, tmp_path / "run", encoder_weights=weights)


@quietly
@pytest.mark.parametrize(("key", "value"), [("precision", "fp17"), ("strategy", "dpp")])
def test_what_lightning_cannot_do_is_a_sentence(
    smallest_config, photo_folder, tmp_path, key, value
):
    with pytest.raises(ConfigError, match=rf"\[run\].*{value}"):
        trainer.train(_of(smallest_config, "run", **{key: value}), photo_folder, tmp_path)


@pytest.mark.parametrize("architecture", ["unet", "vgg_lab", "autoencoder"])
def test_an_encoder_that_is_left_to_chance_is_told(
    tiny_config, smallest_config, photo_folder, caplog, architecture
):
    frozen = replace(_of(smallest_config, "optimizer", encoder_share=0.0), architecture="vgg_lab")
    config = {"unet": tiny_config, "vgg_lab": frozen}.get(architecture, smallest_config)
    store = load_photos([photo_folder], config.data.photo_side)
    make_module(config, store, photo_folder / "none.ckpt")
    assert ("--encoder" in caplog.text) == (architecture != "autoencoder")


@pytest.mark.parametrize("clock", CLOCKS)
@quietly
def test_a_run_may_be_measured_in_minutes(smallest_config, photo_folder, tmp_path, clock):
    config = _of(smallest_config, "run", minutes=0.02, steps=10, validate_every=10_000, clock=clock)
    last = trainer.train(config, photo_folder, tmp_path)
    checkpoint = torch.load(last, weights_only=True)
    assert checkpoint["seconds"] >= 1.2
    assert len(_validations(tmp_path)) == 1


@quietly
def test_a_run_may_watch_its_loss(smallest_config, photo_folder, tmp_path):
    config = _of(smallest_config, "run", monitor="validation_loss")
    trainer.train(config, photo_folder, tmp_path)
    best = torch.load(tmp_path / "best.ckpt", weights_only=True)
    losses = [loss for _, loss in read_curves(tmp_path / "curves")["validation_loss"]]
    (state,) = (s for name, s in best["callbacks"].items() if "'validation_loss'" in name)
    assert float(state["best_model_score"]) == pytest.approx(min(losses), rel=1e-4)
