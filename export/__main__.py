"""Export a checkpoint: ``python -m export runs/unet/last.ckpt models/unet.onnx --card FILE``.

A published checkpoint, already downloaded, is exported with ``--official``:
``python -m export --official siggraph17 siggraph17-df00044c.pth siggraph17.onnx``.
"""

import argparse
import hashlib
import json
import sys
import tomllib
from pathlib import Path

from export.graph import LARGEST_DIFFERENCE, ExportError, build_graph, largest_difference, stamp
from training.checkpoint import load_module
from training.official import OFFICIAL, load_official

CONTRACT = 1
CARD_KEYS = ("name", "version", "licence", "source", "trained_on", "working_size")
CARDS = Path(__file__).with_name("cards")


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


def load_network(checkpoint, official=None):
    """The network of a checkpoint and the name of its architecture.

    Parameters
    ----------
    checkpoint : Path
        From `training.train`, or a published one.
    official : str or None
        The architecture of a published checkpoint.

    Returns
    -------
    network : Module
    architecture : str
    """
    if official is not None:
        return load_official(official, checkpoint), official
    module = load_module(checkpoint)
    return module.network, module.config.architecture


def export(checkpoint, destination, card, metrics=None, official=None):
    """Write a model file.

    Parameters
    ----------
    checkpoint : Path
        See `load_network`.
    destination : Path
        The .onnx file; its stem becomes the model's id.
    card : dict
        From `read_card`.
    metrics : dict or None
        Figures to carry along.
    official : str or None
        See `load_network`.

    Returns
    -------
    float
        Largest difference between the file and the network, in CIELAB units.

    Raises
    ------
    ExportError
        The exported graph computes something else than the network.
    """
    network, architecture = load_network(checkpoint, official)
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
            "architecture": architecture,
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


def _arguments(arguments):
    parser = argparse.ArgumentParser(prog="export", description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("destination", type=Path, help="the .onnx file; its stem is the model's id")
    parser.add_argument("--card", type=Path, help="TOML file about the model")
    parser.add_argument("--metrics", type=Path, help="JSON file from training.evaluate --json")
    parser.add_argument(
        "--official", choices=OFFICIAL, help="the checkpoint is the published one; brings its card"
    )
    options = parser.parse_args(arguments)
    if options.card is None and options.official is None:
        parser.error("--card is needed, unless --official is given")
    return options


def main(arguments=None):
    """Command line; returns the exit code."""
    options = _arguments(arguments)
    try:
        card = read_card(options.card or CARDS / f"{options.official}.toml")
        metrics = json.loads(options.metrics.read_text("utf-8")) if options.metrics else None
        difference = export(
            options.checkpoint, options.destination, card, metrics, options.official
        )
    except (OSError, ValueError) as error:
        print(f"export: {error}", file=sys.stderr)
        return 1
    size = options.destination.stat().st_size / 1e6
    print(f"{options.destination}: {size:.1f} MB, within {difference:.1e} of the network")
    return 0


if __name__ == "__main__":
    sys.exit(main())
