"""The user's settings: one row each, read once, replaced as a whole, kept in a small TOML file.

A setting is a field of `Settings` whose default is its row. Reading, writing and the dialog take
everything from `SETTINGS`: a new setting is a new field.
"""

from colorizer_gui.engine.settings.rows import Setting
from colorizer_gui.engine.settings.stored import (
    SettingsFile,
    read_settings,
    settings_file,
    write_settings,
)
from colorizer_gui.engine.settings.values import (
    MOST_RECENT,
    MOST_RECENT_COLORS,
    SETTINGS,
    Color,
    Settings,
)

__all__ = [
    "MOST_RECENT",
    "MOST_RECENT_COLORS",
    "SETTINGS",
    "Color",
    "Setting",
    "Settings",
    "SettingsFile",
    "read_settings",
    "settings_file",
    "write_settings",
]
