"""The start of a run: its last checkpoint, another checkpoint, published or random weights."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from training.architectures import ARCHITECTURES, HasEncoder, Network
from training.augment import center_views
from training.bins import choose_bins, count_bins, share_of_bins
from training.checkpoint import build_module, load_matching
from training.config import Config
from training.errors import ConfigError
from training.lab import srgb_to_lab
from training.module import ColorizationModule
from training.official import OFFICIAL, load_official
from training.photos import PhotoStore

log = logging.getLogger(__name__)

# Photos on which the frequencies of colors are measured, spread over all.
MOST_MEASURED = 10000


def measure_bins(
    architecture: Any, store: PhotoStore, cell: int = 4, batch: int = 64
) -> tuple[Tensor | None, Tensor | None]:
    """An architecture's color bins, and their frequencies in the photos.

    Parameters
    ----------
    architecture : type
    store : PhotoStore
    cell, batch : int
        Pixels a side of the cells over which colors are averaged, and photos decoded at once.

    Returns
    -------
    centers : Tensor, shape (Q, 2), or None
    prior : Tensor, shape (Q,), or None
        None for an architecture without bins.
    """
    if not architecture.measured_bins and architecture.fixed_bins is None:
        return None, None
    counts = torch.zeros((), dtype=torch.int64)
    chosen = range(0, len(store), max(1, len(store) // MOST_MEASURED))
    for start in range(0, len(chosen), batch):
        pixels, sizes = store.decode(chosen[start : start + batch], exact=True)
        views = center_views(pixels, sizes, store.short_side)
        counts = counts + count_bins(functional.avg_pool2d(srgb_to_lab(views)[:, 1:], cell))
    if architecture.measured_bins:
        return choose_bins(counts)
    centers = architecture.fixed_bins()
    return centers, share_of_bins(counts, centers)


def make_module(
    config: Config,
    store: PhotoStore,
    last: Path,
    encoder_weights: Path | None = None,
    start_from: Path | None = None,
    official: Path | None = None,
) -> ColorizationModule:
    """The module of a run, on the CPU.

    Parameters
    ----------
    config : Config
    store : PhotoStore
        The training photos.
    last : Path
        The run's last checkpoint, from which the run goes on if it exists.
    encoder_weights, start_from, official : Path or None
        See `training.train.train`; at most one of them, or the first two: then all but the encoder
        comes from the checkpoint, as far as shapes allow.

    Returns
    -------
    ColorizationModule

    Raises
    ------
    TrainingError
        A file does not fit the network.
    """
    earlier = None
    if last.exists():
        earlier = load_matching(last, config, resume=True)
    elif start_from is not None:
        earlier = load_matching(start_from, config, new_encoder=encoder_weights is not None)
    if earlier is not None:
        module = build_module(config, earlier.network.bin_centres, earlier.prior)
        if start_from is not None and encoder_weights is not None and not last.exists():
            take_all_but_encoder(module.network, earlier.network)
            _load_encoder(module.network, config.architecture, encoder_weights)
        else:
            take_weights(module.network, earlier.network)
    else:
        module = build_module(config, *measure_bins(ARCHITECTURES[config.architecture], store))
        if encoder_weights is not None:
            _load_encoder(module.network, config.architecture, encoder_weights)
        elif official is not None:
            _load_published(module.network, config.architecture, official)
        else:
            _warn_of_random_weights(module.network, config)
    module.to(memory_format=torch.channels_last)
    return module


def take_weights(network: Network, earlier: Network) -> None:
    """Copy the weights of an earlier network, which may lack the parts named in `new_parts`.

    Parameters
    ----------
    network, earlier : Module
        Of one architecture.
    """
    missing, unexpected = network.load_state_dict(earlier.state_dict(), strict=False)
    new: tuple[str, ...] = getattr(network, "new_parts", ())
    if odd := [name for name in (*missing, *unexpected) if not name.startswith(new)]:
        raise ConfigError(f"The checkpoint to start from does not fit: look at {odd[0]}.")
    if missing:
        log.info("Start with random weights: %s", ", ".join(sorted(missing)))


def take_all_but_encoder(network: Network, earlier: Network) -> None:
    """Copy the weights that fit from an earlier network, which may have another encoder.

    Parameters
    ----------
    network, earlier : Module
        Of one architecture.
    """
    own = network.state_dict()
    fitting = {
        name: value
        for name, value in earlier.state_dict().items()
        if not name.startswith("encoder.") and name in own and own[name].shape == value.shape
    }
    network.load_state_dict(fitting, strict=False)
    new = sorted(name for name in own if name not in fitting and not name.startswith("encoder."))
    if new:
        log.info("Start with random weights: %s", ", ".join(new))


def _warn_of_random_weights(network: Network, config: Config) -> None:
    """Warn of random weights that training does not change."""
    encoder = getattr(network, "encoder", None)
    if encoder is None:
        return
    trained = all(parameter.requires_grad for parameter in encoder.parameters())
    if config.optimizer.encoder_share == 0 or not trained:
        log.warning(
            "This config does not train all of %s's encoder: the rest keeps random weights. "
            "Give its weights with --encoder, or a checkpoint with --start-from.",
            config.architecture,
        )


def _load_encoder(network: Network, architecture: str, path: Path) -> None:
    if not isinstance(network, HasEncoder):
        raise ConfigError(f"{architecture} has no encoder to start from {path}.")
    try:
        network.load_encoder(path)
    except FileNotFoundError as error:
        raise ConfigError(f"No encoder weights at {path}: no such file.") from error
    except Exception as error:  # the readers of weights share no base class
        raise ConfigError(f"{path} does not fit {architecture}'s encoder: {error}") from error


def _load_published(network: Network, architecture: str, path: Path) -> None:
    if architecture not in OFFICIAL:
        known = " and ".join(OFFICIAL)
        raise ConfigError(f"There is no published checkpoint of {architecture}, only of {known}.")
    try:
        network.load_state_dict(load_official(architecture, path).state_dict())
    except RuntimeError as error:
        raise ConfigError(
            f"{path} fits {architecture} only as published: leave out [network] in the config."
        ) from error
