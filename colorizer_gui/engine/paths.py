"""Paths that other programs write as file URLs. Imports little, for a quick start."""

import glob
import os
import platform
import re
import sys
from collections.abc import Iterable
from pathlib import Path

_URL, _LOCAL_HOST = "file:", "localhost"
_ENCODED = re.compile(rb"%([0-9A-Fa-f]{2})")


def local_path(text: str | os.PathLike[str]) -> Path:
    """The path that a user or another program names, as a path or as a file URL.

    Parameters
    ----------
    text : str or path
        A URL has percent-encoded characters. Its host, if it has one, is this computer, or on
        Windows another one of the network.

    Returns
    -------
    Path
        A URL of another computer is taken for a path where the system has none for it.

    References
    ----------
    RFC 8089.
    """
    text = os.fspath(text)
    if not text.lower().startswith(f"{_URL}/"):
        return Path(text)
    path, host = text[len(_URL) :], ""
    if path.startswith("//"):
        host, slash, path = path[2:].partition("/")
        path = slash + path
    name = os.fsdecode(_ENCODED.sub(_decoded, os.fsencode(path)))
    if sys.platform == "win32":
        return Path(f"//{host}{name}" if host and not _is_this_computer(host) else name[1:])
    return Path(name if _is_this_computer(host) else text)


def expanded(paths: Iterable[Path]) -> list[Path]:
    """Paths with wildcards give way to what they match, where the shell leaves that to programs.

    Parameters
    ----------
    paths : iterable of Path
        Such as ``scans/*.tif``, or ``**`` for folders of any depth.

    Returns
    -------
    list of Path
        The matches of each in order of their names. One that exists by this name, or that matches
        nothing, stays as it is.
    """
    if sys.platform != "win32":
        return list(paths)
    found: list[Path] = []
    for path in paths:
        matches: list[str] = []
        if glob.has_magic(str(path)) and not os.path.lexists(path):
            # The module takes patterns of whole paths, `Path.glob` only those inside a folder.
            matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207
        found += map(Path, matches) if matches else [path]
    return found


def _is_this_computer(host: str) -> bool:
    host, own = host.lower(), platform.node().lower()
    # Either of them may be given with its domain.
    return host in ("", _LOCAL_HOST) or host.partition(".")[0] == own.partition(".")[0]


def _decoded(found: re.Match[bytes]) -> bytes:
    return bytes.fromhex(found[1].decode())
