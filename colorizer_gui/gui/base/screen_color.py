"""Colors as a screen's profile wants them: the last step before anything colored is drawn.

Images, swatches and hints are sRGB everywhere in the program. A widget asks here, while it paints,
for what its screen has to get. The profile is the one that the settings name, or else the
system's; without any the screen is taken for sRGB.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from pathlib import Path

from PySide6.QtGui import QColor, QColorSpace, QGuiApplication, QImage, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.gui.base import system_profile

log = logging.getLogger(__name__)

_LARGEST_PROFILE = 16 * 2**20  # bytes
_KEPT_BYTES = 2**26  # of converted images
# In the header of a profile.
_SPACE, _SIGNATURE = slice(16, 20), slice(36, 40)
_SRGB = QColorSpace(QColorSpace.NamedColorSpace.SRgb)


class ScreenProfileError(ColorizerError):
    """The file that the settings name is not a profile that a screen can have."""


class ScreenColors:
    """The profiles of the screens, and images converted to them.

    One object serves the whole program, as its screens do: `screen_colors`.
    """

    def __init__(self) -> None:
        self._named: QColorSpace | None = None
        self._of_system: dict[str, QColorSpace | None] = {}
        self._converted: OrderedDict[tuple[int, str], QImage] = OrderedDict()

    def use_file(self, path: str) -> None:
        """Take a profile for every screen.

        Parameters
        ----------
        path : str
            Of an ICC profile; empty for the system's.

        Raises
        ------
        ScreenProfileError
            The system's profile is used then.
        """
        self._named = None
        self._converted.clear()
        self._of_system.clear()
        try:
            self._named = _read_profile(Path(path)) if path else None
        finally:
            for widget in QApplication.allWidgets():
                widget.update()

    def image(self, image: QImage, widget: QWidget) -> QImage:
        """An sRGB image as the screen that a widget is on has to get it."""
        screen = widget.screen()
        space = self._space_of(screen)
        if space is None or image.isNull():
            return image
        key = (image.cacheKey(), screen.name())
        if (kept := self._converted.get(key)) is None:
            kept = _converted(image, space)
            self._converted[key] = kept
            while sum(each.sizeInBytes() for each in self._converted.values()) > _KEPT_BYTES:
                self._converted.popitem(last=False)
        else:
            self._converted.move_to_end(key)
        return kept

    def color(self, color: QColor, widget: QWidget) -> QColor:
        """An sRGB color as the screen that a widget is on has to get it."""
        space = self._space_of(widget.screen())
        return color if space is None else _SRGB.transformationToColorSpace(space).map(color)

    def _space_of(self, screen: QScreen) -> QColorSpace | None:
        """The color space of a screen; None where that is sRGB or not known."""
        if self._named is not None:
            return self._named
        name = screen.name()
        if name not in self._of_system:
            self._of_system[name] = _space_of_system(screen)
        return self._of_system[name]


def _converted(image: QImage, space: QColorSpace) -> QImage:
    tagged = image.copy()
    tagged.setColorSpace(_SRGB)
    tagged.convertToColorSpace(space)
    # Without its color space, which painting would take for one that has to be undone.
    tagged.setColorSpace(QColorSpace())
    return tagged


def _space_of_system(screen: QScreen) -> QColorSpace | None:
    place = QGuiApplication.screens().index(screen)
    icc = system_profile.read(screen, place)
    if not icc:
        return None
    space = QColorSpace.fromIccProfile(icc)
    if not space.isValidTarget():
        log.info("the profile of the screen %s can't be used", screen.name())
        return None
    log.info("the screen %s has the profile %s", screen.name(), space.description())
    return space if space != _SRGB else None


def _read_profile(path: Path) -> QColorSpace:
    try:
        with path.open("rb") as file:
            icc = file.read(_LARGEST_PROFILE)
    except OSError as error:
        raise ScreenProfileError(
            Message(
                "Can't read the screen profile {name}: {reason}. Choose another one in Settings.",
                name=path.name,
                reason=system_reason(error),
            )
        ) from error
    # Of other files Qt warns.
    is_rgb = icc[_SPACE] == b"RGB " and icc[_SIGNATURE] == b"acsp"
    space = QColorSpace.fromIccProfile(icc) if is_rgb else QColorSpace()
    if not space.isValidTarget():
        raise ScreenProfileError(
            Message(
                "Can't use the screen profile {name}: it is not the profile of an RGB screen. "
                "Choose another one in Settings.",
                name=path.name,
            )
        )
    return space


screen_colors = ScreenColors()
