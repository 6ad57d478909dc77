"""Arguments that several commands share, and the types of arguments."""

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from colorizer_gui.cli.messages import say
from colorizer_gui.engine.choices import (
    COMPRESSION_FORMATS,
    COMPRESSIONS,
    DEFAULT_QUALITY,
    DEPTH_FORMATS,
    DEPTHS,
    DEVICES,
    EXPORT_KINDS,
    KEEP,
    MARK_CORNERS,
    MARK_OPACITIES,
    MARK_OPACITY,
    MARK_SIZE,
    MARK_SIZES,
    OUTPUT_SPACES,
    QUALITY_FORMATS,
    REFERENCE_METHODS,
    SAVE_FORMATS,
)
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.look import ADJUSTMENTS, Look
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.paths import local_path

if TYPE_CHECKING:
    from colorizer_gui.engine.photo import Photo
    from colorizer_gui.engine.session.output import Output
    from colorizer_gui.engine.session.recipe import Recipe

# The method `add_argument` of a parser or a group.
_AddArgument = Callable[..., argparse.Action]


def number_from(low: int, high: int | None = None) -> Callable[[str], int]:
    """The type of an argument that is a whole number from `low` up to `high`."""
    span = f"from {low} to {high}" if high else f"of at least {low}"

    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text) <= (high or int(text))):
            raise argparse.ArgumentTypeError(f"must be a whole number {span}, not {text!r}")
        return int(text)

    return parse


def _listed(names: Sequence[str]) -> str:
    """Names with commas, and "and" before the last one."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def look_values(text: str) -> dict[str, float]:
    """Parse ``name=value,name=value``."""
    names = [field.name for field in ADJUSTMENTS]
    values = {}
    for part in filter(None, text.split(",")):
        name, _, value = (piece.strip() for piece in part.partition("="))
        if name not in names:
            raise argparse.ArgumentTypeError(
                f"no adjustment is called {name!r}. There are: {', '.join(names)}"
            )
        try:
            values[name] = float(value)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"{name} needs a number, not {value!r}") from error
    try:
        Look(**values)  # type: ignore[arg-type] # only fields that are numbers
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return values


def add_device(add_argument: _AddArgument) -> None:
    """Add the argument for what the model runs on."""
    add_argument(
        "--device",
        choices=DEVICES,
        default=DEVICES[0],
        help=f"what the model runs on (default: {DEVICES[0]})",
    )


def add_colors(parser: argparse.ArgumentParser) -> None:
    """Add the arguments for how photos are colorized."""
    group = parser.add_argument_group("colors")
    group.add_argument("--model", metavar="ID|FILE", help="see `colorizer models`")
    add_device(group.add_argument)
    group.add_argument("--recipe", type=local_path, metavar="FILE", help="model, hints and look")
    ranges = ", ".join(f"{f.name} {f.low:g} to {f.high:g} ({f.neutral:g})" for f in ADJUSTMENTS)
    group.add_argument(
        "--keep-colors",
        action="store_true",
        help="leave photos that are in color already in their own colors: they are only prepared",
    )
    group.add_argument(
        "--look",
        type=look_values,
        default={},
        metavar="NAME=VALUE,...",
        help=f"adjustments: {ranges}",
    )
    group.add_argument(
        "--palette",
        type=local_path,
        metavar="PHOTO",
        help="a reference photo, whose colors are taken",
    )
    group.add_argument(
        "--palette-method",
        choices=REFERENCE_METHODS,
        default=REFERENCE_METHODS[0],
        help="what is matched: the colors of the whole photo (spread, histogram), or places that "
        f"look alike (place); default: {REFERENCE_METHODS[0]}",
    )


def add_version(parser: argparse.ArgumentParser) -> None:
    """Add the arguments for the colors of another version of a photo."""
    group = parser.add_argument_group("colors of another version")
    group.add_argument(
        "--colors-from",
        type=local_path,
        metavar="FILE",
        help="a file in which the same photo was colored elsewhere; its colors are taken over "
        "where both agree",
    )
    group.add_argument(
        "--colors-strength",
        type=number_from(0, 100),
        default=100,
        metavar="PERCENT",
        help="from the colors of the model to those of that file (default: 100)",
    )


def add_file_format(add_argument: _AddArgument) -> None:
    """Add the arguments for what the files of results hold."""
    add_argument("--format", choices=SAVE_FORMATS, help="of the results (default: same as photo)")
    add_argument(
        "--quality",
        type=number_from(1, 100),
        metavar="N",
        help=f"of {_listed(QUALITY_FORMATS)}, 1 to 100 (default: {DEFAULT_QUALITY}; finer for a "
        "jpeg of a JPEG, which keeps its lightness)",
    )
    add_argument(
        "--depth",
        type=int,
        choices=DEPTHS,
        help=f"bits per channel in {_listed(DEPTH_FORMATS)} (default: same as photo)",
    )
    add_argument(
        "--compression",
        choices=COMPRESSIONS,
        default=COMPRESSIONS[0],
        help=f"of {_listed(COMPRESSION_FORMATS)} (default: {COMPRESSIONS[0]})",
    )
    srgb, *others = OUTPUT_SPACES
    add_argument(
        "--space",
        choices=OUTPUT_SPACES,
        default=srgb,
        help=f"color space of colorized photos; {others[-1]} with 16 bits only (default: {srgb})",
    )
    add_argument(
        "--content",
        choices=EXPORT_KINDS,
        default=EXPORT_KINDS[0],
        help="the colorized photo, before and after side by side, a layer of colors for the "
        "blend mode Color, before and after as a web page with a slider or as an animated WebP "
        f"(default: {EXPORT_KINDS[0]})",
    )


def add_metadata(parser: argparse.ArgumentParser) -> None:
    """Add the arguments for the metadata of results."""
    everything, without_location, nothing = KEEP
    group = parser.add_argument_group("metadata")
    kept = group.add_mutually_exclusive_group()
    kept.add_argument(
        "--strip-metadata",
        dest="keep",
        action="store_const",
        const=nothing,
        default=everything,
        help="keep no EXIF, XMP or IPTC",
    )
    kept.add_argument(
        "--strip-location",
        dest="keep",
        action="store_const",
        const=without_location,
        help="keep all but the location",
    )
    group.add_argument(
        "--keep-dates", action="store_true", help="give results the file dates of their photos"
    )
    group.add_argument(
        "--mark",
        choices=MARK_CORNERS,
        metavar="CORNER",
        help=f'write "Colorized" into a corner of results: {_listed(MARK_CORNERS)}',
    )
    group.add_argument(
        "--mark-size",
        type=number_from(*MARK_SIZES),
        default=MARK_SIZE,
        metavar="PERCENT",
        help=f"height of its letters, of the shorter side (default: {MARK_SIZE})",
    )
    group.add_argument(
        "--mark-opacity",
        type=number_from(*MARK_OPACITIES),
        default=MARK_OPACITY,
        metavar="PERCENT",
        help=f"its opacity (default: {MARK_OPACITY})",
    )
    group.add_argument(
        "--no-tag", action="store_true", help="do not mark results as colorized in their metadata"
    )


def look_from(options: argparse.Namespace) -> dict[str, object]:
    """The adjustments, by name, that the arguments of `add_colors` ask for."""
    if options.palette is None:
        return dict(options.look)
    from colorizer_gui.engine.session.reference_photo import read_reference_colors

    reference = read_reference_colors(options.palette, options.palette_method)
    return {**options.look, "reference": reference}


def recipe_from(options: argparse.Namespace) -> "Recipe":
    """The Recipe that the arguments of `add_colors` ask for."""
    from colorizer_gui.engine.session.recipe import Recipe

    recipe = Recipe()
    if options.recipe:
        from colorizer_gui.engine.session.recipe_file import read_recipe

        recipe = read_recipe(options.recipe)
    return recipe.adjusted(options.model, look_from(options).items())


def with_version(recipe: "Recipe", options: argparse.Namespace, photo: "Photo") -> "Recipe":
    """The recipe for a prepared photo with the version that `add_version`'s arguments ask for."""
    if options.colors_from is None:
        return recipe
    from colorizer_gui.engine.session.version_photo import read_version_colors

    version = read_version_colors(options.colors_from, photo, options.colors_strength / 100)
    return recipe.adjusted(look=[("version", version)])


def check_recipe_of_many(recipe: "Recipe", count: int | None = None) -> None:
    """Refuse the colors of one photo's version for several, and tell of what has places.

    Parameters
    ----------
    recipe : Recipe
    count : int or None
        Of the photos; None while that is not known.

    Raises
    ------
    UsageError
    """
    many = Message("all photos") if count is None else Message("all {count} photos", count=count)
    if recipe.look.version is not None and not recipe.photo:
        raise UsageError(
            Message(
                "The recipe has the colors of a version of one photo, which can't be used for "
                "{many}. Use it for its own photo alone, or remove version from its look.",
                many=many,
            )
        )
    if recipe.hints or recipe.regions or recipe.preparation.dust:
        say(
            Message(
                "The hints, regions and dust of the recipe act at the same places of {many}.",
                many=many,
            )
        )


def output_from(options: argparse.Namespace) -> "Output":
    """The Output that the arguments of `add_file_format` and `add_metadata` ask for."""
    from colorizer_gui.engine.painting.visible_mark import VisibleMark
    from colorizer_gui.engine.session.export_kind import ExportKind
    from colorizer_gui.engine.session.output import Output

    mark = None
    if options.mark:
        mark = VisibleMark(options.mark, options.mark_size, options.mark_opacity)

    output = Output(
        format=options.format,
        quality=options.quality,
        depth=options.depth,
        compression=options.compression,
        space=options.space,
        keep=options.keep,
        tagged=not options.no_tag,
        keep_dates=options.keep_dates,
        mark=mark,
        kind=ExportKind(options.content),
    )
    output.check()
    return output
