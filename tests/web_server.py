"""Runs `colorizer serve` as users do, for tests."""

import os
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

import coverage
import httpx

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120  # seconds, for a busy machine


class WebServer:
    """A running server.

    Attributes
    ----------
    address : str
        The line that it printed.
    url : str
        The address without the token.
    home : Path
        The home folder of its user, with the settings.
    folder : Path
        Where it keeps photos.
    """

    def __init__(self, home: Path, *arguments: str, prefix: tuple[str, ...] = ()) -> None:
        keys = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME")
        self.home = home
        environment = {
            **os.environ,
            **dict.fromkeys(keys, str(home)),
            "PYTHONPATH": str(ROOT),
            "COLORIZER_SETTINGS": str(home / "settings.toml"),
        }
        command = [*prefix, *_python(), "-m", "colorizer_gui.cli", "serve", *arguments]
        self.process = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.address = self.process.stdout.readline().strip()
        assert self.address.startswith("http://"), self.process.communicate(timeout=PATIENCE)
        self.url = self.address.partition("?")[0].rstrip("/")
        self.port = int(self.url.rpartition(":")[2])
        named = str(self.port) in arguments
        folder = str(self.port) if named else f"any-{self.port}"
        self.folder = home / "Colorizer" / "web" / folder

    def client(self, **options) -> httpx.Client:
        """A client, which is to be closed."""
        return httpx.Client(base_url=self.url, timeout=PATIENCE, **options)

    def end(self) -> tuple[int, str]:
        """End it politely; the exit code and what it printed on standard error."""
        self.process.terminate()
        _, errors = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, errors

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.communicate(timeout=PATIENCE)


def _python() -> list[str]:
    """The interpreter, which counts what the server runs where the tests are counted."""
    if coverage.Coverage.current() is None:
        return [sys.executable]
    options = (f"--rcfile={ROOT / 'pyproject.toml'}", f"--data-file={ROOT / '.coverage'}")
    return [sys.executable, "-m", "coverage", "run", "--parallel-mode", *options]


@contextmanager
def serving(home: Path, *arguments: str, prefix: tuple[str, ...] = ()):
    """A server on a free port, as a context."""
    if "--port" not in arguments:
        arguments = ("--port", "0", *arguments)
    server = WebServer(home, *arguments, prefix=prefix)
    try:
        yield server
    finally:
        with suppress(ProcessLookupError):
            server.end()


def free_port() -> str:
    """A port that nothing listens at now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return str(taken.getsockname()[1])


def upload(client: httpx.Client, *paths: Path) -> list[dict]:
    """Upload photos, and return what the server says of each."""
    files = [("file", (path.name, path.read_bytes())) for path in paths]
    answer = client.post("/api/photos", files=files)
    assert answer.status_code == 201, answer.text
    return answer.json()["photos"]
