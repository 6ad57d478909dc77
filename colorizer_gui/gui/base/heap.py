"""Keeps freed memory from staying with the program."""

import ctypes
import sys

# From <malloc.h> of glibc.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
LARGE_BLOCK, MOST_KEPT = 4 * 2**20, 16 * 2**20


def give_back_large_blocks():
    """Let glibc hand large blocks back to the system as soon as they are freed.

    Every worker has a heap of its own there, and by itself glibc moves the limit for what goes into
    it up to 32 MB, the size of whole pictures: a hundred MB and more would stay, unused. Other
    systems need no such word.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK)
        mallopt(M_TRIM_THRESHOLD, MOST_KEPT)
