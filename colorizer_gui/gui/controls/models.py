"""Models > Manage Models...: imports models on a worker, removes them, shows where they are."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.description import Description, describe
from colorizer_gui.engine.model.installing import Imported, import_model, remove_model
from colorizer_gui.engine.model.versions import checksum
from colorizer_gui.engine.paths import local_path
from colorizer_gui.gui.base.other_programs import show_in_folder
from colorizer_gui.gui.base.tasks import Busy, Latest, Task, Tasks
from colorizer_gui.gui.dialogs.models_dialog import ListedModel, ModelsDialog
from colorizer_gui.gui.dialogs.windows import show_once
from colorizer_gui.gui.menus.actions import Actions, on_trigger
from colorizer_gui.gui.session.document import Document
from colorizer_gui.gui.widgets.notices import NoticeBar, Progress


class ModelControls(QObject):
    """Manages the installed models.

    Parameters
    ----------
    document : Document
    tasks : Tasks
    actions : Actions
    notices : NoticeBar
    progress : Progress
        Both are the window's; while the dialog is open, its own are used.
    parent : QWidget
        The parent of the dialog.
    """

    def __init__(
        self,
        *,
        document: Document,
        tasks: Tasks,
        actions: Actions,
        notices: NoticeBar,
        progress: Progress,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._tasks = tasks
        self._notices = notices
        self._progress = progress
        self._parent = parent
        self._waiting: list[Path] = []
        self._trying: Task | None = None
        self._listing = Latest(tasks)
        on_trigger(actions.manage_models, self.show)
        progress.cancelled.connect(self._cancel)
        document.model_changed.connect(lambda _: self._list())

    def show(self) -> None:
        """Show the dialog."""
        show_once(self._parent, ModelsDialog, self._make_dialog)

    def _make_dialog(self) -> ModelsDialog:
        dialog = ModelsDialog(self._parent)
        dialog.files_given.connect(self.import_files)
        dialog.use_asked.connect(lambda about: self._document.choose_model(about.path))
        dialog.remove_asked.connect(self._ask_to_remove)
        dialog.show_asked.connect(self._show_in_folder)
        dialog.progress.cancelled.connect(self._cancel)
        dialog.finished.connect(lambda _: self._on_closed())
        self._list(dialog)
        return dialog

    def _on_closed(self) -> None:
        self._listing.cancel()
        self._show_busy()

    @property
    def dialog(self) -> ModelsDialog | None:
        """The dialog, while it is shown."""
        dialogs = self._parent.findChildren(ModelsDialog)
        return next((each for each in dialogs if each.isVisible()), None)

    def _list(self, dialog: ModelsDialog | None = None) -> None:
        """Read what the models say about themselves, and list them."""
        dialog = dialog or self.dialog
        if dialog is not None:
            paths = self._document.models.installed
            self._listing.run(
                lambda: [ListedModel(describe(path), checksum(path)) for path in paths],
                partial(self._show_list, dialog),
                self._failed,
            )

    def _show_list(self, dialog: ModelsDialog, models: list[ListedModel]) -> None:
        if dialog.isVisible():
            info = self._document.models.info
            dialog.show_models(models, None if info is None else info.path)

    # import

    def import_files(self, files: Sequence[str | Path]) -> None:
        """Try model files and install those that work, one after the other."""
        self._waiting += map(local_path, files)
        self._try_next()

    def _try_next(self) -> None:
        if self._trying is None and self._waiting:
            path = self._waiting.pop(0)
            self._trying = self._tasks.run(
                partial(import_model, path), self._imported, self._not_imported
            )
            self._show_busy(Busy(self.tr("Trying {0}").format(path.name)))

    def _end_trial(self) -> None:
        self._trying = None
        self._show_busy()
        self._try_next()

    def _cancel(self) -> None:
        self._waiting.clear()
        if self._trying is not None:
            self._trying.cancel()
        self._end_trial()

    def _imported(self, imported: Imported) -> None:
        self._end_trial()
        about = imported.description
        if imported.is_new:
            self._document.loader.look_again()
            told = Message("Imported the model {name}.", name=about.title)
        else:
            told = Message("The model {name} is installed already.", name=about.title)
        use = partial(self._document.choose_model, about.path)
        self._place()[0].say(told, self.tr("Use It"), use)

    def _not_imported(self, error: Exception) -> None:
        self._end_trial()
        self._failed(error)

    # remove

    def _ask_to_remove(self, about: Description) -> None:
        self._place()[0].say(
            Message("Remove the model {name} from this computer?", name=about.title),
            self.tr("Remove"),
            partial(self._remove, about),
            refusal=self.tr("Keep"),
        )

    def _remove(self, about: Description) -> None:
        self._tasks.run(
            partial(remove_model, about.path.stem),
            lambda _: self._document.loader.look_again(),
            self._failed,
        )

    def _show_in_folder(self, about: Description) -> None:
        show_in_folder(about.path, lambda problem: self._place()[0].say(problem))

    # what is told

    def _place(self) -> tuple[NoticeBar, Progress]:
        """Where to tell: in the dialog while it is open, for it may cover the window."""
        dialog = self.dialog
        return (self._notices, self._progress) if dialog is None else (
            dialog.notices, dialog.progress)  # fmt: skip

    def _show_busy(self, busy: Busy | None = None) -> None:
        self._progress.set_busy(Busy())
        if self.dialog is not None:
            self.dialog.progress.set_busy(Busy())
        self._place()[1].set_busy(busy or Busy())

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ColorizerError):
            raise error  # a bug: the exception hook takes it from here
        self._place()[0].say(error.message)
