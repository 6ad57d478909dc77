"""The checkpoints that Zhang et al. published, and others of the same layout."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from training.architectures import ARCHITECTURES, Network
from training.checkpoint import read_tensors
from training.errors import CheckpointError

# Architecture -> name of the published file and its SHA-256.
OFFICIAL = {
    "eccv16": (
        "colorization_release_v2-9b330a0b.pth",
        "9b330a0bae53f4ded77b1e23defbf78beaa09c10ebc4c4999e8e4f4a160b93f9",
    ),
    "siggraph17": (
        "siggraph17-df00044c.pth",
        "df00044c0a4d7c3edcecf6f75437ce346a66e7a42612d9b968e1a7e17dbc6f66",
    ),
}
# What other programs wrap a state dict in, and put before its names.
WRAPPERS, PREFIX = ("state_dict", "model_state_dict", "netG"), "module."


def unwrapped(state: Any) -> Any:
    """The state dict itself, from a file of a program that wraps it.

    Parameters
    ----------
    state : object
        The content of a checkpoint file: a state dict, a dict that holds one, or one whose names
        begin with ``module.``, as those of a network on several devices do.
    """
    for key in WRAPPERS:
        if isinstance(state, dict) and isinstance(state.get(key), dict):
            state = state[key]
    if not isinstance(state, dict):
        return state
    return {str(name).removeprefix(PREFIX): value for name, value in state.items()}


def load_official(architecture: str, path: Path, **options: Any) -> Network:
    """Build a network from a published checkpoint or another of its layout.

    Parameters
    ----------
    architecture : {'eccv16', 'siggraph17'}
    path : Path
        A file with the published name must be the published file, byte for byte; any other name
        is taken for a state dict of the same layout, such as those of the authors' PyTorch
        training program or the base network of InstColorization; see `unwrapped`.
    **options
        Of the architecture, such as ``mask_center`` and ``logit_scale`` of `SIGGRAPH17`.

    Returns
    -------
    Network
        In evaluation mode.

    Raises
    ------
    CheckpointError
    """
    path = Path(path)
    state = read_tensors(path)
    name, sha256 = OFFICIAL[architecture]
    if path.name == name and hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise CheckpointError(f"{path} is not the file that was published: download it again.")
    try:
        network = ARCHITECTURES[architecture](**options)
    except TypeError as error:
        odd = ", ".join(sorted(options))
        raise CheckpointError(f"{architecture} has no such options: {odd}.") from error
    try:
        # A plain dict, because old files lack num_batches_tracked, which nothing here needs.
        network.load_state_dict(dict(unwrapped(state)))
    except (AttributeError, RuntimeError, TypeError, ValueError) as error:
        raise CheckpointError(f"{path} does not hold the weights of {architecture}.") from error
    return network.eval()
