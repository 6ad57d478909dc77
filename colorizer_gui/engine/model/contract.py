"""The contract of a model file: its metadata, its tensors, and what running it gives.

docs/model-contract.md describes it for those who make models.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from colorizer_gui.engine import schema
from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.errors import ModelError
from colorizer_gui.engine.limits import (
    LARGEST_AB,
    LARGEST_MODEL_TEXT,
    LARGEST_STRIDE,
    LARGEST_WORKING_SIZE,
    LONGEST_NAME,
    LONGEST_TEXT,
)
from colorizer_gui.engine.messages import Message, on_one_line

CONTRACT = 1
LONGEST_ANSWER = 32  # numbers: a* and b* of 4 x 4 cells, see self_check.py
METADATA_KEY = "colorizer"
TEXT_KEYS = ("id", "name", "version", "architecture", "licence", "source", "trained_on",
             "checkpoint_sha256")  # fmt: skip
SIZE_KEYS = ("working_size", "stride", "output_stride")
# Names and versions stand in lists, and in the metadata of every result.
_LONGEST = {"id": LONGEST_NAME, "name": LONGEST_NAME, "version": LONGEST_NAME,
            "architecture": LONGEST_NAME, "checkpoint_sha256": LONGEST_NAME}  # fmt: skip
_LARGEST = {"working_size": LARGEST_WORKING_SIZE}
_WHERE = Message("its metadata")


def _line(longest: int) -> schema.Check[str]:
    """A check for texts, which are shown on one line wherever they are."""
    check = schema.text(longest)
    return lambda value, name: on_one_line(check(value, name))


def _figure(value: object, name: schema.Name) -> object:
    """A figure of `metrics`, or several by name; nesting is bounded by the parser."""
    if isinstance(value, dict):
        return schema.table_of(_figure)(value, name)
    if isinstance(value, list):
        return schema.list_of(_figure)(value, name)
    if isinstance(value, str):
        return schema.text()(value, name)
    return value if value is None or isinstance(value, bool) else schema.number()(value, name)


_ANSWER = schema.list_of(schema.number(-LARGEST_AB, LARGEST_AB), LONGEST_ANSWER)


def _answer(value: object, name: schema.Name) -> tuple[float, ...]:
    found = () if value is None else _ANSWER(value, name)
    if found and len(found) != LONGEST_ANSWER:
        raise schema.InvalidError(
            Message("{name} must have {count} numbers", name=name, count=LONGEST_ANSWER)
        )
    return found


def _figures(value: object, name: schema.Name) -> dict[str, object]:
    return {} if value is None else schema.table_of(_figure)(value, name)


_METADATA = schema.record(
    {key: _line(_LONGEST.get(key, LONGEST_TEXT)) for key in TEXT_KEYS}
    | {key: schema.whole(1, _LARGEST.get(key, LARGEST_STRIDE)) for key in SIZE_KEYS}
    | {"metrics": _figures, "self_check": _answer},
    others=True,
)
# Keys of the metadata that the attribute of ModelInfo spells otherwise.
_ATTRIBUTES = {"licence": "license"}

# Fixed sides of each tensor; None where a side may be anything.
_LIGHTNESS_SHAPE = (None, 1, None, None)
_HINTS_SHAPE = (None, 3, None, None)
_AB_SHAPE = (None, 2, None, None)
_BINS_SHAPE = (None, None, None, None)
_BIN_CENTERS_SHAPE = (None, 2)
_SURFACE_SHAPE = (None, None, None, None)


@dataclass(frozen=True)
class ModelInfo:
    """What a model file says about itself.

    Parameters
    ----------
    id, name, version, architecture, license, source, trained_on, checkpoint_sha256 : str
    working_size : int
        Short side, in pixels, of the photos that the model is made for.
    stride : int
        Height and width of the input are multiples of this.
    output_stride : int
        Input height and width divided by those of the output.
    metrics : dict
        Figures measured when the model was made.
    self_check : tuple of float
        Its answer in the self-check when it was exported; empty where the file holds none.
    has_hints, has_bins, has_surfaces : bool
        Whether the model takes hints, gives color bins, and tells surfaces apart.
    path : Path
    """

    id: str
    name: str
    version: str
    architecture: str
    license: str
    source: str
    trained_on: str
    working_size: int
    stride: int
    output_stride: int
    checkpoint_sha256: str
    metrics: dict[str, Any]
    self_check: tuple[float, ...]
    has_hints: bool
    has_bins: bool
    has_surfaces: bool
    path: Path


@dataclass(frozen=True, eq=False)
class ModelOutput:
    """What the network gives for one photo.

    Parameters
    ----------
    ab : ndarray of float32, shape (h, w, 2)
        a*, b*.
    bins : ndarray of float32, shape (Q, h, w), or None
        Logits over the color bins.
    bin_centers : ndarray of float32, shape (Q, 2), or None
        a*, b* of each bin.
    surface : ndarray of float32, shape (D + 1, h, w), or None
        Vectors and limits that tell surfaces apart, see `surfaces.learned_claim`.
    """

    ab: Float32Array
    bins: Float32Array | None
    bin_centers: Float32Array | None
    surface: Float32Array | None = None


class ColorModel(Protocol):
    """What a `Colorizer` needs of a model; `Model` and `SharedModel` have it."""

    @property
    def info(self) -> ModelInfo:
        """What the model file says about itself."""

    def run(self, lightness: Float32Array, hints: Float32Array | None = None) -> ModelOutput:
        """Run the network on one photo, see `Model.run`."""


class Tensor(Protocol):
    """An input or output as ONNX Runtime describes it."""

    name: str
    type: str
    shape: Sequence[int | str | None]


def parse_info(
    path: Path, metadata: Mapping[str, str], inputs: Sequence[Tensor], outputs: Sequence[Tensor]
) -> ModelInfo:
    """Check a model file against the contract.

    Parameters
    ----------
    path : Path
    metadata : mapping of str to str
        The file's ``metadata_props``.
    inputs, outputs : sequence of Tensor

    Returns
    -------
    ModelInfo

    Raises
    ------
    ModelError
        It does not fulfil the contract; the message names what is wrong.
    """
    data = parse_metadata(path, metadata)
    given = {tensor.name: tensor for tensor in inputs}
    results = {tensor.name: tensor for tensor in outputs}
    _check_input(path, given, "L", _LIGHTNESS_SHAPE)
    _check_output(path, results, "ab", _AB_SHAPE)
    if "hints" in given:
        _check_input(path, given, "hints", _HINTS_SHAPE)
    if unknown := sorted(set(given) - {"L", "hints"}):
        reason = Message("it has an input that this program does not know: {name}", name=unknown[0])
        raise refused(path, reason)
    if "bins" in results:
        _check_output(path, results, "bins", _BINS_SHAPE)
        _check_output(path, results, "bin_centres", _BIN_CENTERS_SHAPE)
    if "surface" in results:
        _check_output(path, results, "surface", _SURFACE_SHAPE)
    return ModelInfo(
        **{_ATTRIBUTES.get(key, key): data[key] for key in TEXT_KEYS + SIZE_KEYS},
        metrics=data.get("metrics", {}),
        self_check=data.get("self_check", ()),
        has_hints="hints" in given,
        has_bins="bins" in results,
        has_surfaces="surface" in results,
        path=path,
    )


def refused(path: Path, reason: Message) -> ModelError:
    """The error that says why a model file cannot be used; the reason is a clause."""
    return ModelError(
        Message("Can't use the model {name}: {reason}.", name=path.name, reason=reason)
    )


def damaged(path: Path) -> ModelError:
    """The error for a file that is no ONNX model at all."""
    return refused(
        path, Message("it is not an ONNX model, or it is damaged. Get another copy of it")
    )


def parse_metadata(path: Path, metadata: Mapping[str, str]) -> dict[str, Any]:
    """The values of a file's own metadata, by the keys of the contract.

    Raises
    ------
    ModelError
        They do not fulfil the contract.
    """
    text = metadata.get(METADATA_KEY)
    if text is None:
        reason = Message(
            'it has no "{key}" metadata. Export it with `python -m export`', key=METADATA_KEY
        )
        raise refused(path, reason)
    try:
        return _parsed(text)
    except schema.InvalidError as error:
        raise refused(path, error.reason) from error


def _parsed(text: str) -> dict[str, Any]:
    if len(text) > LARGEST_MODEL_TEXT:
        raise schema.InvalidError(Message("its metadata is too long"))
    try:
        data = schema.parse_json(text)
    except schema.SyntaxInvalidError as error:
        raise schema.InvalidError(Message("its metadata is not valid JSON")) from error
    given = data.get("contract") if isinstance(data, dict) else None
    if type(given) is not int or given != CONTRACT:
        raise schema.InvalidError(
            Message(
                "it follows contract {given}, and this program knows contract {known}",
                given=str(given),
                known=CONTRACT,
            )
        )
    values = schema.table(data, _WHERE)
    for key in TEXT_KEYS:
        if not isinstance(values.get(key), str):
            raise schema.InvalidError(Message("its metadata has no {key}", key=key))
    for key in SIZE_KEYS:
        if type(values.get(key)) is not int or values[key] < 1:  # type: ignore[operator]
            raise schema.InvalidError(Message("its metadata has no {key} above 0", key=key))
    return _METADATA(values, _WHERE)


def _check_input(
    path: Path, tensors: Mapping[str, Tensor], name: str, shape: tuple[int | None, ...]
) -> None:
    tensor = tensors.get(name)
    if tensor is None:
        raise refused(path, Message("it has no input {name}", name=name))
    if not _fits(tensor, shape):
        reason = Message(
            "its input {name} is {type} {shape}",
            name=name,
            type=tensor.type,
            shape=str(tensor.shape),
        )
        raise refused(path, reason)


def _check_output(
    path: Path, tensors: Mapping[str, Tensor], name: str, shape: tuple[int | None, ...]
) -> None:
    tensor = tensors.get(name)
    if tensor is None:
        raise refused(path, Message("it has no output {name}", name=name))
    if not _fits(tensor, shape):
        reason = Message(
            "its output {name} is {type} {shape}",
            name=name,
            type=tensor.type,
            shape=str(tensor.shape),
        )
        raise refused(path, reason)


def _fits(tensor: Tensor, shape: tuple[int | None, ...]) -> bool:
    """Whether a tensor is float32 and may have a shape; symbolic sides may be anything."""
    return (
        tensor.type == "tensor(float)"
        and len(tensor.shape) == len(shape)
        and all(
            want is None or not isinstance(have, int) or have == want
            for have, want in zip(tensor.shape, shape, strict=True)
        )
    )
