"""Optimizers and how the learning rate goes over a run."""

import math
from dataclasses import dataclass

import torch
from torch.optim.lr_scheduler import LambdaLR, ReduceLROnPlateau

from training.ranges import NOT_NEGATIVE, POSITIVE, SHARE, check_ranges

OPTIMIZERS = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}
SCHEDULES = ("cosine", "restarts", "plateau", "constant", "wsd")


@dataclass(frozen=True)
class OptimizerSettings:
    """The optimizer, the learning rate and what keeps training steady.

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
    schedule : {'cosine', 'restarts', 'plateau', 'constant', 'wsd'}
        One cosine over the run, a cosine that starts again, a cut wherever validation stops
        getting better, none, or none until a linear fall at the end (warmup, stable, decay). With
        the last one a run can be made longer after the fact.
    warmup_steps : int
        Steps of a linear rise at the start; a plateau schedule has none.
    restart_every : int
        Steps of each cosine of ``restarts``.
    decay_steps : int
        Steps of the fall at the end of ``wsd``.
    plateau_patience : int
        Validations without a better result before a cut of ``plateau``.
    plateau_factor : float
        What the learning rate is multiplied by at such a cut.
    ema : float
        Decay of the averaged weights, which are the ones that are kept; 0 for no averaging.
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

    def __post_init__(self):
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


def _parameter_groups(network, settings):
    """The encoder, which may start from published weights and learn slower, and the rest."""
    if settings.encoder_kept > 0:
        network.keep_stages(settings.encoder_kept)
    encoder = list(network.encoder.parameters()) if hasattr(network, "encoder") else []
    if settings.encoder_share == 0:
        for parameter in encoder:
            parameter.requires_grad_(False)
    known = {id(parameter) for parameter in encoder}
    rest = [p for p in network.parameters() if id(p) not in known and p.requires_grad]
    groups = [{"params": rest, "lr": settings.learning_rate}]
    if encoder and settings.encoder_share > 0:
        groups.insert(0, {"params": encoder, "lr": settings.learning_rate * settings.encoder_share})
    return groups


def learning_rate_factor(settings, steps, place=None):
    """The share of the learning rate at each step, as a function of the step.

    Parameters
    ----------
    settings : OptimizerSettings
    steps : int
        Length of the run.
    place : callable or None
        Gives for a step where in the run it is, 0..steps, if that is not the step itself.
    """
    warmup = settings.warmup_steps

    def cosine(share):
        return 0.5 * (1 + math.cos(math.pi * min(1, share)))

    def factor(step):
        if step < warmup:
            return (step + 1) / warmup
        step = step if place is None else place(step)
        if settings.schedule == "cosine":
            return cosine((step - warmup) / max(1, steps - warmup))
        if settings.schedule == "restarts":
            return cosine((step - warmup) % settings.restart_every / settings.restart_every)
        if settings.schedule == "wsd":
            return min(1, max(0, steps - step) / settings.decay_steps)
        return 1.0

    return factor


def build_optimizer(network, settings, steps, place=None):
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
        Takes a step after each step of the run, but for a plateau schedule, which takes one after
        each validation with its result.
    """
    optimizer = OPTIMIZERS[settings.name](
        _parameter_groups(network, settings),
        betas=settings.betas,
        weight_decay=settings.weight_decay,
    )
    if settings.schedule == "plateau":
        schedule = ReduceLROnPlateau(
            optimizer, "max", settings.plateau_factor, settings.plateau_patience
        )
    else:
        schedule = LambdaLR(optimizer, learning_rate_factor(settings, steps, place))
    return optimizer, schedule


def take_settings(optimizer, schedule, new_optimizer, new_schedule):
    """Let an optimizer that was restored go on with the settings of a new one.

    The means of its gradients stay, and so does a learning rate that a plateau schedule has cut.

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
    if isinstance(schedule, LambdaLR):
        schedule.base_lrs = new_schedule.base_lrs
