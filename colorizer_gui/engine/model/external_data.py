"""What an ONNX file tells without being loaded: its metadata, and whether it names other files.

References
----------
onnx.proto of ONNX 1.19, and Protocol Buffers, "Encoding".
"""

import mmap
from collections.abc import Mapping
from typing import Final

from colorizer_gui.engine.limits import LARGEST_MODEL_TEXT, MOST_MODEL_FIELDS

Content = bytes | mmap.mmap

# The fields that lead from each kind of message to tensors.
_FIELDS: Final[Mapping[str, Mapping[int, str]]] = {
    "model": {7: "graph", 20: "training", 25: "function"},
    "training": {1: "graph", 2: "graph"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "function": {7: "node", 11: "attribute"},
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
_METADATA = 14  # of a model
_VARINT, _EIGHT_BYTES, _LENGTH, _FOUR_BYTES = 0, 1, 2, 5
_LONGEST_VARINT = 10


def has_external_data(content: Content) -> bool:
    """Whether a tensor of a model, at any depth, names another file.

    Parameters
    ----------
    content : bytes or mmap
        Of an .onnx file. Weights are skipped, not read.

    Raises
    ------
    ValueError
        It is no protobuf, or one without end.
    """
    pending = [("model", 0, len(content))]
    fields = 0
    while pending:
        kind, position, end = pending.pop()
        while position < end:
            fields += 1
            if fields > MOST_MODEL_FIELDS:
                raise ValueError("no model has so many fields")
            key, position = _varint(content, position, end)
            field, wire_type = key >> 3, key & 7
            start, position = _value(content, position, end, wire_type)
            if kind == "tensor":
                if field == _EXTERNAL_DATA or (
                    field == _DATA_LOCATION and _varint(content, start, position)[0]
                ):
                    return True
            elif wire_type == _LENGTH and field in _FIELDS[kind]:
                pending.append((_FIELDS[kind][field], start, position))
    return False


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
