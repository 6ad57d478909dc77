"""Optimizers and schedules of the learning rate."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LambdaLR, LRScheduler, ReduceLROnPlateau

from training.architectures import Network
from training.ranges import NOT_NEGATIVE, POSITIVE, SHARE, check_ranges

OPTIMIZERS: dict[str, type[torch.optim.Adam]] = {
    "adam": torch.optim.Adam,
    "adamw": torch.optim.AdamW,
}
SCHEDULES = ("cosine", "restarts", "plateau", "restarts_and_plateau", "constant", "wsd")


@dataclass(frozen=True)
class OptimizerSettings:
    """The optimizer, the learning rate, averaging and clipping.

    Parameters
    ----------
    name : {'adamw', 'adam'}
    learning_rate : float
    encoder_share : float
        The learning rate of the network's encoder as a share of `learning_rate`; 0 freezes it.
    encoder_kept : int
        Stages at the start of the encoder that keep their weights; every stage less to train
        makes a step quicker.
    betas : tuple of float
        Decay of the running means of the gradient and of its square.
    weight_decay : float
        Of all weights but those of the network's encoder.
    schedule : {'cosine', 'restarts', 'plateau', 'restarts_and_plateau', 'constant', 'wsd'}
        One cosine over the run; cosines with warm restarts; a cut wherever validation stops
        getting better; both of these; a constant; or a constant with a linear fall at the end
        (warmup, stable, decay), with which a run can be made longer after the fact.
    warmup_steps : int
        Steps of a linear rise at the start; ``plateau`` has none.
    restart_every : int
        Steps of each cosine of the warm restarts.
    decay_steps : int
        Steps of the fall at the end of ``wsd``.
    plateau_patience : int
        Validations without a better result before a cut.
    plateau_factor : float
        Factor of the learning rate at such a cut.
    ema : float
        Decay of the averaged weights, which are validated and saved; 0 for no averaging.
    gradient_clip : float
        Largest norm of the gradient; 0 for any.
    """

    name: str = "adamw"
    learning_rate: float = 1.5e-3
    encoder_share: float = 0.25
    encoder_kept: int = 0
    betas: tuple[float, float] = (0.9, 0.999)
    weight_decay: float = 0.01
    schedule: str = "cosine"
    warmup_steps: int = 200
    restart_every: int = 2000
    decay_steps: int = 1500
    plateau_patience: int = 5
    plateau_factor: float = 0.3
    ema: float = 0.999
    gradient_clip: float = 1.0

    def __post_init__(self) -> None:
        if self.name not in OPTIMIZERS:
            raise ValueError(f"no optimizer {self.name!r}. There are: {', '.join(OPTIMIZERS)}.")
        if self.schedule not in SCHEDULES:
            raise ValueError(f"no schedule {self.schedule!r}. There are: {', '.join(SCHEDULES)}.")
        check_ranges(
            self, learning_rate=NOT_NEGATIVE, encoder_share=NOT_NEGATIVE,
            encoder_kept=NOT_NEGATIVE, betas=SHARE,
            weight_decay=NOT_NEGATIVE, warmup_steps=NOT_NEGATIVE, restart_every=POSITIVE,
            decay_steps=POSITIVE, plateau_patience=NOT_NEGATIVE, plateau_factor=SHARE, ema=SHARE,
            gradient_clip=NOT_NEGATIVE,
        )  # fmt: skip


def _parameter_groups(
    network: Network | nn.Module, settings: OptimizerSettings
) -> list[dict[str, Any]]:
    """The encoder, with a learning rate of its own, and the rest."""
    if settings.encoder_kept > 0:
        keep_stages: Any = getattr(network, "keep_stages")  # noqa: B009 - an optional part
        keep_stages(settings.encoder_kept)
    part = getattr(network, "encoder", None)
    encoder = list(part.parameters()) if part is not None else []
    if settings.encoder_share == 0:
        for parameter in encoder:
            parameter.requires_grad_(False)
    known = {id(parameter) for parameter in encoder}
    rest = [p for p in network.parameters() if id(p) not in known and p.requires_grad]
    groups: list[dict[str, Any]] = [{"params": rest, "lr": settings.learning_rate}]
    if encoder and settings.encoder_share > 0:
        rate = settings.learning_rate * settings.encoder_share
        # Its weights are published ones: to make them smaller is to forget them.
        groups.insert(0, {"params": encoder, "lr": rate, "weight_decay": 0.0})
    return groups


def learning_rate_factor(
    settings: OptimizerSettings, steps: int, place: Callable[[int], float] | None = None
) -> Callable[[int], float]:
    """The factor of the learning rate as a function of the step.

    Parameters
    ----------
    settings : OptimizerSettings
    steps : int
        Length of the run.
    place : callable or None
        Gives for a step where in the run it is, 0..steps, if that is not the step itself.
    """
    warmup = settings.warmup_steps

    def cosine(share: float) -> float:
        return 0.5 * (1 + math.cos(math.pi * min(1, share)))

    def factor(step: int) -> float:
        if step < warmup:
            return (step + 1) / warmup
        at = step if place is None else place(step)
        if settings.schedule == "cosine":
            return cosine((at - warmup) / max(1, steps - warmup))
        if settings.schedule in ("restarts", "restarts_and_plateau"):
            return cosine((at - warmup) % settings.restart_every / settings.restart_every)
        if settings.schedule == "wsd":
            return min(1, max(0, steps - at) / settings.decay_steps)
        return 1.0

    return factor


class RestartsAndPlateau(LambdaLR):
    """Warm restarts whose top is cut wherever validation stops getting better.

    Parameters
    ----------
    optimizer : Optimizer
    factor : callable
        Factor of the learning rate by step.
    settings : OptimizerSettings
    """

    def __init__(
        self, optimizer: Optimizer, factor: Callable[[int], float], settings: OptimizerSettings
    ) -> None:
        self.cut, self.best, self.waited = 1.0, -math.inf, 0
        self.patience, self.by = settings.plateau_patience, settings.plateau_factor
        super().__init__(optimizer, lambda step: self.cut * factor(step))

    def validated(self, value: float) -> None:
        """Take in the result of a validation; larger is better."""
        self.waited = 0 if value > self.best else self.waited + 1
        self.best = max(self.best, value)
        if self.waited > self.patience:
            self.cut, self.waited = self.cut * self.by, 0


def build_optimizer(
    network: Network | nn.Module,
    settings: OptimizerSettings,
    steps: int,
    place: Callable[[int], float] | None = None,
) -> tuple[Optimizer, LRScheduler]:
    """The optimizer of a network and its schedule.

    Parameters
    ----------
    network : Module
    settings : OptimizerSettings
    steps : int
        Length of the run.
    place : callable or None
        See `learning_rate_factor`.

    Returns
    -------
    optimizer : Optimizer
    schedule : LRScheduler
        Takes a step after each step of the run, but ``plateau`` after each validation; see
        `tell_validation`.
    """
    optimizer = OPTIMIZERS[settings.name](
        _parameter_groups(network, settings),
        betas=settings.betas,
        weight_decay=settings.weight_decay,
    )
    if settings.schedule == "plateau":
        return optimizer, ReduceLROnPlateau(
            optimizer, "max", settings.plateau_factor, settings.plateau_patience
        )
    factor = learning_rate_factor(settings, steps, place)
    if settings.schedule == "restarts_and_plateau":
        return optimizer, RestartsAndPlateau(optimizer, factor, settings)
    return optimizer, LambdaLR(optimizer, factor)


def tell_validation(schedule: LRScheduler, value: float) -> None:
    """Give the result of a validation, larger for better, to a schedule that goes by it."""
    if isinstance(schedule, ReduceLROnPlateau):
        schedule.step(value)
    elif isinstance(schedule, RestartsAndPlateau):
        schedule.validated(value)


def take_settings(
    optimizer: Optimizer,
    schedule: LRScheduler,
    new_optimizer: Optimizer,
    new_schedule: LRScheduler,
) -> None:
    """Give a restored optimizer the settings of a new one.

    The means of its gradients stay, and so does a learning rate that a plateau has cut.

    Parameters
    ----------
    optimizer, new_optimizer : Optimizer
        Of the same parameters.
    schedule, new_schedule : LRScheduler
        Theirs.
    """
    for group, new_group in zip(optimizer.param_groups, new_optimizer.param_groups, strict=True):
        kept = {"params", "lr"}
        group.update({key: value for key, value in new_group.items() if key not in kept})
    if isinstance(schedule, LambdaLR) and isinstance(new_schedule, LambdaLR):
        schedule.base_lrs = new_schedule.base_lrs
