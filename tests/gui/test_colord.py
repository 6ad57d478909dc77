"""The profile of a screen is asked from colord, a small one of our own on a bus of its own."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest
from PySide6.QtGui import QColorSpace

from x_server import x_server

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="colord is a service of Linux"),
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="needs dbus-daemon"),
]

# Knows one screen, whose name is the first argument, and its profile, the second.
SERVICE = """
import sys
from PySide6.QtCore import ClassInfo, Property, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusObjectPath

NAME, ROOT = "org.freedesktop.ColorManager", "/org/freedesktop/ColorManager"

@ClassInfo({"D-Bus Interface": NAME})
class Manager(QObject):
    @Slot(str, str, result=QDBusObjectPath)
    def FindDeviceByProperty(self, key, value):
        is_known = (key, value) == ("XRANDR_name", sys.argv[1])
        return QDBusObjectPath(ROOT + ("/devices/one" if is_known else "/devices/none"))

@ClassInfo({"D-Bus Interface": NAME + ".Device"})
class Device(QObject):
    @Slot("QStringList", result=QDBusObjectPath)
    def GetProfileForQualifiers(self, qualifiers):
        assert qualifiers == ["*"]
        return QDBusObjectPath(ROOT + "/profiles/one")

@ClassInfo({"D-Bus Interface": NAME + ".Profile"})
class Profile(QObject):
    Filename = Property(str, lambda self: sys.argv[2])

app = QCoreApplication([])
bus = QDBusConnection.systemBus()
known = {ROOT: Manager(), ROOT + "/devices/one": Device(), ROOT + "/profiles/one": Profile()}
for path, part in known.items():
    assert bus.registerObject(path, part, QDBusConnection.RegisterOption.ExportAllContents)
assert bus.registerService(NAME)
print("ready", flush=True)
app.exec()
"""
ASK = """
import sys
from PySide6.QtCore import QCoreApplication
from colorizer_gui.gui.base import colord

app = QCoreApplication([])
try:
    found = colord.profile_of(sys.argv[1])
except OSError as error:
    found = type(error).__name__.encode()
print("none" if found is None else found.hex())
"""
SHOWN = """
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from colorizer_gui.gui.base.screen_color import screen_colors
from colorizer_gui.gui.widgets.swatches import Swatch

app = QApplication([])
swatch = Swatch("Red")
print(app.primaryScreen().name())
print(screen_colors.color(QColor(255, 0, 0), swatch).name())
"""


@contextmanager
def process(command, **options):
    """Run a command until the end of the test, from its first line on; yields that line."""
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **options)
    try:
        yield running.stdout.readline().strip()
    finally:
        running.terminate()
        running.wait()
        running.stdout.close()


@contextmanager
def bus(folder):
    """The environment in which the bus of the system is one of our own."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    address = f"--address=unix:tmpdir={folder}"
    with process([*command, address], stderr=subprocess.DEVNULL) as found:
        yield os.environ | {"DBUS_SYSTEM_BUS_ADDRESS": found}


def run(program, *arguments, env):
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True, text=True, env=env, timeout=60, check=True,
    )  # fmt: skip
    return done.stdout.split()


@pytest.fixture
def profile(tmp_path):
    path = tmp_path / "screen.icc"
    path.write_bytes(QColorSpace(QColorSpace.NamedColorSpace.AdobeRgb).iccProfile().data())
    return path


def test_colord_tells_the_profile_of_a_screen(tmp_path, profile):
    with bus(tmp_path) as env:
        with process([sys.executable, "-c", SERVICE, "HDMI-1", str(profile)], env=env) as ready:
            assert ready == "ready"
            assert run(ASK, "HDMI-1", env=env) == [profile.read_bytes().hex()]
            assert run(ASK, "DP-2", env=env) == ["none"]
            profile.unlink()
            assert run(ASK, "HDMI-1", env=env) == [b"FileNotFoundError".hex()]
        assert run(ASK, "HDMI-1", env=env) == ["none"]
    assert run(ASK, "HDMI-1", env=env) == ["none"]


def test_a_screen_of_x11_without_a_profile_gets_that_of_colord(tmp_path, profile):
    with x_server(str(tmp_path)) as display, bus(tmp_path) as own:
        env = own | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        name, plain = run(SHOWN, env=env)
        assert plain == "#ff0000"
        with process([sys.executable, "-c", SERVICE, name, str(profile)], env=env):
            _, shown = run(SHOWN, env=env)
    assert shown == "#db0000"
