"""The colors of photos, hints and swatches as the screen's profile wants them."""

import ctypes
import os
import struct
import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QColorSpace

from colorizer_gui.gui.base.screen_color import screen_colors
from colorizer_gui.gui.dialogs.settings_dialog import SettingsDialog
from colorizer_gui.gui.widgets.swatches import Swatch
from x_server import x_server

SRGB = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
WIDE = QColorSpace(QColorSpace.NamedColorSpace.AdobeRgb)
# Draws a swatch in the middle of a window, and prints the color that is on the screen there.
SHOWN = """
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from colorizer_gui.gui.widgets.swatches import Swatch

app = QApplication([])
swatch = Swatch("Red")
swatch.show_color(QColor(255, 0, 0), False)
swatch.show()
assert QTest.qWaitForWindowExposed(swatch)
QTest.qWait(0)
shown = app.primaryScreen().grabWindow(swatch.winId()).toImage()
print(shown.pixelColor(swatch.rect().center()).name())
"""


def to_wide(color):
    return SRGB.transformationToColorSpace(WIDE).map(color)


@pytest.fixture
def profile(tmp_path):
    """The file of a wide screen's profile; afterwards the screen is sRGB again."""
    path = tmp_path / "wide.icc"
    path.write_bytes(WIDE.iccProfile().data())
    yield path
    screen_colors.use_file("")


def color_in(widget, point):
    return widget.grab().toImage().pixelColor(point)


def assert_alike(one, other):
    assert all(abs(a - b) <= 2 for a, b in zip(one.getRgb(), other.getRgb(), strict=True)), (
        f"{one.name()} is not {other.name()}"
    )


@pytest.mark.parametrize("zoom", [None, 4.0])
def test_a_photo_is_converted_to_the_profile_that_the_settings_name(colorized, profile, zoom):
    canvas = colorized.parts.canvas
    if zoom:
        canvas.zoom_to(zoom)
    places = [
        QPoint(canvas.width() // 2 + x, canvas.height() // 2 + y) for x, y in ((90, 40), (200, 90))
    ]
    before = [color_in(canvas, place) for place in places]
    assert any(color.hslSaturation() > 20 for color in before)
    colorized.preferences.change(screen_profile=str(profile))
    for old, place in zip(before, places, strict=True):
        assert_alike(color_in(canvas, place), to_wide(old))
    colorized.preferences.change(screen_profile="")
    assert [color_in(canvas, place) for place in places] == before


def test_a_swatch_shows_its_color_and_keeps_its_value(qtbot, profile):
    swatch = Swatch("Green")
    qtbot.addWidget(swatch)
    swatch.show_color(QColor(0, 200, 0), False)
    screen_colors.use_file(str(profile))
    assert_alike(color_in(swatch, swatch.rect().center()), to_wide(QColor(0, 200, 0)))
    assert swatch.toolTip() == "Green, green, #00c800"


def test_a_color_is_picked_as_it_is_in_the_photo(colorized, profile, qtbot):
    canvas = colorized.parts.canvas
    picked = []
    canvas.color_picked.connect(picked.append)
    for path in ("", str(profile)):
        colorized.preferences.change(screen_profile=path)
        canvas.pick_color(True)
        place = canvas.rect().center() + QPoint(90, 40)
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)
    assert picked[0] == picked[1]


def test_the_dialog_shows_the_file_and_clears_it(colorized, profile, qtbot):
    colorized.preferences.change(screen_profile=str(profile))
    qtbot.keyClick(colorized, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = next(each for each in colorized.findChildren(SettingsDialog) if each.isVisible())
    field = dialog.controls["screen_profile"]
    assert field.name.text() == "wide.icc"
    qtbot.mouseClick(field.clear, Qt.MouseButton.LeftButton)
    assert colorized.preferences.settings.screen_profile == ""
    assert (field.name.text(), field.clear.isEnabled()) == ("", False)


@pytest.mark.parametrize("content", [b"", b"no profile", None, "gray"])
def test_a_file_that_is_no_profile_of_a_screen_is_named(colorized, tmp_path, content, profile):
    path = tmp_path / "screen.icc"
    if content == "gray":
        gray = bytearray(profile.read_bytes())
        gray[16:20] = b"GRAY"
        content = bytes(gray)
    if content is not None:
        path.write_bytes(content)
    colorized.preferences.change(screen_profile=str(path))
    assert "screen.icc" in colorized.parts.notices.sentence
    assert "Choose another one in Settings." in colorized.parts.notices.sentence
    swatch = Swatch("Green")
    swatch.show_color(QColor(0, 200, 0), False)
    assert color_in(swatch, swatch.rect().center()) == QColor(0, 200, 0)


def set_x11_profile(display, icc):
    """Put a profile where X11 has that of its first screen."""
    xcb = ctypes.CDLL("libxcb.so.1")
    for name in ("xcb_connect", "xcb_get_setup", "xcb_intern_atom_reply"):
        getattr(xcb, name).restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    name = b"_ICC_PROFILE"
    cookie = xcb.xcb_intern_atom(connection, 0, len(name), name)
    answer = xcb.xcb_intern_atom_reply(connection, ctypes.c_uint32(cookie), None)
    atom = struct.unpack_from("I", ctypes.string_at(answer, 12), 8)[0]
    # The setup lists the screens last; the first begins with its root window.
    setup = xcb.xcb_get_setup(connection)
    vendor, formats = struct.unpack_from("HxxBB", ctypes.string_at(setup, 40), 24)[0::2]
    start = 40 + (vendor + 3) // 4 * 4 + 8 * formats
    root = struct.unpack("I", ctypes.string_at(setup + start, 4))[0]
    cardinal, replace = 6, 0
    xcb.xcb_change_property(connection, replace, root, atom, cardinal, 8, len(icc), icc)
    xcb.xcb_flush(connection)
    return lambda: xcb.xcb_disconnect(connection)


@pytest.mark.skipif(sys.platform != "linux", reason="X11 is tried on Linux")
@pytest.mark.parametrize("has_profile", [True, False])
def test_the_profile_of_an_x11_screen_is_found(tmp_path, has_profile):
    with x_server(tmp_path) as display:
        close = set_x11_profile(display, WIDE.iccProfile().data()) if has_profile else None
        environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        result = subprocess.run(
            [sys.executable, "-c", SHOWN],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        if close:
            close()
    red = QColor(255, 0, 0)
    assert_alike(QColor(result.stdout.strip()), to_wide(red) if has_profile else red)
