"""Downloads a file whose checksum is known. The only code of the program that reaches out."""

import hashlib
import time
from collections.abc import Iterator
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from colorizer_gui.engine.arrays import ReportProgress
from colorizer_gui.engine.errors import ModelError
from colorizer_gui.engine.limits import LARGEST_DOWNLOAD
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.stopping import check_stopped

# Seconds without a byte, and how often a connection that breaks is made again.
PATIENCE = 20.0
ATTEMPTS = 3
_CHUNK = 2**16
# A server that sends less than so many bytes in so many seconds is as good as silent.
_SLOWEST, _WINDOW = 2**14, 30.0
_OK, _PARTIAL, _OUT_OF_RANGE, _FAULTS_OF_SERVERS = 200, 206, 416, 500


class _BrokenError(Exception):
    """A connection broke in a way that another one may mend; its argument is a clause."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


def download(url: str, target: Path, sha256: str, report_progress: ReportProgress) -> None:
    """Download a file, going on where an earlier attempt ended.

    Parameters
    ----------
    url : str
    target : Path
        Its folder must exist. What has arrived lies beside it until all of it has.
    sha256 : str
    report_progress : callable
        Called with 0..1.

    Raises
    ------
    ModelError
        It cannot be downloaded, or is another file.
    Cancelled
        What `stopped_by` names asked for it; what has arrived is kept.
    """
    partial = target.with_name(f"{target.name}.partial")
    try:
        _fetch_all(url, partial, report_progress)
        with partial.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != sha256:
            partial.unlink()
            raise ModelError(
                Message(
                    "The download of {name} is not the file that was published, so it was thrown "
                    "away. Try again later, or name a copy of it with --from.",
                    name=target.name,
                )
            )
        partial.replace(target)
    except OSError as error:
        raise _failed(target, system_reason(error)) from error


def _fetch_all(url: str, partial: Path, report_progress: ReportProgress) -> None:
    for attempt in range(ATTEMPTS):
        try:
            _fetch(url, partial, report_progress)
        except _BrokenError as error:
            if attempt == ATTEMPTS - 1:
                reason = Message(
                    "{reason}. What has arrived is kept: run the same command to go on",
                    reason=error.reason,
                )
                raise _failed(partial.with_suffix(""), reason) from error
        else:
            return


def _fetch(url: str, partial: Path, report_progress: ReportProgress) -> None:
    """Fetch what is missing of a file; a server that cannot go on sends all of it again."""
    have = partial.stat().st_size if partial.exists() else 0
    headers = {"User-Agent": "Colorizer", "Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
    try:
        response = _opener().open(Request(url, headers=headers), timeout=PATIENCE)
    except HTTPError as error:
        with error:
            if error.code == _OUT_OF_RANGE:  # all of it is here, or it is of another file
                _keep_if_whole(partial, have, error.headers.get("Content-Range", ""))
                return
            _refuse_status(partial, error.code)
    except (URLError, HTTPException, OSError) as error:
        raise _BrokenError(_network_reason(error)) from error
    with response:
        if response.status not in (_OK, _PARTIAL):
            _refuse_status(partial, response.status)
        goes_on = response.headers.get("Content-Range", "").startswith(f"bytes {have}-")
        if not (response.status == _PARTIAL and goes_on):
            have = 0
        length = response.headers.get("Content-Length", "")
        expected = have + int(length) if length.isdecimal() else 0
        _check_size(partial, expected)
        with partial.open("r+b" if have else "wb") as file:
            file.seek(have)
            file.truncate()
            for piece in _pieces(response):
                file.write(piece)
                have += len(piece)
                _check_size(partial, have)
                if expected:
                    report_progress(have / expected)
    if have < expected:
        raise _BrokenError(Message("the connection ended too early"))


def _opener() -> OpenerDirector:
    """One that follows no redirection and knows no other protocols."""
    opener = OpenerDirector()
    for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler(), HTTPDefaultErrorHandler(),
                    HTTPErrorProcessor()):  # fmt: skip
        opener.add_handler(handler)
    return opener


def _pieces(response: HTTPResponse) -> Iterator[bytes]:
    """What the server sends, as it comes."""
    begun, got = time.monotonic(), 0
    while True:
        check_stopped()
        try:
            piece = response.read1(_CHUNK)
        except (HTTPException, OSError) as error:
            raise _BrokenError(_network_reason(error)) from error
        if not piece:
            return
        yield piece
        got += len(piece)
        if time.monotonic() - begun > _WINDOW:
            if got < _SLOWEST:
                raise _BrokenError(Message("the server hardly sends anything"))
            begun, got = time.monotonic(), 0


def _keep_if_whole(partial: Path, have: int, content_range: str) -> None:
    if content_range != f"bytes */{have}":
        partial.unlink()
        raise _BrokenError(Message("the server has another file than before"))


def _check_size(partial: Path, size: int) -> None:
    if size > LARGEST_DOWNLOAD:
        partial.unlink(missing_ok=True)
        limit = Message("it is larger than {limit:g} MB", limit=LARGEST_DOWNLOAD / 2**20)
        raise _failed(partial.with_suffix(""), limit)


def _refuse_status(partial: Path, status: int) -> None:
    reason = Message("the server answers with status {status}", status=status)
    if status >= _FAULTS_OF_SERVERS:
        raise _BrokenError(reason)
    raise _failed(partial.with_suffix(""), reason)


def _network_reason(error: Exception) -> Message:
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return Message("the server does not answer any more")
    return Message("there is no connection to the server")


def _failed(target: Path, reason: Message) -> ModelError:
    return ModelError(Message("Can't download {name}: {reason}.", name=target.name, reason=reason))
