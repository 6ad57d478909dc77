"""Reading and writing of checkpoints."""

from __future__ import annotations

import io
import os
import pickle
from pathlib import Path
from typing import Any

import torch
from lightning.fabric.plugins import TorchCheckpointIO
from torch import Tensor

from training.architectures import ARCHITECTURES
from training.config import Config, config_from_dict, network_options
from training.errors import CheckpointError, ConfigError
from training.gan_module import GanModule
from training.module import ColorizationModule


class AtomicCheckpointIO(TorchCheckpointIO):
    """Writes a temporary file beside the checkpoint, then replaces it.

    Lightning writes to the system's temporary folder; from another disk, its last move is a copy,
    which a full disk cuts short.
    """

    def save_checkpoint(
        self, checkpoint: dict[str, Any], path: Any, storage_options: Any = None
    ) -> None:
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        content = io.BytesIO()
        torch.save(checkpoint, content)
        try:
            with part.open("wb") as file:
                file.write(content.getbuffer())
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise CheckpointError(
                f"Can't save {path}: {error.strerror or error}. The checkpoint before it is kept. "
                "Make room and start the same command again."
            ) from error


def build_module(
    config: Config, bin_centers: Tensor | None = None, prior: Tensor | None = None
) -> ColorizationModule:
    """The module of a config, with a discriminator if it has a ``[gan]`` table."""
    kind = ColorizationModule if config.gan is None else GanModule
    return kind(config, bin_centers, prior)


def read_tensors(path: Path) -> Any:
    """Read a file of tensors and plain values; raises `CheckpointError`."""
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except (FileNotFoundError, PermissionError, IsADirectoryError) as error:
        raise CheckpointError(f"Can't read {path}: {error.strerror or error}.") from error
    except (pickle.UnpicklingError, OSError, RuntimeError, EOFError, ValueError, KeyError) as error:
        raise CheckpointError(
            f"Can't read {path}: it is not a checkpoint, or it is damaged."
        ) from error


def read_checkpoint(path: Path) -> dict[str, Any]:
    """Read a checkpoint of a run, a dict; raises `CheckpointError`."""
    checkpoint = read_tensors(path)
    if not isinstance(checkpoint, dict) or not {"state_dict", "config"} <= set(checkpoint):
        raise CheckpointError(f"{path} is not a checkpoint of training.train.")
    state, config = checkpoint["state_dict"], checkpoint["config"]
    whole = isinstance(config, dict) and isinstance(state, dict)
    if not whole or not all(isinstance(value, Tensor) for value in state.values()):
        raise CheckpointError(f"{path} is a damaged checkpoint: it holds no weights by name.")
    return checkpoint


def load_module(path: Path) -> ColorizationModule:
    """Build a module from a checkpoint, with its averaged weights.

    Parameters
    ----------
    path : Path

    Returns
    -------
    ColorizationModule
        In evaluation mode, on the CPU.

    Raises
    ------
    CheckpointError
        The file is no checkpoint of a training run.
    """
    checkpoint = read_checkpoint(path)
    state = {name: value.float() if value.is_floating_point() else value
             for name, value in checkpoint["state_dict"].items()}  # fmt: skip
    try:
        config = config_from_dict(checkpoint["config"], str(path))
    except ConfigError as error:
        raise CheckpointError(f"{path} has a config that can't be used: {error}") from error
    centers = state.get("network.bin_centres")
    if ARCHITECTURES[config.architecture].measured_bins and centers is None:
        raise CheckpointError(f"{path} lacks the color bins of its network.")
    module = build_module(config, centers, state.get("prior"))
    try:
        module.load_state_dict(state)
    except RuntimeError as error:
        raise CheckpointError(
            f"{path} does not hold the weights of its architecture, {config.architecture}."
        ) from error
    return module.eval()


def load_matching(
    path: Path, config: Config, resume: bool = False, new_encoder: bool = False
) -> ColorizationModule:
    """Like `load_module`, but raises for a checkpoint of another network than the config's.

    Parameters
    ----------
    path : Path
    config : Config
    resume : bool
        The checkpoint is the run's own: it must have a discriminator if the config has one.
    new_encoder : bool
        The encoder's weights come from elsewhere, so that its size may differ.
    """
    module = load_module(path)
    free = set() if resume else ADDED_PARTS | (ENCODERS if new_encoder else set())
    given, wanted = _network_of(module.config, free), _network_of(config, free)
    if resume:
        given, wanted = given + _gan_of(module.config), wanted + _gan_of(config)
    if given != wanted:
        raise CheckpointError(
            f"{path} is a checkpoint of {given}, and this config trains {wanted}. "
            "Give another checkpoint, or another folder with --run."
        )
    return module


# Options that only add a part to a network: a run may start from a checkpoint without it.
ADDED_PARTS = {"surface", "deep_norm"}
# Options that choose the encoder.
ENCODERS = {"lite", "encoder_norm"}


def _network_of(config: Config, free: set[str]) -> str:
    """The architecture and its options but those that are free."""
    chosen = network_options(config.architecture) | config.network
    chosen = {key: value for key, value in chosen.items() if key not in free}
    options = ", ".join(f"{key} = {value}" for key, value in sorted(chosen.items()))
    return config.architecture + (f" ({options})" if options else "")


def _gan_of(config: Config) -> str:
    return " with a GAN" if config.gan is not None else " without a GAN"
