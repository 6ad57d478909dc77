"""The user's settings: read once, replaced as a whole, kept in a small TOML file."""

import json
import logging
import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from colorizer_gui.engine.choices import COMPRESSIONS, DEFAULT_QUALITY, DEVICES, KEEP
from colorizer_gui.engine.errors import SaveError
from colorizer_gui.engine.files import set_aside, written_whole
from colorizer_gui.engine.hints import AB_LIMIT
from colorizer_gui.engine.look import LOOK_FIELDS, Look
from colorizer_gui.engine.session.saving import Output

log = logging.getLogger(__name__)

VERSION = 1
LOCATION_VARIABLE = "COLORIZER_SETTINGS"
MOST_RECENT = 10


def settings_file():
    """Path of the settings; the environment variable COLORIZER_SETTINGS names another one."""
    if LOCATION_VARIABLE in os.environ:
        return Path(os.environ[LOCATION_VARIABLE])
    return Path(platformdirs.user_config_dir("Colorizer", appauthor=False)) / "settings.toml"


def _one_of(*choices):
    def read(value):
        if value not in choices:
            raise ValueError(f"it must be one of {', '.join(map(str, choices))}")
        return value

    return read


def _flag(value):
    if not isinstance(value, bool):
        raise ValueError("it must be true or false")
    return value


def _text(value):
    if not isinstance(value, str):
        raise ValueError("it must be a text")
    return value


def _texts(value):
    return tuple(_text(item) for item in _list(value))


def _list(value):
    if not isinstance(value, list):
        raise ValueError("it must be a list")
    return value


def _quality(value):
    if type(value) is not int or not 1 <= value <= 100:
        raise ValueError("it must be a whole number from 1 to 100")
    return value


def _colors(value):
    colors = tuple((float(a), float(b)) for a, b in _list(value))
    if not all(abs(part) <= AB_LIMIT for color in colors for part in color):
        raise ValueError(f"a* and b* must be between -{AB_LIMIT:g} and {AB_LIMIT:g}")
    return colors


def _look(value):
    known = {field.name for field in LOOK_FIELDS}
    return Look(**{name: float(number) for name, number in value.items() if name in known})


def _named(read):
    return lambda value: {name: read(item) for name, item in dict(value).items()}


THEMES = ("system", "light", "dark")
LANGUAGES = ("system", "en", "de", "zh_CN")
DEPTHS = (0, 8, 16)


@dataclass(frozen=True)
class Settings:
    """What the user prefers, and what the window remembers. All values are plain data.

    Parameters
    ----------
    theme : {'system', 'light', 'dark'}
    language : {'system', 'en', 'de', 'zh_CN'}
    device : {'auto', 'cpu', 'cuda'}
    mark_results : bool
        Whether results say in their metadata that the colors were added.
    remember_photos : bool
        Whether `recent_photos` is kept.
    quality : int
        1..100, of JPEG, WebP and AVIF.
    depth : {0, 8, 16}
        Bits of a channel in PNG and TIFF; 0 for those of the photo. It and `keep` hold for saving
        with options and for batches.
    compression : {'deflate', 'lzw'}
        Of TIFF.
    keep : {'all', 'no-location', 'none'}
        What results keep of a photo's metadata.
    recent_photos : tuple of str
        Paths, the newest first.
    recent_colors : tuple of tuple of float
        a*, b*, the newest first.
    palettes : dict of str to tuple of tuple of float
        a*, b* of the colors that go with a series of photos.
    palette : str
        The palette in use.
    looks : dict of str to Look
        The user's own presets.
    geometry : str
        Size and place of the window, as the window itself writes them.
    panel : bool
        Whether the panel beside the photo is shown.
    """

    theme: str = "system"
    language: str = "system"
    device: str = "auto"
    mark_results: bool = True
    remember_photos: bool = True
    quality: int = DEFAULT_QUALITY
    depth: int = 0
    compression: str = "deflate"
    keep: str = "all"
    recent_photos: tuple[str, ...] = ()
    recent_colors: tuple[tuple[float, float], ...] = ()
    palettes: dict[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    palette: str = ""
    looks: dict[str, Look] = field(default_factory=dict)
    geometry: str = ""
    panel: bool = True

    def output(self):
        """The Output that they ask for."""
        return Output(
            quality=self.quality,
            depth=self.depth or None,
            compression=self.compression,
            keep=self.keep,
            tagged=self.mark_results,
        )


_READERS = {
    "theme": _one_of(*THEMES),
    "language": _one_of(*LANGUAGES),
    "device": _one_of(*DEVICES),
    "mark_results": _flag,
    "remember_photos": _flag,
    "quality": _quality,
    "depth": _one_of(*DEPTHS),
    "compression": _one_of(*COMPRESSIONS),
    "keep": _one_of(*KEEP),
    "recent_photos": _texts,
    "recent_colors": _colors,
    "palettes": _named(_colors),
    "palette": _text,
    "looks": _named(_look),
    "geometry": _text,
    "panel": _flag,
}


@dataclass(frozen=True)
class SettingRow:
    """A setting that the user changes directly, as the dialog shows it.

    Parameters
    ----------
    name : str
        A field of Settings.
    choices : tuple
        The values it can have.
    """

    name: str
    choices: tuple


SETTING_ROWS = (
    SettingRow("theme", THEMES),
    SettingRow("language", LANGUAGES),
    SettingRow("device", DEVICES),
    SettingRow("mark_results", (True, False)),
    SettingRow("remember_photos", (True, False)),
)


def read_settings(path):
    """Read the settings. What cannot be used is neutral, with a line in the log.

    A file that is damaged, or from a newer version, is set aside, not lost.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Settings
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        if data.pop("version", VERSION) != VERSION:
            raise ValueError("it is from another version of the program")
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        log.warning("settings: %s cannot be read: %s", path, error)
        return Settings()
    except ValueError as error:
        log.warning("settings: %s is set aside: %s", path, error)
        set_aside(path)
        return Settings()
    values = {}
    for name in _READERS.keys() & data.keys():
        try:
            values[name] = _READERS[name](data[name])
        except (TypeError, ValueError, AttributeError) as error:
            log.warning("settings: %s in %s is left out: %s", name, path, error)
    return Settings(**values)


def write_settings(path, settings):
    """Write the settings, whole or not at all.

    Parameters
    ----------
    path : Path
    settings : Settings

    Raises
    ------
    SaveError
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(path) as file:
            file.write(_toml({"version": VERSION, **_data(settings)}).encode())
    except OSError as error:
        raise SaveError(
            f"Can't keep the settings in {path.parent}: {str(error.strerror).lower()}."
        ) from error


def _data(settings):
    looks = {
        name: {entry.name: getattr(look, entry.name) for entry in LOOK_FIELDS}
        for name, look in settings.looks.items()
    }
    return {**vars(settings), "looks": looks}


def _toml(values):
    """TOML of plain values; a dict in them becomes an inline table."""
    return "".join(f"{key} = {_toml_value(value)}\n" for key, value in values.items())


def _toml_value(value):
    if isinstance(value, dict):
        items = (f"{_toml_value(key)} = {_toml_value(item)}" for key, item in value.items())
        return "{" + ", ".join(items) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml_value, value)) + "]"
    if isinstance(value, str):  # a TOML string is a JSON string, but for one character
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value)
