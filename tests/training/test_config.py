"""Training configs: those of the project, those of earlier versions, and wrong ones."""

import tomllib
from pathlib import Path

import pytest

from training.config import config_from_dict
from training.errors import ConfigError

CONFIGS = Path(__file__).parents[2] / "training" / "configs"


def test_a_key_of_an_earlier_version_is_understood():
    table = {"name": "x", "architecture": "unet", "hints": {"recolour": 0.25}}
    assert config_from_dict(table).hints.recolor == 0.25


def test_every_config_in_the_project_is_valid():
    for path in CONFIGS.glob("*.toml"):
        config_from_dict(tomllib.loads(path.read_text("utf-8")))


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ({"name": "x", "architecture": "unet", "stepz": 3}, "stepz"),
        ({"name": "x", "architecture": "unet", "run": {"stepz": 3}}, r"\[run\].*stepz"),
        ({"name": "x", "architecture": "unet", "run": 3}, "run"),
        ({"name": "x", "architecture": "unet", "run": {"steps": "many"}}, r"\[run\].*steps.*many"),
        ({"name": "x", "architecture": "unet", "augment": {"crop": [1.0]}}, "crop"),
        ({"name": "x", "architecture": "unet", "network": {"width": 3}}, r"\[network\].*width"),
        ({"name": "x", "architecture": "eccv16", "network": {"skips": 1}}, "skips"),
        ({"name": "x", "architecture": "unet", "loss": {"distance": "l3"}}, "l3"),
        ({"name": "x", "architecture": "unet", "optimizer": {"schedule": "linear"}}, "linear"),
        ({"name": "x", "architecture": "unet", "gan": {}, "run": {"accumulate": 2}}, "accumulate"),
        ({"name": "x", "architecture": "unet", "run": {"accumulate": 0}}, "accumulate.*least 1"),
        ({"name": "x", "architecture": "unet", "optimizer": {"ema": 2.0}}, "ema.*below 1"),
        ({"name": "x", "architecture": "unet", "optimizer": {"betas": [0.9, 1.5]}}, "betas.*1.5"),
        ({"name": "x", "architecture": "unet", "data": {"batch_size": 0}}, "batch_size.*least 1"),
        ({"name": "x", "architecture": "unet", "data": {"photo_side": 250}}, "photo_side.*250"),
        ({"name": "x", "architecture": "unet", "data": {"side": 70}}, "side.*multiple of 32"),
        ({"name": "x", "architecture": "eccv16", "network": {"width": 0}}, "width.*least 1"),
        ({"name": "x", "architecture": "unet", "hints": {"none": 3.0}}, "none.*at most 1, not 3"),
        ({"name": "x", "architecture": "unet", "hints": {"places": "edge"}}, "edge"),
        ({"name": "x", "architecture": "unet", "augment": {"crop": [0.9, 0.5]}}, "crop"),
        ({"name": "x", "architecture": "unet", "augment": {"stretch": 0.5}}, "stretch.*least 1"),
        ({"name": "x", "architecture": "unet", "loss": {"ab": -1.0}}, "ab.*least 0"),
        ({"name": "x", "architecture": "unet", "loss": {"floor": 0.0}}, "floor.*above 0"),
        ({"name": "x", "architecture": "unet", "loss": {"bins": float("nan")}}, "bins"),
        ({"name": "x", "architecture": "unet", "gan": {"width": 0}}, "width"),
        ({"name": "x", "architecture": "unet", "run": {"monitor": "psnr"}}, "psnr"),
        ({"architecture": "unet"}, "name"),
        ({"name": "x", "architecture": "nett"}, "nett"),
    ],
)
def test_a_wrong_config_is_answered_with_the_key(table, named):
    with pytest.raises(ConfigError, match=named):
        config_from_dict(table)
