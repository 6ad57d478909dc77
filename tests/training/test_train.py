import csv
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from training import train as trainer
from training.architectures.unet import UNet
from training.bins import GRID
from training.config import ConfigError, OptimizerSettings, RunSettings, config_from_dict
from training.data import DataSettings
from training.module import load_module

CONFIGS = Path("training/configs")
CENTRES = torch.cartesian_prod(torch.tensor([-2.0, 0, 2]), torch.tensor([-2.0, 0, 2])) * GRID


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
    network = UNet(CENTRES).eval()
    with torch.inference_mode():
        ab, bins = network(torch.rand(2, 1, 64, 96) * 100, torch.zeros(2, 3, 64, 96))
    assert ab.shape == (2, 2, 16, 24)
    assert bins.shape == (2, 9, 16, 24)


@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::FutureWarning")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_run_leaves_a_checkpoint_and_curves_and_is_taken_up_again(
    tiny_config, photo_folder, tmp_path
):
    run = tmp_path / "run"
    first = load_module(trainer.train(tiny_config, photo_folder, run))
    assert first.config == tiny_config
    longer = replace(tiny_config, run=replace(tiny_config.run, steps=4))
    second = load_module(trainer.train(longer, photo_folder, run))
    before, after = first.state_dict(), second.state_dict()
    assert not torch.equal(before["network.ab_head.weight"], after["network.ab_head.weight"])
    steps = []
    for curves in sorted(run.glob("curves/*/metrics.csv")):
        with curves.open() as file:
            steps += [int(row["step"]) for row in csv.DictReader(file) if row["gain_0_hints"]]
    assert len(steps) == 4
    assert steps == sorted(set(steps))
    assert (run / "best.ckpt").exists()


def test_every_config_in_the_project_is_valid():
    for path in CONFIGS.glob("*.toml"):
        config_from_dict(tomllib.loads(path.read_text("utf-8")))


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ({"name": "x", "architecture": "unet", "stepz": 3}, "stepz"),
        ({"name": "x", "architecture": "unet", "run": {"stepz": 3}}, r"\[run\].*stepz"),
        ({"name": "x", "architecture": "unet", "run": 3}, "run"),
        ({"architecture": "unet"}, "name"),
        ({"name": "x", "architecture": "nett"}, "nett"),
    ],
)
def test_a_wrong_config_is_answered_with_the_key(table, named):
    with pytest.raises(ConfigError, match=named):
        config_from_dict(table)


def test_the_command_says_what_is_wrong_in_one_line(tmp_path, capsys):
    config = CONFIGS / "unet.toml"
    assert trainer.main([str(config), "--data", str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert trainer.main([str(tmp_path / "none.toml"), "--data", str(tmp_path)]) == 1
    assert "none.toml" in capsys.readouterr().err
