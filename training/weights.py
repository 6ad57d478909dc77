"""Strip a checkpoint: ``python -m training.weights runs/unet/last.ckpt OUT.ckpt``.

The result has the averaged weights and the config, without the optimizer's state: a quarter of the
size, and enough to export, to evaluate and for ``--start-from``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from training.checkpoint import AtomicCheckpointIO, load_module, read_tensors
from training.errors import TrainingError


def keep_weights(checkpoint: Path, destination: Path) -> None:
    """Write the weights and the config of a checkpoint.

    Parameters
    ----------
    checkpoint, destination : Path

    Raises
    ------
    CheckpointError
    """
    load_module(checkpoint)  # raises for anything but a checkpoint of a training run
    whole = read_tensors(checkpoint)
    kept = {"state_dict": whole["state_dict"], "config": whole["config"]}
    AtomicCheckpointIO().save_checkpoint(kept, destination)


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="training.weights", description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("destination", type=Path)
    options = parser.parse_args(arguments)
    try:
        keep_weights(options.checkpoint, options.destination)
    except TrainingError as error:
        print(f"weights: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
