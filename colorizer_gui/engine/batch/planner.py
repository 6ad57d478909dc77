"""Decides what to do with each photo, without writing anything."""

import os
from collections.abc import Container
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path, PurePath

from colorizer_gui.engine.batch.digest import result_digest, settings_digest
from colorizer_gui.engine.batch.journal import Finished, History
from colorizer_gui.engine.batch.names import ResultNames, result_name, same_file_key
from colorizer_gui.engine.batch.options import BatchOptions, real_path, search
from colorizer_gui.engine.batch.outcome import State
from colorizer_gui.engine.batch.plan import Item, Plan
from colorizer_gui.engine.batch.shards import WHOLE, shard_of
from colorizer_gui.engine.errors import ColorizerError, RecipeError, not_enough_memory
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.library import installed_models
from colorizer_gui.engine.model.versions import (
    RELEASED,
    checksum,
    find_meant_model,
    meant_model,
)
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import read_recipe
from colorizer_gui.engine.session.search import Found, by_place
from colorizer_gui.engine.session.sidecar import kept_path, spare_path


def plan_batch(options: BatchOptions) -> Plan:
    """Plan a batch without writing anything anywhere.

    Parameters
    ----------
    options : BatchOptions

    Returns
    -------
    Plan

    Raises
    ------
    UsageError
        The folder of the photos cannot be searched.
    SaveError
        The journal of an earlier run cannot be read.
    """
    return plan_after(History.read(options.dest) if options.resume else History(), options)


def plan_after(
    history: History, options: BatchOptions, names: Container[str] | None = None
) -> Plan:
    """Plan a batch after what earlier runs have done.

    Parameters
    ----------
    history : History
    options : BatchOptions
    names : container of str or None
        Only these photos are planned, and one that clashes with another counts as failed.

    Returns
    -------
    Plan

    Raises
    ------
    UsageError
        The folder of the photos cannot be searched.
    """
    plan = _Planner(options, history).plan(names)
    return plan if names is None else replace(plan, clashes=())


class _Planner:
    """One pass over all photos.

    Each folder is listed once instead of asking for each file, which counts on network disks.
    """

    def __init__(self, options: BatchOptions, history: History) -> None:
        self.options = options
        self.history = history
        self.template = PurePath(options.name).as_posix()
        self.names = ResultNames()
        self.kept: dict[str, str] = {}
        self.clashes: list[Message] = []
        self.plain_name = cache(self._plain_name)
        self.is_among_photos = cache(self._is_among_photos)
        self.keys_in = cache(self._keys_in)
        self.settings_digest = cache(self._settings_digest)
        self.is_installed = cache(_is_installed)
        self.meant_model = cache(find_meant_model)

    def plan(self, names: Container[str] | None) -> Plan:
        photos, problems, left_out = search(self.options)
        items = [
            Item(problem.name, state=State.FAILED, message=problem.message)
            for problem in problems
            if self._is_wanted(problem.name, names)
        ]
        # Names are given to all photos, wanted or not, so that all shards give the same ones.
        for photo in photos:
            self._keep_name(photo.name)
        named = [(photo, *self._name_result(photo.name)) for photo in photos]
        for photo, result, problem in named:
            if not self._is_wanted(photo.name, names):
                continue
            if problem is not None:
                items.append(Item(photo.name, state=State.FAILED, message=problem))
            else:
                items.append(self._decide(photo, result))
        if problems:  # the photos alone are in order already
            items.sort(key=by_place)
        return Plan(tuple(items), tuple(self.clashes), left_out.message())

    def _is_wanted(self, name: str, names: Container[str] | None) -> bool:
        number, count = self.options.shard
        is_in_shard = self.options.shard == WHOLE or shard_of(name, count) == number
        return is_in_shard and (names is None or name in names)

    # names of results

    def _plain_name(self, photo: str) -> str:
        """The name of a photo's result by the template, without a number."""
        return result_name(photo, self.template, self.options.output)

    def _keep_name(self, photo: str) -> None:
        """Let a photo keep the name of its latest result, though other photos were added since."""
        begun, finished = self.history.begun(photo), self.history.finished(photo)
        if begun is None and not finished:
            return
        result = finished[-1].result if begun is None else begun.result
        if self._is_name_for(result, photo) and (
            self.names.photo_of(result) is None
            # Several photos may have had the name in turn; the existing file is the last one's.
            or any(record.is_unchanged(self._path(result)) for record in finished)
        ):
            self.names.assign(result, photo)
            self.kept[photo] = result

    def _name_result(self, photo: str) -> tuple[str, Message | None]:
        """Give a photo's result a name that no other has; with a message where that fails."""
        result = self.kept.get(photo)
        if result is None or self.names.photo_of(result) != photo:
            result = self.plain_name(photo)
        if self.is_among_photos(result.rpartition("/")[0]):
            return result, Message(
                "The result of {name} would not be in the folder for the results.", name=photo
            )
        other = self.names.photo_of(result)
        if other not in (None, photo):
            if self.options.on_exists != "rename":
                clash = Message(
                    "{first} and {second} would both give {result}. "
                    "Give results other names, or let them be numbered.",
                    first=other,
                    second=photo,
                    result=result,
                )
                self.clashes.append(clash)
                return result, clash
            result = self.names.numbered(result)
        self.names.assign(result, photo)
        return result, None

    def _is_among_photos(self, folder: str) -> bool:
        """Whether a folder of results is one of photos, through a link or as `dest` is around."""
        source, dest = map(real_path, (self.options.source, self.options.dest))
        real_folder = real_path(self.options.dest / folder)
        is_in_dest = dest.is_relative_to(source) and real_folder.is_relative_to(dest)
        return real_folder.is_relative_to(source) and not is_in_dest

    def _is_name_for(self, result: str, photo: str) -> bool:
        """Whether these options may give a photo's result this name, numbered or not."""
        plain = self.plain_name(photo)
        stem, suffix = os.path.splitext(plain)
        is_numbered = (
            self.options.on_exists == "rename"
            and result.startswith(f"{stem}-")
            and result.endswith(suffix)
            and "/" not in result[len(stem) :]
        )
        return result == plain or is_numbered

    def _can_take(self, result: str, photo: str) -> bool:
        is_free = self.names.photo_of(result) in (None, photo)
        return is_free and self._is_name_for(result, photo)

    # what to do

    def _decide(self, photo: Found, result: str) -> Item:
        """Decide what to do with a photo whose result has a name."""
        try:
            recipe = self._recipe(photo)
            model = self.meant_model(recipe.model, recipe.model_sha256)
            sha256 = checksum(model.path)
            settings = self.settings_digest(recipe, sha256)
        except ColorizerError as error:
            return Item(photo.name, state=State.FAILED, message=error.message)
        except MemoryError:
            message = not_enough_memory(photo.name)
            return Item(photo.name, state=State.FAILED, message=message)
        item = Item(
            photo.name,
            result,
            recipe=replace(recipe, model=model.model),
            model_sha256=sha256,
            digest=result_digest(settings, self.plain_name(photo.name)),
            size=photo.size,
            time=photo.time,
        )
        return self._resume_finished(item) or self._resume_begun(item) or self._check_exists(item)

    def _resume_finished(self, item: Item) -> Item | None:
        """The item for a result that an earlier run finished; None without one."""
        for finished in reversed(self.history.finished(item.name)):
            result = finished.result
            if self._can_take(result, item.name) and finished.is_unchanged(self._path(result)):
                self.names.assign(result, item.name)
                item = replace(item, result=result, overwrite=True)
                if finished.is_made_from(item.size, item.time, item.digest):
                    return replace(item, state=State.UNCHANGED)
                return self._keep_colors(item, finished)
        return None

    def _keep_colors(self, item: Item, finished: Finished) -> Item:
        """Leave a result alone from which only the version of the model differs."""
        if self.options.on_new_model != "keep" and not finished.own_colors:
            return item
        model = Path(item.recipe.model).stem
        earlier = RELEASED.get(model, ())
        if finished.model:
            earlier = (finished.model_sha256,) if finished.model == model else ()
        name = self.plain_name(item.name)
        for sha256 in earlier:
            digest = result_digest(self.settings_digest(item.recipe, sha256), name)
            if finished.is_made_from(item.size, item.time, digest):
                if finished.own_colors:
                    return replace(item, state=State.UNCHANGED)
                message = Message("It keeps the colors of another version of the model.")
                return replace(item, state=State.UNCHANGED, message=message)
        return item

    def _resume_begun(self, item: Item) -> Item | None:
        """The item for a result that an earlier run began and may have written; None without."""
        begun = self.history.begun(item.name)
        if (
            begun is not None
            and self._can_take(begun.result, item.name)
            and begun.may_replace(self._path(begun.result))
        ):
            self.names.assign(begun.result, item.name)
            return replace(item, result=begun.result, overwrite=True, resumes=True)
        return None

    def _check_exists(self, item: Item) -> Item:
        """Follow `on_exists` where a file that is no earlier result has the result's name."""
        if not self._exists(item.result):
            return item
        if self.options.on_exists == "overwrite":
            return replace(item, overwrite=True)
        if self.options.on_exists == "rename":
            result = self.names.numbered(self.plain_name(item.name), self._exists)
            self.names.assign(result, item.name)
            return replace(item, result=result)
        message = Message("{result} exists already.", result=item.result)
        return replace(item, state=State.SKIPPED, message=message)

    def _path(self, result: str) -> str:
        return os.path.join(self.options.dest, result)

    def _exists(self, result: str) -> bool:
        folder, _, name = result.rpartition("/")
        is_listed = same_file_key(name) in self.keys_in(folder)
        return is_listed and os.path.lexists(self._path(result))

    def _keys_in(self, folder: str) -> set[str]:
        try:
            return {same_file_key(name) for name in os.listdir(self._path(folder))}
        except OSError:  # missing, or cannot be listed, which writing into it reports
            return set()

    # settings

    def _recipe(self, photo: Found) -> Recipe:
        """The photo's own recipe, or the common one, with the overrides of the options."""
        mirror = None if self.options.recipes is None else self.options.recipes / photo.name
        if not (photo.recipe_time or self._has_spare_recipes or mirror):
            return self._common_recipe
        own: Path | None = kept_path(self.options.source / photo.name, mirror)
        return self._common_recipe if own is None else self._own_recipe(photo, own)

    def _own_recipe(self, photo: Found, path: Path) -> Recipe:
        """The recipe beside a photo; it came with the photo, so it may not name files to run."""
        recipe = self._adjusted(read_recipe(path))
        if self.options.model is None and not self.is_installed(recipe.model, recipe.model_sha256):
            raise RecipeError(
                Message(
                    "Can't colorize {name}: its recipe names the model {model}, which is not "
                    "installed. Install it, or choose a model for all photos.",
                    name=photo.name,
                    model=recipe.model,
                )
            )
        return recipe

    @cached_property
    def _has_spare_recipes(self) -> bool:
        """Whether there are recipes that could not be written beside their photos."""
        try:
            return bool(os.listdir(spare_path(self.options.source).parent))
        except OSError:
            return False

    @cached_property
    def _common_recipe(self) -> Recipe:
        return self._adjusted(replace(self.options.recipe, photo=""))

    def _adjusted(self, recipe: Recipe) -> Recipe:
        return recipe.adjusted(self.options.model, self.options.look)

    def _settings_digest(self, recipe: Recipe, model_sha256: str) -> str:
        options = self.options
        return settings_digest(
            model_sha256, recipe, options.output, options.prepare, options.keep_colors
        )


def _is_installed(model: str, sha256: str) -> bool:
    return meant_model(model, sha256, installed_models()) is not None
