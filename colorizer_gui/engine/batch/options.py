"""The options of a batch."""

import os
from dataclasses import dataclass
from pathlib import Path

from colorizer_gui.engine.batch.names import check_template
from colorizer_gui.engine.batch.shards import WHOLE, Shard
from colorizer_gui.engine.choices import (
    ANY_NAME,
    DEVICES,
    ON_EXISTS,
    ON_NEW_MODEL,
    RESULT_NAME,
)
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.search import Search, find_photos


@dataclass(frozen=True)
class BatchOptions:
    """The options of a batch.

    Parameters
    ----------
    source, dest : Path
        Folder of the photos and folder for the results, which mirrors its subfolders.
    recursive : bool
        Whether subfolders of `source` are included.
    pattern : str
        Photos whose file name does not match are left out, such as ``*.tif``; case-insensitive.
    name : str
        Template for the names of the results, see `Output.name`. It may lead into subfolders.
    output : Output
    recipe : Recipe
        For photos without a recipe of their own.
    model : str or None
        Overrides the model of all recipes.
    look : tuple of (str, object)
        Adjustments, name and value, that override those of all recipes.
    prepare : tuple of (str, object)
        Fields of `Preparation`, name and value, that override those of all recipes.
    keep_colors : bool
        Whether photos that are in color already are only prepared, see `keeping_colors`.
    device : str
    jobs : int or None
        How many photos are colorized at a time; None for one more than there are cores.
    on_exists : {'skip', 'overwrite', 'rename'}
        What to do when a result's file exists and no earlier run of this batch wrote it.
    resume : bool
        Whether photos that are finished according to the journal are left alone.
    on_new_model : {'keep', 'redo'}
        Whether photos that are finished keep their colors where the model has another version now.
    recipes : Path or None
        A folder that mirrors `source` and whose recipes count as if they lay beside the photos.
    shard : tuple of int
        (I, N): only the I-th of N parts of the photos, 1 <= I <= N.

    Raises
    ------
    UsageError
        A folder is missing or of the wrong kind, or the template cannot be used.
    """

    source: Path
    dest: Path
    recursive: bool = False
    pattern: str = ANY_NAME
    name: str = RESULT_NAME
    output: Output = Output()
    recipe: Recipe = Recipe()
    model: str | None = None
    look: tuple[tuple[str, object], ...] = ()
    prepare: tuple[tuple[str, object], ...] = ()
    keep_colors: bool = False
    device: str = DEVICES[0]
    jobs: int | None = None
    on_exists: str = ON_EXISTS[0]
    resume: bool = False
    on_new_model: str = ON_NEW_MODEL[0]
    recipes: Path | None = None
    shard: Shard = WHOLE

    def __post_init__(self) -> None:
        self.output.check()
        check_template(self.name, self.output.format)
        if not os.path.exists(self.source):
            raise UsageError(
                Message("There is no folder {folder}. Check its name.", folder=self.source)
            )
        if not os.path.isdir(self.source):
            raise UsageError(
                Message("{path} is a file. Name the folder that it is in.", path=self.source)
            )
        if os.path.exists(self.dest) and not os.path.isdir(self.dest):
            raise UsageError(
                Message("The results need a folder, and {path} is a file.", path=self.dest)
            )
        if real_path(self.dest) == real_path(self.source):
            raise UsageError(
                Message(
                    "Results are not written among the photos of {folder}. "
                    "Name another folder for them; it may be inside.",
                    folder=self.source,
                )
            )


def search(options: BatchOptions) -> Search:
    """Find the photos of a batch, see `find_photos`."""
    return find_photos(
        options.source,
        recursive=options.recursive,
        pattern=options.pattern,
        skip=options.dest,
    )


def real_path(path: Path) -> Path:
    """The path with links resolved; unlike `Path.resolve` it accepts links that form a circle."""
    return Path(os.path.realpath(path))
