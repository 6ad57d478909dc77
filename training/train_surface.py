"""Train the surface head of a finished network; all its other weights stay as they are.

``python -m training.train_surface models/checkpoints/unet.ckpt OUT.ckpt --data FOLDER``

The features of some photos are computed once and held in memory, so that a step takes a
hundredth of a step of the whole network.
"""

from __future__ import annotations

import argparse
import copy
import dataclasses
import logging
import math
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.architectures.surface_head import SurfaceHead, surface_logits, surface_loss
from training.architectures.unet import UNet
from training.augment import AugmentSettings, aged, on_film, random_views
from training.checkpoint import AtomicCheckpointIO, load_module, read_tensors
from training.clock import Clock
from training.data import photo_weights
from training.errors import ConfigError, TrainingError
from training.lab import srgb_to_lab
from training.members import find_sources
from training.photos import PhotoStore, load_photos
from training.surfaces import surface_targets

log = logging.getLogger(__name__)

SIDE, PHOTO_SIDE = 224, 256
AUGMENT = AugmentSettings(
    crop=(0.7, 1.0), rotate=6.0, stretch=1.25, brightness=1.4, film=0.3, fade=0.3, grain=3.0
)
SOURCE_POWER = 0.5
BATCH, CLICKS = 8, 12
LEARNING_RATE, WEIGHT_DECAY, WARMUP = 3e-3, 5e-2, 50
AVERAGING = 0.99
# Of the stored features: a head that sees the same ones many times learns them by heart.
CHANNEL_DROPOUT = 0.1
# A balanced loss calls too much a surface: with this probability a place is as likely on it as not,
# and the logits are steeper by this factor. Chosen on val2.tar.
THRESHOLD, GAIN = 0.65, 6.0
KEEP_EVERY = 50

Features = tuple[Tensor, Tensor, Tensor]


def network_with_head(checkpoint: Path, size: int) -> tuple[UNet, dict[str, object]]:
    """The network of a checkpoint with a new surface head, and its config as a dict."""
    module = load_module(checkpoint)
    earlier = module.network
    if not isinstance(earlier, UNet):
        raise ConfigError(f"{checkpoint} is a checkpoint of {module.config.architecture}: "
                          "only unet has a surface head.")  # fmt: skip
    network = UNet(earlier.bin_centres, surface=size, lite=earlier.lite)
    # An earlier head has been sharpened, so that training cannot go on from it.
    kept = {name: value for name, value in earlier.state_dict().items()
            if not name.startswith("surface_head.")}  # fmt: skip
    network.load_state_dict(kept, strict=False)
    config = dataclasses.asdict(module.config)
    config["network"] = {**module.config.network, "surface": size}
    return network.eval(), config


def compute_features(
    network: UNet, store: PhotoStore, count: int
) -> tuple[list[Features], list[Tensor]]:
    """Features of random views of photos, and their true colors on the grid of the prediction.

    Parameters
    ----------
    network : UNet
        In evaluation mode.
    store : PhotoStore
    count : int
        Views.

    Returns
    -------
    features : list of tuple of Tensor
        float16.
    colors : list of Tensor, shape (3, h, w)
        CIELAB.
    """
    weights = photo_weights(store, SOURCE_POWER)
    features: list[Features] = []
    colors: list[Tensor] = []
    begun = time.monotonic()
    while len(colors) < count:
        drawn = torch.multinomial(weights, BATCH)
        views = random_views(*store.decode(drawn.tolist()), SIDE, AUGMENT)
        seen = aged(on_film(views, AUGMENT), AUGMENT)[:, :1]
        with torch.inference_mode():
            _, parts = network.with_features(seen, None)
        features += list(zip(*(part.half() for part in parts), strict=True))
        colors += list(functional.avg_pool2d(srgb_to_lab(views), network.output_stride))
        if len(colors) % (25 * BATCH) == 0:
            log.info("%d views, %.0f s", len(colors), time.monotonic() - begun)
    return features, colors


def _average(averaged: nn.Module, current: nn.Module) -> None:
    """Move averaged weights and statistics towards the current ones."""
    with torch.no_grad():
        for old, new in zip(
            averaged.state_dict().values(), current.state_dict().values(), strict=True
        ):
            if old.is_floating_point():
                old.lerp_(new, 1 - AVERAGING)


def _batch(
    features: Sequence[Features], colors: Sequence[Tensor], random: np.random.Generator
) -> tuple[list[Tensor], Tensor]:
    """Features and colors of a batch, some mirrored, with channels left out at random."""
    mirrored = random.random(len(colors)) < 0.5
    parts = []
    for level in range(3):
        rows = [part[level].flip(2) if flip else part[level]
                for part, flip in zip(features, mirrored, strict=True)]  # fmt: skip
        parts.append(functional.dropout2d(torch.stack(rows).float(), CHANNEL_DROPOUT))
    lab = torch.stack(
        [image.flip(2) if flip else image for image, flip in zip(colors, mirrored, strict=True)]
    )
    return parts, lab


def sharpen(head: SurfaceHead, threshold: float = THRESHOLD, gain: float = GAIN) -> None:
    """Change weights so that a probability of `threshold` becomes 1/2 and logits are steeper.

    Parameters
    ----------
    head : SurfaceHead
    threshold : float
        0..1.
    gain : float
        Factor of the logits.
    """
    with torch.no_grad():
        for part, factor in ((head.vector, math.sqrt(gain)), (head.limit, gain)):
            for parameter in part.parameters():
                parameter.mul_(factor)
        assert head.limit.bias is not None
        head.limit.bias -= gain * math.log(threshold / (1 - threshold))


def train_head(
    network: UNet,
    features: Sequence[Features],
    colors: Sequence[Tensor],
    clock: Clock,
    keep: Callable[[], None],
) -> None:
    """Train the surface head on features that were computed before.

    Parameters
    ----------
    network : UNet
        Gets the averaged weights, sharpened.
    features, colors : sequence
        From `compute_features`.
    clock : Clock
        Length of the training.
    keep : callable
        Called every `KEEP_EVERY` steps with the averaged weights in place, sharpened.
    """
    assert network.surface_head is not None
    head = network.surface_head.train()
    averaged = copy.deepcopy(head)
    optimizer = torch.optim.AdamW(head.parameters(), LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / WARMUP, 0.5 * (1 + np.cos(np.pi * clock.share(step)))),
    )
    random = np.random.default_rng(torch.initial_seed() % 2**63)
    losses: list[float] = []
    clock.start()
    step = 0
    while not clock.over(step):
        step += 1
        drawn = random.integers(len(colors), size=BATCH).tolist()
        parts, lab = _batch([features[i] for i in drawn], [colors[i] for i in drawn], random)
        targets = surface_targets(lab, CLICKS, random)
        loss = surface_loss(surface_logits(head(*parts), targets[0]), *targets[1:])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        _average(averaged, head)
        clock.tick()
        losses.append(float(loss.detach()))
        if step % KEEP_EVERY == 0:
            log.info("step %d: loss %.4f, %.0f s", step, np.mean(losses), clock.seconds)
            losses.clear()
            current = {name: value.clone() for name, value in head.state_dict().items()}
            head.load_state_dict(averaged.state_dict())
            sharpen(head)
            keep()
            head.load_state_dict(current)
    head.load_state_dict(averaged.state_dict())
    sharpen(head)
    network.eval()


def _features(network: UNet, options: argparse.Namespace) -> tuple[list[Features], list[Tensor]]:
    """Features and colors from the file that holds them; more are computed if it has too few."""
    found: tuple[list[Features], list[Tensor]] = ([], [])
    if options.features is not None and options.features.exists():
        found = read_tensors(options.features)
    missing = options.views - len(found[1])
    if missing <= 0:
        return found
    torch.manual_seed(len(found[1]))
    store = load_photos(find_sources(options.data)[0], PHOTO_SIDE, check=False)
    features, colors = compute_features(network, store, missing)
    found = (found[0] + features, found[1] + colors)
    if options.features is not None:
        torch.save(found, options.features)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="training.train_surface", description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("destination", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="folder, folder of tars, or tar")
    parser.add_argument("--size", type=int, default=16, help="of the vectors")
    parser.add_argument("--views", type=int, default=2400, help="whose features are held in memory")
    parser.add_argument("--features", type=Path, help="file that holds them, used again")
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--minutes", type=float, default=0.0, help="in place of --steps")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        torch.manual_seed(0)
        network, config = network_with_head(options.checkpoint, options.size)
        features, colors = _features(network, options)
        prior = load_module(options.checkpoint).prior

        def keep() -> None:
            state = {f"network.{name}": value for name, value in network.state_dict().items()}
            AtomicCheckpointIO().save_checkpoint(
                {"state_dict": state | {"prior": prior}, "config": config}, options.destination
            )

        train_head(network, features, colors, Clock(options.minutes, options.steps), keep)
        keep()
    except (TrainingError, OSError) as error:
        print(f"train_surface: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
