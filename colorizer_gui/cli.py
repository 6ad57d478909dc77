"""The `colorizer` command. Thin over the engine, and without Qt.

Engine modules are imported where they are used, so that ``colorizer --version`` starts at once.
"""

import argparse
import logging
import sys
import time
from dataclasses import replace
from pathlib import Path

from colorizer_gui import __version__
from colorizer_gui.engine.errors import ColorizerError, SaveError, UsageError
from colorizer_gui.engine.look import LOOK_FIELDS, Look

log = logging.getLogger(__name__)

DEVICES = ("auto", "cpu", "cuda")
FORMATS = ("jpeg", "png", "tiff", "webp")
RESULT_SUFFIX = "_color"
INTERRUPTED = 130


def _say(message):
    print(message, file=sys.stderr)


def _quality(text):
    if not (text.isdigit() and 1 <= int(text) <= 100):
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to 100, not {text!r}")
    return int(text)


def _look_values(text):
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


def _photos_in(paths):
    """The photos that arguments stand for, a folder standing for the photos in it."""
    from colorizer_gui.engine.photo import OPEN_SUFFIXES

    for path in paths:
        if not path.is_dir():
            yield path, None
            continue
        # A second run over the same folder must not colour the results of the first.
        photos = sorted(
            file
            for file in path.iterdir()
            if file.suffix.lower() in OPEN_SUFFIXES
            and not file.stem.endswith(RESULT_SUFFIX)
            and file.is_file()
        )
        if not photos:
            yield path, f"No photos in the folder {path}. Name a photo, or a folder that has some."
        for photo in photos:
            yield photo, None


def _destination(photo, options):
    """Where the result of a photo goes; formats that are only read become PNG."""
    from colorizer_gui.engine.photo import SAVE_FORMATS

    if options.o is not None:
        return options.o
    file_format = options.format or (photo.format if photo.format in SAVE_FORMATS else "png")
    suffix = photo.path.suffix
    if suffix.lower() not in SAVE_FORMATS[file_format]:
        suffix = SAVE_FORMATS[file_format][0]
    folder = options.output or photo.path.parent
    return folder / f"{photo.path.stem}{RESULT_SUFFIX}{suffix}"


class _ColorizeCommand:
    """Colours photos one after the other with one model."""

    def __init__(self, options):
        from colorizer_gui.engine.colorizer import Colorizer
        from colorizer_gui.engine.library import find_model
        from colorizer_gui.engine.model import Model
        from colorizer_gui.engine.recipe import Recipe, read_recipe

        self.options = options
        self.recipe = read_recipe(options.recipe) if options.recipe else Recipe()
        self.look = replace(self.recipe.look, **options.look)
        model = Model(find_model(options.model or self.recipe.model), options.device)
        if model.notice:
            _say(f"colorizer: {model.notice}")
        if self.recipe.hints and not model.info.has_hints:
            _say(f"colorizer: {model.info.name} takes no hints; they colour their places only.")
        self.colorizer = Colorizer(model)
        self.written = set()

    def __call__(self, path):
        """Colour one photo and return where the result is."""
        from colorizer_gui.engine.photo import check_destination, read_photo, write_photo

        photo = read_photo(path)
        for notice in photo.notices:
            _say(f"colorizer: {notice}")
        destination = _destination(photo, self.options)
        if destination in self.written:
            raise SaveError(
                f"Can't save {path} as {destination}: another photo of this run has that name. "
                "Colour them into different folders."
            )
        check_destination(destination, photo, self.options.overwrite)
        prediction = self.colorizer.analyse(photo, self.recipe.hints)
        write_photo(
            destination,
            self.colorizer.render(photo, prediction, self.look),
            self._with_metadata_to_keep(photo),
            format=self.options.format,
            quality=self.options.quality,
            software=None if self.options.no_tag else self.colorizer.software,
            overwrite=self.options.overwrite,
        )
        self.written.add(destination)
        return destination

    def _with_metadata_to_keep(self, photo):
        from colorizer_gui.engine.photo import without_location, without_metadata

        if self.options.strip_metadata:
            photo = replace(photo, metadata=without_metadata(photo.metadata))
        elif self.options.strip_location:
            photo = replace(photo, metadata=without_location(photo.metadata))
        return photo if self.options.no_tag else self.colorizer.marked(photo)


def _colorize(options):
    photos = list(_photos_in(options.photos))
    if options.o is not None and len(photos) > 1:
        raise UsageError(f"-o names one file, but there are {len(photos)} photos. Use --output.")
    if options.output is not None and options.output.exists() and not options.output.is_dir():
        raise UsageError(f"--output needs a folder, and {options.output} is a file.")
    command = _ColorizeCommand(options)
    failed = 0
    for number, (path, problem) in enumerate(photos, 1):
        begun = time.perf_counter()
        try:
            if problem:
                raise UsageError(problem)
            destination = command(path)
        except (ColorizerError, MemoryError) as error:
            failed += 1
            _say(f"colorizer: {error or f'Not enough memory for {path}.'}")
        except Exception:
            failed += 1
            log.exception("%s failed", path)
            _say(f"colorizer: Can't colour {path}: an unexpected error. {_where_to_look()}")
        else:
            if sys.stderr.isatty():
                seconds = time.perf_counter() - begun
                _say(f"[{number}/{len(photos)}] {destination}  {seconds:.1f} s")
    if failed and len(photos) > 1:
        done = len(photos) - failed
        _say(f"colorizer: {done} of {len(photos)} photos coloured, {failed} failed.")
    return 1 if failed else 0


def _where_to_look():
    from colorizer_gui.logs import log_file

    return f"Details are in {log_file()}."


def _print_table(rows):
    width = max(len(name) for name, _ in rows) + 2
    for name, value in rows:
        print(f"{name:<{width}}{value}")


def _model_rows(info):
    return [
        ("model", f"{info.name} {info.version} ({info.id})"),
        ("file", info.path),
        ("architecture", info.architecture),
        ("licence", info.licence),
        ("source", info.source),
        ("trained on", info.trained_on),
        ("working size", f"{info.working_size} px, multiples of {info.stride}"),
        ("hints", "yes" if info.has_hints else "no"),
        ("colour bins", "yes" if info.has_bins else "no"),
        *((key.replace("_", " "), value) for key, value in info.metrics.items()),
    ]


def _photo_rows(photo):
    kind = "grey" if photo.pixels.ndim == 2 else "RGB"
    meta = photo.metadata
    kept = [name for name, part in (("EXIF", meta.exif), ("XMP", meta.xmp)) if part]
    return [
        ("photo", photo.path),
        ("format", photo.format),
        ("size", f"{photo.width} x {photo.height}"),
        ("pixels", f"{photo.bit_depth}-bit {kind}{'' if photo.alpha is None else ' with alpha'}"),
        ("metadata", ", ".join(kept) or "none"),
        *(("notice", notice) for notice in photo.notices),
    ]


def _info(options):
    from colorizer_gui.engine.library import SUFFIX, find_model
    from colorizer_gui.engine.model import Model

    path = Path(options.what)
    if path.suffix.lower() == SUFFIX:
        _print_table(_model_rows(Model(path, "cpu").info))
        return 0
    if path.exists() or path.suffix:
        from colorizer_gui.engine.photo import read_photo

        _print_table(_photo_rows(read_photo(path)))
        return 0
    _print_table(_model_rows(Model(find_model(options.what), "cpu").info))
    return 0


def _models(options):
    from colorizer_gui.engine.library import installed_models
    from colorizer_gui.engine.model import Model

    failed = 0
    for path in installed_models():
        try:
            info = Model(path, "cpu").info
        except ColorizerError as error:
            failed = 1
            _say(f"colorizer: {error}")
            continue
        extras = [word for word, has in (("hints", info.has_hints), ("bins", info.has_bins)) if has]
        print(f"{info.path.stem:<16}{info.name} {info.version}  ({', '.join(extras) or 'plain'})")
    return failed


def _doctor(options):
    from colorizer_gui.doctor import examine, report_text

    report = examine(options.device)
    if options.json:
        import json

        print(json.dumps(report, indent=2))
    else:
        print(report_text(report))
    return 0 if report["model_check"] == "ok" else 1


def _parser():
    parser = argparse.ArgumentParser(
        prog="colorizer", description="Colours black-and-white photographs, offline."
    )
    parser.add_argument("--version", action="version", version=f"colorizer {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    colorize = commands.add_parser("colorize", help="colour photos")
    colorize.set_defaults(run=_colorize)
    colorize.add_argument("photos", nargs="+", type=Path, metavar="PHOTO", help="photo or folder")
    where = colorize.add_mutually_exclusive_group()
    where.add_argument("-o", type=Path, metavar="FILE", help="the result of one photo")
    where.add_argument("--output", type=Path, metavar="DIR", help="folder for the results")
    colorize.add_argument("--format", choices=FORMATS, help="default: as the photo")
    colorize.add_argument("--quality", type=_quality, default=92, metavar="N",
                          help="of JPEG and WebP, 1 to 100 (default: 92)")  # fmt: skip
    colorize.add_argument("--model", metavar="ID|FILE", help="see `colorizer models`")
    colorize.add_argument("--device", choices=DEVICES, default="auto")
    colorize.add_argument("--recipe", type=Path, metavar="FILE", help="model, hints and look")
    ranges = ", ".join(f"{f.name} {f.low:g} to {f.high:g} ({f.neutral:g})" for f in LOOK_FIELDS)
    colorize.add_argument("--look", type=_look_values, default={}, metavar="NAME=VALUE,...",
                          help=ranges)  # fmt: skip
    colorize.add_argument("--strip-metadata", action="store_true", help="keep no EXIF, XMP, IPTC")
    colorize.add_argument("--strip-location", action="store_true", help="keep all but the place")
    no_tag_help = "do not say in the metadata that the photo was coloured"
    colorize.add_argument("--no-tag", action="store_true", help=no_tag_help)
    colorize.add_argument("--overwrite", action="store_true", help="replace results that exist")

    info = commands.add_parser("info", help="say what a photo or a model is")
    info.set_defaults(run=_info)
    info.add_argument("what", metavar="PHOTO|MODEL")

    models = commands.add_parser("models", help="list the installed models")
    models.set_defaults(run=_models)

    doctor = commands.add_parser("doctor", help="check the installation")
    doctor.set_defaults(run=_doctor)
    doctor.add_argument("--device", choices=DEVICES, default="auto")
    doctor.add_argument("--json", action="store_true", help="as JSON")
    return parser


def main(arguments=None):
    """Run the command.

    Parameters
    ----------
    arguments : list of str or None
        None for those of the process.

    Returns
    -------
    int
        0; 1 where a photo failed; 2 for a wrong use of the command.
    """
    options = _parser().parse_args(arguments)
    from colorizer_gui.logs import start_logging

    start_logging()
    try:
        return options.run(options)
    except ColorizerError as error:
        _say(f"colorizer: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        _say("colorizer: Stopped. What was finished is kept.")
        return INTERRUPTED
    except Exception:
        log.exception("the command failed")
        _say(f"colorizer: An unexpected error. {_where_to_look()}")
        return 1


if __name__ == "__main__":
    sys.exit(main())
