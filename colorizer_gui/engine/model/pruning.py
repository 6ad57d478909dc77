"""Takes an output out of a model, with all that is computed for it alone.

ONNX Runtime computes what nobody asks for as well.

References
----------
onnx.proto of ONNX 1.19.
"""

from collections.abc import Iterator
from itertools import chain

from colorizer_gui.engine.model.protobuf import Field, encoded, fields

_GRAPH = 7  # of a model
_NODE, _OUTPUT = 1, 12  # of a graph
_NODE_INPUT, _NODE_OUTPUT, _ATTRIBUTE = 1, 2, 5
_ATTRIBUTE_GRAPHS = (6, 11)
_OUTPUT_NAME = 1


def without_output(content: bytes, name: str) -> bytes:
    """A model without one of its outputs.

    Parameters
    ----------
    content : bytes
        Of an .onnx file that `file_check` has found nothing wrong with.
    name : str
        Of the output.

    Returns
    -------
    bytes
        Unchanged where operators contain graphs, whose inputs are not looked at.

    Raises
    ------
    ValueError
        It is no model.
    """
    inside = fields(content, 0, len(content))
    graph = next((field for field in inside if field.number == _GRAPH), None)
    if graph is None:
        raise ValueError("no model")
    parts = list(fields(content, graph.start, graph.end))
    nodes = [part for part in parts if part.number == _NODE]
    if any(_has_graph(content, node) for node in nodes):
        return content
    outputs = [part for part in parts if part.number == _OUTPUT]
    dropped = [each for each in outputs if name.encode() in _texts(content, each, _OUTPUT_NAME)]
    wanted = set(
        chain.from_iterable(
            _texts(content, each, _OUTPUT_NAME) for each in outputs if each not in dropped
        )
    )
    for node in reversed(nodes):  # each stands behind those that compute its inputs
        if wanted.isdisjoint(_texts(content, node, _NODE_OUTPUT)):
            dropped.append(node)
        else:
            wanted.update(_texts(content, node, _NODE_INPUT))
    left = b"".join(_between(content, graph, sorted(dropped, key=lambda part: part.begin)))
    return content[: graph.begin] + encoded(_GRAPH, left) + content[graph.end :]


def _texts(content: bytes, message: Field, number: int) -> list[bytes]:
    """The texts of a message with a number."""
    inside = fields(content, message.start, message.end)
    return [content[field.start : field.end] for field in inside if field.number == number]


def _has_graph(content: bytes, node: Field) -> bool:
    return any(
        field.number in _ATTRIBUTE_GRAPHS
        for attribute in fields(content, node.start, node.end)
        if attribute.number == _ATTRIBUTE
        for field in fields(content, attribute.start, attribute.end)
    )


def _between(content: bytes, message: Field, dropped: list[Field]) -> Iterator[bytes]:
    """What of a message is left without some of its fields."""
    position = message.start
    for field in dropped:
        yield content[position : field.begin]
        position = field.end
    yield content[position : message.end]
