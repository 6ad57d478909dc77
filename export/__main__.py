"""Export a checkpoint: ``python -m export runs/unet/last.ckpt models/unet.onnx --card FILE``."""

import argparse
import hashlib
import json
import sys
import tomllib
from pathlib import Path

from export.graph import LARGEST_DIFFERENCE, ExportError, build_graph, largest_difference, stamp
from training.module import load_module

CONTRACT = 1
CARD_KEYS = ("name", "version", "licence", "source", "trained_on", "working_size")


def read_card(path):
    """Read the texts that a model carries about itself from a TOML file.

    Parameters
    ----------
    path : Path

    Returns
    -------
    dict
        With exactly the keys `CARD_KEYS`.
    """
    card = tomllib.loads(Path(path).read_text("utf-8"))
    if set(card) != set(CARD_KEYS):
        odd = ", ".join(sorted(set(card) ^ set(CARD_KEYS)))
        raise ExportError(f"{path}: a card has the keys {', '.join(CARD_KEYS)}; look at {odd}.")
    return card


def export(checkpoint, destination, card, metrics=None):
    """Write a model file.

    Parameters
    ----------
    checkpoint : Path
        From `training.train`.
    destination : Path
        The .onnx file; its stem becomes the model's id.
    card : dict
        From `read_card`.
    metrics : dict or None
        Figures to carry along.

    Returns
    -------
    float
        Largest difference between the file and the network, in CIELAB units.

    Raises
    ------
    ExportError
        The exported graph computes something else than the network.
    """
    module = load_module(checkpoint)
    network = module.network
    temporary = destination.with_suffix(".part.onnx")
    try:
        build_graph(network, temporary)
        difference = largest_difference(network, temporary)
        if not difference <= LARGEST_DIFFERENCE:
            raise ExportError(
                f"The exported graph is off by {difference:g} CIELAB units at most; "
                f"{LARGEST_DIFFERENCE:g} is allowed."
            )
        about = {
            "contract": CONTRACT,
            "id": destination.stem,
            "architecture": module.config.architecture,
            **card,
            "stride": network.stride,
            "output_stride": network.output_stride,
            "checkpoint_sha256": hashlib.sha256(checkpoint.read_bytes()).hexdigest(),
            "metrics": metrics or {},
        }
        stamp(temporary, json.dumps(about))
        temporary.replace(destination)
    finally:
        temporary.unlink(missing_ok=True)
    return difference


def main(arguments=None):
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="export", description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("destination", type=Path, help="the .onnx file; its stem is the model's id")
    parser.add_argument("--card", type=Path, required=True, help="TOML file about the model")
    parser.add_argument("--metrics", type=Path, help="JSON file from training.evaluate --json")
    options = parser.parse_args(arguments)
    try:
        card = read_card(options.card)
        metrics = json.loads(options.metrics.read_text("utf-8")) if options.metrics else None
        difference = export(options.checkpoint, options.destination, card, metrics)
    except (OSError, ValueError) as error:
        print(f"export: {error}", file=sys.stderr)
        return 1
    size = options.destination.stat().st_size / 1e6
    print(f"{options.destination}: {size:.1f} MB, within {difference:.1e} of the network")
    return 0


if __name__ == "__main__":
    sys.exit(main())
