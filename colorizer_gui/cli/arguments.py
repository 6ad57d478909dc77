"""Arguments that several commands take, and the types of arguments."""

import argparse
from pathlib import Path

from colorizer_gui.engine.color.reference_colors import METHODS
from colorizer_gui.engine.look import LOOK_FIELDS, Look

DEVICES = ("auto", "cpu", "cuda")
FORMATS = ("jpeg", "png", "tiff", "webp", "avif")
COMPRESSIONS = ("deflate", "lzw")
CONTENTS = ("result", "before-after", "layer")


def number_from(low, high=None):
    """The type of an argument that is a whole number from `low` up to `high`."""
    span = f"from {low} to {high}" if high else f"of at least {low}"

    def parse(text):
        if not (text.isascii() and text.isdigit() and low <= int(text) <= (high or int(text))):
            raise argparse.ArgumentTypeError(f"must be a whole number {span}, not {text!r}")
        return int(text)

    return parse


def look_values(text):
    """Parse ``name=value,name=value`` into a dictionary of floats."""
    names = [field.name for field in LOOK_FIELDS]
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
        Look(**values)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return values


def add_device(parser):
    """Add the argument that says what the model runs on."""
    parser.add_argument("--device", choices=DEVICES, default="auto")


def add_colorizing(parser):
    """Add the arguments that say how photos are colorized and results are written."""
    from_one_to_hundred = number_from(1, 100)
    parser.add_argument("--format", choices=FORMATS, help="default: as the photo")
    parser.add_argument("--quality", type=from_one_to_hundred, default=92, metavar="N",
                        help="of JPEG, WebP and AVIF, 1 to 100 (default: 92)")  # fmt: skip
    parser.add_argument("--depth", type=int, choices=(8, 16),
                        help="bits in PNG and TIFF (default: as the photo)")  # fmt: skip
    parser.add_argument("--compression", choices=COMPRESSIONS, default="deflate", help="of TIFF")
    parser.add_argument("--model", metavar="ID|FILE", help="see `colorizer models`")
    add_device(parser)
    parser.add_argument("--recipe", type=Path, metavar="FILE", help="model, hints and look")
    ranges = ", ".join(f"{f.name} {f.low:g} to {f.high:g} ({f.neutral:g})" for f in LOOK_FIELDS)
    parser.add_argument("--look", type=look_values, default={}, metavar="NAME=VALUE,...",
                        help=ranges)  # fmt: skip
    parser.add_argument("--palette", type=Path, metavar="PHOTO",
                        help="a color photo whose colors are taken over")  # fmt: skip
    parser.add_argument("--palette-method", choices=METHODS, default=METHODS[0],
                        help=f"what is matched (default: {METHODS[0]})")  # fmt: skip
    parser.add_argument("--content", choices=CONTENTS, default=CONTENTS[0],
                        help="layer: the colors alone, for the blend mode Color")  # fmt: skip
    kept = parser.add_mutually_exclusive_group()
    kept.add_argument("--strip-metadata", dest="keep", action="store_const", const="none",
                      default="all", help="keep no EXIF, XMP, IPTC")  # fmt: skip
    kept.add_argument("--strip-location", dest="keep", action="store_const", const="no-location",
                      help="keep all but the place")  # fmt: skip
    no_tag_help = "do not say in the metadata that the photo was colorized"
    parser.add_argument("--no-tag", action="store_true", help=no_tag_help)


def look_from(options):
    """The adjustments, by name, that the arguments of `add_colorizing` ask for."""
    if options.palette is None:
        return options.look
    from colorizer_gui.engine.color.reference_transfer import palette_of_file

    return options.look | {"palette": palette_of_file(options.palette, options.palette_method)}


def recipe_from(options):
    """The Recipe that the arguments of `add_colorizing` ask for."""
    from colorizer_gui.engine.session.recipe import Recipe, read_recipe

    recipe = read_recipe(options.recipe) if options.recipe else Recipe()
    return recipe.adjusted(options.model, look_from(options))


def output_from(options):
    """The Output that the arguments of `add_colorizing` ask for."""
    from colorizer_gui.engine.painting.export_kind import ExportKind
    from colorizer_gui.engine.session.saving import Output

    return Output(
        format=options.format,
        quality=options.quality,
        depth=options.depth,
        compression=options.compression,
        keep=options.keep,
        tagged=not options.no_tag,
        kind=ExportKind(options.content),
    )
