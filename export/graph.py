"""Build the ONNX graph of a trained network, and hold it against the network."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn

OPSET = 20
LARGEST_DIFFERENCE = 1e-2
# Sizes in strides: the one of the trace, and others that must run as well.
TRACED, CHECKED = (8, 7), ((8, 8), (3, 5), (1, 1))


class ExportError(ValueError):
    """A checkpoint cannot be exported; the message says why."""


class _WithCentres(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, lightness, hints):
        ab, bins = self.network(lightness, hints)
        return ab, bins, self.network.bin_centres.clone()


def _example(network, size, photos=1):
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
        In evaluation mode; takes L and hints, gives ab and bin logits.
    path : Path
    """
    photos = torch.export.Dim("photos")
    rows, columns = torch.export.Dim("rows"), torch.export.Dim("columns")
    shape = {0: photos, 2: network.stride * rows, 3: network.stride * columns}
    torch.onnx.export(
        _WithCentres(network).eval(),
        _example(network, TRACED, photos=2),
        path,
        input_names=["L", "hints"],
        output_names=["ab", "bins", "bin_centres"],
        dynamic_shapes=(shape, shape),
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
    largest = 0.0
    for size in CHECKED:
        lightness, hints = _example(network, size)
        with torch.inference_mode():
            expected = network(lightness, hints)[0].numpy()
        given = session.run(["ab"], {"L": lightness.numpy(), "hints": hints.numpy()})[0]
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
