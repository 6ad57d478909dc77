"""Export a checkpoint: ``python -m export runs/unet/last.ckpt models/unet.onnx --card FILE``.

A published checkpoint, already downloaded, is exported with ``--official``:
``python -m export --official siggraph17 siggraph17-df00044c.pth siggraph17.onnx``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from colorizer_gui.engine.errors import ColorizerError
from export.graph import (
    LARGEST_DIFFERENCE,
    ExportError,
    build_graph,
    largest_difference,
    stamp_checked,
)
from training.architectures import Network
from training.checkpoint import load_module
from training.official import OFFICIAL, load_official

CONTRACT = 1
CARD_KEYS = ("name", "version", "licence", "source", "trained_on", "working_size")
CARDS = Path(__file__).with_name("cards")


def read_card(path: Path | str) -> dict[str, Any]:
    """Read the texts of a model's metadata from a TOML file.

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


def load_network(
    checkpoint: Path, official: str | None = None, options: dict[str, Any] | None = None
) -> tuple[Network, str]:
    """The network of a checkpoint and the name of its architecture.

    Parameters
    ----------
    checkpoint : Path
        From `training.train`, or a published one.
    official : str or None
        The architecture of a published checkpoint.
    options : dict or None
        See `training.official.load_official`.

    Returns
    -------
    network : Network
    architecture : str
    """
    if official is not None:
        return load_official(official, checkpoint, **(options or {})), official
    module = load_module(checkpoint)
    return module.network, module.config.architecture


def export(
    checkpoint: Path,
    destination: Path,
    card: dict[str, Any],
    metrics: dict[str, Any] | None = None,
    official: str | None = None,
    options: dict[str, Any] | None = None,
) -> float:
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
    official, options
        See `load_network`.

    Returns
    -------
    float
        Largest difference between an output of the file and of the network.

    Raises
    ------
    ExportError
        The exported graph computes something else than the network, or values that are not finite.
    """
    network, architecture = load_network(checkpoint, official, options)
    temporary = destination.with_suffix(".part.onnx")
    try:
        build_graph(network, temporary)
        difference = largest_difference(network, temporary)
        if not difference <= LARGEST_DIFFERENCE:
            raise ExportError(
                f"The exported graph differs from the network by {difference:g}; at most "
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
        stamp_checked(temporary, about)
        temporary.replace(destination)
    finally:
        temporary.unlink(missing_ok=True)
    return difference


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="export", description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("destination", type=Path, help="the .onnx file; its stem is the model's id")
    parser.add_argument("--card", type=Path, help="TOML file about the model")
    parser.add_argument("--metrics", type=Path, help="JSON file from training.evaluate --json")
    parser.add_argument(
        "--official", choices=OFFICIAL, help="the checkpoint is the published one; brings its card"
    )
    parser.add_argument(
        "--mask-center", type=float, help="0.5 for siggraph17 of the authors' training program"
    )
    parser.add_argument("--logit-scale", type=float, help="factor of the bins' logits, as 0.2")
    options = parser.parse_args(arguments)
    if options.card is None and options.official is None:
        parser.error("--card is needed, unless --official is given")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; returns the exit code."""
    options = _arguments(arguments)
    try:
        card = read_card(options.card or CARDS / f"{options.official}.toml")
        metrics = json.loads(options.metrics.read_text("utf-8")) if options.metrics else None
        chosen = {"mask_center": options.mask_center, "logit_scale": options.logit_scale}
        difference = export(
            options.checkpoint, options.destination, card, metrics, options.official,
            {key: value for key, value in chosen.items() if value is not None},
        )  # fmt: skip
    except (ColorizerError, OSError, ValueError) as error:
        print(f"export: {error}", file=sys.stderr)
        return 1
    size = options.destination.stat().st_size / 1e6
    print(f"{options.destination}: {size:.1f} MB, within {difference:.1e} of the network")
    return 0


if __name__ == "__main__":
    sys.exit(main())
