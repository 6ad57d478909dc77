"""All open photos saved at once, as work for the exporter."""

from collections.abc import Callable, Sequence
from pathlib import Path

from colorizer_gui.engine.batch.names import ResultNames
from colorizer_gui.engine.session.open_photo import OpenPhoto
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.save_all import Colorizers, SavedAll, SaveJob, save_all
from colorizer_gui.gui.session.exporter import Work
from colorizer_gui.gui.session.model_loader import ModelLoader


class SaveAll:
    """A snapshot of the open photos, saved by `run`.

    Parameters
    ----------
    entries : sequence of OpenPhoto
    loader : ModelLoader
        With a model in use.
    folder : Path
    output : Output
    name_of : callable
        The file name of the result of a photo, by the photo's path, which may be None.
    """

    def __init__(
        self,
        entries: Sequence[OpenPhoto],
        loader: ModelLoader,
        folder: Path,
        output: Output,
        name_of: Callable[[Path | None], str],
    ) -> None:
        names = _result_names([name_of(entry.path) for entry in entries])
        self._jobs = [
            SaveJob.of(entry, folder / name) for entry, name in zip(entries, names, strict=True)
        ]
        if loader.colorizer is None:
            raise ValueError("no model is in use")
        installed = {path.stem: path for path in loader.state.installed}
        self._colorizers = Colorizers(loader.colorizer, loader.wanted, installed, loader.device)
        self._folder = folder
        self._output = output

    def run(self, work: Work) -> SavedAll:
        """Save the photos; belongs on a worker."""
        return save_all(
            self._jobs,
            self._folder,
            self._colorizers,
            self._output,
            work.is_stopped,
            work.progress,
        )


def _result_names(wanted: list[str]) -> list[str]:
    """Names of results, with numbers where photos of one name would share them."""
    taken, names = ResultNames(), []
    for name in wanted:
        free = name if taken.photo_of(name) is None else taken.numbered(name)
        taken.assign(free, free)
        names.append(free)
    return names
