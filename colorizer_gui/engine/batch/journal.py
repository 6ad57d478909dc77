"""Records what a run began and finished: lines of JSON in the folder of the results.

Each line is on the disk before the work continues, so that a run can be resumed after a kill or a
power cut. The last line may be torn; it is left out. Journals of version 0.1.0 have the same lines.
"""

import contextlib
import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Self

from colorizer_gui.engine import schema
from colorizer_gui.engine.batch.shards import WHOLE, Shard
from colorizer_gui.engine.errors import SaveError
from colorizer_gui.engine.files import append_to_file, open_file
from colorizer_gui.engine.limits import LARGEST_JOURNAL, LONGEST_JOURNAL_LINE, LONGEST_NAME
from colorizer_gui.engine.messages import Message, system_reason

PATTERN = ".colorizer-batch*.jsonl"
# Some file systems keep times to two seconds.
_TIME_STEP = 2_000_000_000
_KEPT_RESULTS = 4  # of a photo
# A file changed later than this after a run began a result was not written by that run.
_LONGEST_WORK = 3600 * 1_000_000_000


def journal_name(shard: Shard, suffix: str = ".jsonl") -> str:
    """The name of the journal of a shard."""
    part = "" if shard == WHOLE else f"-{shard[0]}-of-{shard[1]}"
    return f".colorizer-batch{part}{suffix}"


@dataclass(frozen=True, slots=True)
class Finished:
    """A result that a run has written.

    Parameters
    ----------
    result : str
        Its path from the folder of the results, with ``/``.
    size, time : int
        Of the result's file, in bytes and nanoseconds.
    source_size, source_time : int
        Of the photo's file when it was read.
    digest : str
        Of the settings, see `result_digest`.
    model, model_sha256 : str
        The id of the model and the checksum of its file; empty in journals of version 0.1.0.
    own_colors : bool
        Whether the photo kept its own colors, which are the same with any model.
    """

    result: str
    size: int
    time: int
    source_size: int
    source_time: int
    digest: str
    model: str = ""
    model_sha256: str = ""
    own_colors: bool = False

    def is_made_from(self, size: int, time: int, digest: str) -> bool:
        """Whether it is the result of a photo of this size and time with these settings."""
        return (self.source_size, self.source_time, self.digest) == (size, time, digest)

    def is_unchanged(self, path: str) -> bool:
        """Whether the file at a path is the one that was written."""
        try:
            status = os.stat(path)
        except OSError:
            return False
        return status.st_size == self.size and abs(status.st_mtime_ns - self.time) <= _TIME_STEP

    def to_json(self) -> dict[str, object]:
        """The record under the keys of the journal."""
        return {
            "result": self.result,
            "size": self.size,
            "time": self.time,
            "source_size": self.source_size,
            "source_time": self.source_time,
            "digest": self.digest,
            "model": self.model,
            "model_sha256": self.model_sha256,
            **({"own_colors": True} if self.own_colors else {}),
        }


_WHOLE = schema.whole()
_FINISHED = schema.record(
    {
        "result": schema.path_text,
        "size": _WHOLE,
        "time": _WHOLE,
        "source_size": _WHOLE,
        "source_time": _WHOLE,
        "digest": schema.text(),
        "model": schema.path_text,
        "model_sha256": schema.text(LONGEST_NAME),
        "own_colors": schema.flag,
    },
    required=("result", "size", "time", "source_size", "source_time", "digest"),
    others=True,
)
_RECORD = schema.record(
    {
        "photo": schema.path_text,
        "is": schema.text(),
        "at": _WHOLE,
        "result": schema.path_text,
        "what": _FINISHED,
    },
    required=("photo", "is", "at"),
    others=True,
)
# Few models make many results.
_OF_MODELS = {"model", "model_sha256"}
_KINDS = {"begun": "result", "finished": "what"}  # with the key that each must have


def was_written_since(path: Path, moment: int) -> bool:
    """Whether a file was written at a moment, in nanoseconds, or after it, as far as disks tell."""
    try:
        return os.stat(path).st_mtime_ns >= moment - _TIME_STEP
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Begun:
    """A result that a run began without recording its end.

    Parameters
    ----------
    result : str
        Its path from the folder of the results, with ``/``.
    moment : int
        When it was begun, in nanoseconds.
    """

    result: str
    moment: int

    def may_replace(self, path: str) -> bool:
        """Whether the file at a path is that run's own, or missing."""
        try:
            return os.stat(path).st_mtime_ns <= self.moment + _LONGEST_WORK
        except OSError:
            return True


class History:
    """What earlier runs into a folder have begun and finished."""

    def __init__(self) -> None:
        self._finished: dict[str, tuple[Finished, ...]] = {}
        self._begun: dict[str, Begun] = {}
        self._ended: dict[str, int] = {}

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The history of a folder of results, from the journals of all shards.

        Raises
        ------
        SaveError
        """
        history = cls()
        for path in sorted(folder.glob(PATTERN)):
            try:
                with open_file(path) as file:
                    history._read_lines(file)
            except (OSError, schema.InvalidError) as error:
                raise SaveError(
                    Message(
                        "Can't read the journal {path}: {reason}.",
                        path=path,
                        reason=system_reason(error),
                    )
                ) from error
        return history

    def finished(self, name: str) -> tuple[Finished, ...]:
        """The latest results of a photo, the newest last."""
        return self._finished.get(name, ())

    def begun(self, name: str) -> Begun | None:
        """The result of a photo that was begun and did not end."""
        begun = self._begun.get(name)
        # Its end may be in the journal of another shard, or in that of the whole batch.
        is_open = begun is not None and begun.moment > self._ended.get(name, 0)
        return begun if is_open else None

    def add(self, record: dict[str, Any]) -> None:
        """Take in a record of a journal."""
        name, moment, kind = record["photo"], record["at"], record["is"]
        if kind == "begun":
            self._begun[name] = Begun(record["result"], moment)
            return
        if kind == "finished":
            what = record["what"]
            for key in _OF_MODELS & what.keys():
                what[key] = sys.intern(what[key])
            finished = Finished(**what)
            self._finished[name] = (*self.finished(name), finished)[-_KEPT_RESULTS:]
        self._ended[name] = max(moment, self._ended.get(name, 0))
        if name in self._begun and self._begun[name].moment <= moment:
            del self._begun[name]

    def _read_lines(self, file: BinaryIO) -> None:
        """Take in a journal; a line that cannot be read was torn when the run stopped."""
        if os.fstat(file.fileno()).st_size > LARGEST_JOURNAL:
            raise schema.InvalidError(
                Message("it is larger than {limit:g} MB", limit=LARGEST_JOURNAL / 2**20)
            )
        is_torn = False
        while line := file.readline(LONGEST_JOURNAL_LINE):
            is_whole = line.endswith(b"\n") or len(line) < LONGEST_JOURNAL_LINE
            if is_whole and not is_torn:
                with contextlib.suppress(schema.InvalidError):
                    self._read_line(line)
            is_torn = not is_whole

    def _read_line(self, line: bytes) -> None:
        record = _RECORD(schema.parse_json(line), "")
        if _KINDS.get(record["is"], "is") in record:
            self.add(record)


class Journal:
    """The journal of the current run. Close it at the end.

    Parameters
    ----------
    path : Path
    history : History
        Takes in what is written.

    Raises
    ------
    SaveError
        It cannot be written. All methods but `close` may raise it.
    """

    def __init__(self, path: Path, history: History) -> None:
        self._path = path
        self._history = history
        try:
            # Unbuffered: what a full disk refused must not be written again on closing.
            self._file = append_to_file(path)
        except OSError as error:
            raise self._write_error(error) from error
        self._end_torn_line()

    def begun(self, name: str, result: str) -> None:
        """Record that the result of a photo may appear from now on."""
        self._add(name, "begun", result=result)

    def finished(self, name: str, finished: Finished) -> None:
        """Record that the result of a photo is complete."""
        self._add(name, "finished", what=finished.to_json())

    def abandoned(self, name: str) -> None:
        """Record that the result that was begun will not appear."""
        self._add(name, "left")

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _end_torn_line(self) -> None:
        if self._file.tell():
            with open_file(self._path) as file:
                file.seek(-1, os.SEEK_END)
                is_torn = file.read(1) != b"\n"
            if is_torn:
                self._write(b"\n")

    def _add(self, name: str, kind: str, **values: object) -> None:
        record = {"photo": name, "is": kind, "at": time.time_ns(), **values}
        self._write(json.dumps(record).encode() + b"\n")
        self._history.add(record)

    def _write(self, line: bytes) -> None:
        try:
            while line:
                line = line[self._file.write(line) :]
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._write_error(error) from error

    def _write_error(self, error: OSError) -> SaveError:
        return SaveError(
            Message(
                "Can't write the journal in {folder}: {reason}. "
                "Make room there or choose another folder; what is finished is kept.",
                folder=self._path.parent,
                reason=system_reason(error),
            )
        )
