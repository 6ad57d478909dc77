"""Tiny model files of contract 1, real ones that ONNX Runtime runs, made for tests."""

import json

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

STRIDE = 8
CENTERS = np.array([[40, 30], [-20, 40], [10, -50]], np.float32)
ABOUT = {
    "contract": 1,
    "id": "tiny",
    "name": "Tiny",
    "version": "0.1",
    "architecture": "tiny",
    "licence": "MIT",
    "source": "tests",
    "trained_on": "nothing",
    "working_size": 64,
    "stride": STRIDE,
    "output_stride": 4,
    "checkpoint_sha256": "0" * 64,
    "metrics": {},
}


def _tensor(name, values):
    return numpy_helper.from_array(np.asarray(values, np.float32), name)


def write_model(path, about=ABOUT, hints=True, bins=True, channels=2):
    """Write a model whose ab is a quarter of L* in both channels, plus the mean hint nearby.

    Parameters
    ----------
    path : Path
    about : dict or None
        The metadata; None leaves it out.
    hints, bins : bool
        Whether the model takes hints and gives bins. The bins' logits are L*, -L* and 0.
    channels : int
        Channels of the output ``ab``; only 2 is right.

    Returns
    -------
    Path
    """
    nodes = [
        helper.make_node("AveragePool", ["L"], ["small"], kernel_shape=[4, 4], strides=[4, 4]),
        helper.make_node("Conv", ["small", "to_ab"], ["plain"]),
    ]
    constants = [_tensor("to_ab", np.full((channels, 1, 1, 1), 0.25))]
    inputs = [helper.make_tensor_value_info("L", TensorProto.FLOAT, ["n", 1, "h", "w"])]
    if hints:
        inputs.append(helper.make_tensor_value_info("hints", TensorProto.FLOAT, ["n", 3, "h", "w"]))
        constants.append(_tensor("only_ab", np.eye(channels, 3).reshape(channels, 3, 1, 1)))
        nodes += [
            helper.make_node(
                "AveragePool", ["hints"], ["few"], kernel_shape=[4, 4], strides=[4, 4]
            ),
            helper.make_node("Conv", ["few", "only_ab"], ["hinted"]),
            helper.make_node("Add", ["plain", "hinted"], ["ab"]),
        ]
    else:
        nodes.append(helper.make_node("Identity", ["plain"], ["ab"]))
    outputs = [helper.make_tensor_value_info("ab", TensorProto.FLOAT, ["n", channels, "p", "q"])]
    if bins:
        constants += [
            _tensor("to_bins", np.array([1, -1, 0]).reshape(3, 1, 1, 1)),
            _tensor("centers", CENTERS),
        ]
        nodes += [
            helper.make_node("Conv", ["small", "to_bins"], ["bins"]),
            helper.make_node("Identity", ["centers"], ["bin_centres"]),
        ]
        outputs += [
            helper.make_tensor_value_info("bins", TensorProto.FLOAT, ["n", 3, "p", "q"]),
            helper.make_tensor_value_info("bin_centres", TensorProto.FLOAT, [3, 2]),
        ]
    graph = helper.make_graph(nodes, "tiny", inputs, outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    if about is not None:
        helper.set_model_props(model, {"colorizer": json.dumps(about)})
    onnx.save(model, path)
    return path
