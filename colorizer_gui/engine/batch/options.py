"""What a batch is asked to do."""

import os
from dataclasses import dataclass
from pathlib import Path

from colorizer_gui.engine.batch.names import check_template
from colorizer_gui.engine.choices import RESULT_NAME
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.saving import Output

ON_EXISTS = ("skip", "overwrite", "rename")


@dataclass(frozen=True)
class BatchOptions:
    """What is asked of a batch.

    Parameters
    ----------
    source, dest : Path
        Folder of the photos and folder of the results; the results mirror the photos' folders.
    recursive : bool
        Whether folders in `source` are searched too.
    pattern : str
        Photos whose name does not match are left out, such as ``*.tif``; case does not count.
    name : str
        The name of a result, see `Output.name`. It may lead into folders.
    output : Output
    recipe : Recipe
        For photos without a recipe of their own.
    model : str or None
        A model that goes before those of all recipes.
    look : tuple of (str, float)
        Adjustments that go before those of all recipes.
    device : {'auto', 'cpu', 'cuda'}
    jobs : int or None
        How many photos are under way at a time; None for as many as the machine can use.
    on_exists : {'skip', 'overwrite', 'rename'}
        What happens where a file has the name of a result and this batch did not write it.
    resume : bool
        Whether photos that the journal calls finished are left alone.
    shard : tuple of int
        (I, N): only the I-th of N parts of the photos, 1 <= I <= N.

    Raises
    ------
    UsageError
    """

    source: Path
    dest: Path
    recursive: bool = False
    pattern: str = "*"
    name: str = RESULT_NAME
    output: Output = Output()
    recipe: Recipe = Recipe()
    model: str | None = None
    look: tuple[tuple[str, float], ...] = ()
    device: str = "auto"
    jobs: int | None = None
    on_exists: str = "skip"
    resume: bool = False
    shard: tuple[int, int] = (1, 1)

    def __post_init__(self):
        check_template(self.name, self.output.format)
        if not os.path.exists(self.source):
            raise UsageError(f"There is no folder {self.source}. Check its name.")
        if not os.path.isdir(self.source):
            raise UsageError(f"{self.source} is a file. Name the folder that it is in.")
        if os.path.exists(self.dest) and not os.path.isdir(self.dest):
            raise UsageError(f"The results need a folder, and {self.dest} is a file.")
        if resolved(self.dest) == resolved(self.source):
            raise UsageError(
                f"Results are not written between the photos of {self.source}. "
                "Name another folder for them; it may lie inside."
            )


def resolved(path):
    """The path without links; unlike `Path.resolve` it takes links that lead in a circle."""
    return Path(os.path.realpath(path))


def usable_cores():
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
