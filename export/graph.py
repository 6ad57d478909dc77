"""Build the ONNX graph of a trained network, and hold it against the network."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn
from torch.nn import functional

OPSET = 20
LARGEST_DIFFERENCE = 1e-2
# Sizes in strides: the one of the trace, and others that must run as well.
TRACED, CHECKED = (8, 7), ((8, 8), (3, 5), (1, 1))


class ExportError(ValueError):
    """A checkpoint cannot be exported; the message says why."""


class Contract(nn.Module):
    """A network with the inputs and outputs of a model file.

    Without hints there is no such input; without bins there is only ab. Where a network gives ab
    on a finer grid than its bins, ab is averaged down to theirs, for a model has one grid.

    Parameters
    ----------
    network : Module
        Takes L and hints, gives ab and bin logits or None.
    """

    def __init__(self, network):
        super().__init__()
        self.network = network
        self.inputs = ["L", "hints"] if network.has_hints else ["L"]
        self.outputs = ["ab"]
        self.finer = 1
        if network.bin_centres is not None:
            self.outputs += ["bins", "bin_centres"]
            with torch.inference_mode():
                ab, bins = network(*example(network, (1, 1)))
            self.finer = ab.shape[-1] // bins.shape[-1]

    def forward(self, lightness, hints=None):
        ab, bins = self.network(lightness, hints)
        if self.finer > 1:
            ab = functional.avg_pool2d(ab, self.finer)
        return (ab,) if bins is None else (ab, bins, self.network.bin_centres.clone())


def example(network, size, photos=1):
    """L and hints of some photos whose height and width, in strides, are given."""
    height, width = (side * network.stride for side in size)
    generator = torch.Generator().manual_seed(0)
    lightness = torch.rand(photos, 1, height, width, generator=generator) * 100
    hints = torch.zeros(photos, 3, height, width)
    hints[:, :, 5:12, 9:16] = torch.tensor((40.0, -30.0, 1.0)).view(1, 3, 1, 1)
    return lightness, hints


def build_graph(network, path):
    """Write a network as an .onnx file without metadata.

    Parameters
    ----------
    network : Module
        In evaluation mode; takes L and hints, gives ab and bin logits or None.
    path : Path
    """
    contract = Contract(network).eval()
    photos = torch.export.Dim("photos")
    rows, columns = torch.export.Dim("rows"), torch.export.Dim("columns")
    shape = {0: photos, 2: network.stride * rows, 3: network.stride * columns}
    inputs = len(contract.inputs)
    torch.onnx.export(
        contract,
        example(network, TRACED, photos=2)[:inputs],
        path,
        input_names=contract.inputs,
        output_names=contract.outputs,
        dynamic_shapes=(shape, shape)[:inputs],
        opset_version=OPSET,
        external_data=False,
        dynamo=True,
        verbose=False,
    )


def largest_difference(network, path):
    """The largest difference in ab, in CIELAB units, between a network and its .onnx file.

    Parameters
    ----------
    network : Module
    path : Path

    Returns
    -------
    float
    """
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    contract = Contract(network).eval()
    largest = 0.0
    for size in CHECKED:
        tensors = example(network, size)[: len(contract.inputs)]
        with torch.inference_mode():
            expected = contract(*tensors)[0].numpy()
        feed = {name: t.numpy() for name, t in zip(contract.inputs, tensors, strict=True)}
        given = session.run(["ab"], feed)[0]
        largest = max(largest, float(np.abs(given - expected).max()))
    return largest


def stamp(path, text):
    """Put the program's metadata, a JSON text, into an .onnx file."""
    graph = onnx.load(path)
    onnx.helper.set_model_props(graph, {"colorizer": text})
    onnx.checker.check_model(graph)
    temporary = Path(path).with_suffix(".part")
    onnx.save(graph, temporary)
    temporary.replace(path)
