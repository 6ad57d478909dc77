"""One window for each user: a second start hands its photos to the one that runs.

The two talk over a local socket, which leads nowhere outside this computer: the second sends one
line of JSON with paths, and the first answers with one line when it has taken them over.
"""

import contextlib
import getpass
import hashlib
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from colorizer_gui.engine import schema
from colorizer_gui.engine.limits import LARGEST_HANDOVER
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.paths import local_path

log = logging.getLogger(__name__)

TAKEN = b"taken\n"
CONNECT_MS = 1000
ANSWER_MS = 5000  # a window that opens a large photo answers late
SLOWEST_MS = 3000  # for all of a message
MOST_CONNECTIONS = 8
LONGEST_PATH = 100  # of a socket, in bytes; the least that a system allows is 104

_MESSAGE = schema.record({"photos": schema.list_of(schema.path_text)}, ("photos",), others=True)


def server_name(settings: Path) -> str:
    """The name of the socket, the same for all programs of one user with the same settings.

    Parameters
    ----------
    settings : Path
        The settings' file.

    Returns
    -------
    str
        On Unix a path, in the user's own folder for such files where there is one.
    """
    place = f"{_user()}\0{Path(os.path.abspath(settings))}"
    digest = hashlib.sha256(place.encode(errors="surrogateescape")).hexdigest()[:16]
    name = f"colorizer-{digest}"
    if sys.platform == "win32":
        return name
    for folder in (os.environ.get("XDG_RUNTIME_DIR"), QDir.tempPath()):
        if folder and os.path.isdir(folder):
            path = Path(folder) / name
            if len(os.fsencode(path)) <= LONGEST_PATH:
                return str(path)
    return f"/tmp/{name}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a number without a name
        return str(os.getuid()) if sys.platform != "win32" else ""


def hand_over(name: str, photos: Sequence[str | Path]) -> bool:
    """Ask the window that runs to show itself and to open photos.

    Parameters
    ----------
    name : str
        See `server_name`.
    photos : sequence of path
        Files and folders, or their URLs, from the folder in which this program was started.

    Returns
    -------
    bool
        Whether there is such a window, and it has taken them over.
    """
    paths = [os.path.abspath(local_path(photo)) for photo in photos]
    try:
        line = json.dumps({"photos": paths}).encode() + b"\n"
        _MESSAGE(json.loads(line), "")
    except schema.InvalidError:
        return False  # such as a name that is no text: opened in a window of its own
    if len(line) > LARGEST_HANDOVER or not _is_own(name):
        return False
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(CONNECT_MS):
        return False
    socket.write(line)
    answer = b""
    while not answer.endswith(b"\n") and len(answer) < len(TAKEN):
        if not socket.waitForReadyRead(ANSWER_MS):
            break
        answer += bytes(socket.readAll().data())
    socket.abort()
    return answer == TAKEN


def _is_own(name: str) -> bool:
    """Whether a socket is the user's: nobody else is told which photos are opened."""
    if sys.platform == "win32":
        return True  # the system refuses others
    with contextlib.suppress(OSError):
        return os.lstat(name).st_uid == os.getuid()
    return False


class Reception(QObject):
    """Takes photos from later starts of the program. `received` carries a list of paths.

    Parameters
    ----------
    name : str
        See `server_name`.
    """

    received = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(MOST_CONNECTIONS)
        self._server.newConnection.connect(self._welcome)

    def open(self) -> bool:
        """Begin to listen; False where another program does, or it cannot be done."""
        if self._server.listen(self._name):
            return True
        if _is_answered(self._name):
            return False
        if _is_own(self._name):
            QLocalServer.removeServer(self._name)  # a program that was killed has left it
        if self._server.listen(self._name):
            return True
        log.info("no photos are taken from later starts: %s", self._server.errorString())
        return False

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()

    def _welcome(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if len(self.findChildren(_Visitor)) >= MOST_CONNECTIONS:
                socket.abort()
                socket.deleteLater()
            else:
                _Visitor(socket, self.received.emit, self)


def _is_answered(name: str) -> bool:
    """Whether a program listens at a socket."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    found = socket.waitForConnected(CONNECT_MS)
    socket.abort()
    return found


class _Visitor(QObject):
    """One connection: a message of a limited size within a limited time, or none."""

    def __init__(
        self, socket: QLocalSocket, received: Callable[[list[Path]], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._socket = socket
        self._received = received
        self._line = bytearray()
        socket.setParent(self)
        socket.setReadBufferSize(LARGEST_HANDOVER + 1)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self.deleteLater)
        QTimer.singleShot(SLOWEST_MS, self, self._end)
        self._read()

    def _end(self) -> None:
        self._socket.abort()
        self.deleteLater()

    def _read(self) -> None:
        self._line += self._socket.readAll().data()
        if b"\n" not in self._line and len(self._line) <= LARGEST_HANDOVER:
            return
        self._socket.readyRead.disconnect(self._read)
        try:
            paths = _photos_in(bytes(self._line))
        except schema.InvalidError as error:
            log.info("a message that is none of a second start: %s", error.reason)
            self._socket.abort()
            return
        self._socket.write(TAKEN)
        self._socket.flush()
        self._socket.disconnectFromServer()
        self._received(paths)


def _photos_in(message: bytes) -> list[Path]:
    line, _, rest = message.partition(b"\n")
    if rest or len(line) > LARGEST_HANDOVER:
        limit = round(LARGEST_HANDOVER / 2**20, 3)
        raise schema.InvalidError(Message("it is larger than {limit:g} MB", limit=limit))
    given = _MESSAGE(schema.parse_json(line), "")
    return [path for path in map(Path, given["photos"]) if path.is_absolute()]
