"""The models that the page offers, loaded when they are first used."""

import logging
import threading
from dataclasses import dataclass
from pathlib import Path

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import ModelError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.library import (
    DEFAULT_MODEL,
    find_model,
    installed_models,
    is_installed,
)
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.model.shared_model import SharedModel

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class OfferedModel:
    """What a client is told about a model.

    Parameters
    ----------
    id, name, version : str
    has_hints : bool
        Whether the network itself takes hints.
    """

    id: str
    name: str
    version: str
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

    def has(self, model: str) -> bool:
        """Whether a model is offered."""
        return model in self._paths

    def colorizer(self, model: str) -> Colorizer:
        """The Colorizer with a model.

        Raises
        ------
        ModelError
            It is not offered or cannot be used.
        """
        path = self.check(model)
        with self._loading:
            if model not in self._colorizers:
                # With all cores, as the command does it, so that the bytes are the same.
                self._colorizers[model] = Colorizer(SharedModel(Model(path, self.device)))
            return self._colorizers[model]

    def check(self, model: str) -> Path:
        """The file of a model; what is not offered is never looked for.

        Raises
        ------
        ModelError
            It is not offered.
        """
        path = self._paths.get(model)
        if path is None:
            raise ModelError(
                Message(
                    "There is no model {name!r}. Installed: {installed}.",
                    name=model,
                    installed=tuple(self._paths),
                )
            )
        return path

    def offered(self) -> list[OfferedModel]:
        """The models that can be used, the default one first; loads them all."""
        found = []
        for model in sorted(self._paths, key=lambda name: name != self.default):
            try:
                info = self.colorizer(model).model.info
            except ModelError as error:
                log.warning("%s is not offered: %s", model, error)
                continue
            found.append(OfferedModel(model, info.name, info.version, info.has_hints))
        return found
