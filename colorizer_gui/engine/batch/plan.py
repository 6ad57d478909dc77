"""What is to be done with each photo, before anything is done."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from colorizer_gui.engine.batch.journal import History
from colorizer_gui.engine.batch.names import (
    numbered,
    result_path,
    same_file_key,
)
from colorizer_gui.engine.batch.options import resolved
from colorizer_gui.engine.batch.outcome import Outcome, State
from colorizer_gui.engine.batch.search import find_photos
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.library import find_model
from colorizer_gui.engine.recipe import Recipe, kept_path, read_recipe


@dataclass(frozen=True)
class Item:
    """One photo, and what is to be done with it.

    Parameters
    ----------
    name : str
        The photo's path from the folder of the photos, with ``/``.
    source : Path
    result : Path
        The result's path from the folder of the results.
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
    source: Path
    result: Path
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
        result = "" if state == State.FAILED else self.result.as_posix()
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

    def only(self, names):
        """The part that is about some photos; one that would clash counts as failed there."""
        return Plan(tuple(item for item in self.items if item.name in names))


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
    history = History(options.dest) if options.resume else None
    return _Planner(options, history).plan()


def shard_of(name, count):
    """Which of `count` parts a photo belongs to, 1..count; the same on every machine."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).digest()
    return int.from_bytes(digest[:8], "big") % count + 1


@cache
def _file_checksum(path, _time):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def model_checksum(name):
    """The checksum of a model's file.

    Raises
    ------
    ModelError
        There is no such model.
    """
    path = find_model(name)
    return _file_checksum(path, path.stat().st_mtime_ns) if path.exists() else ""


class _Planner:
    def __init__(self, options, history):
        self.options = options
        self.history = history
        self.taken = {}
        self.clashes = []
        self.resolved = cache(resolved)
        self.settings_digest = cache(self._settings_digest)

    def plan(self):
        photos, problems = find_photos(self.options)
        items = [
            Item(path.relative_to(self.options.source).as_posix(), path, Path(), State.FAILED, text)
            for path, text in problems
        ]
        # Names depend on all photos, so that all shards give the same ones.
        items += [self._named(path) for path in photos]
        number, count = self.options.shard
        mine = (item for item in items if shard_of(item.name, count) == number)
        items = [item if item.state == State.FAILED else self._decided(item) for item in mine]
        return Plan(tuple(sorted(items, key=lambda item: item.source)), tuple(self.clashes))

    def _named(self, path):
        """Give a photo the name of its result, which no other has."""
        photo = path.relative_to(self.options.source)
        item = Item(photo.as_posix(), path, Path())
        result = result_path(photo, self.options.name, self.options.output)
        if self._is_among_photos(result):
            text = f"The result of {photo} would not lie in the folder for the results."
            return replace(item, state=State.FAILED, message=text)
        other = self.taken.get(same_file_key(result))
        if other is not None:
            if self.options.on_exists != "rename":
                text = (
                    f"{other} and {photo} would both give {result}. "
                    "Give results other names, or let them be numbered."
                )
                self.clashes.append(text)
                return replace(item, state=State.FAILED, message=text)
            result = numbered(result, self._is_taken)
        self.taken[same_file_key(result)] = photo
        return replace(item, result=result)

    def _is_taken(self, result):
        return same_file_key(result) in self.taken

    def _is_among_photos(self, result):
        """Whether a result would lie between the photos, by a link or because they lie in DEST."""
        source, dest = map(self.resolved, (self.options.source, self.options.dest))
        folder = self.resolved(self.options.dest / result.parent)
        is_inside = dest.is_relative_to(source) and folder.is_relative_to(dest)
        return folder.is_relative_to(source) and not is_inside

    def _decided(self, item):
        """Decide what is to be done with a photo whose result has a name."""
        try:
            recipe = self._recipe(item.source)
            digest = self._digest(item, recipe)
        except ColorizerError as error:
            return replace(item, state=State.FAILED, message=str(error))
        size, time = _size_and_time(item.source)
        item = replace(item, recipe=recipe, digest=digest, size=size, time=time)
        return self._taken_up_again(item) or self._where_something_is(item)

    def _taken_up_again(self, item):
        """The item with what an earlier run says about it, or None if that says nothing."""
        if self.history is None:
            return None
        for finished in reversed(self.history.finished(item.name)):
            result = Path(finished.result)
            if self._is_name_of(result, item) and finished.is_still(self.options.dest / result):
                is_done = finished.is_made_from(item.size, item.time, item.digest)
                state = State.UNCHANGED if is_done else State.WAITING
                return replace(item, result=result, state=state, overwrite=True)
        begun = self.history.begun(item.name)
        if begun is not None and self._is_name_of(Path(begun), item):
            return replace(item, result=Path(begun), overwrite=True)
        return None

    def _is_name_of(self, result, item):
        """Whether an earlier run may have given a photo this result, numbered or not."""
        is_numbered = (
            self.options.on_exists == "rename"
            and result.parent == item.result.parent
            and result.stem.startswith(f"{item.result.stem}-")
        )
        return result == item.result or is_numbered

    def _where_something_is(self, item):
        """Go by `on_exists` where the result has the name of a file that is no earlier result."""
        if not os.path.lexists(self.options.dest / item.result):
            return item
        if self.options.on_exists == "overwrite":
            return replace(item, overwrite=True)
        if self.options.on_exists == "rename":
            result = numbered(
                item.result,
                lambda path: self._is_taken(path) or os.path.lexists(self.options.dest / path),
            )
            self.taken[same_file_key(result)] = item.name
            return replace(item, result=result)
        text = f"{item.result} is there already."
        return replace(item, state=State.SKIPPED, message=text)

    def _recipe(self, photo):
        """The photo's own recipe, or the one for all, with what goes before both."""
        own = kept_path(photo)
        recipe = replace(self.options.recipe, photo="") if own is None else read_recipe(own)
        return recipe.adjusted(self.options.model, self.options.look)

    def _digest(self, item, recipe):
        text = f"{self.settings_digest(recipe)} {item.result.as_posix()}"
        return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()

    def _settings_digest(self, recipe):
        settings = {
            "model": model_checksum(recipe.model),
            "hints": [asdict(hint) for hint in recipe.hints],
            "look": asdict(recipe.look),
            "output": asdict(self.options.output),
        }
        # 1 and 1.0 are the same adjustment.
        same = json.loads(json.dumps(settings), parse_int=float)
        return hashlib.sha256(json.dumps(same, sort_keys=True).encode()).hexdigest()


def _size_and_time(path):
    try:
        status = os.stat(path)
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns
