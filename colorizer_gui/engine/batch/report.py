"""The report of a batch: a CSV file with one row a photo."""

import csv
import io

from colorizer_gui.engine.errors import SaveError
from colorizer_gui.engine.files import atomic_write

COLUMNS = ("photo", "result", "state", "seconds", "width", "height", "model", "message")


def write_report(path, summary):
    """Write what became of all photos.

    Parameters
    ----------
    path : Path
        A file that is there is replaced.
    summary : Summary

    Raises
    ------
    SaveError
        What was there before is untouched.
    """
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for outcome in summary.outcomes:
        seconds = f"{outcome.seconds:.3f}"
        rows.writerow(
            (
                outcome.name,
                outcome.result,
                outcome.state,
                seconds,
                outcome.width,
                outcome.height,
                outcome.model,
                outcome.message,
            )
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(path) as file:
            # Names of files may hold bytes that are no text.
            file.write(text.getvalue().encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise SaveError(
            f"Can't write the report {path}: {error.strerror.lower()}. Name another file."
        ) from error
