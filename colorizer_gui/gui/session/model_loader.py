"""The installed models, and the one in use: found and loaded off the main thread."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import ModelError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.device_libraries import present_devices
from colorizer_gui.engine.model.library import DEFAULT_MODEL, model_name
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.gui.base.tasks import Task, Tasks
from colorizer_gui.gui.session.signals import ModelState

FindModels = Callable[[], Sequence[Path]]


class ModelLoader(QObject):
    """Finds and loads models; one that cannot be loaded leaves the one in use as it is.

    `changed` carries a ModelState, `loaded` the Colorizer with the new model, `failed` an
    exception, `told` a Message about the device.

    Parameters
    ----------
    tasks : Tasks
    device : str
        One of `choices.DEVICES`.

    Attributes
    ----------
    state : ModelState
    colorizer : Colorizer or None
        With the model in use.
    wanted : str
        The id of the model in use, or soon in use.
    device : str
    """

    changed = Signal(object)
    loaded = Signal(object)
    failed = Signal(object)
    told = Signal(object)

    def __init__(self, tasks: Tasks, device: str = "auto", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = ModelState(())
        self.colorizer: Colorizer | None = None
        self._model: Model | None = None
        self.wanted = DEFAULT_MODEL
        self.device = device
        self._tasks = tasks
        self._find: FindModels = tuple
        self._loading: Task | None = None

    def start(self, find_models: FindModels) -> None:
        """Look for models, `find_models()` giving their paths, and load the first choice."""
        self._find = find_models
        self._tasks.run(partial(_named, find_models), self._found, self.failed.emit)

    def _found(self, names: dict[Path, str]) -> None:
        paths = tuple(names)
        self.state = ModelState(paths, names=names)
        self.changed.emit(self.state)
        if paths:
            wanted = [path for path in paths if path.stem == self.wanted]
            default = [path for path in paths if path.stem == DEFAULT_MODEL]
            self.use((wanted or default or list(paths))[0])
        else:
            self.failed.emit(
                ModelError(
                    Message(
                        "There is no model, so photos can be seen but not colorized. "
                        "Install Colorizer again to get its model back."
                    )
                )
            )

    def use(self, path: Path) -> None:
        """Load a model."""
        self.wanted = path.stem
        if self._loading is not None:
            self._loading.cancel()
        device = self.device
        tell = partial(self._tasks.tell, self._hear)
        self._loading = self._tasks.run(
            lambda: Model(path, device, tell=tell), self._loaded, self._failed
        )

    def use_device(self, device: str) -> None:
        """Run models on another device, one of `choices.DEVICES`, from now on."""
        if device != self.device:
            self.device = device
            self._load_again()

    def _load_again(self) -> None:
        if self._model is not None:
            self.use(self._model.info.path)

    def _hear(self, notice: Message) -> None:
        """Another device has taken over at work."""
        if self._model is not None:
            self.state = replace(self.state, provider=self._model.provider.label, notice=notice)
            self.changed.emit(self.state)
        self.told.emit(notice)

    def return_to(self, model: str) -> bool:
        """Load the model that a recipe names, if it is another one and is installed.

        Parameters
        ----------
        model : str
            Its id.

        Returns
        -------
        bool
            Whether another model is being loaded.
        """
        installed = {path.stem: path for path in self.state.installed}
        if model == self.wanted or (installed and model not in installed):
            return False
        if installed:
            self.use(installed[model])
        self.wanted = model  # before models are found, it says which is loaded then
        return True

    def _loaded(self, model: Model) -> None:
        self._model, self.colorizer = model, Colorizer(model)
        info, names = model.info, self.state.names
        self.state = replace(
            self.state,
            info=info,
            provider=model.provider.label,
            notice=model.notice,
            names=names | {info.path: info.name},
            devices=present_devices(),
        )
        self.changed.emit(self.state)
        self.loaded.emit(self.colorizer)

    def _failed(self, error: Exception) -> None:
        if self._model is not None:
            self.wanted = self._model.info.path.stem
        self.changed.emit(self.state)
        self.failed.emit(error)
        self._tasks.run(partial(_named, self._find), self._found_again, self.failed.emit)

    def _found_again(self, names: dict[Path, str]) -> None:
        """Follow models that are gone; the one in use stays in the list, for it still works."""
        info = self.state.info
        in_use = () if info is None or info.path in names else (info.path,)
        known = self.state.names | names
        self.state = replace(self.state, installed=(*names, *in_use), names=known)
        self.changed.emit(self.state)


def _named(find: FindModels) -> dict[Path, str]:
    """The models with their names; belongs on a worker."""
    return {path: model_name(path) for path in find()}
