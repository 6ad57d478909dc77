"""How settings of two programs are joined: what each has changed, and nothing that it has not."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any, TypeVar

_V = TypeVar("_V")

# Joins the value that both began with, one's own, and the other's.
Merge = Callable[[Any, Any, Any], Any]


def the_changed(base: _V, own: _V, other: _V) -> _V:
    """One's own value where it was changed, else the other's."""
    return other if own == base else own


def by_name(
    base: Mapping[str, _V], own: Mapping[str, _V], other: Mapping[str, _V]
) -> dict[str, _V]:
    """Tables joined name by name; what one has removed and the other not changed is gone.

    Where both have given a name to different things, the other's has a number behind it.
    """
    joined: dict[str, _V] = {}
    clashing: dict[str, _V] = {}
    for name in (*own, *(name for name in other if name not in own)):
        begun, mine, theirs = base.get(name), own.get(name), other.get(name)
        if mine in (begun, None) and theirs != begun:
            chosen = theirs
        else:
            chosen = mine
            if theirs is not None and theirs not in (begun, mine):
                clashing[name] = theirs
        if chosen is not None:
            joined[name] = chosen
    for name, value in clashing.items():
        joined[_free_name(name, joined)] = value
    return joined


def _free_name(name: str, taken: Mapping[str, object]) -> str:
    return next(free for number in count(2) if (free := f"{name} ({number})") not in taken)


def newest_first(most: int) -> Merge:
    """A way to join lists of at most `most` entries, of which the newest come first."""

    def merge(base: tuple[_V, ...], own: tuple[_V, ...], other: tuple[_V, ...]) -> tuple[_V, ...]:
        own_new = [entry for entry in own if entry not in base]
        other_new = [entry for entry in other if entry not in base and entry not in own]
        kept = [entry for entry in own if entry in base and entry in other]
        return tuple([*own_new, *other_new, *kept][:most])

    return merge
