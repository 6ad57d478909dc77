"""Published models are downloaded from servers that stall, lie and cut off, and converted."""

import dataclasses
import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from colorizer_gui.cli import main
from colorizer_gui.engine.errors import Cancelled, ModelError, UsageError
from colorizer_gui.engine.model import conversion, download, published
from colorizer_gui.engine.model.library import installed_models
from colorizer_gui.engine.stopping import stopped_by
from model_files import ABOUT, write_model

CONTENT = bytes(range(256)) * 400
SHA256 = hashlib.sha256(CONTENT).hexdigest()
HALF = len(CONTENT) // 2
Answer = Callable[[BaseHTTPRequestHandler, int], None]


def send(
    handler: BaseHTTPRequestHandler,
    content: bytes,
    start: int = 0,
    length: int | None = None,
    status: int | None = None,
) -> None:
    """Send a file from a place on, and perhaps claim another length."""
    handler.send_response(status or (206 if start else 200))
    if start:
        handler.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
    rest = content[start:]
    handler.send_header("Content-Length", str(len(rest) if length is None else length))
    handler.end_headers()
    with suppress(OSError):
        handler.wfile.write(rest)


class Server:
    """Answers each request in the next of some ways; the last one stays.

    Attributes
    ----------
    starts : list of int
        Where each request began.
    """

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.starts: list[int] = []
        self.stop = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = self.headers.get("Range", "bytes=0-")
                start = int(asked.removeprefix("bytes=").rstrip("-"))
                outer.starts.append(start)
                answers = outer.answers
                (answers.pop(0) if len(answers) > 1 else answers[0])(self, start)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.place = f"http://127.0.0.1:{self._server.server_address[1]}/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def close(self) -> None:
        """End it, and what stalls."""
        self.stop.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    # ways to answer

    def honest(self, handler: BaseHTTPRequestHandler, start: int) -> None:
        """Send what is asked for."""
        send(handler, CONTENT, start)

    def cutting(self, handler: BaseHTTPRequestHandler, start: int) -> None:
        """End the connection after half of the file."""
        send(handler, CONTENT[: max(HALF, start)], start, len(CONTENT) - start)

    def stalling(self, handler: BaseHTTPRequestHandler, start: int) -> None:
        """Send half of the file and then nothing, but keep the connection."""
        self.cutting(handler, start)
        self.stop.wait(60)

    def lying(self, handler: BaseHTTPRequestHandler, _start: int) -> None:
        """Send another file of the same length."""
        send(handler, CONTENT[::-1])


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server of this computer, which takes the place of that of the authors."""
    monkeypatch.setenv("no_proxy", "*")
    server = Server()
    monkeypatch.setattr(published, "PLACE", server.place)
    yield server
    server.close()


def fetched(server: Server, folder: Path) -> SimpleNamespace:
    """The downloaded file, and the progress that was reported."""
    progress: list[float] = []
    target = folder / "file.pth"
    download.download(f"{server.place}file.pth", target, SHA256, progress.append)
    return SimpleNamespace(content=target.read_bytes(), progress=progress)


def test_a_download_goes_on_where_the_connection_ended(server: Server, tmp_path: Path) -> None:
    server.answers = [server.cutting, server.honest]
    got = fetched(server, tmp_path)
    assert got.content == CONTENT
    assert server.starts == [0, HALF]
    assert got.progress == sorted(got.progress)
    assert got.progress[-1] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file.pth"]


def test_a_server_that_stalls_is_told_and_what_came_is_kept(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "PATIENCE", 0.2)
    server.answers = [server.stalling]
    with pytest.raises(ModelError, match=r"does not answer any more\..*run the same command"):
        fetched(server, tmp_path)
    assert (tmp_path / "file.pth.partial").read_bytes() == CONTENT[:HALF]
    server.answers = [server.honest]
    assert fetched(server, tmp_path).content == CONTENT
    assert server.starts == [0, HALF, HALF, HALF]


def test_another_file_is_thrown_away(server: Server, tmp_path: Path) -> None:
    server.answers = [server.lying]
    with pytest.raises(ModelError, match="not the file that was published"):
        fetched(server, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (lambda h, s: send(h, CONTENT, length=len(CONTENT) * 3), "ended too early"),
        (lambda h, s: send(h, CONTENT, length=2**40), "larger than 256 MB"),
        (lambda h, s: send(h, CONTENT, length=10), "not the file that was published"),
        (lambda h, s: send(h, b"gone", status=404), "status 404"),
        (lambda h, s: send(h, b"sorry", status=503), "status 503"),
        (lambda h, s: h.wfile.write(b"no protocol\r\n\r\n"), "no connection to the server"),
    ],
    ids=["too short", "too long", "wrong length", "missing", "faulty", "other protocol"],
)
def test_a_server_that_lies_is_told(
    server: Server, tmp_path: Path, answer: Answer, sentence: str
) -> None:
    server.answers = [answer]
    with pytest.raises(ModelError, match=sentence):
        fetched(server, tmp_path)
    assert not (tmp_path / "file.pth").exists()


def test_no_redirection_is_followed(server: Server, tmp_path: Path) -> None:
    def elsewhere(handler: BaseHTTPRequestHandler, _start: int) -> None:
        handler.send_response(302)
        handler.send_header("Location", f"{server.place}other")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    server.answers = [elsewhere]
    with pytest.raises(ModelError, match="status 302"):
        fetched(server, tmp_path)


def test_a_server_that_cannot_go_on_sends_all_again(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file.pth.partial").write_bytes(CONTENT[:100])
    server.answers = [lambda handler, _: send(handler, CONTENT)]
    assert fetched(server, tmp_path).content == CONTENT
    (tmp_path / "file.pth.partial").write_bytes(b"of another file" * 10_000)

    def at_end(handler: BaseHTTPRequestHandler, start: int) -> None:
        if start < len(CONTENT):
            send(handler, CONTENT, start)
            return
        handler.send_response(416)
        handler.send_header("Content-Range", f"bytes */{len(CONTENT)}")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    server.answers = [at_end]
    assert fetched(server, tmp_path).content == CONTENT
    (tmp_path / "file.pth").rename(tmp_path / "file.pth.partial")
    assert fetched(server, tmp_path).content == CONTENT  # all of it had arrived


def test_a_download_is_stopped(server: Server, tmp_path: Path) -> None:
    server.answers = [server.honest]
    with stopped_by(lambda: True), pytest.raises(Cancelled):
        fetched(server, tmp_path)


def test_without_a_server_there_is_a_sentence(server: Server, tmp_path: Path) -> None:
    server.close()
    with pytest.raises(ModelError, match="no connection to the server"):
        fetched(server, tmp_path)
    server.__init__()  # type: ignore[misc] # something to close


# the command


@contextmanager
def converting(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[list[str]]]:
    """Stand-ins for the published file and for PyTorch, which takes minutes; gives the calls."""
    calls: list[list[str]] = []

    def convert(arguments: list[str]) -> str:
        calls.append(arguments)
        assert Path(arguments[2]).read_bytes() == CONTENT
        write_model(Path(arguments[3]), {**ABOUT, "id": "eccv16", "name": "ECCV"})
        return ""

    row = dataclasses.replace(published.PUBLISHED["eccv16"], sha256=SHA256)
    monkeypatch.setitem(published.PUBLISHED, "eccv16", row)
    monkeypatch.setattr(published, "run_export", convert)
    yield calls


def test_a_model_is_downloaded_converted_and_installed(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers = [server.honest]
    with converting(monkeypatch) as calls:
        assert main(["models", "get", "eccv16"]) == 2
        told = capsys.readouterr()
        assert "BSD-2-Clause" in told.out
        assert "--yes" in told.err
        assert server.starts == []
        assert main(["models", "get", "eccv16", "--yes"]) == 0
        assert "Imported ECCV 0.1 as eccv16" in capsys.readouterr().err
        assert main(["models", "get", "eccv16", "--yes"]) == 2
        assert "installed already" in capsys.readouterr().err
    assert [call[:2] for call in calls] == [["--official", "eccv16"]]
    assert not Path(calls[0][2]).exists()
    assert "eccv16" in {path.stem for path in installed_models()}
    assert len(server.starts) == 1


def test_a_copy_makes_the_network_unnecessary(
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    copy = tmp_path / "mine.pth"
    copy.write_bytes(CONTENT[::-1])
    command = ["models", "get", "eccv16", "--yes", "--from", str(copy)]
    with converting(monkeypatch):
        assert main(command) == 2
        assert "not the file colorization_release_v2" in capsys.readouterr().err
        copy.write_bytes(CONTENT)
        monkeypatch.setattr("colorizer_gui.engine.model.installing.try_model", lambda _: None)
        assert main(command) == 0
        assert main([*command[:-1], str(tmp_path / "none")]) == 2
    assert copy.exists()
    assert server.starts == []


@pytest.mark.parametrize("frozen", [False, True])
def test_what_is_missing_for_a_conversion_is_told_before_the_download(
    monkeypatch: pytest.MonkeyPatch, frozen: bool
) -> None:
    if frozen:
        monkeypatch.setattr("sys.frozen", True, raising=False)
    else:
        monkeypatch.setattr(conversion, "_NEEDED", ("no_such_package",))
    how = "Install Colorizer as a Python package" if frozen else "pip install no_such_package"
    with pytest.raises(UsageError, match=how):
        published.check_wanted("siggraph17")
