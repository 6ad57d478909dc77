"""`colorizer colorize`: color photos that are named one by one."""

import logging
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from colorizer_gui.cli.arguments import add_colorizing, output_from, recipe_from
from colorizer_gui.cli.messages import say, where_to_look
from colorizer_gui.engine.errors import ColorizerError, SaveError, UsageError

log = logging.getLogger(__name__)


def add_to(commands):
    """Add the command to those of the program."""
    parser = commands.add_parser("colorize", help="color photos")
    parser.set_defaults(run=_run)
    parser.add_argument("photos", nargs="+", type=Path, metavar="PHOTO", help="photo or folder")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("-o", type=Path, metavar="FILE", help="the result of one photo")
    where.add_argument("--output", type=Path, metavar="DIR", help="folder for the results")
    add_colorizing(parser)
    parser.add_argument("--overwrite", action="store_true", help="replace results that exist")


def _photos_in(paths):
    """The photos that arguments stand for, a folder standing for the photos in it."""
    for path in paths:
        if os.path.isdir(path):
            yield from _photos_of(path)
        else:
            yield path, None


def _photos_of(folder):
    from colorizer_gui.engine.painting.export_kind import ExportKind
    from colorizer_gui.engine.session.search import is_photo_name

    try:
        names = sorted(filter(is_photo_name, os.listdir(folder)))
    except OSError as error:
        yield folder, f"Can't look into the folder {folder}: {error.strerror.lower()}."
        return
    found = [folder / name for name in names if not os.path.isdir(folder / name)]
    # A second run over the same folder must not color the results of the first.
    endings = tuple(kind.ending for kind in ExportKind)
    photos = [path for path in found if not path.stem.endswith(endings)]
    if results := [path.name for path in found if path.stem.endswith(endings)]:
        more = f" and {len(results) - 3} more" if len(results) > 3 else ""
        say(
            f"Left out as results of an earlier run: {', '.join(results[:3])}{more}. "
            "To color a photo with such a name, name the file."
        )
    if not photos:
        yield folder, f"No photos in the folder {folder}. Name a photo, or a folder that has some."
    for photo in photos:
        yield photo, None


class _Reader:
    """Reads photos one after the other, each while the one before it is colorized.

    Parameters
    ----------
    photos : list of tuple
        Paths, each with what is wrong with it or None.
    pool : Executor
        Of one thread.
    """

    def __init__(self, photos, pool):
        # Imported before anything else that takes long: of what the process does until it has a
        # model, decoding alone leaves Python free for the rest.
        from colorizer_gui.engine.photo import read_photo

        self._read_photo = read_photo
        self._pool = pool
        self._waiting = iter(photos)
        self._ahead = None
        self._begin()

    def _begin(self):
        path, problem = next(self._waiting, (None, None))
        self._ahead = self._pool.submit(self._read, path, problem) if path else None

    def _read(self, path, problem):
        if problem:
            raise UsageError(problem)
        return self._read_photo(path)

    def __call__(self):
        """The next photo, once it is read; raises what reading it raised."""
        reading = self._ahead
        try:
            return reading.result()
        finally:
            self._begin()


class _Colorizing:
    """Colors photos one after the other with one model."""

    def __init__(self, options):
        from colorizer_gui.engine.colorizer import Colorizer
        from colorizer_gui.engine.model.library import find_model
        from colorizer_gui.engine.model.runtime import Model

        self.options = options
        self.recipe = recipe_from(options)
        self.output = output_from(options)
        model = Model(find_model(self.recipe.model), options.device)
        if model.notice:
            say(model.notice)
        if self.recipe.hints and not model.info.has_hints:
            say(f"{model.info.name} takes no hints; they color their places only.")
        self.colorizer = Colorizer(model)
        self.written = set()

    def __call__(self, path, photo):
        """Color one photo and return where the result is."""
        from colorizer_gui.engine.session.saving import save_colorized

        for notice in photo.notices:
            say(notice)
        folder = self.options.output or path.parent
        destination = self.options.o or folder / self.output.name(path)
        if destination in self.written:
            raise SaveError(
                f"Can't save {path} as {destination}: another photo of this run has that name. "
                "Color them into different folders."
            )
        saved = save_colorized(
            destination,
            photo,
            self.colorizer,
            self.recipe,
            self.output,
            overwrite=self.options.overwrite,
        )
        for notice in saved.notices:
            say(notice)
        self.written.add(destination)
        return destination


def _run(options):
    photos = list(_photos_in(options.photos))
    if options.o is not None and len(photos) > 1:
        raise UsageError(f"-o names one file, but there are {len(photos)} photos. Use --output.")
    _check_ending(options.o, options.format)
    if options.output is not None and os.path.isfile(options.output):
        raise UsageError(f"--output needs a folder, and {options.output} is a file.")
    with ThreadPoolExecutor(1) as pool:
        # The first photo is read while the model is loaded.
        read = _Reader(photos, pool)
        failed = _colorize_all([path for path, _ in photos], read, _Colorizing(options))
    if failed and len(photos) > 1:
        done = len(photos) - failed
        say(f"{done} of {len(photos)} photos colorized, {failed} failed.")
    return 1 if failed else 0


def _check_ending(result, file_format):
    """Refuse a named result that would be a file of another format than its name says."""
    if result is None or file_format is None:
        return
    from colorizer_gui.engine.photo import SAVE_FORMATS

    endings = SAVE_FORMATS[file_format]
    if result.suffix.lower() not in endings:
        raise UsageError(
            f"-o {result} is no name for {file_format}. "
            f"End it in {' or '.join(endings)}, or leave out --format."
        )


def _colorize_all(paths, read, color):
    """Color photos and say what happens; returns how many failed."""
    failed = 0
    for number, path in enumerate(paths, 1):
        begun = time.perf_counter()
        try:
            destination = color(path, read())
        except (ColorizerError, MemoryError) as error:
            failed += 1
            say(error if str(error) else f"Not enough memory for {path}.")
        except Exception:
            failed += 1
            log.exception("%s failed", path)
            say(f"Can't colorize {path}: an unexpected error. {where_to_look()}")
        else:
            if sys.stderr.isatty():
                seconds = time.perf_counter() - begun
                say(f"[{number}/{len(paths)}] {destination}  {seconds:.1f} s")
    return failed
