"""What a run has begun and finished: lines of JSON in the folder of the results.

A line is on the disk before the work goes on, so that a run that is killed, or loses its power, can
be taken up again. The last line may be torn; it is left out.
"""

import contextlib
import json
import os
import time
from dataclasses import asdict, dataclass

from colorizer_gui.engine.errors import SaveError

PATTERN = ".colorizer-batch*.jsonl"
WHOLE = (1, 1)
# Some file systems keep times to two seconds.
_TIME_STEP = 2_000_000_000
_KEPT = 4
# What is changed later than this after a run began a result, the run did not write.
_LONGEST = 3600 * 1_000_000_000


def journal_name(shard, suffix=".jsonl"):
    """The name of the journal of a shard (I, N)."""
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
        Of the result, in bytes and nanoseconds.
    source_size, source_time : int
        Of the photo when it was read.
    digest : str
        Of the settings.
    """

    result: str
    size: int
    time: int
    source_size: int
    source_time: int
    digest: str

    def is_made_from(self, size, time, digest):
        """Whether it is what a photo of this size and time gives with these settings."""
        return (self.source_size, self.source_time, self.digest) == (size, time, digest)

    def is_still(self, path):
        """Whether the file at a path is the one that was written."""
        try:
            status = os.stat(path)
        except OSError:
            return False
        return status.st_size == self.size and abs(status.st_mtime_ns - self.time) <= _TIME_STEP


@dataclass(frozen=True, slots=True)
class Begun:
    """A result that a run began, and did not say how it ended.

    Parameters
    ----------
    result : str
        Its path from the folder of the results, with ``/``.
    moment : int
        When, in nanoseconds.
    """

    result: str
    moment: int

    def may_replace(self, path):
        """Whether what is at a path is that run's own, or nothing."""
        try:
            return os.stat(path).st_mtime_ns <= self.moment + _LONGEST
        except OSError:
            return True


class History:
    """What runs into a folder have begun and finished."""

    def __init__(self):
        self._finished = {}
        self._begun = {}
        self._ended = {}

    @classmethod
    def read(cls, folder):
        """The history of a folder of results, from the journals of all shards.

        Raises
        ------
        SaveError
        """
        history = cls()
        for path in sorted(folder.glob(PATTERN)):
            try:
                with open(path, "rb") as lines:
                    for line in lines:
                        history._read(line)
            except OSError as error:
                reason = error.strerror.lower()
                raise SaveError(f"Can't read the journal {path}: {reason}.") from error
        return history

    def finished(self, name):
        """The newest Finished of a photo, the last one last."""
        return self._finished.get(name, ())

    def begun(self, name):
        """The Begun of a photo, or None."""
        begun = self._begun.get(name)
        # The one may be in the journal of a shard, the other in that of all.
        is_open = begun is not None and begun.moment > self._ended.get(name, 0)
        return begun if is_open else None

    def _read(self, line):
        # What cannot be read was torn by what stopped the run.
        with contextlib.suppress(ValueError, KeyError, TypeError):
            self.note(json.loads(line))

    def note(self, record):
        """Take in a line of a journal."""
        name, moment, kind = record["photo"], record["at"], record["is"]
        if kind == "begun":
            self._begun[name] = Begun(record["result"], moment)
            return
        if kind == "finished":
            finished = Finished(**record["what"])
            self._finished[name] = (*self.finished(name), finished)[-_KEPT:]
        self._ended[name] = max(moment, self._ended.get(name, 0))
        if name in self._begun and self._begun[name].moment <= moment:
            del self._begun[name]


class Journal:
    """Where a run writes down what it does. Close it at the end.

    Parameters
    ----------
    path : Path
    history : History
        Takes in what is written.

    Raises
    ------
    SaveError
        It cannot be written; so all its methods may say.
    """

    def __init__(self, path, history):
        self._path = path
        self._history = history
        try:
            # Without a buffer: what a full disk did not take is not tried again behind our back.
            self._file = open(path, "ab", buffering=0)  # noqa: SIM115 - closed by close()
        except OSError as error:
            raise self._problem(error) from error
        self._separate()

    def _separate(self):
        """Begin a line of our own after one that was torn."""
        if self._file.tell():
            with open(self._path, "rb") as file:
                file.seek(-1, os.SEEK_END)
                torn = file.read(1) != b"\n"
            if torn:
                self._write(b"\n")

    def begun(self, name, result):
        """Say that a result may appear from now on."""
        self._add(name, "begun", result=result)

    def finished(self, name, finished):
        """Say that a result is there and whole."""
        self._add(name, "finished", what=asdict(finished))

    def left(self, name):
        """Say that the result that was begun will not appear."""
        self._add(name, "left")

    def close(self):
        """Write no more."""
        self._file.close()

    def _add(self, name, kind, **values):
        record = {"photo": name, "is": kind, "at": time.time_ns(), **values}
        self._write(json.dumps(record).encode() + b"\n")
        self._history.note(record)

    def _write(self, line):
        try:
            while line:
                line = line[self._file.write(line) :]
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._problem(error) from error

    def _problem(self, error):
        return SaveError(
            f"Can't write the journal in {self._path.parent}: {error.strerror.lower()}. "
            "Make room there or choose another folder; what was finished is kept."
        )
