"""Models without an output that nobody wants."""

import numpy as np
import onnx
import onnxruntime
import pytest
import skimage.data
from hypothesis import example, given
from hypothesis import strategies as st
from onnx import TensorProto, helper

from colorizer_gui.engine.color.tables import lightness_of
from colorizer_gui.engine.hints import ColorHint, Reach
from colorizer_gui.engine.model.library import DEFAULT_MODEL, find_model
from colorizer_gui.engine.model.pruning import without_output
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.session.recipe import Recipe


def value(name):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n"])


def model_of(nodes, outputs):
    graph = helper.make_graph(nodes, "test", [value("x")], [value(name) for name in outputs])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10)


def test_the_shipped_model_gives_the_same_colors_without_surfaces():
    path = find_model(DEFAULT_MODEL)
    pruned = onnx.load_from_string(without_output(path.read_bytes(), "surface"))
    onnx.checker.check_model(pruned)
    assert [output.name for output in pruned.graph.output] == ["ab", "bins", "bin_centres"]
    assert len(pruned.graph.node) < len(onnx.load(path).graph.node)
    lightness = lightness_of(np.ascontiguousarray(skimage.data.camera()[::2, ::2]))
    whole, part = (Model(path, cores=1, surfaces=surfaces) for surfaces in (True, False))
    assert (whole.info.has_surfaces, part.info.has_surfaces) == (True, False)
    one, other = whole.run(lightness), part.run(lightness)
    assert np.array_equal(one.ab, other.ab)
    assert np.array_equal(one.bins, other.bins)
    assert other.surface is None


def test_what_other_outputs_need_stays():
    nodes = [
        helper.make_node("Abs", ["x"], ["shared"]),
        helper.make_node("Neg", ["shared"], ["alone"]),
        helper.make_node("Exp", ["alone"], ["unwanted"]),
        helper.make_node("Sqrt", ["shared"], ["wanted"]),
    ]
    content = without_output(
        model_of(nodes, ["wanted", "unwanted"]).SerializeToString(), "unwanted"
    )
    assert [node.op_type for node in onnx.load_from_string(content).graph.node] == ["Abs", "Sqrt"]
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    (result,) = session.run(None, {"x": np.float32([-4, 9])})
    assert result.tolist() == [2, 3]


def test_a_model_whose_operators_contain_graphs_stays():
    branch = helper.make_graph(
        [helper.make_node("Identity", ["inner"], ["out"])], "branch", [], [value("out")]
    )
    nodes = [
        helper.make_node("Abs", ["x"], ["inner"]),
        helper.make_node("IsInf", ["x"], ["condition"]),
        helper.make_node("If", ["condition"], ["kept"], then_branch=branch, else_branch=branch),
        helper.make_node("Neg", ["x"], ["unwanted"]),
    ]
    content = model_of(nodes, ["kept", "unwanted"]).SerializeToString()
    assert without_output(content, "unwanted") == content


@given(st.binary(max_size=60))
@example(b"")
@example(b"\x3a\x05abc")
def test_what_is_no_model_is_refused(content):
    try:
        pruned = without_output(content, "surface")
    except ValueError:
        return
    assert len(pruned) <= len(content) + 8  # lengths may be written in fewer bytes, or in more


@pytest.mark.parametrize(
    ("reach", "needed"), [(Reach.SURFACE, True), (Reach.HERE, False), (Reach.EVERYWHERE, False)]
)
def test_hints_on_surfaces_need_them(reach, needed):
    assert not Recipe().needs_surfaces
    assert Recipe(hints=(ColorHint(0.5, 0.5, 0, 0, reach=reach),)).needs_surfaces is needed
