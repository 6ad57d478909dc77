"""What is to be done with each photo, before anything is done."""

import hashlib
import json
import os
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import PurePath

from colorizer_gui.engine.batch.journal import WHOLE, History
from colorizer_gui.engine.batch.names import Names, result_name, same_file_key
from colorizer_gui.engine.batch.options import resolved
from colorizer_gui.engine.batch.outcome import Outcome, State
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.model.library import find_model
from colorizer_gui.engine.session.recipe import Recipe, read_recipe, stored_hints, stored_look
from colorizer_gui.engine.session.search import by_place, find_photos
from colorizer_gui.engine.session.sidecar import kept_path, spare_path


@dataclass(frozen=True, slots=True)
class Item:
    """One photo, and what is to be done with it.

    Parameters
    ----------
    name : str
        The photo's path from the folder of the photos, with ``/``.
    result : str
        The result's path from the folder of the results, with ``/``.
    state : State
        WAITING, or where it stands already.
    message : str
        Why it is skipped or has failed.
    recipe : Recipe
    digest : str
        Of all settings that its result depends on.
    size, time : int
        Of the photo, in bytes and nanoseconds; 0 where it is not there.
    overwrite : bool
        Whether a file that is there may be replaced.
    """

    name: str
    result: str = ""
    state: State = State.WAITING
    message: str = ""
    recipe: Recipe = Recipe()
    digest: str = ""
    size: int = 0
    time: int = 0
    overwrite: bool = False

    def outcome(self, state=None, **values):
        """The Outcome of this photo; by default what was known in advance."""
        values = {"message": self.message} | values
        state = state or self.state
        result = "" if state in (State.FAILED, State.STOPPED) else self.result
        return Outcome(self.name, result, state, **values)


@dataclass(frozen=True)
class Plan:
    """What is to be done with all photos.

    Parameters
    ----------
    items : tuple of Item
        Sorted by place.
    clashes : tuple of str
        Sentences about photos whose results would have the same name.
    """

    items: tuple[Item, ...]
    clashes: tuple[str, ...] = ()


def look_ahead(options):
    """Plan a batch without writing anything anywhere.

    Parameters
    ----------
    options : BatchOptions

    Returns
    -------
    Plan

    Raises
    ------
    UsageError, SaveError
    """
    return planned(options, History.read(options.dest) if options.resume else History())


def planned(options, history, names=None):
    """Plan a batch by what earlier runs have done; see `look_ahead`.

    With names, only these photos are planned; one that would clash then counts as failed.
    """
    plan = _Planner(options, history).plan(names)
    return plan if names is None else replace(plan, clashes=())


def shard_of(name, count):
    """Which of `count` parts a photo belongs to, 1..count; the same on every machine."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).digest()
    return int.from_bytes(digest[:8], "big") % count + 1


@cache
def _file_checksum(path, _time):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def model_checksum(name):
    """The checksum of a model's file; empty where it cannot be read, as using it will tell.

    Raises
    ------
    ModelError
        There is no such model.
    """
    path = find_model(name)
    try:
        return _file_checksum(path, os.stat(path).st_mtime_ns)
    except (OSError, ValueError):  # the one for names that no system takes
        return ""


class _Planner:
    """One pass over all photos. A folder is listed once, rather than each file asked for."""

    def __init__(self, options, history):
        self.options = options
        self.history = history
        self.template = PurePath(options.name).as_posix()
        self.names = Names()
        self.kept = {}
        self.clashes = []
        self.plain_name = cache(self._plain_name)
        self.lies_among_photos = cache(self._lies_among_photos)
        self.keys_in = cache(self._keys_in)
        self.settings_digest = cache(self._settings_digest)

    def plan(self, names):
        photos, problems = find_photos(self.options)
        items = [
            Item(name, state=State.FAILED, message=text)
            for name, text in problems
            if self._is_wanted(name, names)
        ]
        # Names depend on all photos, so that all shards give the same ones.
        for photo in photos:
            self._keep_name(photo.name)
        named = [(photo, *self._named(photo.name)) for photo in photos]
        for photo, result, problem in named:
            if not self._is_wanted(photo.name, names):
                continue
            if problem:
                items.append(Item(photo.name, state=State.FAILED, message=problem))
            else:
                items.append(self._decided(photo, result))
        return Plan(tuple(sorted(items, key=by_place)), tuple(self.clashes))

    def _is_wanted(self, name, names):
        number, count = self.options.shard
        is_mine = self.options.shard == WHOLE or shard_of(name, count) == number
        return is_mine and (names is None or name in names)

    def _plain_name(self, photo):
        """The name of a photo's result where nothing else has it."""
        return result_name(photo, self.template, self.options.output)

    def _keep_name(self, photo):
        """Let a photo have the name of its newest result again, whatever photos came since."""
        begun, finished = self.history.begun(photo), self.history.finished(photo)
        if begun is None and not finished:
            return
        result = (begun or finished[-1]).result
        if self._is_name_of(result, photo) and (
            self.names.owner(result) is None
            # Of photos that had the name one after the other, what is there is the last one's.
            or any(done.is_still(self._place(result)) for done in finished)
        ):
            self.names.give(result, photo)
            self.kept[photo] = result

    def _named(self, photo):
        """The name of a photo's result, which no other has; and why it can have none."""
        result = self.kept.get(photo)
        if result is None or self.names.owner(result) != photo:
            result = self.plain_name(photo)
        if self.lies_among_photos(result.rpartition("/")[0]):
            return result, f"The result of {photo} would not lie in the folder for the results."
        other = self.names.owner(result)
        if other not in (None, photo):
            if self.options.on_exists != "rename":
                text = (
                    f"{other} and {photo} would both give {result}. "
                    "Give results other names, or let them be numbered."
                )
                self.clashes.append(text)
                return result, text
            result = self.names.numbered(result)
        self.names.give(result, photo)
        return result, ""

    def _lies_among_photos(self, folder):
        """Whether results would lie between the photos, by a link or because they lie in DEST."""
        source, dest = map(resolved, (self.options.source, self.options.dest))
        folder = resolved(self.options.dest / folder)
        is_inside = dest.is_relative_to(source) and folder.is_relative_to(dest)
        return folder.is_relative_to(source) and not is_inside

    def _decided(self, photo, result):
        """Decide what is to be done with a photo whose result has a name."""
        try:
            recipe = self._recipe(photo)
            digest = self._digest(self.plain_name(photo.name), recipe)
        except ColorizerError as error:
            return Item(photo.name, state=State.FAILED, message=str(error))
        values = {"recipe": recipe, "digest": digest, "size": photo.size, "time": photo.time}
        item = Item(photo.name, result, **values)
        return self._taken_up_again(item) or self._where_something_is(item)

    def _taken_up_again(self, item):
        """The item with what an earlier run says about it, or None if that says nothing."""
        for finished in reversed(self.history.finished(item.name)):
            result = finished.result
            if self._may_have(result, item.name) and finished.is_still(self._place(result)):
                self.names.give(result, item.name)
                is_done = finished.is_made_from(item.size, item.time, item.digest)
                state = State.UNCHANGED if is_done else State.WAITING
                return replace(item, result=result, state=state, overwrite=True)
        begun = self.history.begun(item.name)
        if (
            begun is not None
            and self._may_have(begun.result, item.name)
            and begun.may_replace(self._place(begun.result))
        ):
            self.names.give(begun.result, item.name)
            return replace(item, result=begun.result, overwrite=True)
        return None

    def _may_have(self, result, photo):
        return self._is_name_of(result, photo) and self.names.owner(result) in (None, photo)

    def _is_name_of(self, result, photo):
        """Whether an earlier run may have given a photo this result, numbered or not."""
        plain = self.plain_name(photo)
        stem, ending = os.path.splitext(plain)
        is_numbered = (
            self.options.on_exists == "rename"
            and result.startswith(f"{stem}-")
            and result.endswith(ending)
            and "/" not in result[len(stem) :]
        )
        return result == plain or is_numbered

    def _where_something_is(self, item):
        """Go by `on_exists` where the result has the name of a file that is no earlier result."""
        if not self._is_there(item.result):
            return item
        if self.options.on_exists == "overwrite":
            return replace(item, overwrite=True)
        if self.options.on_exists == "rename":
            result = self.names.numbered(self.plain_name(item.name), self._is_there)
            self.names.give(result, item.name)
            return replace(item, result=result)
        text = f"{item.result} is there already."
        return replace(item, state=State.SKIPPED, message=text)

    def _place(self, result):
        return os.path.join(self.options.dest, result)

    def _is_there(self, result):
        folder, _, name = result.rpartition("/")
        is_likely = same_file_key(name) in self.keys_in(folder)
        return is_likely and os.path.lexists(self._place(result))

    def _keys_in(self, folder):
        try:
            return {same_file_key(name) for name in os.listdir(self._place(folder))}
        except OSError:  # not there yet, or not to be looked into: writing says which
            return set()

    def _recipe(self, photo):
        """The photo's own recipe, or the one for all, with what goes before both."""
        if not (photo.recipe_time or self._spares):
            return self._common_recipe
        own = kept_path(self.options.source / photo.name)
        return self._common_recipe if own is None else self._adjusted(read_recipe(own))

    @cached_property
    def _spares(self):
        """Whether there are recipes that could not be written beside their photos."""
        try:
            return bool(os.listdir(spare_path(self.options.source).parent))
        except OSError:
            return False

    @cached_property
    def _common_recipe(self):
        return self._adjusted(replace(self.options.recipe, photo=""))

    def _adjusted(self, recipe):
        return recipe.adjusted(self.options.model, self.options.look)

    def _digest(self, result, recipe):
        text = f"{self.settings_digest(recipe)} {result}"
        return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()

    def _settings_digest(self, recipe):
        settings = {
            "model": model_checksum(recipe.model),
            "hints": stored_hints(recipe.hints),
            "look": stored_look(recipe.look),
            "output": self.options.output.stored(),
        }
        # 1 and 1.0 are the same adjustment.
        same = json.loads(json.dumps(settings), parse_int=float)
        return hashlib.sha256(json.dumps(same, sort_keys=True).encode()).hexdigest()
