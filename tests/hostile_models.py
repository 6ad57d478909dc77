"""Model files of contract 1 that do harm: endless ones, and ones whose results are no colors."""

import json

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from model_files import ABOUT

FLOAT = TensorProto.FLOAT
FULL_SIZE = {**ABOUT, "output_stride": 1}


def _tensor(name, values):
    return numpy_helper.from_array(np.asarray(values), name)


def _save(path, nodes, constants, outputs, about=FULL_SIZE):
    sides = ["n", 1, "h", "w"]
    inputs = [helper.make_tensor_value_info("L", FLOAT, sides)]
    graph = helper.make_graph(nodes, "hostile", inputs, outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    helper.set_model_props(model, {"colorizer": json.dumps(about)})
    onnx.save(model, path)
    return path


def _output(name, *sides):
    return helper.make_tensor_value_info(name, FLOAT, list(sides))


def write_endless_model(path, about=FULL_SIZE):
    """Write a model whose run never ends."""
    body = helper.make_graph(
        [
            helper.make_node("Identity", ["go"], ["on"]),
            helper.make_node("Add", ["x", "one"], ["y"]),
        ],
        "body",
        [
            helper.make_tensor_value_info("i", TensorProto.INT64, []),
            helper.make_tensor_value_info("go", TensorProto.BOOL, []),
            helper.make_tensor_value_info("x", FLOAT, []),
        ],
        [
            helper.make_tensor_value_info("on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("y", FLOAT, []),
        ],
    )
    nodes = [
        helper.make_node("ReduceMean", ["L"], ["start"], keepdims=0),
        helper.make_node("Loop", ["", "true", "start"], ["end"], body=body),
        helper.make_node("Concat", ["L", "L"], ["two"], axis=1),
        helper.make_node("Mul", ["two", "end"], ["ab"]),
    ]
    constants = [_tensor("one", np.float32(1)), _tensor("true", np.array(True))]
    return _save(path, nodes, constants, [_output("ab", "n", 2, "h", "w")], about)


def write_model_of_values(path, ab=0.0, bins=None, centers=None, surface=None):
    """Write a model whose outputs have one value each; `bins` has 5 channels.

    Parameters
    ----------
    path : Path
    ab, bins, surface : float or None
    centers : ndarray of float32, shape (Q, 2), or None
    """
    constants = [_tensor("zero", np.float32(0))]
    nodes = [helper.make_node("Mul", ["L", "zero"], ["gray"])]
    outputs = []

    def add(name, value, channels, size):
        constants.extend(
            (
                _tensor(f"{name}_shape", np.array([1, channels, 1, 1])),
                _tensor(f"{name}_value", np.float32(value)),
            )
        )
        nodes.extend(
            (
                helper.make_node("Expand", ["gray", f"{name}_shape"], [f"{name}_wide"]),
                helper.make_node("Add", [f"{name}_wide", f"{name}_value"], [name]),
            )
        )
        outputs.append(_output(name, "n", size, "h", "w"))

    add("ab", ab, 2, 2)
    if bins is not None:
        add("bins", bins, 5, "q")
        constants.append(_tensor("centers", np.asarray(centers, np.float32)))
        nodes.append(helper.make_node("Identity", ["centers"], ["bin_centres"]))
        outputs.append(_output("bin_centres", "r", 2))
    if surface is not None:
        add("surface", surface, 4, "d")
    return _save(path, nodes, constants, outputs)
