"""Running a model: sessions of ONNX Runtime and their execution providers."""

import mmap
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import onnxruntime

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.errors import Cancelled, ModelError
from colorizer_gui.engine.files import open_file
from colorizer_gui.engine.limits import (
    LARGEST_MODEL_FILE,
    LONGEST_LOAD,
    LONGEST_RUN,
)
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.model.contract import ModelOutput, damaged, parse_info, refused
from colorizer_gui.engine.model.file_check import problem_in
from colorizer_gui.engine.model.library import is_shipped
from colorizer_gui.engine.model.memory import bound_memory, is_beyond_memory, memory_limit
from colorizer_gui.engine.model.providers import (
    CPU,
    CUDA,
    Provider,
    provider_named,
    wanted_providers,
)
from colorizer_gui.engine.model.results import KNOWN_OUTPUTS, WrongResultError, check_results
from colorizer_gui.engine.stopping import TookTooLongError, run_stoppable

_ONLY_FATAL = 4

onnxruntime.set_default_logger_severity(_ONLY_FATAL)


class Model:
    """A model that is ready to run.

    Parameters
    ----------
    path : Path
        An .onnx file of contract 1.
    device : {'auto', 'cpu', 'cuda'}
        ``auto`` takes CUDA where it works.
    cores : int or None
        Processor cores of a run of the network; None for all. Where several photos are colorized
        at the same time, one is the most efficient.

    Attributes
    ----------
    info : ModelInfo
    provider : Provider
        The execution provider that really runs.
    notice : Message or None
        Why the CPU runs although CUDA was asked for.

    Raises
    ------
    ModelError
        The file cannot be used; the message says why.
    """

    def __init__(self, path: Path | str, device: str = "auto", cores: int | None = None) -> None:
        path = Path(path)
        _check_file(path)
        wanted = wanted_providers(device, onnxruntime.get_available_providers())
        self._session = _load(path, wanted, cores)
        self.info = parse_info(
            path,
            self._session.get_modelmeta().custom_metadata_map,
            self._session.get_inputs(),
            self._session.get_outputs(),
        )
        self.provider = provider_named(self._session.get_providers()[0])
        self.notice = None
        if device == CUDA.device and self.provider is not CUDA:
            self.notice = Message(
                "CUDA could not be started, so the processor (CPU) does the work. "
                "Check the graphics driver and that the CUDA and cuDNN libraries are installed."
            )
        # Others are not asked for: they may be of any type and size.
        given = [output.name for output in self._session.get_outputs()]
        self._outputs = [name for name in given if name in KNOWN_OUTPUTS]

    def run(self, lightness: Float32Array, hints: Float32Array | None = None) -> ModelOutput:
        """Run the network on one photo.

        Parameters
        ----------
        lightness : ndarray of float32, shape (H, W)
            L*, 0..100; H and W multiples of the model's stride.
        hints : ndarray of float32, shape (H, W, 3), or None
            a*, b*, mask. Ignored by a model without a hint input.

        Returns
        -------
        ModelOutput

        Raises
        ------
        ModelError
            The run failed, or its result does not fulfil the contract.
        """
        return self.run_batch([lightness], [hints])[0]

    def run_batch(
        self, lightness: Sequence[Float32Array], hints: Sequence[Float32Array | None]
    ) -> list[ModelOutput]:
        """Run the network once on several photos of one working size.

        Parameters
        ----------
        lightness : sequence of ndarray of float32, shape (H, W)
            L*, 0..100, as for `run`.
        hints : sequence of ndarray of float32, shape (H, W, 3), or of None

        Returns
        -------
        list of ModelOutput
            On the CPU the same values as photo by photo; on CUDA they may differ in the last bits.

        Raises
        ------
        ModelError
            The run failed, or its result does not fulfil the contract.
        """
        height, width = lightness[0].shape
        feed = {"L": np.stack(lightness).astype(np.float32, copy=False)[:, None]}
        if self.info.has_hints:
            none = np.zeros((height, width, 3), np.float32)
            stacked = np.stack([none if hint is None else hint for hint in hints])
            feed["hints"] = np.ascontiguousarray(stacked.transpose(0, 3, 1, 2), np.float32)
        options = onnxruntime.RunOptions()  # `terminate` stops a run for good
        try:
            results = run_stoppable(
                lambda: self._session.run(self._outputs, feed, options),
                partial(setattr, options, "terminate", True),
                LONGEST_RUN,
            )
        except (Cancelled, MemoryError):
            raise
        except TookTooLongError as error:
            raise ModelError(
                Message(
                    "The model {name} took longer than {seconds:g} seconds. Try another model.",
                    name=self.info.name,
                    seconds=LONGEST_RUN,
                )
            ) from error
        except Exception as error:  # onnxruntime raises classes of its own that share no base
            if is_beyond_memory(error):
                raise self._too_large() from MemoryError(str(error))
            message = Message(
                "The model {name} could not be run: {reason}",
                name=self.info.name,
                reason=_first_line(error),
            )
            raise ModelError(message) from error
        values = dict(zip(self._outputs, results, strict=True))
        stride = self.info.output_stride
        cells = height // stride, width // stride
        try:
            check_results(values, (len(lightness), *cells))
        except WrongResultError as error:
            raise ModelError(
                Message(
                    "The model {name} gave a result of the wrong kind ({what}). Try another model.",
                    name=self.info.name,
                    what=error.what,
                )
            ) from error
        none_each = [None] * len(lightness)
        bins = values["bins"] if self.info.has_bins else none_each
        surfaces = values["surface"] if self.info.has_surfaces else none_each
        colors = map(np.ascontiguousarray, values["ab"].transpose(0, 2, 3, 1))
        return [
            ModelOutput(ab, logits, values.get("bin_centres"), surface)
            for ab, logits, surface in zip(colors, bins, surfaces, strict=True)
        ]

    def _too_large(self) -> ModelError:
        return ModelError(
            Message(
                "The model {name} needs too much memory: all runs together may take "
                "{limit:g} GB. Try another model.",
                name=self.info.name,
                limit=memory_limit() / 2**30,
            )
        )


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _check_file(path: Path) -> None:
    """Refuse an unreadable file, and a foreign one with external data, without reading it whole."""
    try:
        with open_file(path) as file:
            size = os.fstat(file.fileno()).st_size
            if not size:
                raise refused(path, Message("the file is empty. Get another copy of it"))
            if size > LARGEST_MODEL_FILE:
                limit = LARGEST_MODEL_FILE / 2**30
                raise refused(path, Message("it is larger than {limit:g} GB", limit=limit))
            if is_shipped(path):  # looking through it takes 5 ms
                return
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                problem = _problem_in(path, content)
    except FileNotFoundError as error:
        raise refused(path, Message("there is no such file. Check the name")) from error
    except (OSError, ValueError) as error:
        reason = Message("it can't be read ({reason})", reason=system_reason(error))
        raise refused(path, reason) from error
    if problem:
        raise refused(path, problem)


def _problem_in(path: Path, content: mmap.mmap) -> Message | None:
    try:
        return problem_in(content)
    except ValueError as error:
        raise damaged(path) from error


def _load(
    path: Path, providers: Sequence[Provider], cores: int | None
) -> onnxruntime.InferenceSession:
    try:
        # ONNX Runtime does not stop while it loads; nobody waits for it any longer then.
        return run_stoppable(
            lambda: _open_session(path, providers, cores), lambda: None, LONGEST_LOAD
        )
    except TookTooLongError as error:
        reason = Message("loading it takes longer than {seconds:g} seconds", seconds=LONGEST_LOAD)
        raise refused(path, reason) from error


def _open_session(
    path: Path, providers: Sequence[Provider], cores: int | None
) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = cores or 0  # 0 for all
    options.log_severity_level = _ONLY_FATAL
    bound_memory(options)
    # Threads that spin between runs would take the processor from decoding and rendering.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    names = [provider.name for provider in providers]
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=names)
    except Exception as error:  # onnxruntime raises classes of its own that share no base
        if len(providers) > 1:
            return _open_session(path, [CPU], cores)
        if is_beyond_memory(error):
            raise refused(path, Message("it needs too much memory")) from error
        raise damaged(path) from error
