"""Opens a model file on the processor, after a look at what it holds."""

import mmap
import os
from pathlib import Path

import onnxruntime

from colorizer_gui.engine.files import open_file
from colorizer_gui.engine.limits import LARGEST_MODEL_FILE, LONGEST_LOAD
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.model.contract import damaged, refused
from colorizer_gui.engine.model.device_session import ONLY_FATAL, session_options
from colorizer_gui.engine.model.library import is_shipped
from colorizer_gui.engine.model.memory import is_beyond_memory
from colorizer_gui.engine.model.providers import CPU
from colorizer_gui.engine.stopping import TookTooLongError, run_stoppable

onnxruntime.set_default_logger_severity(ONLY_FATAL)


def open_on_processor(
    path: Path, cores: int | None, without: str | None = None
) -> onnxruntime.InferenceSession:
    """Check a model file, and open it on the processor.

    Parameters
    ----------
    path : Path
    cores : int or None
        None for all.
    without : str or None
        An output that is not computed.

    Raises
    ------
    ModelError
        The file cannot be used; the message says why.
    """
    _check_file(path)
    try:
        # ONNX Runtime does not stop while it loads; nobody waits for it any longer then.
        return run_stoppable(
            lambda: _open_session(path, cores, without), lambda: None, LONGEST_LOAD
        )
    except TookTooLongError as error:
        reason = Message("loading it takes longer than {seconds:g} seconds", seconds=LONGEST_LOAD)
        raise refused(path, reason) from error


def _open_session(
    path: Path, cores: int | None, without: str | None
) -> onnxruntime.InferenceSession:
    try:
        model = _without_output(path, without) if without else str(path)
        return onnxruntime.InferenceSession(
            model, session_options(cores), providers=[CPU.name], enable_fallback=False
        )
    except Exception as error:  # onnxruntime raises classes of its own that share no base
        if is_beyond_memory(error):
            raise refused(path, Message("it needs too much memory")) from error
        raise damaged(path) from error


# The shipped models need neither of these modules, so they are imported where they are used.


def _without_output(path: Path, name: str) -> bytes:
    from colorizer_gui.engine.model.pruning import without_output

    return without_output(path.read_bytes(), name)


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
    from colorizer_gui.engine.model.file_check import problem_in

    try:
        return problem_in(content)
    except ValueError as error:
        raise damaged(path) from error
