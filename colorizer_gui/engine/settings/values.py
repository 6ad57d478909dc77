"""The settings as values: a field each, whose default is its row."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace

from colorizer_gui.engine import schema
from colorizer_gui.engine.choices import (
    COMPARISONS,
    COMPRESSIONS,
    DEFAULT_QUALITY,
    DEPTHS,
    DEVICES,
    KEEP,
    LANGUAGES,
    MARK_CORNERS,
    MARK_OPACITIES,
    MARK_OPACITY,
    MARK_SIZE,
    MARK_SIZES,
)
from colorizer_gui.engine.color.output_spaces import SPACES
from colorizer_gui.engine.hints import AB_LIMIT
from colorizer_gui.engine.limits import LONGEST_NAME, MOST_FEATURES
from colorizer_gui.engine.look import ADJUSTMENTS, Look
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.painting.visible_mark import VisibleMark
from colorizer_gui.engine.saved_colors import SavedColor
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.settings.merging import by_name, newest_first
from colorizer_gui.engine.settings.rows import ROW, Setting, choice, labeled, setting

MOST_RECENT = 10
MOST_RECENT_COLORS = 8

Color = tuple[float, float]  # a*, b*


_COLOR = schema.list_of(schema.number(-AB_LIMIT, AB_LIMIT), most=2)
_LOOK = schema.record(
    {row.name: schema.number(row.low, row.high) for row in ADJUSTMENTS}, others=True
)


def _color(value: object, name: schema.Name) -> Color:
    found = _COLOR(value, name)
    if len(found) != 2:
        raise schema.InvalidError(Message("{where} has no {key}", where=name, key="b"))
    return found[0], found[1]


_COLORS = schema.list_of(_color)


def _look(value: object, name: schema.Name) -> Look:
    return Look(**_LOOK(value, name))


def _stored_looks(looks: Mapping[str, Look]) -> dict[str, dict[str, float]]:
    return {
        name: {row.name: getattr(look, row.name) for row in ADJUSTMENTS}
        for name, look in looks.items()
    }


_SAVED_COLOR = schema.record(
    {
        "a": schema.number(-AB_LIMIT, AB_LIMIT),
        "b": schema.number(-AB_LIMIT, AB_LIMIT),
        "model": schema.text(LONGEST_NAME),
        "features": schema.list_of(schema.number(-1e6, 1e6), most=MOST_FEATURES),
        "lightness": schema.number(0, 100),
        "size": schema.number(0, 1),
    },
    required=[each.name for each in fields(SavedColor)],
    others=True,
)


def _saved_color(value: object, name: schema.Name) -> SavedColor:
    return SavedColor(**_SAVED_COLOR(value, name))


def _stored_colors(colors: Mapping[str, SavedColor]) -> dict[str, dict[str, object]]:
    return {name: asdict(color) for name, color in colors.items()}


def _is_storable(path: str) -> bool:
    """Whether TOML can hold a path; it has no way to write bytes that are no text."""
    return not any("\ud800" <= one <= "\udfff" for one in path)


def _storable_path(path: str) -> str:
    return path if _is_storable(path) else ""


def _storable(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(_is_storable, paths))


@dataclass(frozen=True)
class Settings:
    """What the user prefers, and what the window remembers.

    Attributes
    ----------
    theme, language, device, compression, keep : str
        Each one of its row's choices.
    mark_results : bool
        Whether results say in their metadata that the colors were added.
    mark_corner : str
        Where results show the visible mark; empty for nowhere.
    mark_size, mark_opacity : int
        See `VisibleMark`.
    keep_dates : bool
        Whether results have the file dates of their photos; for saving with options and for
        batches.
    remember_photos : bool
        Whether `recent_photos` is kept.
    screen_profile : str
        Path of an ICC profile; empty for the system's.
    quality : int
        1..100, of formats with a quality.
    default_quality : bool
        Whether a `quality` that is the default one is finer where the photo needs it.
    depth : {0, 8, 16}
        Bits of a channel in PNG and TIFF; 0 for those of the photo. Depth and `keep` are for
        saving with options and for batches.
    space : str
        One of `choices.OUTPUT_SPACES`; for saving with options and for batches.
    recent_photos : tuple of str
        Paths, the newest first.
    recent_colors : tuple of (float, float)
        a*, b*, the newest first.
    color_sets : dict of str to tuple of (float, float)
        a*, b* of the colors of each set, by the name of the set.
    color_set : str
        The name of the set in use.
    saved_colors : dict of str to SavedColor
        By name; proposed in other photos.
    propose_colors : bool
        Whether they are.
    looks : dict of str to Look
        The user's own presets by name.
    geometry : str
        Size and position of the window, as Qt writes them, in base 64.
    panel : bool
        Whether the side panel is shown.
    program : str
        The id of the program that a result was opened in last, see `programs`; empty for the
        system's.
    comparison : str
        One of `choices.COMPARISONS`: how before and after are shown.
    """

    theme: str = choice(
        {
            "system": Message("Follow system"),
            "light": Message("Light"),
            "dark": Message("Dark"),
        },
        label=Message("Theme"),
        help=Message("The colors of the window around the photo"),
    )
    language: str = choice(
        {"system": Message("Follow system"), **LANGUAGES},
        label=Message("Language"),
        help=Message("The language of the window"),
    )
    device: str = choice(
        labeled(
            DEVICES,
            Message("Automatic (the fastest that works)"),
            Message("Processor (CPU)"),
            Message("Graphics card (CUDA)"),
            Message("Graphics card (TensorRT)"),
            Message("Graphics card (DirectML)"),
            Message("Mac (Core ML)"),
            Message("Graphics card (WebGPU)"),
            Message("Intel (OpenVINO)"),
        ),
        label=Message("Device"),
        help=Message("What runs the model; the status bar shows the device in use"),
    )
    mark_results: bool = setting(
        True,
        schema.flag,
        label=Message("Mark results"),
        help=Message("Record in the metadata that the colors were added, and by which model"),
    )
    remember_photos: bool = setting(
        True,
        schema.flag,
        label=Message("Remember recent photos"),
        help=Message("List recent photos in the menu and on the start page"),
    )
    screen_profile: str = setting(
        "",
        schema.path_text,
        label=Message("Screen profile"),
        help=Message("The ICC profile of the screen; without a file that of the system"),
        suffixes=(".icc", ".icm"),
    )
    quality: int = setting(DEFAULT_QUALITY, schema.whole(1, 100))
    default_quality: bool = setting(True, schema.flag)
    depth: int = choice(
        {
            0: Message("Same as photo"),
            **{bits: Message("{bits} bits", bits=bits) for bits in DEPTHS},
        }
    )
    compression: str = choice(labeled(COMPRESSIONS, "Deflate", "LZW"))
    space: str = choice({row.id: row.label for row in SPACES})
    keep: str = choice(
        labeled(
            KEEP,
            Message("Keep all"),
            Message("Keep all except location"),
            Message("Remove all"),
        )
    )
    keep_dates: bool = setting(False, schema.flag)
    mark_corner: str = choice(
        labeled(
            ("", *MARK_CORNERS),
            Message("None"),
            Message("Bottom right"),
            Message("Bottom left"),
            Message("Top right"),
            Message("Top left"),
        )
    )
    mark_size: int = setting(MARK_SIZE, schema.whole(*MARK_SIZES))
    mark_opacity: int = setting(MARK_OPACITY, schema.whole(*MARK_OPACITIES))
    recent_photos: tuple[str, ...] = setting(
        (), schema.list_of(schema.path_text), store=_storable, merge=newest_first(MOST_RECENT)
    )
    recent_colors: tuple[Color, ...] = setting((), _COLORS, merge=newest_first(MOST_RECENT_COLORS))
    color_sets: dict[str, tuple[Color, ...]] = setting(
        {}, schema.table_of(_COLORS), key="palettes", merge=by_name
    )
    color_set: str = setting("", schema.text(), key="palette")
    saved_colors: dict[str, SavedColor] = setting(
        {}, schema.table_of(_saved_color), store=_stored_colors, merge=by_name
    )
    propose_colors: bool = setting(True, schema.flag)
    looks: dict[str, Look] = setting({}, schema.table_of(_look), store=_stored_looks, merge=by_name)
    geometry: str = setting("", schema.text())
    panel: bool = setting(True, schema.flag)
    program: str = setting("", schema.path_text, store=_storable_path)
    comparison: str = setting(COMPARISONS[0], schema.one_of(COMPARISONS))

    @property
    def has_default_quality(self) -> bool:
        """Whether the quality is left to the format and the photo."""
        return self.default_quality and self.quality == DEFAULT_QUALITY

    def output(self) -> Output:
        """The output options that the settings stand for."""
        mark = VisibleMark(self.mark_corner, self.mark_size, self.mark_opacity)
        return Output(
            quality=None if self.has_default_quality else self.quality,
            depth=self.depth or None,
            compression=self.compression,
            space=self.space,
            keep=self.keep,
            tagged=self.mark_results,
            keep_dates=self.keep_dates,
            mark=mark if self.mark_corner else None,
        )


def _rows() -> dict[str, Setting]:
    """The rows that the fields of `Settings` carry, with their names."""
    carried = {entry.name: entry.metadata[ROW] for entry in fields(Settings)}
    return {name: replace(row, name=name, key=row.key or name) for name, row in carried.items()}


SETTINGS = _rows()  # by name, in the order of the file and of the dialog
