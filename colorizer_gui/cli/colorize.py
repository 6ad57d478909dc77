"""`colorizer colorize`: colorize photos that are named one by one."""

import argparse
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from colorizer_gui.cli.arguments import (
    add_colors,
    add_file_format,
    add_metadata,
    add_version,
    check_recipe_of_many,
    recipe_from,
)
from colorizer_gui.cli.garbage import without_collecting
from colorizer_gui.cli.messages import say, show_progress
from colorizer_gui.cli.preparing import add_preparation
from colorizer_gui.cli.signals import raise_lost_end
from colorizer_gui.engine.errors import (
    ColorizerError,
    UsageError,
    is_out_of_memory,
    not_enough_memory,
)
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.partial_files import remove_partial_files
from colorizer_gui.engine.paths import expanded, local_path
from colorizer_gui.logs import log_file

if TYPE_CHECKING:
    from colorizer_gui.cli.photo_colorizer import PhotoColorizer
    from colorizer_gui.engine.photo import Photo

log = logging.getLogger(__name__)

SHOWN_NAMES = 3

# A photo to colorize, or a folder; and what is wrong with it.
_Entry = tuple[Path, Message | None]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument(
        "photos", nargs="+", type=local_path, metavar="PHOTO", help="photo or folder"
    )
    add_preparation(parser, is_for_one=True)
    add_colors(parser)
    add_version(parser)
    group = parser.add_argument_group("results")
    place = group.add_mutually_exclusive_group()
    place.add_argument("-o", type=local_path, metavar="FILE", help="the result of one photo")
    place.add_argument("--output", type=local_path, metavar="DIR", help="folder for the results")
    group.add_argument("--overwrite", action="store_true", help="replace files that are there")
    add_file_format(group.add_argument)
    add_metadata(parser)


def _photos_in(paths: Iterable[Path]) -> Iterator[_Entry]:
    """The photos that arguments stand for; a folder stands for the photos in it."""
    for path in paths:
        if os.path.isdir(path):
            yield from _photos_of(path)
        else:
            yield path, None


def _photos_of(folder: Path) -> Iterator[_Entry]:
    from colorizer_gui.engine.session.search import find_photos, without_results

    try:
        found = find_photos(folder)
    except UsageError as error:
        yield folder, error.message
        return
    # A second run over the same folder must not colorize the results of the first.
    photos, results = without_results(photo.name for photo in found.photos)
    _say_left_out(results)
    if left_out := found.left_out.message():
        say(left_out)
    if not photos:
        yield (
            folder,
            Message(
                "No photos in the folder {folder}. Name a photo, or a folder that has some.",
                folder=folder,
            ),
        )
    for name in photos:
        yield folder / name, None


def _say_left_out(results: list[str]) -> None:
    if not results:
        return
    names: list[str | Message] = [*results[:SHOWN_NAMES]]
    if more := len(results) - len(names):
        names.append(Message("and {count} more", count=more))
    say(
        Message(
            "Left out as results of an earlier run: {names}. "
            "To colorize a photo with such a name, name the file.",
            names=tuple(names),
        )
    )


class _Reader:
    """Reads photos one after the other, each while the one before it is colorized.

    Parameters
    ----------
    entries : iterable of tuple
        Paths, each with what is wrong with it or None.
    pool : Executor
        Of two threads at least: one reads, and one may load the model.
    """

    def __init__(self, entries: Iterable[_Entry], pool: Executor) -> None:
        # Imported before anything else that takes long: decoding leaves Python free to load the
        # rest.
        from colorizer_gui.engine.photo import read_photo

        self._read_photo: Callable[[Path], Photo] = read_photo
        self._pool = pool
        self._waiting = iter(entries)
        self._readings: deque[Future[Photo]] = deque()
        self._closed = threading.Event()
        self._begin()

    def __call__(self) -> "Photo":
        """The next photo, once it is read; raises what reading it raised."""
        reading = self._readings.popleft()
        try:
            return reading.result()
        finally:
            self._begin()

    def _begin(self) -> None:
        for entry in islice(self._waiting, 1):
            self._readings.append(self._pool.submit(self._read, *entry))

    def _read(self, path: Path, problem: Message | None) -> "Photo":
        if problem is not None:
            raise UsageError(problem)
        from colorizer_gui.engine.stopping import stopped_by

        with stopped_by(self._closed.is_set):
            return self._read_photo(path)

    def close(self) -> None:
        """Stop a reading that nobody waits for any more, as after Ctrl+C."""
        self._closed.set()


def _colorizer(
    options: argparse.Namespace, photos: Sequence[Path], pool: Executor
) -> "PhotoColorizer":
    """What colorizes the photos, with its model."""
    from colorizer_gui.engine.model.runtime import Model
    from colorizer_gui.engine.model.versions import changed_colors, find_meant_model

    recipe = recipe_from(options)
    meant = find_meant_model(recipe.model, recipe.model_sha256)
    loading = pool.submit(Model, meant.path, options.device, tell=say)
    # Imported last: like decoding, loading leaves Python free.
    from colorizer_gui.cli.photo_colorizer import PhotoColorizer

    colorizer = PhotoColorizer(options, recipe, loading.result(), photos)
    if not meant.is_same:
        say(changed_colors(options.recipe.name, recipe.model))
    return colorizer


def run(options: argparse.Namespace) -> int:
    """Run the command with parsed arguments; returns the exit code."""
    entries = list(_photos_in(expanded(options.photos)))
    photos = [path for path, _ in entries]
    _check_places(options, len(entries))
    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(2))
        with without_collecting():
            # The first photo is read while the model is loaded.
            read = stack.enter_context(closing(_Reader(entries, pool)))
            colorizer = _colorizer(options, photos, pool)
        if len(entries) > 1:
            check_recipe_of_many(colorizer.recipe, len(entries))
        failed = _colorize_all(photos, read, colorizer)
    remove_partial_files({result.parent for result in colorizer.written})
    if failed and len(entries) > 1:
        say(
            Message(
                "{done} of {total} photos colorized, {failed} failed.",
                done=len(entries) - failed - colorizer.kept,
                total=len(entries),
                failed=failed,
            )
        )
    return 1 if failed else 0


def _check_places(options: argparse.Namespace, count: int) -> None:
    """Refuse places for the results, and versions of photos, that cannot be meant."""
    if options.o is not None and count > 1:
        raise UsageError(
            Message("-o names one file, but there are {count} photos. Use --output.", count=count)
        )
    if options.colors_from is not None and count > 1:
        raise UsageError(
            Message(
                "--colors-from names a version of one photo, but there are {count} photos. "
                "Colorize them one by one.",
                count=count,
            )
        )
    if options.o is not None and options.format is not None:
        _check_suffix(options.o, options.format)
    if options.output is not None and os.path.isfile(options.output):
        raise UsageError(
            Message("--output needs a folder, and {path} is a file.", path=options.output)
        )


def _check_suffix(result: Path, file_format: str) -> None:
    """Refuse a named result whose name says another format."""
    from colorizer_gui.engine.photo import format_by_id

    suffixes = format_by_id(file_format).suffixes
    if result.suffix.lower() not in suffixes:
        raise UsageError(
            Message(
                "-o {result} is no name for {format}. "
                "End it in one of {suffixes}, or leave out --format.",
                result=result,
                format=file_format,
                suffixes=suffixes,
            )
        )


def _colorize_all(
    paths: list[Path], read: Callable[[], "Photo"], colorize: Callable[[Path, "Photo"], Path]
) -> int:
    """Colorize photos and print what happens; returns how many failed."""
    failed = 0
    for number, path in enumerate(paths, 1):
        begun = time.perf_counter()
        try:
            result = colorize(path, read())
        except Exception as error:
            raise_lost_end(error)
            failed += 1
            say(_problem_with(path, error))
        else:
            show_progress(number, len(paths), result, time.perf_counter() - begun)
    return failed


def _problem_with(path: Path, error: Exception) -> Message:
    if isinstance(error, ColorizerError):
        return error.message
    if is_out_of_memory(error):
        return not_enough_memory(path)
    log.error("%s failed", path, exc_info=error)
    return Message(
        "Can't colorize {path}: an unexpected error. Details are in {log_file}.",
        path=path,
        log_file=log_file(),
    )
