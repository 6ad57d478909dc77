"""Colorizes the photos of `colorizer colorize` with its arguments.

`colorize` imports it while the model loads.
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from colorizer_gui.cli.arguments import output_from, with_version
from colorizer_gui.cli.messages import say
from colorizer_gui.cli.preparing import preparation_from
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import SaveError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.session.preparing import prepared_for, recipe_prepared_with
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_fit import check_owner
from colorizer_gui.engine.session.saving import save_colorized


def _identities(paths: Iterable[Path | None]) -> set[tuple[int, int]]:
    """What tells the files at paths apart, whatever their names; nothing for missing ones."""
    found = set()
    for path in filter(None, paths):
        try:
            status = path.stat()
        except (OSError, ValueError):
            continue
        found.add((status.st_dev, status.st_ino))
    return found


class PhotoColorizer:
    """Colorizes photos one after the other with one model.

    Parameters
    ----------
    options : argparse.Namespace
    recipe : Recipe
        The one that the options ask for.
    model : Model
    photos : sequence of Path
        All that are to be colorized; no result replaces one of them.
    """

    def __init__(
        self,
        options: argparse.Namespace,
        recipe: Recipe,
        model: Model,
        photos: Sequence[Path],
    ) -> None:
        self.options = options
        self.recipe = recipe
        self.changes = preparation_from(options).items()
        self.output = output_from(options)
        self.colorizer = Colorizer(model)
        self.written: set[Path] = set()
        self._written = set[tuple[int, int]]()
        self._read = _identities((*photos, options.recipe, options.palette, options.colors_from))
        self.kept = 0  # photos that keep their own colors
        if model.notice:
            say(model.notice)
        if recipe.hints and not model.info.has_hints:
            say(
                Message(
                    "{model} takes no hints; they color only their own places.",
                    model=model.info.name,
                )
            )

    def __call__(self, path: Path, scan: Photo) -> Path:
        """Colorize one photo and return the path of its result."""
        for notice in scan.notices:
            say(notice)
        result = self._result(path)
        recipe = recipe_prepared_with(self.recipe, self.changes, (scan.width, scan.height))
        photo = prepared_for(scan, recipe)
        recipe = with_version(recipe, self.options, photo)
        recipe = self._keeping_colors(recipe, scan, photo, path.name)
        owned = recipe
        if self.options.colors_from is not None:  # in the place of a version of another photo
            owned = recipe.adjusted(look=[("version", None)])
        for notice in check_owner(owned, scan, path.name):
            say(notice)
        overwrite = self.options.overwrite
        saved = save_colorized(
            result, photo, self.colorizer, recipe, self.output, overwrite=overwrite
        )
        for notice in saved.notices:
            say(notice)
        self.written.add(result)
        self._written |= _identities([result])
        self.kept += recipe.keeps_colors
        return result

    def _keeping_colors(self, recipe: Recipe, scan: Photo, photo: Photo, name: str) -> Recipe:
        """The recipe, which keeps the colors of a photo where that is wanted, and says so."""
        if not (self.options.keep_colors or recipe.keeps_colors):
            return recipe
        from colorizer_gui.engine.photo.fingerprint import fingerprint, is_same_photo
        from colorizer_gui.engine.session.in_color import colors_kept, keeping_colors

        is_own = bool(recipe.photo) and is_same_photo(recipe.photo, fingerprint(scan))
        files = {"reference": self.options.palette, "version": self.options.colors_from}
        adjusted = (*self.options.look, *(field for field, file in files.items() if file))
        recipe = keeping_colors(recipe, photo, is_own, adjusted)
        if recipe.keeps_colors:
            say(colors_kept(name))
        return recipe

    def _result(self, path: Path) -> Path:
        folder = self.options.output or path.parent
        result: Path = self.options.o or folder / self.output.name(path)
        existing = _identities([result])
        if existing & self._written:
            raise SaveError(
                Message(
                    "Can't save {path} as {result}: another photo of this run has that name. "
                    "Colorize them into different folders.",
                    path=path,
                    result=result,
                )
            )
        if existing & self._read - _identities([path]):
            raise SaveError(
                Message(
                    "Can't save {path} as {result}: this run reads that file, too. "
                    "Choose another folder (--output).",
                    path=path,
                    result=result,
                )
            )
        return result
