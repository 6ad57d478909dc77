"""Build the ONNX graph of a trained network and compare it with the network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.model.self_check import answer
from training.architectures import Network

OPSET = 20
# Of any output. Logits and vectors of surfaces have no unit, but the size of colors or less.
LARGEST_DIFFERENCE = 1e-2
# Sizes in strides: the one of the trace, and others that must run as well.
TRACED, CHECKED = (8, 7), ((8, 8), (3, 5), (1, 1))


class ExportError(ValueError):
    """A checkpoint cannot be exported; the message says why."""


class Contract(nn.Module):
    """A network with the inputs and outputs of a model file.

    Inputs and outputs that the network lacks are left out. Where a network gives ab on a finer
    grid than its bins, ab is averaged down to theirs, for a model has one grid.

    Parameters
    ----------
    network : Network

    Attributes
    ----------
    inputs, outputs : list of str
        Names, in their order.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.inputs = ["L", "hints"] if network.has_hints else ["L"]
        self.outputs = ["ab"]
        self.finer = 1
        if network.bin_centres is not None:
            self.outputs += ["bins", "bin_centres"]
            with torch.inference_mode():
                prediction = network(*example(network, (1, 1)))
            assert prediction.bins is not None
            self.finer = prediction.ab.shape[-1] // prediction.bins.shape[-1]
        if network.has_surface:
            self.outputs.append("surface")

    def forward(self, lightness: Tensor, hints: Tensor | None = None) -> tuple[Tensor, ...]:
        """The outputs, in the order of their names."""
        ab, bins, surface = self.network(lightness, hints)
        if self.finer > 1:
            ab = functional.avg_pool2d(ab, self.finer)
        outputs = [ab]
        if bins is not None and self.network.bin_centres is not None:
            outputs += [bins, self.network.bin_centres.clone()]
        if surface is not None:
            outputs.append(surface)
        return tuple(outputs)


def example(network: Network, size: tuple[int, int], photos: int = 1) -> tuple[Tensor, Tensor]:
    """L and hints of some photos whose height and width, in strides, are given."""
    height, width = (side * network.stride for side in size)
    generator = torch.Generator().manual_seed(0)
    lightness = torch.rand(photos, 1, height, width, generator=generator) * 100
    hints = torch.zeros(photos, 3, height, width)
    hints[:, :, 5:12, 9:16] = torch.tensor((40.0, -30.0, 1.0)).view(1, 3, 1, 1)
    return lightness, hints


def build_graph(network: Network, path: Path) -> None:
    """Write a network as an .onnx file without metadata.

    Parameters
    ----------
    network : Network
        In evaluation mode.
    path : Path

    Raises
    ------
    ExportError
        The network gives values that are not finite.
    """
    contract = Contract(network).eval()
    inputs = example(network, TRACED, photos=2)[: len(contract.inputs)]
    # Known at once, while the exporter takes long.
    _outputs(contract, inputs)
    photos = torch.export.Dim("photos")
    rows, columns = torch.export.Dim("rows"), torch.export.Dim("columns")
    shape = {0: photos, 2: network.stride * rows, 3: network.stride * columns}
    torch.onnx.export(
        contract,
        inputs,
        path,
        input_names=contract.inputs,
        output_names=contract.outputs,
        dynamic_shapes=(shape, shape)[: len(inputs)],
        opset_version=OPSET,
        external_data=False,
        dynamo=True,
        verbose=False,
    )


def _outputs(contract: Contract, tensors: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    """The outputs of a network, all of them finite."""
    with torch.inference_mode():
        outputs: tuple[Tensor, ...] = contract(*tensors)
    for name, output in zip(contract.outputs, outputs, strict=True):
        _check_finite(name, output.numpy())
    return outputs


def _check_finite(name: str, values: NDArray[np.float32]) -> None:
    if not np.isfinite(values).all():
        raise ExportError(f"The network gives values of {name} that are not finite.")


def largest_difference(network: Network, path: Path) -> float:
    """The largest difference in any output between a network and its .onnx file.

    Parameters
    ----------
    network : Network
    path : Path

    Returns
    -------
    float
        CIELAB units, for ab.

    Raises
    ------
    ExportError
        The network or the file gives values that are not finite.
    """
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    contract = Contract(network).eval()
    largest = 0.0
    for size in CHECKED:
        tensors = example(network, size)[: len(contract.inputs)]
        expected = _outputs(contract, tensors)
        feed = {name: t.numpy() for name, t in zip(contract.inputs, tensors, strict=True)}
        given = session.run(contract.outputs, feed)
        for name, one, other in zip(contract.outputs, expected, given, strict=True):
            _check_finite(name, other)
            largest = max(largest, float(np.abs(other - one.numpy()).max()))
    return largest


def stamp_checked(path: Path, about: dict[str, Any]) -> None:
    """Put the program's metadata into an .onnx file, with its answer to the self-check.

    Parameters
    ----------
    path : Path
    about : dict
        The metadata, without ``self_check``.

    Raises
    ------
    ModelError
        The program cannot use the model.
    """
    stamp(path, json.dumps(about))
    found = answer(Model(path, "cpu"))
    stamp(path, json.dumps(about | {"self_check": found}))


def stamp(path: Path, text: str) -> None:
    """Finish an .onnx file: metadata, a JSON text, and outputs that every device can give."""
    graph = onnx.load(path)
    _compute_outputs(graph.graph)
    _remove_notes(graph.graph)
    onnx.helper.set_model_props(graph, {"colorizer": text})
    onnx.checker.check_model(graph)
    temporary = Path(path).with_suffix(".part")
    onnx.save(graph, temporary)
    temporary.replace(path)


def _compute_outputs(graph: onnx.GraphProto) -> None:
    """Let a node give each output that is a stored value, which OpenVINO refuses as an output."""
    stored = {values.name: values for values in graph.initializer}
    for name in [output.name for output in graph.output if output.name in stored]:
        stored[name].name = f"{name}_stored"
        for node in graph.node:
            for place, given in enumerate(node.input):
                if given == name:
                    node.input[place] = stored[name].name
        graph.node.append(onnx.helper.make_node("Identity", [stored[name].name], [name]))


def _remove_notes(graph: onnx.GraphProto) -> None:
    """Remove what PyTorch notes for programmers: paths of its source, and 3 ms of loading."""
    for part in (graph, *graph.node, *graph.input, *graph.output, *graph.value_info):
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
