"""Decides when the recipe of the shown photo is written to its sidecar, and writes in order."""

import threading
from dataclasses import dataclass
from pathlib import Path

from colorizer_gui.engine.files import move_aside
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.sidecar import Kept, write_sidecar


@dataclass(frozen=True)
class Writing:
    """A recipe to be written.

    Parameters
    ----------
    photo : Path
    recipe : Recipe
    unusable : Path or None
        An existing file that cannot be used; it is moved aside first.
    number : int
        Grows from one writing to the next.
    """

    photo: Path
    recipe: Recipe
    unusable: Path | None
    number: int


class SidecarWriter:
    """Keeps the recipe of one photo at a time, the one that is shown.

    A photo without any work gets no file, and an existing file is never removed. `write` may be
    called on any thread; all other methods belong to one thread.
    """

    def __init__(self) -> None:
        self._photo: Path | None = None
        self._kept: Recipe | None = None
        self._wanted: Recipe | None = None
        self._unusable: Path | None = None
        self._has_begun = False
        self._last_number = 0
        self._lock = threading.Lock()  # of what `write` changes
        self._moved_aside: set[Path] = set()
        self._written_numbers: dict[Path, int] = {}  # the latest of each photo

    def begin(self, photo: Path | None, kept: Kept) -> None:
        """Turn to another photo by its path, None without a file, and what was kept of it."""
        self._photo = photo
        self._kept = self._wanted = kept.recipe
        self._unusable = kept.unusable
        self._has_begun = False
        if kept.unusable is not None:
            with self._lock:
                self._moved_aside.discard(kept.unusable)

    def want(self, recipe: Recipe) -> None:
        """State the recipe that is to be kept."""
        self._wanted = recipe

    @property
    def is_due(self) -> bool:
        """Whether there is something to write."""
        if self._photo is None or self._wanted in (None, self._kept):
            return False
        # An earlier writing may have made the file already, though `end` has not been called yet.
        return self._kept is not None or self._has_begun or self._wanted.is_worth_keeping

    def take(self) -> Writing | None:
        """What is to be written now; None if nothing is due."""
        if self._photo is None or self._wanted is None or not self.is_due:
            return None
        self._last_number += 1
        self._has_begun = True
        return Writing(self._photo, self._wanted, self._unusable, self._last_number)

    def write(self, writing: Writing) -> None:
        """Write a recipe, unless a later one of its photo was written before it.

        Raises
        ------
        SaveError
        """
        with self._lock:
            if writing.unusable is not None and writing.unusable not in self._moved_aside:
                move_aside(writing.unusable)
                self._moved_aside.add(writing.unusable)
            if writing.number > self._written_numbers.get(writing.photo, 0):
                write_sidecar(writing.photo, writing.recipe)
                self._written_numbers[writing.photo] = writing.number

    def end(self, writing: Writing) -> None:
        """Note that a recipe was written."""
        if writing.photo == self._photo:
            self._kept = writing.recipe
