"""What a training step is."""

import dataclasses

import lightning
import numpy as np
import torch
from torch.nn import functional
from torch.optim.lr_scheduler import ReduceLROnPlateau
from torchmetrics.functional.image import peak_signal_noise_ratio

from training.architectures import ARCHITECTURES
from training.architectures.surface_head import surface_logits, surface_loss
from training.clock import Clock
from training.errors import TrainingError
from training.hints import reveal, simulate
from training.lab import lab_to_srgb
from training.local_hints import make_local
from training.losses import ColorLoss, pooled
from training.optimizers import build_optimizer, take_settings
from training.surfaces import surface_targets

VALIDATION_HINTS = (0, 10)
VALIDATION_SEED = 1
VALIDATION_HINT_HALF = 3
# What best checkpoints, early stopping and plateau schedules go by; larger is better.
MONITOR = "gain_0_hints"


def psnr_of_ab(lab, ab):
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
        return peak_signal_noise_ratio(
            predicted, lab_to_srgb(lab), data_range=1.0, reduction="none", dim=(1, 2, 3)
        )


def with_lightness(lab, ab):
    """Lay a prediction (N, 2, h, w), scaled up, over the L of photos (N, 3, H, W)."""
    ab = functional.interpolate(ab.float(), lab.shape[2:], mode="bilinear", align_corners=False)
    return torch.cat((lab[:, :1], ab), dim=1)


def no_hints(lab):
    """The hint input (N, 3, H, W), all zero, for photos (N, 3, H, W)."""
    return torch.zeros_like(lab)


class ColorizationModule(lightning.LightningModule):
    """A network with its loss, optimizer and validation.

    Parameters
    ----------
    config : Config
    bin_centres : Tensor, shape (Q, 2), or None
        For an architecture whose bins are measured on the photos.
    prior : Tensor, shape (Q,), or None
        Share of each bin in the training photos; None for a network without bins.
    """

    def __init__(self, config, bin_centres=None, prior=None):
        super().__init__()
        self.config = config
        architecture = ARCHITECTURES[config.architecture]
        measured = (bin_centres,) if architecture.measured_bins else ()
        self.network = architecture(*measured, **config.network)
        self.loss = ColorLoss(config.loss, self.network.bin_centres, prior)
        self.register_buffer("prior", prior)
        self.clock = Clock(config.run.minutes, config.run.steps)
        self.random = np.random.default_rng(torch.initial_seed() % 2**63)

    def predict(self, lab):
        """Color photos (N, 3, H, W) with hints as in training.

        Returns
        -------
        lab : Tensor, shape (N, 3, H, W)
            What the prediction should have been.
        ab, logits : Tensor
            The network's.
        """
        lightness, ab = lab[:, :1], lab[:, 1:]
        hints = no_hints(lab)
        if self.network.has_hints:
            ab, hints = simulate(ab, self.config.hints)
        truth = torch.cat((lightness, ab), dim=1)
        return truth, *self.network(lightness.contiguous(memory_format=torch.channels_last), hints)

    def training_step(self, batch, batch_index):
        lightness, ab = batch[:, :1], batch[:, 1:]
        hints, changed = no_hints(batch), None
        if self.network.has_hints:
            ab, hints = simulate(ab, self.config.hints)
            if self.config.hints.local > 0:
                ab, hints, changed = make_local(batch, ab, hints, self.config.hints, self.random)
        truth = torch.cat((lightness, ab), dim=1)
        lightness = lightness.contiguous(memory_format=torch.channels_last)
        if self.config.loss.surface > 0:
            predicted, logits, surface = self.network.with_surface(lightness, hints)
            terms = self.loss(truth, predicted, logits, changed)
            found = self.surface_loss(batch, surface)
            terms |= {"loss": terms["loss"] + self.config.loss.surface * found, "surface_loss": found}
        else:
            predicted, logits = self.network(lightness, hints)
            terms = self.loss(truth, predicted, logits, changed)
        self.check_finite("loss", terms["loss"])
        self.log_dict(terms)
        return terms["loss"]

    def surface_loss(self, lab, surface):
        """Cross-entropy of the surfaces of random places of photos (N, 3, H, W)."""
        cells = pooled(lab, surface)
        places, inside, weight = surface_targets(cells, self.config.loss.clicks, self.random)
        return surface_loss(surface_logits(surface.float(), places), inside, weight)

    def check_finite(self, name, value):
        """Stop, before anything is saved, when a figure is no number any more."""
        if not torch.isfinite(value):
            raise TrainingError(
                f"The {name} became {float(value):g} after {self.global_step} steps. The last "
                "checkpoint is from before and still good: start a new run from it (--start-from) "
                "with a lower learning_rate or gradient_clip."
            )

    def on_train_batch_end(self, *unused):
        # Told to stop, Lightning validates once more; at the last step alone it would not.
        self.clock.tick()
        if self.clock.over(self.global_step):
            self.trainer.should_stop = True

    def validation_step(self, batch, batch_index):
        lightness, ab = batch[:, :1], batch[:, 1:]
        gray = psnr_of_ab(batch, torch.zeros_like(ab))
        generator = torch.Generator(ab.device).manual_seed(VALIDATION_SEED + batch_index)
        for count in VALIDATION_HINTS if self.network.has_hints else (0,):
            counts = torch.full((len(ab),), count, device=ab.device)
            halves = (VALIDATION_HINT_HALF, VALIDATION_HINT_HALF)
            predicted, _ = self.network(lightness, reveal(ab, counts, halves, generator))
            gain = (psnr_of_ab(batch, predicted) - gray).mean()
            self.log(f"gain_{count}_hints", gain, batch_size=len(ab), sync_dist=True)

    def on_validation_epoch_end(self):
        gain = self.trainer.callback_metrics[MONITOR]
        self.check_finite("PSNR in validation", gain)
        for schedule in self.schedules():
            if isinstance(schedule, ReduceLROnPlateau):
                schedule.step(gain)

    def schedules(self):
        """The schedules of the optimizers, a list."""
        schedules = self.lr_schedulers()
        return schedules if isinstance(schedules, list) else [schedules]

    def lr_scheduler_step(self, scheduler, metric):
        # A plateau schedule takes its step after a validation instead.
        if not isinstance(scheduler, ReduceLROnPlateau):
            scheduler.step()

    def build_optimizers(self):
        """Each optimizer with its schedule, as this run's config wants them."""
        run = self.config.run
        return [build_optimizer(self.network, self.config.optimizer, run.steps, self.clock.place)]

    def on_train_start(self):
        self.clock.start()
        # A run that is taken up brings along what its optimizers had been told before.
        for (optimizer, schedule), own, its in zip(
            self.build_optimizers(), self.trainer.optimizers, self.schedules(), strict=True
        ):
            take_settings(own, its, optimizer, schedule)

    def configure_optimizers(self):
        ((optimizer, schedule),) = self.build_optimizers()
        # To Lightning a plateau schedule is one like the others; see lr_scheduler_step.
        schedule = {"scheduler": schedule, "interval": "step", "reduce_on_plateau": False}
        return {"optimizer": optimizer, "lr_scheduler": schedule}

    def on_save_checkpoint(self, checkpoint):
        checkpoint["config"] = dataclasses.asdict(self.config)
        checkpoint["seconds"] = self.clock.seconds

    def on_load_checkpoint(self, checkpoint):
        self.clock.seconds = checkpoint.get("seconds", 0.0)
