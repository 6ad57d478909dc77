"""What a run has begun and finished: lines of JSON in the folder of the results.

A line is on the disk before the work goes on, so that a run that is killed, or loses its power, can
be taken up again. The last line may be torn; it is left out.
"""

import json
import os
from dataclasses import dataclass

from colorizer_gui.engine.errors import SaveError

PATTERN = ".colorizer-batch*.jsonl"
# Some file systems keep times to two seconds.
_TIME_STEP = 2_000_000_000
_KEPT = 4


def journal_name(shard, suffix=".jsonl"):
    """The name of the journal of a shard (I, N)."""
    part = "" if shard == (1, 1) else f"-{shard[0]}-of-{shard[1]}"
    return f".colorizer-batch{part}{suffix}"


@dataclass(frozen=True)
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


class History:
    """What earlier runs into a folder have begun and finished.

    Parameters
    ----------
    folder : Path
        The folder of the results; the journals of all shards are read.

    Raises
    ------
    SaveError
    """

    def __init__(self, folder):
        self._finished = {}
        self._begun = {}
        for path in sorted(folder.glob(PATTERN)):
            self._read(path)

    def finished(self, name):
        """The newest Finished of a photo, the last one last."""
        return self._finished.get(name, ())

    def begun(self, name):
        """The result of a photo that a run began and did not say how it ended, or None.

        What is there now under that name is such a run's own.
        """
        return self._begun.get(name)

    def _read(self, path):
        begun = {}
        try:
            lines = path.read_bytes().splitlines()
        except OSError as error:
            raise SaveError(f"Can't read the journal {path}: {error.strerror.lower()}.") from error
        for line in lines:
            try:
                record = json.loads(line)
                name, kind = record.pop("photo"), record.pop("is")
                if kind == "begun":
                    begun[name] = record["result"]
                    continue
                begun.pop(name, None)
                if kind == "finished":
                    self._finished[name] = (*self.finished(name), Finished(**record))[-_KEPT:]
            except (ValueError, KeyError, TypeError, AttributeError):
                continue  # torn by what stopped the run
        self._begun.update(begun)


class Journal:
    """Where a run writes down what it does. Close it at the end.

    Parameters
    ----------
    path : Path

    Raises
    ------
    SaveError
        It cannot be written; so all its methods may say.
    """

    def __init__(self, path):
        self._path = path
        try:
            self._file = open(path, "ab")  # noqa: SIM115 - closed by close()
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
        self._add({"photo": name, "is": "begun", "result": result})

    def finished(self, name, finished):
        """Say that a result is there and whole."""
        self._add({"photo": name, "is": "finished", **vars(finished)})

    def left(self, name):
        """Say that the result that was begun will not appear."""
        self._add({"photo": name, "is": "left"})

    def close(self):
        """Write no more."""
        self._file.close()

    def _add(self, record):
        self._write(json.dumps(record).encode() + b"\n")

    def _write(self, line):
        try:
            self._file.write(line)
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._problem(error) from error

    def _problem(self, error):
        return SaveError(
            f"Can't write the journal in {self._path.parent}: {error.strerror.lower()}. "
            "Make room there or choose another folder; what was finished is kept."
        )
