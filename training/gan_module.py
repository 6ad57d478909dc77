"""Training against a discriminator.

References
----------
P. Isola et al., "Image-to-Image Translation with Conditional Adversarial Networks", CVPR 2017.
"""

import torch
from torch.nn import functional
from torch.optim.lr_scheduler import ReduceLROnPlateau

from training.architectures.patchgan import PatchGAN
from training.losses import pooled
from training.module import ColorizationModule
from training.optimizers import build_optimizer


class GanModule(ColorizationModule):
    """A `ColorizationModule` whose network must also fool a PatchGAN, after a time without it."""

    def __init__(self, config, bin_centres=None, prior=None):
        super().__init__(config, bin_centres, prior)
        self.discriminator = PatchGAN(config.gan.width)
        # Two optimizers take turns, which Lightning leaves to the module.
        self.automatic_optimization = False

    def training_step(self, batch, batch_index):
        generator, discriminator = self.optimizers()
        truth, ab, logits = self.predict(batch)
        terms = self.loss(truth, ab, logits)
        adversarial = self.global_step >= self.config.gan.pretrain_steps
        if adversarial:
            lightness = pooled(truth[:, :1], ab)
            terms["discriminator_loss"] = self._train_discriminator(
                discriminator, lightness, pooled(truth[:, 1:], ab), ab.detach()
            )
            terms["adversarial_loss"] = _judged(self.discriminator(lightness, ab), real=True)
            terms["loss"] = terms["loss"] + self.config.gan.adversarial * terms["adversarial_loss"]
        self.check_finite("loss", terms["loss"])
        self._step(generator, terms["loss"])
        self.log_dict(terms)
        for schedule in self.schedules()[: 2 if adversarial else 1]:
            if not isinstance(schedule, ReduceLROnPlateau):
                schedule.step()

    def _train_discriminator(self, optimizer, lightness, truth, made_up):
        real = _judged(self.discriminator(lightness, truth), real=True)
        fake = _judged(self.discriminator(lightness, made_up), real=False)
        loss = (real + fake) / 2
        self.check_finite("loss of the discriminator", loss)
        # The bare optimizer: Lightning would count its step as one of the run's.
        self._step(optimizer.optimizer, loss)
        return loss

    def _step(self, optimizer, loss):
        optimizer.zero_grad()
        self.manual_backward(loss)
        if self.config.optimizer.gradient_clip:
            self.clip_gradients(optimizer, self.config.optimizer.gradient_clip, "norm")
        optimizer.step()

    def build_optimizers(self):
        settings, steps = self.config.optimizer, self.config.run.steps
        later = max(1, steps - self.config.gan.pretrain_steps)
        generator = build_optimizer(self.network, settings, steps)
        return [generator, build_optimizer(self.discriminator, settings, later)]

    def configure_optimizers(self):
        optimizers, schedules = zip(*self.build_optimizers(), strict=True)
        return list(optimizers), list(schedules)


def _judged(logits, real):
    target = torch.full_like(logits, float(real))
    return functional.binary_cross_entropy_with_logits(logits, target)
