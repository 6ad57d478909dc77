"""The number format of a run, chosen by timing."""

from dataclasses import replace

import pytest
import torch

from torch_settings import quietly
from training import precision
from training import train as trainer
from training.config import OptimizerSettings, RunSettings, config_from_dict
from training.data import DataSettings
from training.losses import LossSettings


@pytest.fixture
def config():
    config = config_from_dict({"name": "tiny", "architecture": "autoencoder"})
    return replace(
        config,
        network={"width": 4},
        data=DataSettings(side=64, photo_side=80, batch_size=3, validation_side=64),
        loss=LossSettings(distance="mse"),
        optimizer=OptimizerSettings(ema=0.0, warmup_steps=0),
        run=RunSettings(steps=1, validate_every=1),
    )


@pytest.fixture
def has_bfloat16(monkeypatch):
    """A processor that may compute in bfloat16, and no graphics card."""
    monkeypatch.setattr(torch.accelerator, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.cpu, "get_cpu_capability", lambda: "AVX512")


@quietly
@pytest.mark.usefixtures("has_bfloat16")
def test_a_run_takes_the_quicker_format_and_says_so(config, photo_folder, tmp_path, caplog):
    caplog.set_level("INFO", "training")
    last = trainer.train(config, photo_folder, tmp_path / "run")
    chosen = torch.load(last, weights_only=True)["config"]["run"]["precision"]
    (timed,) = (message for message in caplog.messages if "A step of" in message)
    seconds = {name: float(timed.split(f"{name} ")[1].split(" s")[0]) for name in precision.FORMATS}
    assert seconds[chosen] == min(seconds.values())


@pytest.mark.usefixtures("has_bfloat16")
@pytest.mark.parametrize("quicker", precision.FORMATS)
def test_the_format_that_takes_less_time_is_chosen(config, monkeypatch, quicker):
    monkeypatch.setattr(precision, "step_seconds", lambda _, name: 1.0 if name == quicker else 2.0)
    assert precision.settle_precision(config).run.precision == quicker


def test_a_format_that_is_named_is_not_timed(config, monkeypatch):
    named = replace(config, run=replace(config.run, precision="64-true"))
    monkeypatch.setattr(precision, "step_seconds", None)
    assert precision.settle_precision(named) == named


def test_nothing_is_timed_where_bfloat16_is_emulated(config, monkeypatch):
    monkeypatch.setattr(torch.accelerator, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.cpu, "get_cpu_capability", lambda: "AVX2")
    monkeypatch.setattr(precision, "step_seconds", None)
    assert precision.settle_precision(config).run.precision == "32-true"


@pytest.mark.parametrize("architecture", ["unet", "eccv16", "siggraph17"])
def test_networks_with_bins_and_hints_are_timed(architecture):
    table = {"name": "x", "architecture": architecture, "data": {"side": 32}}
    assert precision.step_seconds(config_from_dict(table), "32-true") > 0
