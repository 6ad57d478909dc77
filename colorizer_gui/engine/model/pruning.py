"""Takes an output out of a model, with all that is computed for it alone.

ONNX Runtime computes what nobody asks for as well.

References
----------
onnx.proto of ONNX 1.19.
"""

from collections.abc import Iterator
from itertools import chain

from colorizer_gui.engine.model.protobuf import LENGTH, Field, fields, varint_of

_GRAPH = 7  # of a model
_NODE, _OUTPUT = 1, 12  # of a graph
_NODE_INPUT, _NODE_OUTPUT, _NODE_OPERATOR = 1, 2, 4
_OUTPUT_NAME = 1
# Operators that contain graphs, whose inputs are not looked at.
_WITH_GRAPHS = {b"If", b"Loop", b"Scan", b"SequenceMap"}


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
        Unchanged where operators contain graphs.

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
    nodes = [(part, _texts(content, part)) for part in parts if part.number == _NODE]
    if any(not _WITH_GRAPHS.isdisjoint(texts.get(_NODE_OPERATOR, ())) for _, texts in nodes):
        return content
    outputs = [
        (part, _texts(content, part)[_OUTPUT_NAME]) for part in parts if part.number == _OUTPUT
    ]
    dropped = [part for part, names in outputs if name.encode() in names]
    wanted = set(chain.from_iterable(names for part, names in outputs if part not in dropped))
    for node, texts in reversed(nodes):  # each stands behind those that compute its inputs
        if wanted.isdisjoint(texts.get(_NODE_OUTPUT, ())):
            dropped.append(node)
        else:
            wanted.update(texts.get(_NODE_INPUT, ()))
    view = memoryview(content)
    left = list(_between(view, graph, sorted(dropped, key=lambda part: part.begin)))
    head = varint_of(_GRAPH << 3 | LENGTH) + varint_of(sum(map(len, left)))
    # Joined once, because the weights are most of a file.
    return b"".join((view[: graph.begin], head, *left, view[graph.end :]))


def _texts(content: bytes, message: Field) -> dict[int, list[bytes]]:
    """The texts and messages in a message, by their numbers."""
    found: dict[int, list[bytes]] = {}
    for field in fields(content, message.start, message.end):
        if field.kind == LENGTH:
            found.setdefault(field.number, []).append(content[field.start : field.end])
    return found


def _between(content: memoryview, message: Field, dropped: list[Field]) -> Iterator[memoryview]:
    """What of a message is left without some of its fields."""
    position = message.start
    for field in dropped:
        yield content[position : field.begin]
        position = field.end
    yield content[position : message.end]
