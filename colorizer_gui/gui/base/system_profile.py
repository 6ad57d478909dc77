"""The ICC profile that the system has for a screen.

X11 keeps it in a property of the root window, where the session daemons of colord put it:
``_ICC_PROFILE`` for the first screen, ``_ICC_PROFILE_1`` for the next ("ICC Profiles in X
Specification", version 0.4). Where that is missing, and with Wayland, colord itself is asked: it
names no profile where the compositor converts by its own. Windows tells it for a device context. On
macOS the system itself converts what a program draws, from sRGB, so there is nothing to read.
"""

from __future__ import annotations

import ctypes
import logging
import sys
from ctypes import POINTER, byref, c_char_p, c_int, c_uint8, c_uint16, c_uint32, c_void_p
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QScreen

from colorizer_gui.gui.base import colord

log = logging.getLogger(__name__)

_LARGEST_PROFILE = 16 * 2**20  # bytes
_ANY_TYPE = 0
_MONITOR_DEFAULT_TO_NEAREST = 2


def read(screen: QScreen, place: int) -> bytes | None:
    """The profile of a screen.

    Parameters
    ----------
    screen : QScreen
    place : int
        Its number among the screens, from 0.

    Returns
    -------
    bytes or None
        None where the system has none, or converts itself.
    """
    try:
        platform = QGuiApplication.platformName()
        if platform == "xcb" or platform.startswith("wayland"):
            found = _of_x11(place) if platform == "xcb" else None
            return found or colord.profile_of(screen.name())
        if sys.platform == "win32":
            middle = screen.geometry().center()
            return _of_windows(middle.x(), middle.y())
    except (OSError, AttributeError) as error:  # a library or function is missing
        log.info("the profile of the screen can't be asked for: %s", error)
    return None


class _Cookie(ctypes.Structure):
    _fields_ = [("sequence", c_uint32)]


class _Atom(ctypes.Structure):
    _fields_ = [
        ("response_type", c_uint8), ("pad", c_uint8), ("sequence", c_uint16), ("length", c_uint32),
        ("atom", c_uint32),
    ]  # fmt: skip


class _Screens(ctypes.Structure):
    """`data` points to the first screen, whose first field is its root window."""

    _fields_ = [("data", POINTER(c_uint32)), ("rem", c_int), ("index", c_int)]


def _of_x11(place: int) -> bytes | None:
    xcb = _load_xcb()
    connection = xcb.xcb_connect(None, None)
    try:
        if xcb.xcb_connection_has_error(connection):
            return None
        root = xcb.xcb_setup_roots_iterator(xcb.xcb_get_setup(connection)).data.contents.value
        name = b"_ICC_PROFILE" if place == 0 else b"_ICC_PROFILE_%d" % place
        answer = xcb.xcb_intern_atom_reply(
            connection, xcb.xcb_intern_atom(connection, 1, len(name), name), None
        )
        if not answer:
            return None
        atom = answer.contents.atom
        _free(ctypes.cast(answer, c_void_p).value)
        asked = xcb.xcb_get_property(
            connection, 0, root, atom, _ANY_TYPE, 0, _LARGEST_PROFILE // 4
        ) if atom else None  # fmt: skip
        reply = xcb.xcb_get_property_reply(connection, asked, None) if asked else None
        if not reply:
            return None
        size = xcb.xcb_get_property_value_length(reply)
        found = ctypes.string_at(xcb.xcb_get_property_value(reply), size)
        _free(reply)
        return found or None
    finally:
        xcb.xcb_disconnect(connection)


def _load_xcb() -> ctypes.CDLL:
    """The library that Qt's own plugin for X11 uses, with the types of what is called."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = c_void_p
    xcb.xcb_connect.argtypes = [c_char_p, c_void_p]
    xcb.xcb_connection_has_error.argtypes = [c_void_p]
    xcb.xcb_disconnect.argtypes = [c_void_p]
    xcb.xcb_get_setup.restype = c_void_p
    xcb.xcb_get_setup.argtypes = [c_void_p]
    xcb.xcb_setup_roots_iterator.restype = _Screens
    xcb.xcb_setup_roots_iterator.argtypes = [c_void_p]
    xcb.xcb_intern_atom.restype = _Cookie
    xcb.xcb_intern_atom.argtypes = [c_void_p, c_uint8, c_uint16, c_char_p]
    xcb.xcb_intern_atom_reply.restype = POINTER(_Atom)
    xcb.xcb_intern_atom_reply.argtypes = [c_void_p, _Cookie, c_void_p]
    xcb.xcb_get_property.restype = _Cookie
    xcb.xcb_get_property.argtypes = [
        c_void_p, c_uint8, c_uint32, c_uint32, c_uint32, c_uint32, c_uint32,
    ]  # fmt: skip
    xcb.xcb_get_property_reply.restype = c_void_p
    xcb.xcb_get_property_reply.argtypes = [c_void_p, _Cookie, c_void_p]
    xcb.xcb_get_property_value.restype = c_void_p
    xcb.xcb_get_property_value.argtypes = [c_void_p]
    xcb.xcb_get_property_value_length.argtypes = [c_void_p]
    return xcb


def _free(address: int | None) -> None:
    free = ctypes.CDLL(None).free
    free.argtypes = [c_void_p]
    free(address)


class _Monitor(ctypes.Structure):
    """MONITORINFOEXW."""

    _fields_ = [
        ("size", c_uint32), ("area", c_int * 4), ("work", c_int * 4), ("flags", c_uint32),
        ("device", ctypes.c_wchar * 32),
    ]  # fmt: skip


class _Point(ctypes.Structure):
    _fields_ = [("x", c_int), ("y", c_int)]


def _of_windows(x: int, y: int) -> bytes | None:
    """The profile of the monitor at a place, from the file that Windows names."""
    # `windll` exists on Windows only, so type checkers elsewhere do not know it.
    user, gdi = (ctypes.windll.LoadLibrary(name) for name in ("user32", "gdi32"))  # type: ignore[attr-defined]
    user.MonitorFromPoint.restype = c_void_p
    user.MonitorFromPoint.argtypes = [_Point, c_uint32]
    user.GetMonitorInfoW.argtypes = [c_void_p, c_void_p]
    gdi.CreateDCW.restype = c_void_p
    gdi.CreateDCW.argtypes = [ctypes.c_wchar_p, ctypes.c_wchar_p, ctypes.c_wchar_p, c_void_p]
    gdi.GetICMProfileW.argtypes = [c_void_p, POINTER(c_uint32), ctypes.c_wchar_p]
    gdi.DeleteDC.argtypes = [c_void_p]
    monitor = _Monitor(size=ctypes.sizeof(_Monitor))
    handle = user.MonitorFromPoint(_Point(x, y), _MONITOR_DEFAULT_TO_NEAREST)
    if not user.GetMonitorInfoW(handle, byref(monitor)):
        return None
    context = gdi.CreateDCW(monitor.device, None, None, None)
    try:
        length = c_uint32(1024)
        name = ctypes.create_unicode_buffer(length.value)
        if not context or not gdi.GetICMProfileW(context, byref(length), name):
            return None
        return Path(name.value).read_bytes()
    finally:
        gdi.DeleteDC(context)
