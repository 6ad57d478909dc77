"""Settings of the C library's heap."""

import ctypes
import sys

# From <malloc.h> of glibc.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
LARGE_BLOCK, MOST_KEPT = 4 * 2**20, 16 * 2**20


def return_large_blocks() -> None:
    """Let glibc return large blocks to the system as soon as they are freed.

    Each thread has a heap of its own in glibc, which raises its threshold for blocks outside the
    heap up to 32 MB, the size of whole images: without this, 100 MB and more would stay allocated
    and unused. Other systems need nothing of the kind.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK)
        mallopt(M_TRIM_THRESHOLD, MOST_KEPT)
