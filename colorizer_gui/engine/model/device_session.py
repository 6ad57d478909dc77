"""Opens a network on devices other than the processor, and says why where that fails."""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import onnxruntime
import platformdirs

from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model import device_libraries
from colorizer_gui.engine.model.contract import ModelInfo, Tensor
from colorizer_gui.engine.model.device_libraries import CannotStartError
from colorizer_gui.engine.model.memory import bound_memory, is_beyond_memory
from colorizer_gui.engine.model.providers import CPU, Options, Provider

ONLY_FATAL = 4  # severity of what ONNX Runtime logs
# Sessions for photos of different sizes; a series of scans has a few.
_MOST_SIZES = 8

# What NVIDIA's libraries say among the places in the source where it is said.
_FAILURE = re.compile(r"(CUDA|CUDNN|CUBLAS|CUFFT) failure \d+: [^;]+")
_PLACE = re.compile(r"^\[ONNXRuntimeError\] : \d+ : \w+ : |^.* was false\. ")

Feed = Mapping[str, np.ndarray]
# The sides of inputs by the names that the model gives them; none for a session for all sizes.
_Sides = tuple[tuple[str, int], ...]
_OpenSession = Callable[[_Sides], onnxruntime.InferenceSession]


class DeviceSession:
    """A network on one device: one session, or one for each size where it compiles for a size.

    Parameters
    ----------
    open_session : callable
        Opens a session for inputs of some sides.
    inputs : sequence of Tensor
        The model's.
    fixed_sizes : bool
        Whether each size gets a session, which is opened by the first run.
    """

    def __init__(
        self, open_session: _OpenSession, inputs: Sequence[Tensor], fixed_sizes: bool = False
    ) -> None:
        self._open = open_session
        self._inputs = inputs
        self._fixed_sizes = fixed_sizes
        self._sessions: OrderedDict[_Sides, onnxruntime.InferenceSession] = OrderedDict()
        if not fixed_sizes:
            self._sessions[()] = open_session(())

    def run(
        self, outputs: Sequence[str], feed: Feed, options: onnxruntime.RunOptions
    ) -> list[object]:
        """Run the network once.

        Raises
        ------
        CannotStartError
            There is no session for this size.
        Exception
            Those of ONNX Runtime.
        """
        results: list[object] = self._session(feed).run(outputs, feed, options)
        return results

    def _session(self, feed: Feed) -> onnxruntime.InferenceSession:
        sides = self._sides(feed) if self._fixed_sizes else ()
        if sides not in self._sessions:
            self._sessions[sides] = self._open(sides)
        self._sessions.move_to_end(sides)
        if len(self._sessions) > _MOST_SIZES:
            self._sessions.popitem(last=False)
        return self._sessions[sides]

    def _sides(self, feed: Feed) -> _Sides:
        sides = {
            name: feed[tensor.name].shape[axis]
            for tensor in self._inputs
            for axis, name in enumerate(tensor.shape)
            if isinstance(name, str)
        }
        return tuple(sides.items())


def session_options(cores: int | None) -> onnxruntime.SessionOptions:
    """The options of a session that computes on some of the processor's cores; None for all."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = cores or 0  # 0 for all
    options.log_severity_level = ONLY_FATAL
    bound_memory(options)
    # Threads that spin between runs would take the processor from decoding and rendering.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def _sized(cores: int | None, sides: _Sides) -> onnxruntime.SessionOptions:
    options = session_options(cores)
    for name, size in sides:
        options.add_free_dimension_override_by_name(name, size)
    return options


def open_on_device(
    provider: Provider, info: ModelInfo, inputs: Sequence[Tensor], cores: int | None
) -> DeviceSession:
    """Open a network on a device.

    Parameters
    ----------
    provider : Provider
        Not `CPU`.
    info : ModelInfo
    inputs : sequence of Tensor
        The model's.
    cores : int or None
        Processor cores for what the device leaves to the processor; None for all.

    Raises
    ------
    CannotStartError
    """
    device_libraries.load(provider)

    def open_session(sides: _Sides) -> onnxruntime.InferenceSession:
        *others, last = provider.options(info, _cache_folder(provider, info))
        for given in others:
            with suppress(CannotStartError):
                return _open_session(provider, info.path, _sized(cores, sides), given)
        return _open_session(provider, info.path, _sized(cores, sides), last)

    return DeviceSession(open_session, inputs, provider.fixed_sizes)


def _open_session(
    provider: Provider, path: Path, options: onnxruntime.SessionOptions, given: Options
) -> onnxruntime.InferenceSession:
    if provider.optimizes:
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    if provider.needs_plain_memory:
        options.enable_mem_pattern = False
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    names: list[str | tuple[str, Options]] | None
    try:
        if provider.name in onnxruntime.get_available_providers():
            names = [(provider.name, given), *provider.helpers, CPU.name]
        else:
            names = None
            device_libraries.add_plugin(provider, options, given)
        # Without ONNX Runtime's own way out, which prints, and continues on the processor.
        session = onnxruntime.InferenceSession(
            str(path), options, providers=names, enable_fallback=False
        )
    except CannotStartError:
        raise
    except Exception as error:  # onnxruntime raises classes of its own that share no base
        raise CannotStartError(reason_of(error)) from error
    if session.get_providers()[0] != provider.name:
        raise CannotStartError(Message("ONNX Runtime continues without it"))
    session.disable_fallback()
    return session


def reason_of(error: Exception) -> Message:
    """Why ONNX Runtime could not do something, as a clause: its own words."""
    if is_beyond_memory(error):
        return Message("its memory is too small")
    text = str(error)
    if failure := _FAILURE.search(text):
        return Message("it reports {text!r}", text=failure[0].strip())
    last = (_lines(text) or [type(error).__name__])[-1]
    return Message("it reports {text!r}", text=_PLACE.sub("", last))


def first_line(error: Exception) -> str:
    """The first line of what an error says; the name of its class where it says nothing."""
    return (_lines(str(error)) or [type(error).__name__])[0]


def _lines(text: str) -> list[str]:
    return [line for line in text.strip().splitlines() if line.strip()]


def _cache_folder(provider: Provider, info: ModelInfo) -> Path:
    """Where a provider keeps what it compiles; another one for each model and ONNX Runtime."""
    parts: Iterable[object] = (
        onnxruntime.__version__,
        info.id,
        info.version,
        info.checkpoint_sha256,
        info.path.stat().st_size,
    )
    name = hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]
    folder = Path(platformdirs.user_cache_dir("Colorizer", appauthor=False))
    return folder / provider.device / name
