"""The report of a batch: a CSV file with one row for each photo."""

import codecs
import csv
import io
from collections.abc import Callable
from pathlib import Path

from colorizer_gui.engine.batch.outcome import Outcome, Summary
from colorizer_gui.engine.errors import SaveError
from colorizer_gui.engine.files import atomic_write
from colorizer_gui.engine.messages import Message, on_one_line, system_reason

COLUMNS: dict[str, Callable[[Outcome], object]] = {
    "photo": lambda outcome: outcome.name,
    "result": lambda outcome: outcome.result,
    "state": lambda outcome: outcome.state,
    "seconds": lambda outcome: f"{outcome.seconds:.3f}",
    "width": lambda outcome: outcome.width,
    "height": lambda outcome: outcome.height,
    "model": lambda outcome: outcome.model,
    "message": lambda outcome: outcome.message or "",
}


# Spreadsheets take a cell that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@")


def _cell(value: object) -> str:
    """A value as a spreadsheet shows it: on one line, and never as a formula."""
    text = on_one_line(str(value))
    return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text


def report_bytes(summary: Summary) -> bytes:
    """What became of all photos, as the content of a CSV file."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for outcome in summary.outcomes:
        rows.writerow([_cell(value(outcome)) for value in COLUMNS.values()])
    # Excel takes a file without this mark for one of Windows's old character sets, and file names
    # may hold bytes that are no text.
    return codecs.BOM_UTF8 + text.getvalue().encode("utf-8", "backslashreplace")


def write_report(path: Path, summary: Summary) -> None:
    """Write what became of all photos.

    Parameters
    ----------
    path : Path
        An existing file is replaced.
    summary : Summary

    Raises
    ------
    SaveError
        An existing file is untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(path) as file:
            file.write(report_bytes(summary))
    except OSError as error:
        raise SaveError(
            Message(
                "Can't write the report {path}: {reason}. Name another file.",
                path=path,
                reason=system_reason(error),
            )
        ) from error
