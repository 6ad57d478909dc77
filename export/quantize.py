"""Make an int8 copy of a model: ``python -m export.quantize models/unet.onnx OUT.onnx --data TAR``.

Convolutions get 8-bit weights and activations (QDQ, signed weights by channel), but for the heads,
the hints and the first stages, which stay in float32.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.model.runtime import Model
from export.graph import stamp_checked
from training.augment import center_views
from training.errors import DataError
from training.hints import HintSettings, simulate
from training.lab import srgb_to_lab
from training.photos import PhotoStore, load_photos

SIDE = 256
# Colors, vectors of surfaces, places and distances of hints have a wide range. The first stages,
# which keep their published weights, lose most by rounding: 0.33 dB.
FLOAT_LAYERS = ("head", "transport", "hint_stem", "encoder.fixed")  # "head": surface_head too


class PhotoCalibration(CalibrationDataReader):  # type: ignore[misc]  # has no types
    """Photos with hints as in training, on which the ranges of the activations are measured.

    Parameters
    ----------
    store : PhotoStore
    inputs : list of str
        Names of the model's inputs.
    """

    def __init__(self, store: PhotoStore, inputs: Sequence[str]) -> None:
        generator = torch.Generator().manual_seed(0)
        lab = srgb_to_lab(center_views(*store.decode(range(len(store)), exact=True), SIDE))
        _, hints = simulate(lab[:, 1:], HintSettings(stop=0.0), generator)
        tensors = {"L": lab[:, :1].numpy(), "hints": hints.numpy()}
        self.feeds = iter(
            [{name: tensors[name][i : i + 1] for name in inputs} for i in range(len(store))]
        )

    def get_next(self) -> Any:
        """The next photo's inputs, or None after the last."""
        return next(self.feeds, None)


def _float_nodes(graph: onnx.GraphProto) -> list[str]:
    """Names of the convolutions that stay in float32."""
    return [
        node.name
        for node in graph.node
        if node.op_type == "Conv" and any(layer in node.input[1] for layer in FLOAT_LAYERS)
    ]


def _renamed(text: str, new_id: str, metrics: dict[str, Any]) -> dict[str, Any]:
    """A model's metadata with another id, name and quality."""
    about = json.loads(text)
    about.pop("self_check", None)  # of the other numbers
    return {**about, "id": new_id, "name": f"{about['name']}, int8", "metrics": metrics}


def quantize(
    source: Path, destination: Path, store: PhotoStore, metrics: dict[str, Any] | None = None
) -> None:
    """Write an int8 copy of a model file.

    Parameters
    ----------
    source, destination : Path
    store : PhotoStore
        Photos to measure the ranges of the activations on.
    metrics : dict or None
        Figures to carry along, of an earlier copy made in the same way.

    Raises
    ------
    ModelError
        The source is not a model of the program.
    """
    Model(source, "cpu")  # raises for anything but a model of the program
    model = onnx.load(source)
    inputs = [value.name for value in model.graph.input]
    prepared = destination.with_suffix(".prepared.onnx")
    temporary = destination.with_suffix(".part.onnx")
    try:
        quant_pre_process(source, prepared, skip_symbolic_shape=True)
        quantize_static(
            prepared,
            temporary,
            PhotoCalibration(store, inputs),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=["Conv"],
            per_channel=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=_float_nodes(onnx.load(prepared).graph),
        )
        about = {prop.key: prop.value for prop in model.metadata_props}
        stamp_checked(temporary, _renamed(about["colorizer"], destination.stem, metrics or {}))
        temporary.replace(destination)
    finally:
        prepared.unlink(missing_ok=True)
        temporary.unlink(missing_ok=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="export.quantize", description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("destination", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="tar or folder of color photos")
    parser.add_argument("--photos", type=int, default=100, help="how many to measure on")
    parser.add_argument("--metrics", type=Path, help="JSON file of measured figures")
    options = parser.parse_args(arguments)
    try:
        metrics = json.loads(options.metrics.read_text("utf-8")) if options.metrics else None
        store = load_photos([options.data], SIDE, options.photos)
        quantize(options.model, options.destination, store, metrics)
    except (ColorizerError, DataError, OSError, ValueError) as error:
        print(f"quantize: {error}", file=sys.stderr)
        return 1
    size = options.destination.stat().st_size / 1e6
    print(f"{options.destination}: {size:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
