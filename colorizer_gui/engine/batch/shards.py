"""Divides the photos of a batch among machines."""

import hashlib
from typing import Final

Shard = tuple[int, int]
"""(I, N): the I-th of N parts of the photos, 1 <= I <= N."""

WHOLE: Final[Shard] = (1, 1)


def shard_of(name: str, count: int) -> int:
    """The part, 1..count, that a photo belongs to; it depends on the photo's path alone."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).digest()
    return int.from_bytes(digest[:8], "big") % count + 1
