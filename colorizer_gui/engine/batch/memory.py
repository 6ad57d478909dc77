"""Bounds the memory of the photos that are colorized at a time, by their size."""

import contextlib
import math
import os
import threading
import warnings
from collections import deque
from pathlib import Path
from types import TracebackType

from PIL import Image

from colorizer_gui.engine.files import open_file
from colorizer_gui.engine.photo import stated_size
from colorizer_gui.engine.photo.errors import UnreadableError
from colorizer_gui.engine.stopping import check_stopped

# A megapixel takes up to 30 MB while it is read, rendered and encoded.
PIXELS = 120_000_000
_UNKNOWN_PIXELS = 24_000_000
_POLL_INTERVAL = 0.1  # seconds

# Pillow's warnings about a file are given when the photo is read, or not at all.
warnings.filterwarnings("ignore", module=r"PIL\.")


def pixels_of(path: Path) -> int:
    """The number of pixels by the header of a photo's file; a guess where it cannot be told."""
    with contextlib.suppress(OSError, UnreadableError):
        if size := stated_size(path):
            return math.prod(size)
    try:
        with open_file(path) as file, Image.open(file) as image:
            return image.width * image.height
    except Exception:  # Pillow raises nearly anything for damaged files
        pass
    # Raw files take a byte and more for each pixel.
    with contextlib.suppress(OSError):
        return max(_UNKNOWN_PIXELS, os.stat(path).st_size)
    return _UNKNOWN_PIXELS


class Reservation:
    """A share of a MemoryBudget. Entering it waits for its turn, leaving it gives it back.

    What `stopped_by` names ends the wait with Cancelled.
    """

    def __init__(self, budget: "MemoryBudget", pixels: int) -> None:
        self.pixels = pixels
        self.granted = threading.Event()
        self._budget = budget

    def __enter__(self) -> None:
        try:
            while not self.granted.wait(_POLL_INTERVAL):
                check_stopped()
        except BaseException:
            self._budget.release(self)
            raise

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._budget.release(self)


class MemoryBudget:
    """A number of pixels for all photos together; a larger photo gets all of it, alone.

    Reservations are granted in the order in which they were made, so that small photos do not keep
    a large one waiting forever.

    Parameters
    ----------
    pixels : int
    """

    def __init__(self, pixels: int = PIXELS) -> None:
        self._total = self._free = pixels
        self._waiting: deque[Reservation] = deque()
        self._lock = threading.Lock()

    def reserve(self, pixels: int) -> Reservation:
        """Reserve a share without waiting. Enter the Reservation before using the memory."""
        with self._lock:
            reservation = Reservation(self, min(pixels, self._total))
            self._waiting.append(reservation)
            self._grant()
        return reservation

    def shrink(self) -> None:
        """Let half as many pixels be worked on at a time from now on.

        Reservations that were made before stay as they are.
        """
        with self._lock:
            taken = max(self._total // 2, 1)
            largest = max((waiting.pixels for waiting in self._waiting), default=0)
            taken = min(taken, self._total - max(largest, 1))
            if taken > 0:
                self._total -= taken
                self._free -= taken

    def release(self, reservation: Reservation) -> None:
        """Give a share back, granted or not."""
        with self._lock:
            if reservation.granted.is_set():
                self._free += reservation.pixels
            else:
                self._waiting.remove(reservation)
            self._grant()

    def _grant(self) -> None:
        while self._waiting and self._waiting[0].pixels <= self._free:
            reservation = self._waiting.popleft()
            self._free -= reservation.pixels
            reservation.granted.set()
