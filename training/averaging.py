"""Averaged weights, with batch-norm statistics of their own."""

from __future__ import annotations

from collections.abc import Iterable

import lightning
import torch
from lightning.pytorch.callbacks import WeightAveraging
from torch import Tensor
from torch.nn.modules.batchnorm import _BatchNorm

from training.module import ColorizationModule

STATISTICS_BATCHES = 15


class AveragedWeights(WeightAveraging):
    """An exponential moving average of the weights, which is validated and saved.

    Its features vary less than those of the current weights: with the running statistics of those
    it loses up to 0.3 dB, so that its own are measured before each validation.

    Parameters
    ----------
    decay : float
        Of what was averaged, in each step; less in the first steps.
    """

    def __init__(self, decay: float) -> None:
        def averaged(earlier: Tensor, current: Tensor, count: Tensor | int) -> Tensor:
            # With the full decay from the start, the first weights stay in it for thousands of
            # steps: 0.999 keeps 45 % of them after 800.
            kept = min(decay, (1 + int(count)) / (10 + int(count)))
            return torch.lerp(current, earlier, kept)

        super().__init__(use_buffers=False, avg_fn=averaged)

    def on_validation_epoch_start(
        self, trainer: lightning.Trainer, module: lightning.LightningModule
    ) -> None:
        super().on_validation_epoch_start(trainer, module)
        assert isinstance(module, ColorizationModule)
        views = trainer.datamodule.sample_views(STATISTICS_BATCHES)  # type: ignore[attr-defined]
        refresh_statistics(module, views)


def refresh_statistics(module: ColorizationModule, batches: Iterable[Tensor]) -> None:
    """Set the running statistics of every batch norm to the mean over some batches.

    Parameters
    ----------
    module : ColorizationModule
    batches : iterable of Tensor, shape (N, 3, H, W)
        CIELAB views.
    """
    norms = [part for part in module.modules() if isinstance(part, _BatchNorm)]
    if not norms:
        return
    momenta = [norm.momentum for norm in norms]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # the plain mean over all batches
        norm.train()
    with torch.no_grad(), torch.autocast(module.device.type, enabled=False):
        for lab in batches:
            module.predict(lab)
    for norm, momentum in zip(norms, momenta, strict=True):
        norm.momentum = momentum
        norm.train(module.training)
