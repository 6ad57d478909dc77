"""Photos never leave the computer: no part of the work opens a connection."""

import sys
from pathlib import Path

import pytest
from gestures import click_photo

from colorizer_gui.engine.model.library import find_model

WATCHED = (
    "socket.connect",
    "socket.sendto",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.bind",
    "urllib.Request",
    "http.client.connect",
)
_seen = []
_watching = []


def _hear(event, arguments):
    if _watching and event in WATCHED:
        _seen.append((event, str(arguments)))


@pytest.fixture(scope="module")
def hook():
    """Hear of everything that Python does with the network."""
    sys.addaudithook(_hear)


@pytest.fixture
def connections(hook):
    """What was done with the network while the test ran."""
    _seen.clear()
    _watching.append(True)
    yield _seen
    _watching.clear()


def system_connections():
    """Sockets of this process that lead to other computers, as Linux lists them."""
    own = set()
    for link in Path("/proc/self/fd").iterdir():
        try:
            own.add(str(link.readlink()))
        except OSError:
            continue
    rows = []
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            if f"socket:[{line.split()[9]}]" in own:
                rows.append(line)
    return rows


def test_opening_colorizing_and_saving_touch_no_network(
    connections, make_window, qtbot, gray_file, tmp_path
):
    window = make_window(find_model())
    with qtbot.waitSignal(window.document.colorized, timeout=20000):
        window.open_paths([gray_file])
    with qtbot.waitSignal(window.document.colorized, timeout=20000):
        click_photo(window, qtbot, 0.7, 0.5)
    window.acts.guide.trigger()
    window.acts.about.trigger()
    with qtbot.waitSignal(window.exports.exporter.saved, timeout=20000):
        window.exports.save_to(tmp_path / "result.jpg")
    if sys.platform == "linux":
        assert system_connections() == []
    window.close()
    assert connections == []


def test_the_watch_hears_a_connection(connections):
    import socket

    with socket.socket() as end, pytest.raises(OSError, match=r"refused|reach|ssigned"):
        end.connect(("127.0.0.1", 1))
    assert connections[0][0] == "socket.connect"
