"""How settings of two programs are joined: what each has changed, and nothing that it has not."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")

# Joins the value that both began with, one's own, and the other's.
Merge = Callable[[Any, Any, Any], Any]


def the_changed(base: _V, own: _V, other: _V) -> _V:
    """One's own value where it was changed, else the other's."""
    return other if own == base else own


def by_key(base: Mapping[_K, _V], own: Mapping[_K, _V], other: Mapping[_K, _V]) -> dict[_K, _V]:
    """Tables joined key by key; what one has removed and the other not changed is gone.

    A key that both have changed has one's own value.
    """
    joined: dict[_K, _V] = {}
    for key in (*own, *(key for key in other if key not in own)):
        begun, mine, theirs = base.get(key), own.get(key), other.get(key)
        chosen = theirs if mine in (begun, None) and theirs != begun else mine
        if chosen is not None:
            joined[key] = chosen
    return joined


def newest_first(most: int) -> Merge:
    """A way to join lists of at most `most` entries, of which the newest come first."""

    def merge(base: tuple[_V, ...], own: tuple[_V, ...], other: tuple[_V, ...]) -> tuple[_V, ...]:
        own_new = [entry for entry in own if entry not in base]
        other_new = [entry for entry in other if entry not in base and entry not in own]
        kept = [entry for entry in own if entry in base and entry in other]
        return tuple([*own_new, *other_new, *kept][:most])

    return merge
