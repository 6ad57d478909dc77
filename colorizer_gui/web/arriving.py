"""A file while it is uploaded."""

import os
from collections.abc import Callable
from typing import BinaryIO

from colorizer_gui.engine.messages import Message
from colorizer_gui.web.errors import RefusedError


class Upload:
    """A file that arrives.

    Parameters
    ----------
    file : file
        Open for writing bytes.
    largest : int
        Bytes that it may have.
    name : str
        For errors.
    check : callable
        Raises a RefusedError where the disk is not to get more.

    Attributes
    ----------
    size : int
        Bytes that have arrived.
    """

    def __init__(self, file: BinaryIO, largest: int, name: str, check: Callable[[], None]) -> None:
        self.size = 0
        self._file, self._largest, self._name, self._check = file, largest, name, check

    def write(self, data: bytes) -> None:
        """Take bytes.

        Raises
        ------
        RefusedError
            There are too many, for the file or for the disk.
        OSError
        """
        self.size += len(data)
        if self.size > self._largest:
            raise RefusedError(
                413,
                Message(
                    "Can't upload {name}: it is larger than {limit} MB. Try a smaller copy.",
                    name=self._name,
                    limit=self._largest // 1_000_000,
                ),
            )
        self._check()
        self._file.write(data)

    def finish(self) -> None:
        """Let the file have all that has arrived, and close it.

        Raises
        ------
        OSError
        """
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
