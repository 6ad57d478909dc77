"""Training and validation of a network."""

from __future__ import annotations

import dataclasses
from typing import Any, NamedTuple

import lightning
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler, ReduceLROnPlateau
from torchmetrics.functional.image import peak_signal_noise_ratio

from training.architectures import ARCHITECTURES, Network, Prediction
from training.architectures.surface_head import surface_logits, surface_loss
from training.clock import Clock
from training.closer import color_change, look_closer, random_parts
from training.config import Config
from training.errors import TrainingError
from training.hints import reveal, simulate
from training.lab import lab_to_srgb
from training.local_hints import make_local
from training.losses import ColorLoss, pooled
from training.optimizers import build_optimizer, take_settings, tell_validation
from training.surfaces import surface_targets

VALIDATION_HINTS = (0, 10)
VALIDATION_SEED = 1
VALIDATION_HINT_HALF = 3
# One photo of so many gets a closer look, which costs as much as another photo.
CLOSER_SHARE = 4
# Figures of a validation that checkpoints, early stopping and plateau schedules may go by, and
# whether they are better when larger ("max") or smaller ("min").
GAIN, LOSS = "gain_0_hints", "validation_loss"


def psnr_of_ab(lab: Tensor, ab: Tensor) -> Tensor:
    """PSNR in sRGB, by photo, of a prediction against the true colors.

    Parameters
    ----------
    lab : Tensor, shape (N, 3, H, W)
    ab : Tensor, shape (N, 2, h, w)
        Scaled up to the photo by bilinear interpolation; its L is the true one.

    Returns
    -------
    Tensor, shape (N,)
        Decibels.
    """
    # In bf16, decibels would come in steps of an eighth.
    with torch.autocast(lab.device.type, enabled=False):
        predicted = lab_to_srgb(with_lightness(lab, ab))
        psnr: Tensor = peak_signal_noise_ratio(
            predicted, lab_to_srgb(lab), data_range=1.0, reduction="none", dim=(1, 2, 3)
        )
        return psnr


def with_lightness(lab: Tensor, ab: Tensor) -> Tensor:
    """CIELAB photos from the L of (N, 3, H, W) and a prediction (N, 2, h, w), scaled up."""
    ab = functional.interpolate(ab.float(), lab.shape[2:], mode="bilinear", align_corners=False)
    return torch.cat((lab[:, :1], ab), dim=1)


def no_hints(lab: Tensor) -> Tensor:
    """The hint input (N, 3, H, W), all zero, for photos (N, 3, H, W)."""
    return torch.zeros_like(lab)


class Trial(NamedTuple):
    """A prediction in training and what it should have been.

    Parameters
    ----------
    truth : Tensor, shape (N, 3, H, W)
        CIELAB.
    prediction : Prediction
    changed : Tensor, shape (N, 1, H, W), or None
        How far each place belongs to a recolored surface, 0..1.
    taught : Prediction or None
        What the teacher predicts, with the same hints.
    hinted : Tensor of bool, shape (N,), or None
        Which photos have hints; None for a network without hints.
    """

    truth: Tensor
    prediction: Prediction
    changed: Tensor | None = None
    taught: Prediction | None = None
    hinted: Tensor | None = None


class ColorizationModule(lightning.LightningModule):
    """A network with its loss, optimizer and validation.

    Parameters
    ----------
    config : Config
    bin_centers : Tensor, shape (Q, 2), or None
        For an architecture whose bins are measured on the photos.
    prior : Tensor, shape (Q,), or None
        Frequency of each bin in the training photos; None for a network without bins.
    """

    network: Network
    prior: Tensor | None

    def __init__(
        self, config: Config, bin_centers: Tensor | None = None, prior: Tensor | None = None
    ) -> None:
        super().__init__()
        self.config = config
        architecture = ARCHITECTURES[config.architecture]
        measured = (bin_centers,) if architecture.measured_bins else ()
        self.network = architecture(*measured, **config.network)
        self.loss = ColorLoss(config.loss, self.network.bin_centres, prior)
        self.register_buffer("prior", prior)
        self._teachers: tuple[Network, ...] = ()  # a tuple, so that checkpoints leave it out
        self.clock = Clock(config.run.minutes, config.run.steps, config.run.clock)
        self.random = np.random.default_rng(torch.initial_seed() % 2**63)

    def learn_from(self, teacher: Network) -> None:
        """Compare predictions with those of a trained network as well, see `LossSettings.teacher`.

        Parameters
        ----------
        teacher : Network
            In evaluation mode. With the same bins where there are any.
        """
        own, given = self.network.bin_centres, teacher.bin_centres
        if own is not None and given is not None and not torch.equal(own, given):
            raise TrainingError("The teacher has other color bins than the network.")
        self._teachers = (teacher,)

    def predict(self, lab: Tensor) -> Trial:
        """Colorize photos (N, 3, H, W) with hints as in training."""
        ab, hints, changed, hinted = lab[:, 1:], no_hints(lab), None, None
        if self.network.has_hints:
            ab, hints = simulate(ab, self.config.hints)
            if self.config.hints.local > 0:
                ab, hints, changed = make_local(lab, ab, hints, self.config.hints, self.random)
            hinted = hints[:, 2].flatten(1).any(dim=1)
        lightness = lab[:, :1].contiguous(memory_format=torch.channels_last)
        with torch.no_grad():
            taught = [teacher(lightness, hints) for teacher in self._teachers]
        prediction = self.network(lightness, hints)
        truth = torch.cat((lab[:, :1], ab), dim=1)
        return Trial(truth, prediction, changed, taught[0] if taught else None, hinted)

    def terms(self, lab: Tensor, trial: Trial) -> dict[str, Tensor]:
        """The loss and its terms for photos (N, 3, H, W)."""
        settings = self.config.loss
        truth, prediction, changed, taught, _ = trial
        terms: dict[str, Tensor] = self.loss(truth, prediction, changed, taught)
        if settings.surface > 0 and prediction.surface is not None:
            terms["surface_loss"] = self.surface_loss(lab, prediction.surface)
            terms["loss"] = terms["loss"] + settings.surface * terms["surface_loss"]
        if settings.closer > 0:
            terms["closer_loss"] = self.closer_loss(trial)
            terms["loss"] = terms["loss"] + settings.closer * terms["closer_loss"]
        return terms

    def closer_loss(self, trial: Trial) -> Tensor:
        """Change of color in a closer look at parts of some photos without hints."""
        ab = trial.prediction.ab
        free = torch.arange(len(ab), device=ab.device)
        if trial.hinted is not None:
            free = free[~trial.hinted]
        free = free[: max(1, len(ab) // CLOSER_SHARE)]
        if len(free) == 0:
            return ab.new_zeros(())
        parts = random_parts(len(free), ab.device)
        view = look_closer(trial.truth[free], parts)
        return color_change(ab[free], self.network(view[:, :1], no_hints(view)).ab, parts)

    def surface_loss(self, lab: Tensor, surface: Tensor) -> Tensor:
        """Cross-entropy of the surfaces of random places of photos (N, 3, H, W)."""
        cells = pooled(lab, surface)
        places, inside, weight = surface_targets(cells, self.config.loss.clicks, self.random)
        return surface_loss(surface_logits(surface.float(), places), inside, weight)

    def training_step(self, batch: Tensor, batch_index: int) -> Tensor | None:
        terms = self.terms(batch, self.predict(batch))
        self.check_finite("loss", terms["loss"])
        self.log_dict(terms)
        return terms["loss"]

    def check_finite(self, name: str, value: Tensor) -> None:
        """Raise before anything is saved when a figure is no longer finite."""
        if not torch.isfinite(value):
            raise TrainingError(
                f"The {name} became {float(value):g} after {self.global_step} steps. The last "
                "checkpoint is from before and still good: start a new run from it (--start-from) "
                "with a lower learning_rate or gradient_clip."
            )

    def on_train_batch_end(self, *unused: Any) -> None:
        # Lightning validates when it is told to stop, but not when it has reached max_steps.
        self.clock.tick()
        if self.clock.over(self.global_step):
            self.trainer.should_stop = True

    def validation_step(self, batch: Tensor, batch_index: int) -> None:
        lightness, ab = batch[:, :1], batch[:, 1:]
        gray = psnr_of_ab(batch, torch.zeros_like(ab))
        generator = torch.Generator(ab.device).manual_seed(VALIDATION_SEED + batch_index)
        for count in VALIDATION_HINTS if self.network.has_hints else (0,):
            counts = torch.full((len(ab),), count, device=ab.device)
            halves = (VALIDATION_HINT_HALF, VALIDATION_HINT_HALF)
            prediction = self.network(lightness, reveal(ab, counts, halves, generator))
            gain = (psnr_of_ab(batch, prediction.ab) - gray).mean()
            self.log(f"gain_{count}_hints", gain, batch_size=len(ab), sync_dist=True)
            if count == 0:
                loss = self.loss(batch, prediction)["loss"]
                self.log(LOSS, loss, batch_size=len(ab), sync_dist=True)

    def on_validation_epoch_end(self) -> None:
        found = self.trainer.callback_metrics
        self.check_finite("PSNR in validation", found[GAIN])
        monitor = self.config.run.monitor
        sign = -1.0 if monitor == LOSS else 1.0
        for schedule in self.schedules():
            tell_validation(schedule, sign * float(found[monitor]))

    def schedules(self) -> list[LRScheduler]:
        """The schedules of the optimizers."""
        schedules: Any = self.lr_schedulers()
        return schedules if isinstance(schedules, list) else [schedules]

    def lr_scheduler_step(self, scheduler: Any, metric: Any) -> None:
        # A plateau schedule takes its step after a validation instead.
        if not isinstance(scheduler, ReduceLROnPlateau):
            scheduler.step()

    def build_optimizers(self) -> list[tuple[Optimizer, LRScheduler]]:
        """Each optimizer with its schedule, by the run's config."""
        settings, steps = self.config.optimizer, self.config.run.steps
        return [build_optimizer(self.network, settings, steps, self.clock.place)]

    def on_train_start(self) -> None:
        for teacher in self._teachers:
            teacher.to(self.device)  # type: ignore[attr-defined]  # a module, too
        self.clock.start()
        # A checkpoint restores the settings of the optimizers too; the config's may be others.
        for (optimizer, schedule), own, restored in zip(
            self.build_optimizers(), self.trainer.optimizers, self.schedules(), strict=True
        ):
            take_settings(own, restored, optimizer, schedule)

    def configure_optimizers(self) -> Any:
        ((optimizer, schedule),) = self.build_optimizers()
        # Lightning steps a plateau schedule like the others; see lr_scheduler_step.
        options = {"scheduler": schedule, "interval": "step", "reduce_on_plateau": False}
        return {"optimizer": optimizer, "lr_scheduler": options}

    def on_save_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        checkpoint["config"] = dataclasses.asdict(self.config)
        checkpoint["seconds"] = self.clock.seconds

    def on_load_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        self.clock.seconds = checkpoint.get("seconds", 0.0)
