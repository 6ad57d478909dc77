"""Paths that other programs write as file URLs. Imports little, for a quick start."""

import os
import platform
import re
import sys
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


def _is_this_computer(host: str) -> bool:
    host, own = host.lower(), platform.node().lower()
    # Either of them may be given with its domain.
    return host in ("", _LOCAL_HOST) or host.partition(".")[0] == own.partition(".")[0]


def _decoded(found: re.Match[bytes]) -> bytes:
    return bytes.fromhex(found[1].decode())
