"""Decides when the recipe of the shown photo is written to its sidecar, and writes in order."""

import threading
from dataclasses import dataclass
from pathlib import Path

from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.known_recipes import KnownRecipes
from colorizer_gui.engine.session.recipe import Recipe


@dataclass(frozen=True)
class Writing:
    """A recipe to be written.

    Parameters
    ----------
    photo : Path
    recipe : Recipe
    known : KnownRecipes
        Of the photo.
    number : int
        Grows from one writing to the next.
    """

    photo: Path
    recipe: Recipe
    known: KnownRecipes
    number: int


class SidecarWriter:
    """Keeps the recipe of one photo at a time, the one that is shown.

    A photo without any work gets no file, and an existing file is never removed. `write` may be
    called on any thread; all other methods belong to one thread.
    """

    def __init__(self) -> None:
        self._photo: Path | None = None
        self._known = KnownRecipes()
        self._kept: Recipe | None = None
        self._wanted: Recipe | None = None
        self._has_begun = False
        self._last_number = 0
        self._lock = threading.Lock()  # of what `write` changes
        self._written_numbers: dict[Path, int] = {}  # the latest of each photo

    def begin(self, photo: Path | None, kept: Recipe | None, known: KnownRecipes) -> None:
        """Turn to another photo.

        Parameters
        ----------
        photo : Path or None
            None without a file.
        kept : Recipe or None
            What is kept of it.
        known : KnownRecipes
        """
        self._photo, self._known = photo, known
        self._kept = self._wanted = kept
        self._has_begun = False

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
        return Writing(self._photo, self._wanted, self._known, self._last_number)

    def write(self, writing: Writing) -> Message | None:
        """Write a recipe, unless a later one of its photo was written before it.

        Returns
        -------
        Message or None
            See `KnownRecipes.write`.

        Raises
        ------
        SaveError
        """
        with self._lock:
            if writing.number <= self._written_numbers.get(writing.photo, 0):
                return None
            notice = writing.known.write(writing.photo, writing.recipe)
            self._written_numbers[writing.photo] = writing.number
            return notice

    def end(self, writing: Writing) -> None:
        """Note that a recipe was written."""
        if writing.photo == self._photo:
            self._kept = writing.recipe
