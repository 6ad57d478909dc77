"""Checks an ONNX file before ONNX Runtime loads it, and reads its metadata, from its protobuf.

References
----------
onnx.proto of ONNX 1.19.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from colorizer_gui.engine.limits import LARGEST_MODEL_TEXT, MOST_MODEL_FIELDS, MOST_NODES
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.protobuf import LENGTH, Content, fields, varint

# The fields that lead from each kind of message to tensors.
_FIELDS: Final[Mapping[str, Mapping[int, str]]] = {
    "model": {7: "graph", 20: "training"},
    "training": {1: "graph", 2: "graph"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "node": {5: "attribute"},
    "attribute": {
        5: "tensor",
        6: "graph",
        10: "tensor",
        11: "graph",
        22: "sparse",
        23: "sparse",
    },
    "sparse": {1: "tensor", 2: "tensor"},
}
_EXTERNAL_DATA, _DATA_LOCATION = 13, 14
_FUNCTION, _NODE, _OPERATOR, _DOMAIN = 25, 1, 4, 7  # of a model, a graph, and a node
_METADATA = 14  # of a model
# Operators on texts: their memory is not that which `memory.bound_memory` bounds.
_OF_TEXTS = (b"String", b"Regex", b"Tokenizer", b"TfIdf")
# Of operators: those of ONNX, and those that ONNX Runtime brings for quantized networks.
_KNOWN_DOMAINS = (b"", b"ai.onnx", b"ai.onnx.ml", b"com.microsoft")


def problem_in(content: Content) -> Message | None:
    """What of a model's file is not allowed; None if nothing is.

    Parameters
    ----------
    content : bytes or mmap
        Of an .onnx file. Weights are skipped, not read.

    Returns
    -------
    Message or None
        A clause.

    Raises
    ------
    ValueError
        It is no protobuf, or one without end.
    """
    nodes = 0
    for kind, number, start, end in _fields(content):
        if kind == "tensor":
            if number == _EXTERNAL_DATA or (
                number == _DATA_LOCATION and varint(content, start, end)[0]
            ):
                return Message("its weights are in another file. Export it as a single file")
        elif kind == "graph" and number == _NODE:
            nodes += 1
            if nodes > MOST_NODES:
                return Message("it has more than {limit} operators", limit=MOST_NODES)
        elif kind == "node" and number == _OPERATOR:
            operator = content[start:end]
            if operator.startswith(_OF_TEXTS):
                return Message(
                    "it has an operator that no model for photos needs ({name})",
                    name=operator.decode(errors="replace"),
                )
        elif kind == "node" and number == _DOMAIN:
            domain = content[start:end]
            if domain not in _KNOWN_DOMAINS:
                return Message(
                    "it has custom operators ({domain}). Export it with those of ONNX alone",
                    domain=domain.decode(errors="replace"),
                )
        elif kind == "model" and number == _FUNCTION:
            # One that calls another twice, and that a third one, never ends to be taken apart.
            return Message("it has operators of its own. Export it without functions")
    return None


def _fields(content: Content) -> Iterator[tuple[str, int, int, int]]:
    """All fields of a model that may lead to a tensor, or are in one or in a node.

    Yields
    ------
    tuple
        The kind of message, the field's number, and where its value begins and ends.
    """
    pending = [("model", 0, len(content))]
    count = 0
    while pending:
        kind, start, end = pending.pop()
        inside = _FIELDS.get(kind, {})
        for field in fields(content, start, end):
            count += 1
            if count > MOST_MODEL_FIELDS:
                raise ValueError("no model has so many fields")
            yield kind, field.number, field.start, field.end
            if field.kind == LENGTH and field.number in inside:
                pending.append((inside[field.number], field.start, field.end))


def stored_metadata(content: Content) -> dict[str, str]:
    """What a model says about itself, its ``metadata_props``, without its graph being read.

    Parameters
    ----------
    content : bytes or mmap
        Of an .onnx file.

    Raises
    ------
    ValueError
        It is no protobuf, or one without end.
    """
    found: dict[str, str] = {}
    for count, field in enumerate(fields(content, 0, len(content))):
        if count >= MOST_MODEL_FIELDS:
            raise ValueError("no model has so many fields")
        if field.number == _METADATA and field.end - field.start <= LARGEST_MODEL_TEXT:
            texts = _texts(content, field.start, field.end)
            found[texts.get(1, "")] = texts.get(2, "")
    return found


def _texts(content: Content, start: int, end: int) -> dict[int, str]:
    """The texts of a message by their fields."""
    return {
        field.number: content[field.start : field.end].decode()
        for field in fields(content, start, end)
        if field.kind == LENGTH
    }
