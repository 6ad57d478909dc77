"""A hundred models that must not be imported, each made from its number alone."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

from hostile_models import (
    FULL_SIZE,
    GROWTHS,
    write_endless_model,
    write_growing_model,
    write_model_of_values,
)
from model_files import ABOUT, write_model

Write = Callable[[Path], object]
CENTERS = np.full((5, 2), 10, np.float32)

# What a network gives that is no color.
VALUES: tuple[dict[str, object], ...] = (
    {"ab": np.nan},
    {"ab": np.inf},
    {"ab": -np.inf},
    {"ab": 1e30},
    {"ab": -1e4},
    {"bins": np.nan, "centers": CENTERS},
    {"bins": -np.inf, "centers": CENTERS},
    {"bins": 1e38, "centers": CENTERS},
    {"bins": 0, "centers": CENTERS * np.float32(np.nan)},
    {"bins": 0, "centers": CENTERS * np.float32(1e30)},
    {"bins": 0, "centers": CENTERS[:0]},
    {"bins": 0, "centers": CENTERS[:4]},
    {"bins": 0, "centers": np.vstack([CENTERS] * 2)},
    {"surface": np.nan},
    {"surface": 1e30},
)
# What a file says about itself.
ABOUTS: tuple[dict[str, object] | None, ...] = (
    None,
    {},
    {**ABOUT, "contract": 2},
    {**ABOUT, "contract": True},
    {**ABOUT, "working_size": 10**9},
    {**ABOUT, "working_size": 0},
    {**ABOUT, "stride": 0},
    {**ABOUT, "stride": -8},
    {**ABOUT, "stride": 10**6},
    {**ABOUT, "output_stride": 10**18},
    {**ABOUT, "output_stride": 8},  # it is 4
    {**ABOUT, "name": "x" * 100_000},
    {**ABOUT, "id": 5},
    {**ABOUT, "licence": None},
    {**ABOUT, "metrics": [[[[]]]] * 20_000},
    {**ABOUT, "self_check": [0.0] * 32},  # it gives other colors
    {**ABOUT, "self_check": [0.0]},
    {**ABOUT, "self_check": ["a"] * 32},
)
CONTENTS = (
    b"",
    b"\0",
    b"no model",
    b"\x89PNG\r\n\x1a\n" + bytes(100),
    b"PK\3\4" + bytes(100),
    b"\x7fELF" + bytes(1000),
    b"\x3a\0" * 100_000,
    b"\0\0" * 100_000,
    bytes(range(256)) * 100,
    b"\xff" * 100_000,
)


def _change(change: Callable[[onnx.ModelProto], object], path: Path) -> None:
    """A tiny model with a change of its protobuf."""
    model = onnx.load(write_model(path))
    change(model)
    path.write_bytes(model.SerializeToString())


def _keep_weights_elsewhere(location: str, model: onnx.ModelProto) -> None:
    tensor = model.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    entry = tensor.external_data.add()
    entry.key, entry.value = "location", location


def _use_operator(domain: str, model: onnx.ModelProto) -> None:
    model.opset_import.append(helper.make_opsetid(domain, 1))
    model.graph.node[0].op_type, model.graph.node[0].domain = "Run", domain


def _claim_shape(sides: tuple[int, ...], model: onnx.ModelProto) -> None:
    del model.graph.initializer[0].dims[:]
    model.graph.initializer[0].dims.extend(sides)


def _fix_input(sides: tuple[int, ...], model: onnx.ModelProto) -> None:
    value = helper.make_tensor_value_info("L", TensorProto.FLOAT, sides)
    model.graph.input[0].CopyFrom(value)


def _add_nodes(count: int, model: onnx.ModelProto) -> None:
    model.graph.node.extend(
        helper.make_node("Identity", ["L"], [f"x{number}"]) for number in range(count)
    )


def _ask_for_input(kind: int, model: onnx.ModelProto) -> None:
    model.graph.input.append(helper.make_tensor_value_info("path", kind, ["n"]))


def _loop_to_itself(model: onnx.ModelProto) -> None:
    model.graph.node[0].input[0] = "ab"


def _cut(share: float, path: Path) -> None:
    content = write_model(path).read_bytes()
    path.write_bytes(content[: int(len(content) * share)])


def _writers() -> list[Write]:
    writers: list[Write] = [
        partial(write_growing_model, growth=growth, doublings=doublings)
        for doublings in (33, 36, 39)
        for growth in GROWTHS
    ]
    writers += [partial(write_model_of_values, **values) for values in VALUES]
    writers += [partial(write_model, about=about) for about in ABOUTS]
    writers += [partial(Path.write_bytes, data=content) for content in CONTENTS]
    changes: list[Callable[[onnx.ModelProto], object]] = [
        *(
            partial(_keep_weights_elsewhere, place)
            for place in ("/etc/passwd", "../../secret", "https://example.org/x", "weights.bin")
        ),
        *(partial(_use_operator, name) for name in ("hostile", "com.example", "ai.onnx.contrib")),
        *(
            partial(_claim_shape, sides)
            for sides in ((2**40,), (2**31, 2**31), (-1, 3), (0,), (2**62, 2**62, 4))
        ),
        *(
            partial(_fix_input, sides)
            for sides in ((1, 1, 2**31, 2**31), (1, 3, 8, 8), (2**40, 1, 8, 8), (1, 1, 8))
        ),
        partial(_add_nodes, 20_000),
        *(partial(_ask_for_input, kind) for kind in (TensorProto.STRING, TensorProto.FLOAT)),
        _loop_to_itself,
    ]
    writers += [partial(_change, change) for change in changes]
    writers += [partial(write_model, channels=count) for count in (1, 3)]
    writers += [
        write_endless_model,
        partial(write_endless_model, about={**FULL_SIZE, "working_size": 4096}),
    ]
    cuts = 100 - len(writers)
    return writers + [partial(_cut, (number + 1) / (cuts + 1)) for number in range(cuts)]


def hostile_model(number: int, folder: Path) -> Path:
    """Write one of the hundred into a folder."""
    path = folder / "m.onnx"
    _writers()[number](path)
    return path
