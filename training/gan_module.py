"""Training against a discriminator.

References
----------
P. Isola et al., "Image-to-Image Translation with Conditional Adversarial Networks", CVPR 2017.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler, ReduceLROnPlateau

from training.architectures.patchgan import PatchGAN
from training.config import Config
from training.losses import pooled
from training.module import ColorizationModule
from training.optimizers import build_optimizer


class GanModule(ColorizationModule):
    """A `ColorizationModule` with a PatchGAN, which joins after some steps without it."""

    def __init__(
        self, config: Config, bin_centers: Tensor | None = None, prior: Tensor | None = None
    ) -> None:
        super().__init__(config, bin_centers, prior)
        assert config.gan is not None
        self.gan = config.gan
        self.discriminator = PatchGAN(config.gan.width)
        # Two optimizers take turns, which Lightning leaves to the module.
        self.automatic_optimization = False

    @property
    def is_adversarial(self) -> bool:
        """Whether the discriminator has its say at this place of the run."""
        return self.clock.place(self.global_step) >= self.gan.pretrain_steps

    def training_step(self, batch: Tensor, batch_index: int) -> None:
        generator, discriminator = self.optimizers()  # type: ignore[attr-defined]  # a list of two
        trial = self.predict(batch)
        terms, ab = self.terms(batch, trial), trial.prediction.ab
        adversarial = self.is_adversarial
        if adversarial:
            lightness = pooled(trial.truth[:, :1], ab)
            terms["discriminator_loss"] = self._train_discriminator(
                discriminator, lightness, pooled(trial.truth[:, 1:], ab), ab.detach()
            )
            terms["adversarial_loss"] = _judged(self.discriminator(lightness, ab), real=True)
            terms["loss"] = terms["loss"] + self.gan.adversarial * terms["adversarial_loss"]
        self.check_finite("loss", terms["loss"])
        self._step(generator, terms["loss"])
        self.log_dict(terms)
        for schedule in self.schedules()[: 2 if adversarial else 1]:
            if not isinstance(schedule, ReduceLROnPlateau):
                schedule.step()

    def _train_discriminator(
        self, optimizer: Any, lightness: Tensor, truth: Tensor, predicted: Tensor
    ) -> Tensor:
        real = _judged(self.discriminator(lightness, truth), real=True)
        fake = _judged(self.discriminator(lightness, predicted), real=False)
        loss = (real + fake) / 2
        self.check_finite("loss of the discriminator", loss)
        # The bare optimizer: Lightning would count its step as one of the run's.
        self._step(optimizer.optimizer, loss)
        return loss

    def _step(self, optimizer: Any, loss: Tensor) -> None:
        optimizer.zero_grad()
        self.manual_backward(loss)
        if self.config.optimizer.gradient_clip:
            self.clip_gradients(optimizer, self.config.optimizer.gradient_clip, "norm")
        optimizer.step()

    def build_optimizers(self) -> list[tuple[Optimizer, LRScheduler]]:
        settings, steps = self.config.optimizer, self.config.run.steps
        alone = self.gan.pretrain_steps

        def place(step: int) -> float:
            """Where a step of the discriminator is in the part of the run that it takes part in."""
            return max(0.0, self.clock.place(step + alone) - alone)

        generator = build_optimizer(self.network, settings, steps, self.clock.place)
        later = max(1, steps - alone)
        return [generator, build_optimizer(self.discriminator, settings, later, place)]

    def configure_optimizers(self) -> Any:
        optimizers, schedules = zip(*self.build_optimizers(), strict=True)
        return list(optimizers), list(schedules)


def _judged(logits: Tensor, real: bool) -> Tensor:
    """Cross-entropy of a discriminator's logits for true or predicted colors."""
    target = torch.full_like(logits, float(real))
    return functional.binary_cross_entropy_with_logits(logits, target)
