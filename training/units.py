"""Dead units: channels behind a ReLU that are above 0 nowhere, so that nothing is learned there."""

from __future__ import annotations

import logging

import torch
from torch import Tensor, nn

from training.architectures import Network
from training.callbacks import FirstBatch
from training.module import ColorizationModule, no_hints

log = logging.getLogger(__name__)

RECTIFIERS = (nn.ReLU, nn.ReLU6)


def dead_units(network: Network, lab: Tensor) -> dict[str, tuple[int, int]]:
    """Count the channels behind each ReLU that are 0 everywhere on some photos without hints.

    Parameters
    ----------
    network : Network
        In evaluation mode.
    lab : Tensor, shape (N, 3, H, W)

    Returns
    -------
    dict of str to (int, int)
        By name of the ReLU: dead channels, and all of them.
    """
    living: dict[str, Tensor] = {}

    def watch(name: str, values: Tensor) -> None:
        places = [axis for axis in range(values.ndim) if axis != 1]
        above = values.detach().amax(dim=places) > 0
        living[name] = living[name] | above if name in living else above

    assert isinstance(network, nn.Module)
    hooks = [
        part.register_forward_hook(lambda part, given, values, name=name: watch(name, values))
        for name, part in network.named_modules()
        if isinstance(part, RECTIFIERS)
    ]
    try:
        with torch.inference_mode():
            network(lab[:, :1], no_hints(lab))
    finally:
        for hook in hooks:
            hook.remove()
    return {name: (int((~above).sum()), len(above)) for name, above in living.items()}


class DeadUnits(FirstBatch):
    """Logs the share of dead units at each validation, on its first batch, and the worst layer."""

    def look(self, module: ColorizationModule, lab: Tensor) -> None:
        counts = dead_units(module.network, lab)
        if not counts:
            return
        dead, units = (sum(values) for values in zip(*counts.values(), strict=True))
        module.log("dead_units", dead / units, rank_zero_only=True)
        worst = max(counts, key=lambda name: counts[name][0] / counts[name][1])
        share, most = 100 * dead / units, counts[worst]
        log.info("dead units: %.1f %%, most behind %s: %d of %d", share, worst, *most)
