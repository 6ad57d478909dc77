"""Checks an ONNX file before ONNX Runtime loads it, and reads its metadata, from its protobuf.

References
----------
onnx.proto of ONNX 1.19, and Protocol Buffers, "Encoding".
"""

import mmap
from collections.abc import Iterator, Mapping
from typing import Final

from colorizer_gui.engine.limits import LARGEST_MODEL_TEXT, MOST_MODEL_FIELDS, MOST_NODES
from colorizer_gui.engine.messages import Message

Content = bytes | mmap.mmap

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
_VARINT, _EIGHT_BYTES, _LENGTH, _FOUR_BYTES = 0, 1, 2, 5
_LONGEST_VARINT = 10


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
                number == _DATA_LOCATION and _varint(content, start, end)[0]
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
    fields = 0
    while pending:
        kind, position, end = pending.pop()
        inside = _FIELDS.get(kind, {})
        while position < end:
            fields += 1
            if fields > MOST_MODEL_FIELDS:
                raise ValueError("no model has so many fields")
            key, position = _varint(content, position, end)
            number, wire_type = key >> 3, key & 7
            start, position = _value(content, position, end, wire_type)
            yield kind, number, start, position
            if wire_type == _LENGTH and number in inside:
                pending.append((inside[number], start, position))


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
    position, end = 0, len(content)
    for _ in range(MOST_MODEL_FIELDS):
        if position >= end:
            return found
        key, position = _varint(content, position, end)
        start, position = _value(content, position, end, key & 7)
        if key >> 3 == _METADATA and position - start <= LARGEST_MODEL_TEXT:
            texts = _texts(content, start, position)
            found[texts.get(1, "")] = texts.get(2, "")
    raise ValueError("no model has so many fields")


def _texts(content: Content, position: int, end: int) -> dict[int, str]:
    """The texts of a message by their fields."""
    found: dict[int, str] = {}
    while position < end:
        key, position = _varint(content, position, end)
        start, position = _value(content, position, end, key & 7)
        if key & 7 == _LENGTH:
            found[key >> 3] = content[start:position].decode()
    return found


def _value(content: Content, position: int, end: int, wire_type: int) -> tuple[int, int]:
    """Where the value of a field begins and ends."""
    if wire_type == _VARINT:
        return position, _varint(content, position, end)[1]
    length = {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}.get(wire_type)
    if wire_type == _LENGTH:
        length, position = _varint(content, position, end)
    if length is None or position + length > end:
        raise ValueError("no protobuf")
    return position, position + length


def _varint(content: Content, position: int, end: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends."""
    # Nearly all have one byte, and each start of the program reads some ten thousand of them.
    if position < end and content[position] < 0x80:
        return content[position], position + 1
    value = 0
    for place in range(_LONGEST_VARINT):
        if position >= end:
            break
        byte = content[position]
        position += 1
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value, position
    raise ValueError("no protobuf")
