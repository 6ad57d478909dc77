"""What a package needs of the Python packages that are installed, and what it does not."""

import importlib.metadata
from collections.abc import Iterable

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def required(name: str, extras: Iterable[str]) -> set[str]:
    """The names of a package and of all installed packages that it requires.

    Parameters
    ----------
    name : str
    extras : iterable of str
        The extras that count, of this package.

    Raises
    ------
    PackageNotFoundError
        The package itself is not installed.
    """
    importlib.metadata.distribution(name)
    found: dict[str, set[str]] = {}
    waiting = [(canonicalize_name(name), frozenset(extras))]
    while waiting:
        name, wanted = waiting.pop()
        if name in found and wanted <= found[name]:
            continue
        try:
            lines = importlib.metadata.requires(name) or ()
        except importlib.metadata.PackageNotFoundError:
            continue  # of another system, or not installed
        found.setdefault(name, set()).update(wanted)
        for line in lines:
            needed = Requirement(line)
            marks = [{"extra": extra} for extra in ("", *wanted)]
            if needed.marker is None or any(map(needed.marker.evaluate, marks)):
                waiting.append((canonicalize_name(needed.name), frozenset(needed.extras)))
    return set(found)


def modules_of_others(needed: set[str]) -> list[str]:
    """The top modules of all installed packages but the needed ones."""
    return sorted(
        module
        for module, packages in importlib.metadata.packages_distributions().items()
        if needed.isdisjoint(map(canonicalize_name, packages))
    )
