"""What a training step is."""

import dataclasses
import math

import lightning
import torch
from torch.nn import functional
from torchmetrics.functional.image import peak_signal_noise_ratio

from training.architectures import ARCHITECTURES
from training.bins import SoftBinLoss
from training.config import config_from_dict
from training.hints import reveal, simulate
from training.lab import lab_to_srgb

VALIDATION_HINTS = (0, 10)
VALIDATION_SEED = 1
VALIDATION_HINT_HALF = 3


def psnr_of_ab(lab, ab):
    """PSNR in sRGB, by photo, of a prediction against the true colours.

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
    ab = functional.interpolate(ab.float(), lab.shape[2:], mode="bilinear", align_corners=False)
    predicted = lab_to_srgb(torch.cat((lab[:, :1], ab), dim=1))
    return peak_signal_noise_ratio(
        predicted, lab_to_srgb(lab), data_range=1.0, reduction="none", dim=(1, 2, 3)
    )


class ColorizationModule(lightning.LightningModule):
    """A network with its loss, optimiser and validation.

    Parameters
    ----------
    config : Config
    bin_centres : Tensor, shape (Q, 2)
    prior : Tensor, shape (Q,)
        Share of each bin in the training photos.
    """

    def __init__(self, config, bin_centres, prior):
        super().__init__()
        self.config = config
        self.network = ARCHITECTURES[config.architecture](bin_centres)
        self.bin_loss = SoftBinLoss(bin_centres, prior)
        self.register_buffer("prior", prior)

    def training_step(self, batch, batch_index):
        lightness, ab = batch[:, :1], batch[:, 1:]
        hints = simulate(ab, self.config.hints)
        lightness = lightness.contiguous(memory_format=torch.channels_last)
        predicted, logits = self.network(lightness, hints)
        target = functional.avg_pool2d(ab, self.network.output_stride)
        ab_loss = functional.smooth_l1_loss(predicted.float(), target, beta=self.config.loss.beta)
        bin_loss = self.bin_loss(logits, target)
        loss = ab_loss + self.config.loss.bins * bin_loss
        self.log_dict({"loss": loss, "ab_loss": ab_loss, "bin_loss": bin_loss})
        return loss

    def validation_step(self, batch, batch_index):
        lightness, ab = batch[:, :1], batch[:, 1:]
        grey = psnr_of_ab(batch, torch.zeros_like(ab))
        generator = torch.Generator(ab.device).manual_seed(VALIDATION_SEED + batch_index)
        for count in VALIDATION_HINTS:
            counts = torch.full((len(ab),), count, device=ab.device)
            halves = (VALIDATION_HINT_HALF, VALIDATION_HINT_HALF)
            predicted, _ = self.network(lightness, reveal(ab, counts, halves, generator))
            gain = (psnr_of_ab(batch, predicted) - grey).mean()
            self.log(f"gain_{count}_hints", gain, batch_size=len(ab), sync_dist=True)

    def configure_optimizers(self):
        settings = self.config.optimizer
        groups = self.network.parameter_groups(settings.learning_rate, settings.encoder_share)
        optimizer = torch.optim.AdamW(groups, weight_decay=settings.weight_decay)
        steps, warmup = self.config.run.steps, settings.warmup_steps

        def factor(step):
            if step < warmup:
                return (step + 1) / warmup
            return 0.5 * (1 + math.cos(math.pi * min(1, (step - warmup) / max(1, steps - warmup))))

        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, factor)
        return {
            "optimizer": optimizer,
            "lr_scheduler": {"scheduler": schedule, "interval": "step"},
        }

    def on_save_checkpoint(self, checkpoint):
        checkpoint["config"] = dataclasses.asdict(self.config)


def load_module(path):
    """Build a module from a checkpoint; the averaged weights are the ones it holds.

    Parameters
    ----------
    path : Path

    Returns
    -------
    ColorizationModule
        In evaluation mode, on the CPU.
    """
    checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    state = {name: value.float() if value.is_floating_point() else value
             for name, value in checkpoint["state_dict"].items()}  # fmt: skip
    config = config_from_dict(checkpoint["config"], str(path))
    module = ColorizationModule(config, state["network.bin_centres"], state["prior"])
    module.load_state_dict(state)
    return module.eval()
