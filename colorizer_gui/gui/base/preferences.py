"""The settings while the window runs: changed here, followed everywhere, written at once."""

import logging
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.settings import MOST_RECENT, Settings, SettingsFile
from colorizer_gui.gui.base.tasks import Latest, Tasks

log = logging.getLogger(__name__)


class Preferences(QObject):
    """Holds the Settings. `changed` carries the new ones.

    Parameters
    ----------
    tasks : Tasks
    path : Path
        Of the settings' file.
    """

    changed = Signal(object)

    def __init__(self, tasks: Tasks, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = SettingsFile(path)
        self.settings = self._written_settings = self._file.settings
        self._writing = Latest(tasks)

    def change(self, **values: Any) -> None:
        """Give some settings, named as the fields of Settings, other values."""
        settings = replace(self.settings, **values)
        if settings != self.settings:
            self.settings = settings
            self.changed.emit(settings)
            write = partial(self._file.write, settings)
            self._writing.run(write, partial(self._written, settings), self._failed)

    def _written(self, settings: Settings, merged: Settings) -> None:
        """Take over what other programs have written, unless there is more to write."""
        self._written_settings = settings
        if self._writing.idle and self.settings == settings != merged:
            self._written_settings = self._file.settings = self.settings = merged
            self.changed.emit(merged)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ColorizerError):
            raise error  # a bug: the exception hook takes it from here
        log.warning("%s", error)

    def finish(self) -> None:
        """Write what is not yet written, here and now; for the end, when no worker is left."""
        if self.settings != self._written_settings:
            try:
                self._file.write(self.settings)
            except ColorizerError as error:
                log.warning("%s", error)

    def add_recent(self, path: Path) -> None:
        """Remember a photo that was opened."""
        if self.settings.remember_photos and _is_text(str(path.absolute())):
            recent = [str(path.absolute()), *self.settings.recent_photos]
            self.change(recent_photos=tuple(dict.fromkeys(recent))[:MOST_RECENT])

    def forget_recent(self, path: Path) -> None:
        """Remember a photo no longer, because it is gone."""
        kept = tuple(each for each in self.settings.recent_photos if each != str(path.absolute()))
        self.change(recent_photos=kept)

    def recent_photos(self) -> list[Path]:
        """Paths of the recent photos, the newest first."""
        return [Path(path) for path in self.settings.recent_photos]


def _is_text(name: str) -> bool:
    """Whether a path can be stored as text; on Linux a name may be any bytes."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
