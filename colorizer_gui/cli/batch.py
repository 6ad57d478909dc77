"""`colorizer batch`: color a folder of photos, and take up again what was stopped."""

import argparse
import os
import signal
import sys
from contextlib import contextmanager
from pathlib import Path

from colorizer_gui.cli.arguments import add_colorizing, look_from, number_from, output_from
from colorizer_gui.cli.messages import on_one_line, say
from colorizer_gui.engine.errors import UsageError

ON_EXISTS = ("skip", "overwrite", "rename")


def _shard(text):
    number, _, count = text.partition("/")
    try:
        number, count = int(number), int(count)
    except ValueError:
        number = count = 0
    if not 1 <= number <= count:
        raise argparse.ArgumentTypeError(f"must be I/N, such as 2/4, not {text!r}")
    return number, count


def add_to(commands):
    """Add the command to those of the program."""
    parser = commands.add_parser("batch", help="color a folder of photos")
    parser.set_defaults(run=_run)
    add = parser.add_argument
    add("source", type=Path, metavar="SOURCE", help="folder of the photos; only read")
    add("dest", type=Path, metavar="DEST", help="folder for the results")
    add("--recursive", action="store_true", help="the folders in SOURCE too")
    add("--pattern", default="*", metavar="'*.tif'", help="only photos with such names")
    add("--name", default="{stem}_color{ext}", metavar="NAME",
        help="names of the results (default: '{stem}_color{ext}')")  # fmt: skip
    add_colorizing(parser)
    add("--jobs", type=number_from(1), metavar="N", help="photos under way at a time")
    add("--on-exists", choices=ON_EXISTS, default="skip",
        help="where the name of a result is taken; rename numbers (default: skip)")  # fmt: skip
    add("--resume", action="store_true", help="leave alone what an earlier run has finished")
    add("--report", type=Path, metavar="FILE.csv", help="write a row about each photo")
    add("--shard", type=_shard, default=(1, 1), metavar="I/N", help="only the I-th of N parts")
    add("--scheduler", metavar="tcp://HOST:PORT", help="let a Dask cluster do the work")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--watch", action="store_true", help="color what comes, until Ctrl+C")
    what.add_argument("--dry-run", action="store_true", help="only say what would be done")


def _batch_options(options):
    from colorizer_gui.engine.batch import BatchOptions
    from colorizer_gui.engine.session.recipe import Recipe, read_recipe

    # Other machines begin in other folders. Paths stay as they were typed where nobody else works.
    there = os.path.abspath if options.scheduler else str
    is_file = options.model is not None and os.path.isfile(options.model)
    return BatchOptions(
        source=Path(there(options.source)),
        dest=Path(there(options.dest)),
        recursive=options.recursive,
        pattern=options.pattern,
        name=options.name,
        output=output_from(options),
        recipe=read_recipe(options.recipe) if options.recipe else Recipe(),
        model=there(options.model) if is_file else options.model,
        look=tuple(look_from(options).items()),
        device=options.device,
        jobs=options.jobs,
        on_exists=options.on_exists,
        resume=options.resume or options.watch,
        shard=options.shard,
    )


def _run(options):
    from colorizer_gui.engine.batch import look_ahead

    asked = _batch_options(options)
    if options.report is not None and os.path.isdir(options.report):
        raise UsageError(f"--report needs a file, and {options.report} is a folder.")
    if not options.watch:
        plan = look_ahead(asked)
        _check(plan, asked)
        if options.dry_run:
            return _show(plan)
        del plan  # it may be large, and the batch makes its own under its lock
    return _colorize(options, asked)


def _check(plan, asked):
    """Refuse a plan that there is nothing in, before anything is written."""
    if not plan.items and asked.shard == (1, 1):
        deeper = "" if asked.recursive else " To search its folders too, add --recursive."
        like = "" if asked.pattern == "*" else f" like {asked.pattern}"
        raise UsageError(f"There is no photo{like} in {asked.source}.{deeper}")


def _show(plan):
    from colorizer_gui.engine.batch import State

    for item in plan.items:
        if item.state == State.WAITING:
            print(on_one_line(f"{item.name} -> {item.result}"))
        else:
            print(on_one_line(f"{item.name}: {item.state}. {item.message}".rstrip()))
    return 1 if plan.clashes else 0


def _colorize(options, asked):
    from colorizer_gui.engine.batch import Batch, Control, watch, write_report
    from colorizer_gui.engine.batch.workers import threads

    workers = threads
    if options.scheduler:
        from colorizer_gui.engine.batch.cluster import cluster

        workers = cluster(options.scheduler)
    control = Control()
    with _stopped_by_signals(control), Batch(asked, control, workers) as batch:
        for notice in batch.notices:
            say(notice)
        if options.watch:
            summary = watch(batch, _printer())
        else:
            plan = batch.plan()
            summary = batch.run(plan, _printer(len(plan.items)))
    if summary.problem:
        say(f"{summary.problem} Run the same with --resume to go on.")
    say(summary.text())
    if options.report is not None:
        write_report(options.report, summary)
    if control.cancelled() and not (options.watch or summary.problem):
        raise KeyboardInterrupt
    return 0 if summary.succeeded else 1


@contextmanager
def _stopped_by_signals(control):
    """Ctrl+C ends a batch in order; a second one ends the program at once."""

    def stop(*_):
        control.cancel()
        give_back()

    def give_back():
        for number, handler in earlier.items():
            signal.signal(number, handler)

    earlier = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in earlier:
        signal.signal(number, stop)
    try:
        yield
    finally:
        give_back()


def _printer(total=None):
    """A Listener that prints what goes wrong, and what is done if somebody looks on."""
    from colorizer_gui.engine.batch import Listener, State

    class Printer(Listener):
        count = 0

        def ended(self, outcome):
            self.count += 1
            if outcome.message and outcome.state in (State.FAILED, State.DONE):
                say(outcome.message)
            if outcome.state == State.DONE and sys.stderr.isatty():
                place = f"{self.count}/{total}" if total else self.count
                say(f"[{place}] {outcome.result}  {outcome.seconds:.1f} s")

    return Printer()
