"""The options of results that the page offers, a row each, with the words of the window."""

from collections.abc import Mapping
from dataclasses import dataclass

from colorizer_gui.engine.choices import (
    COMPRESSION_FORMATS,
    DEPTH_FORMATS,
    MARK_OPACITIES,
    MARK_OPACITY,
    MARK_SIZE,
    MARK_SIZES,
    QUALITY_FORMATS,
    SAVE_FORMATS,
)
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import format_by_id
from colorizer_gui.engine.settings import SETTINGS

_PROFILE_FORMATS = tuple(name for name in SAVE_FORMATS if format_by_id(name).has_profiles)


@dataclass(frozen=True)
class OptionRow:
    """An option: one of several choices, a number, or else yes or no with yes as its default.

    Parameters
    ----------
    name : str
        The field of `ResultOptions`.
    label : Message
    help : Message or None
    choices : mapping
        Values with their labels, the default first; a value that is not true leaves the option out.
    limits : tuple of int or None
        The least and the largest number.
    default : int or None
        Of a number; None for one that is found out.
    formats : tuple of str
        The formats whose files have it.
    of_result : bool
        Whether only the colorized photo itself has it, not a comparison or a layer.
    needs : str or None
        The option without which it has no effect.
    """

    name: str
    label: Message
    help: Message | None = None
    choices: Mapping[str | int, Message | str] | None = None
    limits: tuple[int, int] | None = None
    default: int | None = None
    formats: tuple[str, ...] = SAVE_FORMATS
    of_result: bool = False
    needs: str | None = None


OPTION_ROWS = (
    OptionRow(
        "quality",
        Message("Quality"),
        Message("As fine as it takes to keep the lightness of a JPEG, where none is given"),
        limits=(1, 100),
        formats=QUALITY_FORMATS,
    ),
    OptionRow("depth", Message("Depth"), choices=SETTINGS["depth"].choices, formats=DEPTH_FORMATS),
    OptionRow(
        "compression",
        Message("Compression"),
        choices=SETTINGS["compression"].choices,
        formats=COMPRESSION_FORMATS,
    ),
    OptionRow(
        "space",
        Message("Color space"),
        choices=SETTINGS["space"].choices,
        formats=_PROFILE_FORMATS,
        of_result=True,
    ),
    OptionRow("keep", Message("Metadata"), choices=SETTINGS["keep"].choices),
    OptionRow("tag", Message("Mark results"), SETTINGS["mark_results"].help),
    OptionRow("mark", Message("Visible mark"), choices=SETTINGS["mark_corner"].choices),
    OptionRow(
        "mark_size",
        Message("Size of the mark"),
        limits=MARK_SIZES,
        default=MARK_SIZE,
        needs="mark",
    ),
    OptionRow(
        "mark_opacity",
        Message("Opacity of the mark"),
        limits=MARK_OPACITIES,
        default=MARK_OPACITY,
        needs="mark",
    ),
)
