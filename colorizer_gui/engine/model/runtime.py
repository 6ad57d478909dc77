"""A model: one .onnx file that says everything about itself, and its session."""

import json
import mmap
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime

from colorizer_gui.engine.errors import ModelError

CONTRACT = 1
METADATA_KEY = "colorizer"
# The key of an external-data entry in ONNX's protobuf: field 1 of eight bytes, "location".
EXTERNAL_DATA_MARK = b"\x0a\x08location"
CPU, CUDA = "CPUExecutionProvider", "CUDAExecutionProvider"
_ONLY_FATAL = 4

onnxruntime.set_default_logger_severity(_ONLY_FATAL)


@dataclass(frozen=True)
class ModelInfo:
    """What a model file says about itself.

    Parameters
    ----------
    id, name, version, architecture, licence, source, trained_on, checkpoint_sha256 : str
    working_size : int
        Short side, in pixels, of the photos that the model is made for.
    stride : int
        Height and width of the input are multiples of this.
    output_stride : int
        The prediction has one value for so many input pixels a side.
    metrics : dict
        Figures measured when the model was made.
    has_hints, has_bins : bool
        Whether the model takes hints and gives color bins.
    path : Path
    """

    id: str
    name: str
    version: str
    architecture: str
    licence: str
    source: str
    trained_on: str
    working_size: int
    stride: int
    output_stride: int
    checkpoint_sha256: str
    metrics: dict
    has_hints: bool
    has_bins: bool
    path: Path


TEXT_KEYS = ("id", "name", "version", "architecture", "licence", "source", "trained_on",
             "checkpoint_sha256")  # fmt: skip
SIZE_KEYS = ("working_size", "stride", "output_stride")


@dataclass(frozen=True, eq=False)
class ModelOutput:
    """What the network gives for one photo.

    Parameters
    ----------
    ab : ndarray of float32, shape (h, w, 2)
        a*, b*.
    bins : ndarray of float32, shape (Q, h, w), or None
        Logits over the color bins.
    bin_centres : ndarray of float32, shape (Q, 2), or None
        a*, b* of each bin.
    """

    ab: np.ndarray
    bins: np.ndarray | None
    bin_centres: np.ndarray | None


class Model:
    """A model that is ready to run.

    Parameters
    ----------
    path : Path
        An .onnx file of contract 1.
    device : {'auto', 'cpu', 'cuda'}
        ``auto`` takes CUDA where it works.
    cores : int or None
        How many cores of the processor a run of the network may take; None for all. One is the
        cheapest for a photo, where several are colorized at the same time.

    Attributes
    ----------
    info : ModelInfo
    provider : str
        The execution provider that really runs.
    notice : str or None
        Why the CPU runs although CUDA was asked for.

    Raises
    ------
    ModelError
        The file cannot be used; the sentence says why.
    """

    def __init__(self, path, device="auto", cores=None):
        path = Path(path)
        _check_file(path)
        providers = [CPU]
        if device != "cpu" and CUDA in onnxruntime.get_available_providers():
            providers = [CUDA, CPU]
        self._session = _open_session(path, providers, cores)
        self.info = _parse_info(path, self._session)
        self.provider = self._session.get_providers()[0]
        self.notice = None
        if device == "cuda" and self.provider != CUDA:
            self.notice = (
                "CUDA could not be started, so the processor (CPU) does the work. "
                "Check the graphics driver and that the CUDA and cuDNN libraries are installed."
            )
        self._outputs = [output.name for output in self._session.get_outputs()]

    def run(self, lightness, hints=None):
        """Run the network on one photo.

        Parameters
        ----------
        lightness : ndarray of float32, shape (H, W)
            L*, 0..100; H and W multiples of the model's stride.
        hints : ndarray of float32, shape (H, W, 3), or None
            a*, b*, mask. Left unused by a model without a hint input.

        Returns
        -------
        ModelOutput

        Raises
        ------
        ModelError
            The network failed or gave something else than it promised.
        """
        return self.run_batch([lightness], [hints])[0]

    def run_batch(self, lightness, hints):
        """Run the network once on several photos of one working size.

        Parameters
        ----------
        lightness : list of ndarray of float32, shape (H, W)
            L*, 0..100, as for `run`.
        hints : list of ndarray of float32, shape (H, W, 3), or of None

        Returns
        -------
        list of ModelOutput
            On the CPU the same values as photo by photo; on CUDA they may differ in the last bits.

        Raises
        ------
        ModelError
            The network failed or gave something else than it promised.
        """
        height, width = lightness[0].shape
        feed = {"L": np.stack(lightness).astype(np.float32, copy=False)[:, None]}
        if self.info.has_hints:
            none = np.zeros((height, width, 3), np.float32)
            stacked = np.stack([none if hint is None else hint for hint in hints])
            feed["hints"] = np.ascontiguousarray(stacked.transpose(0, 3, 1, 2), np.float32)
        try:
            results = self._session.run(self._outputs, feed)
        except Exception as error:  # onnxruntime raises classes of its own that share no base
            raise ModelError(
                f"The model {self.info.name} could not be run: {_first_line(error)}"
            ) from error
        values = dict(zip(self._outputs, results, strict=True))
        stride = self.info.output_stride
        self._check(values["ab"], (len(lightness), 2, height // stride, width // stride))
        every_bins = values["bins"] if self.info.has_bins else [None] * len(lightness)
        colors = map(np.ascontiguousarray, values["ab"].transpose(0, 2, 3, 1))
        return [
            ModelOutput(ab, bins, values.get("bin_centres"))
            for ab, bins in zip(colors, every_bins, strict=True)
        ]

    def _check(self, ab, shape):
        if ab.shape != shape or not np.isfinite(ab).all():
            raise ModelError(
                f"The model {self.info.name} gave a result of the wrong kind "
                f"({'x'.join(map(str, ab.shape))}). Try another model."
            )


def _first_line(error):
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _refuse(path, what):
    return ModelError(f"Can't use the model {path.name}: {what}.")


def _check_file(path):
    """Refuse what is no whole model file, without a copy of it in memory."""
    try:
        if path.stat().st_size == 0:
            raise _refuse(path, "the file is empty. Get another copy of it")
        with (
            path.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
        ):
            is_apart = content.find(EXTERNAL_DATA_MARK) >= 0
    except FileNotFoundError as error:
        raise _refuse(path, "there is no such file. Check the name") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name cannot be used"
        raise _refuse(path, f"it can't be read ({reason})") from error
    if is_apart:
        raise _refuse(path, "its weights are in another file. Export it as a single file")


def _open_session(path, providers, cores):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = cores or 0  # 0 for all
    options.log_severity_level = _ONLY_FATAL
    # Threads that spin between runs would take the processor from decoding and rendering.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=providers)
    except Exception as error:  # onnxruntime raises classes of its own that share no base
        if providers != [CPU]:
            return _open_session(path, [CPU], cores)
        raise _refuse(
            path, "it is not an ONNX model, or it is damaged. Get another copy of it"
        ) from error


def _parse_info(path, session):
    text = session.get_modelmeta().custom_metadata_map.get(METADATA_KEY)
    if text is None:
        raise _refuse(path, 'it has no "colorizer" metadata. Export it with `python -m export`')
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise _refuse(path, "its metadata is not valid JSON") from error
    if not isinstance(data, dict) or data.get("contract") != CONTRACT:
        given = data.get("contract") if isinstance(data, dict) else None
        raise _refuse(
            path, f"it follows contract {given}, and this program knows contract {CONTRACT}"
        )
    for key in TEXT_KEYS:
        if not isinstance(data.get(key), str):
            raise _refuse(path, f"its metadata has no {key}")
    for key in SIZE_KEYS:
        if not isinstance(data.get(key), int) or data[key] < 1:
            raise _refuse(path, f"its metadata has no {key} above 0")
    inputs = {value.name: value for value in session.get_inputs()}
    outputs = {value.name: value for value in session.get_outputs()}
    _check_tensor(path, inputs, "input", "L", (None, 1, None, None))
    _check_tensor(path, outputs, "output", "ab", (None, 2, None, None))
    if "hints" in inputs:
        _check_tensor(path, inputs, "input", "hints", (None, 3, None, None))
    if unknown := sorted(set(inputs) - {"L", "hints"}):
        raise _refuse(path, f"it has an input that this program does not know: {unknown[0]}")
    if "bins" in outputs:
        _check_tensor(path, outputs, "output", "bins", (None, None, None, None))
        _check_tensor(path, outputs, "output", "bin_centres", (None, 2))
    return ModelInfo(
        **{key: data[key] for key in TEXT_KEYS + SIZE_KEYS},
        metrics=data.get("metrics") or {},
        has_hints="hints" in inputs,
        has_bins="bins" in outputs,
        path=path,
    )


def _check_tensor(path, tensors, kind, name, shape):
    """Refuse a tensor that is missing, not float32, or fixed to another shape."""
    if name not in tensors:
        raise _refuse(path, f"it has no {kind} {name}")
    tensor = tensors[name]
    fits = len(tensor.shape) == len(shape) and all(
        want is None or not isinstance(have, int) or have == want
        for have, want in zip(tensor.shape, shape, strict=True)
    )
    if tensor.type != "tensor(float)" or not fits:
        raise _refuse(path, f"its {kind} {name} is {tensor.type} {tensor.shape}")
