"""Checkpoints: written so that a full disk costs nothing, and read with a clear answer."""

import io
import os
import pickle
from pathlib import Path

import torch
from lightning.fabric.plugins import TorchCheckpointIO

from training.config import config_from_dict, network_options
from training.errors import CheckpointError
from training.gan_module import GanModule
from training.module import ColorizationModule


class AtomicCheckpointIO(TorchCheckpointIO):
    """Writes beside the last good checkpoint, and takes its place only once all is on the disk.

    Lightning's own way goes through the system's temporary folder; on another disk than the run,
    the last move is a copy, which a full disk cuts short.
    """

    def save_checkpoint(self, checkpoint, path, storage_options=None):
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
                f"Can't save {path}: {error.strerror}. The checkpoint before it is kept. "
                "Make room and start the same command again."
            ) from error


def build_module(config, bin_centres=None, prior=None):
    """The module that a config asks for: with a discriminator if it has a ``[gan]`` table."""
    kind = ColorizationModule if config.gan is None else GanModule
    return kind(config, bin_centres, prior)


def read_tensors(path):
    """Read a file of tensors and plain values; raises `CheckpointError`."""
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except (FileNotFoundError, PermissionError, IsADirectoryError) as error:
        raise CheckpointError(f"Can't read {path}: {error.strerror}.") from error
    except (pickle.UnpicklingError, OSError, RuntimeError, EOFError, ValueError, KeyError) as error:
        raise CheckpointError(
            f"Can't read {path}: it is not a checkpoint, or it is damaged."
        ) from error


def read_checkpoint(path):
    """Read a checkpoint of a run, a dict; raises `CheckpointError`."""
    checkpoint = read_tensors(path)
    if not isinstance(checkpoint, dict) or not {"state_dict", "config"} <= set(checkpoint):
        raise CheckpointError(f"{path} is not a checkpoint of training.train.")
    return checkpoint


def load_module(path):
    """Build a module from a checkpoint; the averaged weights are the ones it holds.

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
    config = config_from_dict(checkpoint["config"], str(path))
    module = build_module(config, state.get("network.bin_centres"), state.get("prior"))
    try:
        module.load_state_dict(state)
    except RuntimeError as error:
        raise CheckpointError(
            f"{path} does not hold the weights of its architecture, {config.architecture}."
        ) from error
    return module.eval()


def load_matching(path, config, resume=False):
    """Like `load_module`, for a run of `config`; refuses the checkpoint of another network.

    Parameters
    ----------
    path : Path
    config : Config
    resume : bool
        The run itself goes on, so that a discriminator must be there or not, as before.
    """
    module = load_module(path)
    given, wanted = _network_of(module.config, resume), _network_of(config, resume)
    if resume:
        given, wanted = given + _gan_of(module.config), wanted + _gan_of(config)
    if given != wanted:
        raise CheckpointError(
            f"{path} is a checkpoint of {given}, and this config trains {wanted}. "
            "Give another checkpoint, or another folder with --run."
        )
    return module


# Options that only add a part to a network: a run may start from a checkpoint without it.
ADDED_PARTS = {"surface"}


def _network_of(config, resume=True):
    chosen = network_options(config.architecture) | config.network
    if not resume:
        chosen = {key: value for key, value in chosen.items() if key not in ADDED_PARTS}
    options = ", ".join(f"{key} = {value}" for key, value in sorted(chosen.items()))
    return config.architecture + (f" ({options})" if options else "")


def _gan_of(config):
    return " with a GAN" if config.gan is not None else " without a GAN"
