"""The profile of a screen as colord has it, the service of Linux desktops for color profiles.

It is asked over D-Bus. Desktops name each screen to it as the display server does.

References
----------
colord 1.4 (Hughes), its interfaces ColorManager, Device and Profile.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from colorizer_gui.engine.files import open_file

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

log = logging.getLogger(__name__)

_SERVICE, _ROOT = "org.freedesktop.ColorManager", "/org/freedesktop/ColorManager"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_ANY_QUALIFIER = "*"
_LONGEST_WAIT = 500  # milliseconds of each question
_LARGEST_PROFILE = 16 * 2**20  # bytes


def profile_of(screen_name: str) -> bytes | None:
    """The profile of a screen.

    Parameters
    ----------
    screen_name : str
        As the display server calls it, such as ``HDMI-1``.

    Returns
    -------
    bytes or None
        None where colord has none, or does not run.

    Raises
    ------
    OSError
        The file that colord names cannot be read.
    """
    try:
        from PySide6.QtDBus import QDBusConnection
    except ImportError:  # Qt was built, or packaged, without it
        return None
    bus = QDBusConnection.systemBus()
    if not screen_name or not bus.isConnected():
        return None
    device = _asked(bus, _ROOT, _SERVICE, "FindDeviceByProperty", "XRANDR_name", screen_name)
    profile = device and _asked(
        bus, device, f"{_SERVICE}.Device", "GetProfileForQualifiers", [_ANY_QUALIFIER]
    )
    path = profile and _asked(bus, profile, _PROPERTIES, "Get", f"{_SERVICE}.Profile", "Filename")
    if not path:
        return None
    with open_file(path) as file:
        return file.read(_LARGEST_PROFILE)


def _asked(
    bus: QDBusConnection, path: str, interface: str, method: str, *arguments: str | list[str]
) -> str:
    """The answer to a question, a path or a text; empty where there is none."""
    from PySide6.QtDBus import QDBus, QDBusMessage, QDBusObjectPath, QDBusVariant

    message = QDBusMessage.createMethodCall(_SERVICE, path, interface, method)
    message.setArguments(list(arguments))
    reply = bus.call(message, QDBus.CallMode.Block, _LONGEST_WAIT)
    if reply.type() != QDBusMessage.MessageType.ReplyMessage or not reply.arguments():
        log.info("colord does not answer %s: %s", method, reply.errorMessage())
        return ""
    answer = reply.arguments()[0]
    if isinstance(answer, QDBusObjectPath):
        return answer.path()
    value = answer.variant() if isinstance(answer, QDBusVariant) else answer
    return value if isinstance(value, str) else ""
