"""`colorizer batch`: colorize a folder of photos, and resume after an interruption."""

import argparse
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from colorizer_gui.cli.arguments import (
    add_colors,
    add_file_format,
    add_metadata,
    check_recipe_of_many,
    look_from,
    number_from,
    output_from,
)
from colorizer_gui.cli.garbage import without_collecting
from colorizer_gui.cli.messages import print_line, say, show_progress
from colorizer_gui.cli.preparing import add_preparation, preparation_from
from colorizer_gui.cli.signals import Ended, polite_ends
from colorizer_gui.engine.choices import ANY_NAME, ON_EXISTS, ON_NEW_MODEL, RESULT_NAME
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.messages import Message, joined
from colorizer_gui.engine.paths import local_path

if TYPE_CHECKING:
    from colorizer_gui.engine.batch import BatchOptions, Control, Item, Outcome, Plan, Summary


def _shard(text: str) -> tuple[int, int]:
    first, _, second = text.partition("/")
    try:
        number, count = int(first), int(second)
    except ValueError:
        number = count = 0
    if not 1 <= number <= count:
        raise argparse.ArgumentTypeError(f"must be I/N, such as 2/4, not {text!r}")
    return number, count


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument(
        "source", type=local_path, metavar="SOURCE", help="folder of the photos; only read"
    )
    parser.add_argument("dest", type=local_path, metavar="DEST", help="folder for the results")
    _add_photos(parser)
    add_preparation(parser, is_for_one=False)
    add_colors(parser)
    _add_results(parser)
    add_metadata(parser)
    _add_processing(parser)


def _add_photos(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("photos")
    group.add_argument("--recursive", action="store_true", help="include subfolders")
    text = "filter by name: *.tif, for example, in quotes"
    group.add_argument("--pattern", default=ANY_NAME, metavar="PATTERN", help=text)
    group.add_argument("--shard", type=_shard, metavar="I/N", help="only the I-th of N parts")


def _add_results(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("results")
    group.add_argument(
        "--name",
        default=RESULT_NAME,
        metavar="NAME",
        help=f"template for their names (default: '{RESULT_NAME}')",
    )
    group.add_argument(
        "--on-exists",
        choices=ON_EXISTS,
        default=ON_EXISTS[0],
        help=f"if the file exists; rename adds a number (default: {ON_EXISTS[0]})",
    )
    add_file_format(group.add_argument)
    group.add_argument(
        "--report",
        type=local_path,
        metavar="FILE.csv",
        help="write a table with a row for each photo",
    )


def _add_processing(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("processing")
    group.add_argument(
        "--resume", action="store_true", help="skip what an earlier run has finished"
    )
    group.add_argument(
        "--on-new-model",
        choices=ON_NEW_MODEL,
        default=ON_NEW_MODEL[0],
        help="with --resume, photos that an earlier version of the model colorized "
        f"(default: {ON_NEW_MODEL[0]})",
    )
    group.add_argument(
        "--jobs", type=number_from(1), metavar="N", help="photos at a time (default: cores + 1)"
    )
    group.add_argument(
        "--scheduler", metavar="tcp://HOST:PORT", help="let a Dask cluster do the work"
    )
    modes = group.add_mutually_exclusive_group()
    modes.add_argument(
        "--watch", action="store_true", help="colorize photos as they arrive, until Ctrl+C"
    )
    modes.add_argument("--dry-run", action="store_true", help="show what would be done")


def _batch_options(options: argparse.Namespace) -> "BatchOptions":
    from colorizer_gui.engine.batch import BatchOptions
    from colorizer_gui.engine.batch.shards import WHOLE
    from colorizer_gui.engine.session.recipe import Recipe
    from colorizer_gui.engine.session.recipe_file import read_recipe

    # Other machines have other working folders. Without them, paths stay as they were typed.
    shared: Callable[[str | Path], str] = os.path.abspath if options.scheduler else str
    is_file = options.model is not None and os.path.isfile(options.model)
    return BatchOptions(
        source=Path(shared(options.source)),
        dest=Path(shared(options.dest)),
        recursive=options.recursive,
        pattern=options.pattern,
        name=options.name,
        output=output_from(options),
        recipe=read_recipe(options.recipe) if options.recipe else Recipe(),
        model=shared(options.model) if is_file else options.model,
        look=tuple(look_from(options).items()),
        keep_colors=options.keep_colors,
        prepare=tuple(preparation_from(options).items()),
        device=options.device,
        jobs=options.jobs,
        on_exists=options.on_exists,
        resume=options.resume or options.watch,
        on_new_model=options.on_new_model,
        shard=options.shard or WHOLE,
    )


def run(options: argparse.Namespace) -> int:
    """Run the command with parsed arguments; returns the exit code."""
    with without_collecting():
        from colorizer_gui.engine.batch import plan_batch

        batch_options = _batch_options(options)
    # Each photo of a folder may have a recipe of its own; this one is for all others.
    check_recipe_of_many(replace(batch_options.recipe, photo=""))
    if options.report is not None and os.path.isdir(options.report):
        raise UsageError(
            Message("--report needs a file, and {path} is a folder.", path=options.report)
        )
    if not options.watch:
        plan = plan_batch(batch_options)
        _check_not_empty(plan, batch_options)
        if options.dry_run:
            return _show(plan)
        del plan  # it may be large, and the batch makes its own after locking the folder
    return _colorize(options, batch_options)


def _check_not_empty(plan: "Plan", options: "BatchOptions") -> None:
    """Refuse a plan without photos, before anything is written."""
    from colorizer_gui.engine.batch.shards import WHOLE

    if plan.items or options.shard != WHOLE:
        return
    if options.pattern == ANY_NAME:
        problem = Message("There is no photo in {folder}.", folder=options.source)
    else:
        problem = Message(
            "There is no photo with a name like {pattern} in {folder}.",
            pattern=options.pattern,
            folder=options.source,
        )
    if plan.left_out:
        problem = joined((problem, plan.left_out))
    if not options.recursive:
        problem = joined((problem, Message("To include its subfolders, add --recursive.")))
    raise UsageError(problem)


def _show(plan: "Plan") -> int:
    from colorizer_gui.engine.batch import State

    for item in plan.items:
        if item.state == State.WAITING:
            print_line(f"{item.name} -> {item.result}")
        else:
            print_line(f"{item.name}: {item.state}. {item.message or ''}".rstrip())
    if plan.left_out:
        say(plan.left_out)
    return 1 if plan.clashes else 0


def _colorize(options: argparse.Namespace, batch_options: "BatchOptions") -> int:
    from colorizer_gui.engine.batch import Control, write_report

    control = Control()
    with _cancelled_by_signals(control) as signals:
        summary = _run_batch(options, batch_options, control)
    if summary.problem is not None:
        advice = Message("To continue, run the same command with --resume.")
        say(joined((summary.problem, advice)))
    say(summary.text())
    if summary.kept_count:
        say(Message("To colorize them again, add --on-new-model redo."))
    if options.report is not None:
        write_report(options.report, summary)
    if signals and not (options.watch or summary.problem):
        raise Ended(signals[0])
    return 0 if summary.succeeded else 1


def _run_batch(
    options: argparse.Namespace, batch_options: "BatchOptions", control: "Control"
) -> "Summary":
    from colorizer_gui.engine.batch import Batch, watch
    from colorizer_gui.engine.batch.workers import MakeWorkers, thread_workers

    make_workers: MakeWorkers = thread_workers
    if options.scheduler:
        from colorizer_gui.engine.batch.cluster import cluster_workers

        make_workers = cluster_workers(options.scheduler)
    with Batch(batch_options, control, make_workers) as batch:
        for notice in batch.notices:
            say(notice)
        if options.watch:
            return watch(batch, _Printer())
        plan = batch.plan()
        return batch.run(plan, _Printer(len(plan.items)))


@contextmanager
def _cancelled_by_signals(control: "Control") -> Iterator[list[int]]:
    """Signals such as Ctrl+C cancel the batch; a second one ends the program at once.

    Yields
    ------
    list of int
        The numbers of the signals that came so far.
    """
    earlier = {number: signal.getsignal(number) for number in polite_ends()}
    came: list[int] = []

    def cancel(number: int, _frame: FrameType | None) -> None:
        came.append(number)
        control.cancel()
        restore()

    def restore() -> None:
        for number, handler in earlier.items():
            signal.signal(number, handler)

    for number in earlier:
        signal.signal(number, cancel)
    try:
        yield came
    finally:
        restore()


class _Printer:
    """A Listener that prints messages, and progress on a terminal."""

    def __init__(self, total: int | None = None) -> None:
        self._total = total
        self._count = 0

    def started(self, item: "Item") -> None:
        """Print nothing."""

    def ended(self, outcome: "Outcome") -> None:
        """Print a problem or notice, and that the photo is done."""
        from colorizer_gui.engine.batch import State

        self._count += 1
        if outcome.message and outcome.state in (State.FAILED, State.DONE):
            say(outcome.message)
        if outcome.state == State.DONE:
            show_progress(self._count, self._total, outcome.result, outcome.seconds)
