"""A training run as a TOML file."""

from __future__ import annotations

import dataclasses
import inspect
import tomllib
import typing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from training.architectures import ARCHITECTURES
from training.augment import AugmentSettings
from training.clock import CLOCKS
from training.data import DataSettings
from training.errors import ConfigError
from training.hints import HintSettings
from training.losses import LossSettings
from training.optimizers import OptimizerSettings
from training.ranges import NOT_NEGATIVE, POSITIVE, check_ranges

MONITORS = ("gain_0_hints", "validation_loss")


# Keys of configs and checkpoints of earlier versions.
RENAMED = {"recolour": "recolor"}


@dataclass(frozen=True)
class GanSettings:
    """Training against a discriminator, with the optimizer's settings for both.

    Parameters
    ----------
    pretrain_steps : int
        Steps with the ordinary loss alone, before the discriminator joins; where the length of the
        run is in minutes, of the steps that its schedule treats the whole time as.
    adversarial : float
        Weight of the generator's cross-entropy against the discriminator.
    width : int
        Channels of the discriminator's first convolution.
    """

    pretrain_steps: int = 10000
    adversarial: float = 1.0
    width: int = 64

    def __post_init__(self) -> None:
        check_ranges(
            self, pretrain_steps=NOT_NEGATIVE, adversarial=NOT_NEGATIVE, width=POSITIVE
        )  # fmt: skip


@dataclass(frozen=True)
class RunSettings:
    """Length of a run, its validations, and the devices it runs on.

    Parameters
    ----------
    steps : int
    minutes : float
        Length of the run in place of `steps`, where above 0; its schedule then treats the whole
        time as `steps` steps.
    clock : {'wall', 'processor'}
        What minutes are counted by, see `training.clock.CLOCKS`.
    validate_every : int
        Steps between two validations, each of which leaves a checkpoint; so does the last step.
    monitor : {'gain_0_hints', 'validation_loss'}
        Result of a validation that the best checkpoint, early stopping and plateau schedules go
        by.
    patience : int
        Stop after so many validations without a better result; 0 for never.
    accumulate : int
        Batches whose gradients make one step.
    precision : str
        Lightning's name of the number format, or ``auto``, see `training.precision`.
    devices : int or str
        Lightning's number of devices of each machine, or ``auto``.
    nodes : int
        Machines.
    strategy : str
        Lightning's name of how several devices work together, such as ``ddp``.
    seed : int
    """

    steps: int = 5000
    minutes: float = 0.0
    clock: str = "wall"
    validate_every: int = 500
    monitor: str = "gain_0_hints"
    patience: int = 0
    accumulate: int = 1
    precision: str = "auto"
    devices: int | str = "auto"
    nodes: int = 1
    strategy: str = "auto"
    seed: int = 0

    def __post_init__(self) -> None:
        if self.monitor not in MONITORS:
            raise ValueError(f"no monitor {self.monitor!r}. There are: {', '.join(MONITORS)}.")
        if self.clock not in CLOCKS:
            raise ValueError(f"no clock {self.clock!r}. There are: {', '.join(CLOCKS)}.")
        check_ranges(
            self, steps=POSITIVE, minutes=NOT_NEGATIVE, validate_every=POSITIVE,
            patience=NOT_NEGATIVE, accumulate=POSITIVE, nodes=POSITIVE, seed=NOT_NEGATIVE,
        )  # fmt: skip


@dataclass(frozen=True)
class Config:
    """Everything about a run; part of its checkpoints.

    Parameters
    ----------
    name : str
        Of the run; its folder, unless another is given.
    architecture : str
        One of `training.architectures.ARCHITECTURES`.
    network : dict
        Options of that architecture.
    gan : GanSettings or None
        None for training without a discriminator.
    """

    name: str
    architecture: str
    network: dict[str, Any] = field(default_factory=dict)
    data: DataSettings = field(default_factory=DataSettings)
    augment: AugmentSettings = field(default_factory=AugmentSettings)
    hints: HintSettings = field(default_factory=HintSettings)
    loss: LossSettings = field(default_factory=LossSettings)
    optimizer: OptimizerSettings = field(default_factory=OptimizerSettings)
    gan: GanSettings | None = None
    run: RunSettings = field(default_factory=RunSettings)


def _table_class(kind: Any) -> Any:
    """The dataclass of a key's type, also where it is optional; None for a plain value."""
    for candidate in (kind, *typing.get_args(kind)):
        if dataclasses.is_dataclass(candidate):
            return candidate
    return None


def _value(value: Any, kind: Any, where: str, key: str) -> Any:
    """A plain value, checked against its type."""
    if typing.get_origin(kind) is dict:
        if isinstance(value, dict):
            return value
        kind = dict
    elif isinstance(value, list | tuple) and typing.get_origin(kind) is tuple:
        kinds = typing.get_args(kind)
        if len(value) == len(kinds):
            return tuple(_value(v, k, where, key) for v, k in zip(value, kinds, strict=True))
    elif kind is float and type(value) is int:
        return float(value)
    elif type(value) in (kind, *typing.get_args(kind)):
        return value
    name = kind.__name__ if isinstance(kind, type) else str(kind)
    raise ConfigError(f"{where}: {key!r} must be {name}, not {value!r}.")


def _build(cls: Any, table: dict[str, Any], where: str) -> Any:
    known = typing.get_type_hints(cls)
    table = {RENAMED.get(key, key): value for key, value in table.items()}
    _refuse_unknown(table, known, where)
    values = {}
    for key, value in table.items():
        kind = _table_class(known[key])
        if kind is None:
            values[key] = _value(value, known[key], where, key)
        elif isinstance(value, dict):
            values[key] = _build(kind, value, f"{where}, [{key}]")
        elif value is not None:
            raise ConfigError(f"{where}: {key!r} must be a table.")
    try:
        return cls(**values)
    except (TypeError, ValueError) as error:
        raise ConfigError(f"{where}: {error}") from error


def _refuse_unknown(table: dict[str, Any], known: dict[str, Any], where: str) -> None:
    if unknown := sorted(set(table) - set(known)):
        listed = ", ".join(sorted(known)) or "none"
        raise ConfigError(f"{where}: unknown key {unknown[0]!r}. Known: {listed}.")


def network_options(architecture: str) -> dict[str, Any]:
    """The options of an architecture with their defaults."""
    parameters = inspect.signature(ARCHITECTURES[architecture]).parameters
    return {p.name: p.default for p in parameters.values() if p.default is not p.empty}


def _check_options(config: Config, where: str) -> None:
    """Check the network's options against the arguments of its class."""
    options = network_options(config.architecture)
    where = f"{where}, [network]"
    _refuse_unknown(config.network, options, where)
    for key, value in config.network.items():
        _value(value, type(options[key]), where, key)
        if type(value) is int and value < min(1, options[key]):
            raise ConfigError(f"{where}: {key!r} must be at least 1, not {value}.")


def _check_sides(config: Config, where: str) -> None:
    """Check the sizes of the views against the stride of the network."""
    stride = ARCHITECTURES[config.architecture].stride
    for key in ("side", "validation_side"):
        if (side := getattr(config.data, key)) % stride:
            raise ConfigError(
                f"{where}, [data]: {key!r} must be a multiple of {stride} for "
                f"{config.architecture}, not {side}."
            )


def config_from_dict(table: dict[str, Any], where: str = "config") -> Config:
    """Build a `Config` from nested dictionaries; raises `ConfigError` that names a bad key."""
    config: Config = _build(Config, table, where)
    if config.architecture not in ARCHITECTURES:
        known = ", ".join(ARCHITECTURES)
        raise ConfigError(f"{where}: no architecture {config.architecture!r}. There are: {known}.")
    _check_options(config, where)
    _check_sides(config, where)
    if config.gan is not None and config.run.accumulate != 1:
        raise ConfigError(f"{where}, [run]: training with a [gan] can't accumulate; make it 1.")
    return config


def read_config(path: Path) -> Config:
    """Read a config file; raises `ConfigError`."""
    try:
        return config_from_dict(tomllib.loads(Path(path).read_text("utf-8")), str(path))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
