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


def _save(path, nodes, constants, outputs, about=FULL_SIZE, functions=()):
    sides = ["n", 1, "h", "w"]
    inputs = [helper.make_tensor_value_info("L", FLOAT, sides)]
    graph = helper.make_graph(nodes, "hostile", inputs, outputs, constants)
    sets = [helper.make_opsetid("", 20), helper.make_opsetid("hostile", 1)]
    model = helper.make_model(
        graph, opset_imports=sets[: 1 + bool(functions)], ir_version=10, functions=functions
    )
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


GROWTHS = ("ConstantOfShape", "Expand", "Tile", "Resize", "Pad", "Loop", "Functions", "Texts")


def write_growing_model(path, growth, doublings=36, about=FULL_SIZE):
    """Write a model that asks for 2 ** doublings values, in one of the ways of `GROWTHS`."""
    count = 2**doublings
    nodes, constants, functions = [], [], []
    operator, inputs, wanted = growth, ["L", "size"], np.array([count])
    attributes = {}
    if growth == "ConstantOfShape":
        inputs = ["size"]
        attributes = {"value": helper.make_tensor("one", FLOAT, [1], [1.0])}
    elif growth == "Expand":
        nodes.append(helper.make_node("ReduceMean", ["L"], ["mean"], keepdims=0))
        inputs = ["mean", "size"]
    elif growth == "Tile":
        wanted = np.array([count // 256, 1, 1, 1])
    elif growth == "Resize":
        inputs, side = ["L", "", "size"], 2 ** (doublings // 2 - 4)
        wanted = np.array([1, 1, side, side], np.float32)
    elif growth == "Pad":
        side = 2 ** (doublings // 2)
        wanted = np.array([0, 0, 0, 0, 0, 0, side, side])
    elif growth == "Loop":
        inputs, wanted = ["size", "", "L"], np.array(doublings)
        attributes = {"body": _doubling("Concat", FLOAT, axis=0)}
    elif growth == "Texts":
        text = helper.make_tensor("text", TensorProto.STRING, [1], [b"colors"])
        nodes.append(helper.make_node("Constant", [], ["text"], value=text))
        operator, inputs, wanted = "Loop", ["size", "", "text"], np.array(doublings)
        attributes = {"body": _doubling("StringConcat", TensorProto.STRING)}
    else:
        # Each function calls the one before it twice.
        functions = [_calls_twice(number) for number in range(doublings)]
        inputs, operator = ["L"], f"f{doublings - 1}"
        attributes = {"domain": "hostile"}
    constants.append(_tensor("size", wanted))
    nodes.append(helper.make_node(operator, inputs, ["large"], **attributes))
    if operator == "Loop" and inputs[2] == "text":
        nodes.append(helper.make_node("Shape", ["large"], ["sides"]))
        nodes.append(helper.make_node("Cast", ["sides"], ["numbers"], to=FLOAT))
    else:
        nodes.append(helper.make_node("Identity", ["large"], ["numbers"]))
    nodes.append(helper.make_node("ReduceMean", ["numbers"], ["end"], keepdims=0))
    nodes.append(helper.make_node("Concat", ["L", "L"], ["two"], axis=1))
    nodes.append(helper.make_node("Mul", ["two", "end"], ["ab"]))
    return _save(path, nodes, constants, [_output("ab", "n", 2, "h", "w")], about, functions)


def _doubling(operator, kind, **attributes):
    """The body of a loop that joins a value with itself."""
    nodes = [
        helper.make_node("Identity", ["go"], ["on"]),
        helper.make_node(operator, ["x", "x"], ["y"], **attributes),
    ]
    inputs = [
        helper.make_tensor_value_info("i", TensorProto.INT64, []),
        helper.make_tensor_value_info("go", TensorProto.BOOL, []),
        helper.make_tensor_value_info("x", kind, None),
    ]
    outputs = [
        helper.make_tensor_value_info("on", TensorProto.BOOL, []),
        helper.make_tensor_value_info("y", kind, None),
    ]
    return helper.make_graph(nodes, "body", inputs, outputs)


def _calls_twice(number):
    inner = f"f{number - 1}" if number else "Identity"
    domain = "hostile" if number else ""
    nodes = [
        helper.make_node(inner, ["x"], ["y"], domain=domain),
        helper.make_node(inner, ["y"], ["z"], domain=domain),
    ]
    sets = [helper.make_opsetid("", 20), helper.make_opsetid("hostile", 1)]
    return helper.make_function("hostile", f"f{number}", ["x"], ["z"], nodes, sets)


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
