"""The checkpoints that Zhang et al. published, as files that somebody has downloaded."""

import hashlib
from pathlib import Path

from training.architectures import ARCHITECTURES
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


def load_official(architecture, path):
    """Build a network from a published checkpoint.

    Parameters
    ----------
    architecture : {'eccv16', 'siggraph17'}
    path : Path
        A file with the published name must be the published file, byte for byte; any other name
        is taken for a state dict of the same layout.

    Returns
    -------
    Module
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
    network = ARCHITECTURES[architecture]()
    try:
        # A plain dict, because old files lack num_batches_tracked, which nothing here needs.
        network.load_state_dict(dict(state))
    except (RuntimeError, TypeError, ValueError) as error:
        raise CheckpointError(f"{path} does not hold the weights of {architecture}.") from error
    return network.eval()
