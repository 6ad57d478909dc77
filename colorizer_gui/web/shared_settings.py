"""The presets and color sets of the settings, which the page shares with the window."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from colorizer_gui.engine.limits import LONGEST_NAME
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.settings import Color, Settings, SettingsFile, settings_file
from colorizer_gui.web.errors import RefusedError

T = TypeVar("T")
MOST_NAMES = 200  # of presets, and of color sets
MOST_COLORS = 24  # of a set


class SharedSettings:
    """Reads and changes the settings of the user who runs the server. Thread-safe.

    What the window or other programs write meanwhile stays, see `SettingsFile`.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def read(self) -> Settings:
        """The settings as they are now."""
        with self._lock:
            return SettingsFile(settings_file()).settings

    def keep_preset(self, name: str, look: Look) -> None:
        """Keep a look as a preset; one of the same name is replaced.

        Raises
        ------
        RefusedError, SaveError
        """
        look = replace(look, reference=None, version=None)
        self._change(lambda now: replace(now, looks=_with(now.looks, name, look)))

    def remove_preset(self, name: str) -> None:
        """Remove one of the user's own presets.

        Raises
        ------
        SaveError
        """
        self._change(lambda now: replace(now, looks=_without(now.looks, name)))

    def keep_colors(self, name: str, colors: tuple[Color, ...]) -> None:
        """Keep colors as a set; one of the same name is replaced.

        Raises
        ------
        RefusedError, SaveError
        """
        self._change(lambda now: replace(now, color_sets=_with(now.color_sets, name, colors)))

    def remove_colors(self, name: str) -> None:
        """Remove a color set.

        Raises
        ------
        SaveError
        """
        self._change(lambda now: replace(now, color_sets=_without(now.color_sets, name)))

    def _change(self, change: Callable[[Settings], Settings]) -> None:
        with self._lock:
            file = SettingsFile(settings_file())
            file.write(change(file.settings))


def _with(known: Mapping[str, T], name: str, value: T) -> dict[str, T]:
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise RefusedError(422, Message("This name can't be used. Choose a short one."))
    changed = {**known, name.strip(): value}
    if len(changed) > MOST_NAMES:
        raise RefusedError(422, Message("There is no room for more. Remove some."))
    return changed


def _without(known: Mapping[str, T], name: str) -> dict[str, T]:
    return {each: value for each, value in known.items() if each != name}
