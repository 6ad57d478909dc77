"""A training run as a TOML file."""

import dataclasses
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from training.architectures import ARCHITECTURES
from training.augment import AugmentSettings
from training.data import DataSettings
from training.hints import HintSettings


class ConfigError(ValueError):
    """A config cannot be used; the message names the key and what is wrong with it."""


@dataclass(frozen=True)
class LossSettings:
    """Weights of the terms of the loss.

    Parameters
    ----------
    beta : float
        Where the smooth L1 loss on ab goes from quadratic to linear, in CIELAB units.
    bins : float
        Weight of the cross-entropy over the colour bins.
    """

    beta: float = 3.0
    bins: float = 0.5


@dataclass(frozen=True)
class OptimizerSettings:
    """AdamW with a linear warm-up and one cosine.

    Parameters
    ----------
    learning_rate : float
    encoder_share : float
        The encoder's learning rate as a share of `learning_rate`.
    weight_decay : float
    warmup_steps : int
    ema : float
        Decay of the averaged weights, which are the ones that are kept.
    gradient_clip : float
        Largest norm of the gradient.
    """

    learning_rate: float = 1.5e-3
    encoder_share: float = 0.25
    weight_decay: float = 0.01
    warmup_steps: int = 200
    ema: float = 0.999
    gradient_clip: float = 1.0


@dataclass(frozen=True)
class RunSettings:
    """How long a run lasts and how often it is checked.

    Parameters
    ----------
    steps : int
    validate_every : int
        Steps between two validations, each of which leaves a checkpoint.
    precision : str
        Lightning's name of the number format.
    seed : int
    """

    steps: int = 5000
    validate_every: int = 500
    precision: str = "bf16-mixed"
    seed: int = 0


@dataclass(frozen=True)
class Config:
    """Everything that makes a run; a checkpoint carries it."""

    name: str
    architecture: str
    data: DataSettings = field(default_factory=DataSettings)
    augment: AugmentSettings = field(default_factory=AugmentSettings)
    hints: HintSettings = field(default_factory=HintSettings)
    loss: LossSettings = field(default_factory=LossSettings)
    optimizer: OptimizerSettings = field(default_factory=OptimizerSettings)
    run: RunSettings = field(default_factory=RunSettings)


def _build(cls, table, where):
    known = {f.name: f for f in dataclasses.fields(cls)}
    unknown = sorted(set(table) - set(known))
    if unknown:
        listed = ", ".join(sorted(known))
        raise ConfigError(f"{where}: unknown key {unknown[0]!r}. Known: {listed}.")
    values = {}
    for key, value in table.items():
        kind = known[key].type
        if dataclasses.is_dataclass(kind):
            if not isinstance(value, dict):
                raise ConfigError(f"{where}: {key!r} must be a table.")
            value = _build(kind, value, f"{where}, [{key}]")
        values[key] = tuple(value) if isinstance(value, list) else value
    try:
        return cls(**values)
    except TypeError as error:
        raise ConfigError(f"{where}: {error}") from error


def config_from_dict(table, where="config"):
    """Build a `Config` from nested dictionaries; raises `ConfigError` that names a bad key."""
    config = _build(Config, table, where)
    if config.architecture not in ARCHITECTURES:
        known = ", ".join(ARCHITECTURES)
        raise ConfigError(f"{where}: no architecture {config.architecture!r}. There are: {known}.")
    return config


def read_config(path):
    """Read a config file; raises `ConfigError`."""
    try:
        return config_from_dict(tomllib.loads(Path(path).read_text("utf-8")), str(path))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
