"""No search for garbage while a command starts."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Look for no garbage among what is imported, then or later: 10 ms of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
