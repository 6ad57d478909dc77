"""Which models there are, and the one that colors: looked for and loaded off the main thread."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import ModelError
from colorizer_gui.engine.model.library import DEFAULT_MODEL
from colorizer_gui.engine.model.runtime import CPU, Model
from colorizer_gui.gui.session.signals import ModelState


class ModelLoader(QObject):
    """Finds and loads models; a model that cannot be loaded leaves the one in use as it is.

    `changed` carries a ModelState, `loaded` the Colorizer with the new model, `failed` an
    exception.
    """

    changed = Signal(object)
    loaded = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks, device="auto", parent=None):
        super().__init__(parent)
        self.state = ModelState(())
        self.colorizer = None
        self.wanted = DEFAULT_MODEL  # the id of the model in use, or soon in use
        self.device = device
        self._tasks = tasks
        self._find = lambda: ()
        self._loading = None

    def start(self, find_models):
        """Look for models, `find_models()` giving their paths, and load the first choice."""
        self._find = find_models
        self._tasks.run(find_models, self._found, self.failed.emit)

    def _found(self, paths):
        self.state = ModelState(tuple(paths))
        self.changed.emit(self.state)
        if paths:
            wanted = [path for path in paths if path.stem == self.wanted]
            default = [path for path in paths if path.stem == DEFAULT_MODEL]
            self.use((wanted or default or list(paths))[0])
        else:
            self.failed.emit(
                ModelError(
                    self.tr(
                        "There is no model, so photos can be seen but not colorized. "
                        "Install Colorizer again to get its model back."
                    )
                )
            )

    def use(self, path):
        """Load a model."""
        self.wanted = path.stem
        if self._loading is not None:
            self._loading.cancel()
        device = self.device
        self._loading = self._tasks.run(
            lambda: Colorizer(Model(path, device)), self._loaded, self._failed
        )

    def use_device(self, device):
        """Run models on 'auto', 'cpu' or 'cuda' from now on."""
        if device != self.device:
            self.device = device
            if self.colorizer is not None:
                self.use(self.colorizer.model.info.path)

    def fall_back(self):
        """Go on with the processor when the graphics card failed while it worked.

        Returns
        -------
        bool
            Whether that is done; False if it was the processor that failed.
        """
        if self.colorizer is None or self.colorizer.model.provider == CPU:
            return False
        if self.device == "cpu":
            return True  # it is on its way
        self.device = "cpu"
        self.use(self.colorizer.model.info.path)
        self.failed.emit(
            ModelError(
                self.tr(
                    "The graphics card stopped working, so the processor (CPU) does the work now. "
                    "Start Colorizer again to try the graphics card once more."
                )
            )
        )
        return True

    def return_to(self, name):
        """Load the model that a recipe names, if it is another one and there is such a one.

        Returns
        -------
        bool
            Whether another model is on its way.
        """
        installed = {path.stem: path for path in self.state.installed}
        if name == self.wanted or (installed and name not in installed):
            return False
        if installed:
            self.use(installed[name])
        self.wanted = name  # models that are still being looked for are loaded later
        return True

    def _loaded(self, colorizer):
        model = colorizer.model
        self.colorizer = colorizer
        info, names = model.info, self.state.names
        self.state = replace(
            self.state,
            info=info,
            provider=model.provider,
            notice=model.notice,
            names=names | {info.path: info.name},
        )
        self.changed.emit(self.state)
        self.loaded.emit(colorizer)

    def _failed(self, error):
        if self.colorizer is not None:
            self.wanted = self.colorizer.model.info.path.stem
        self.changed.emit(self.state)
        self.failed.emit(error)
        self._tasks.run(self._find, self._found_again, self.failed.emit)

    def _found_again(self, paths):
        """A model may be gone; the one in use stays in the list, for it still works."""
        info = self.state.info
        in_use = () if info is None or info.path in paths else (info.path,)
        self.state = replace(self.state, installed=(*paths, *in_use))
        self.changed.emit(self.state)
