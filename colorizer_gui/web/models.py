"""The models that the page offers, loaded when they are first used."""

import logging
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import ModelError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.library import (
    DEFAULT_MODEL,
    find_model,
    installed_models,
    is_installed,
    model_name,
)
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.model.shared_model import SharedModel
from colorizer_gui.engine.model.versions import (
    MeantModel,
    changed_colors,
    checksum,
    earlier_model,
    meant_model,
    missing_model,
)
from colorizer_gui.engine.session.recipe import Recipe

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class OfferedModel:
    """What a client is told about a model.

    Parameters
    ----------
    id, name, version : str
    sha256 : str
        Of its file.
    has_hints : bool
        Whether the network itself takes hints.
    """

    id: str
    name: str
    version: str
    sha256: str
    has_hints: bool


class Models:
    """The offered models by their ids. Thread-safe.

    Parameters
    ----------
    wanted : tuple of str
        Ids or files; empty for all that are installed.
    device : str
        One of `choices.DEVICES`.

    Raises
    ------
    ModelError
        One does not exist, or there is none.
    """

    def __init__(self, wanted: tuple[str, ...], device: str) -> None:
        paths = [find_model(name) for name in wanted] if wanted else installed_models()
        self._paths: dict[str, Path] = {path.stem: path for path in paths}
        if not self._paths:
            raise ModelError(Message("No model is installed. Name one with --models."))
        self.device = device
        self._colorizers: dict[str, Colorizer] = {}
        self._loading = threading.Lock()

    @property
    def default(self) -> str:
        """The id of the model for photos without a recipe."""
        return DEFAULT_MODEL if DEFAULT_MODEL in self._paths else next(iter(self._paths))

    @property
    def default_name(self) -> str:
        """The id of that model, or its file where that is not installed, for a batch."""
        default = self.default
        return default if is_installed(default) else str(self._paths[default])

    def others(self, model: str) -> list[str]:
        """The ids of all other models; a smaller file of one network, which differs less, last."""
        found = [other for other in self._paths if other != model]
        return sorted(found, key=lambda other: self._paths[other].stat().st_size, reverse=True)

    def new_recipe(self, photo: str) -> Recipe:
        """The recipe of a photo that has none, by its fingerprint."""
        return self.named(Recipe(self.default, photo=photo))

    def of(self, recipe: Recipe) -> Colorizer:
        """The Colorizer with the model that a recipe means.

        Raises
        ------
        ModelError
            It is not offered or cannot be used.
        """
        return self.colorizer(self.meant(recipe).model)

    def colorizer(self, model: str) -> Colorizer:
        """The Colorizer with an offered model.

        Raises
        ------
        ModelError
            It cannot be used.
        """
        path = self._paths[model]
        with self._loading:
            if model not in self._colorizers:
                # With all cores, as the command does it, so that the bytes are the same.
                self._colorizers[model] = Colorizer(SharedModel(Model(path, self.device)))
            return self._colorizers[model]

    def meant(self, recipe: Recipe) -> MeantModel:
        """The offered model that a recipe means; what is not offered is never looked for.

        Raises
        ------
        ModelError
            It is not offered.
        """
        meant = self._meant(recipe)
        if meant is None:
            raise ModelError(
                Message(
                    "There is no model {name!r}. Installed: {installed}.",
                    name=recipe.model,
                    installed=tuple(self._paths),
                )
            )
        return meant

    def _meant(self, recipe: Recipe) -> MeantModel | None:
        return meant_model(recipe.model, recipe.model_sha256, self._paths.values())

    def named(self, recipe: Recipe) -> Recipe:
        """A recipe that names its model by checksum too, so that a newer one is told from it.

        Raises
        ------
        ModelError
        """
        if recipe.model_sha256:
            return recipe
        return replace(recipe, model_sha256=checksum(self.meant(recipe).path))

    def usable(self, recipe: Recipe) -> Recipe:
        """A recipe with the default model where its own is not offered."""
        if self._meant(recipe) is not None:
            return recipe
        return self.named(replace(recipe, model=self.default, model_sha256=""))

    def notice(self, name: str, recipe: Recipe) -> Message | None:
        """What there is to know of the model that a photo's recipe means.

        Parameters
        ----------
        name : str
            Of the photo.
        recipe : Recipe
        """
        meant = self._meant(recipe)
        if meant is None:
            return missing_model(name, recipe.model)
        if meant.newer is not None:
            return earlier_model(name, model_name(meant.path))
        return None if meant.is_same else changed_colors(name, model_name(meant.path))

    def offered(self) -> list[OfferedModel]:
        """The models that can be used, the default one first; loads them all."""
        found = []
        for model in sorted(self._paths, key=lambda name: name != self.default):
            try:
                info = self.colorizer(model).model.info
            except ModelError as error:
                log.warning("%s is not offered: %s", model, error)
                continue
            found.append(
                OfferedModel(model, info.name, info.version, checksum(info.path), info.has_hints)
            )
        return found
