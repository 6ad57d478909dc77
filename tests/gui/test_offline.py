"""Opening, colorizing and saving photos uses no network."""

import sys
from pathlib import Path

import pytest
from gestures import place_hint

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
_events = []
_recording = []


def _record(event, arguments):
    if _recording and event in WATCHED:
        _events.append((event, str(arguments)))


@pytest.fixture(scope="module")
def hook():
    """Record what Python does with the network."""
    sys.addaudithook(_record)


@pytest.fixture
def connections(hook):
    """What Python did with the network during the test."""
    _events.clear()
    _recording.append(True)
    yield _events
    _recording.clear()


def system_connections():
    """The numbers of the TCP and UDP sockets of this process, where Linux lists them."""
    own, found = set(), set()
    if sys.platform != "linux":
        return found
    for link in Path("/proc/self/fd").iterdir():
        try:
            own.add(str(link.readlink()))
        except OSError:
            continue
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            number = line.split()[9]
            if f"socket:[{number}]" in own:
                found.add(number)
    return found


def test_opening_colorizing_and_saving_use_no_network(
    connections, make_window, qtbot, gray_file, tmp_path
):
    before = system_connections()  # what other tests of this process keep open
    window = make_window(find_model())
    with qtbot.waitSignal(window.document.colorized, timeout=20000):
        window.open_paths([gray_file])
    with qtbot.waitSignal(window.document.colorized, timeout=20000):
        place_hint(window, qtbot, 0.7, 0.5)
    window.acts.guide.trigger()
    window.acts.about.trigger()
    with qtbot.waitSignal(window.exports.exporter.saved, timeout=20000):
        window.exports.save_to(tmp_path / "result.jpg")
    assert system_connections() <= before
    window.close()
    assert connections == []


def test_a_connection_is_recorded(connections):
    import socket

    with socket.socket() as end, pytest.raises(OSError, match=r"refused|reach|ssigned"):
        end.connect(("127.0.0.1", 1))
    assert connections[0][0] == "socket.connect"
