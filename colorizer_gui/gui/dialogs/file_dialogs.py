"""The system's dialogs for files and folders; none of them blocks the event loop."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from colorizer_gui.engine.photo import OPEN_SUFFIXES, WRITABLE_FORMATS, Photo, writable_format
from colorizer_gui.engine.session.export_kind import ExportKind
from colorizer_gui.engine.session.pasted import pasted_folder
from colorizer_gui.gui.base.fitting import ScreenFit
from colorizer_gui.gui.session.pasted import photo_name

OnPaths = Callable[[list[Path]], object]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Dialogs", text)


def _patterns(suffixes: Iterable[str]) -> str:
    return " ".join(f"*{suffix}" for suffix in suffixes)


def pictures_folder() -> Path:
    """The user's folder for pictures, or the home folder."""
    location = QStandardPaths.StandardLocation.PicturesLocation
    folder = Path(QStandardPaths.writableLocation(location))
    return folder if folder.is_dir() else Path.home()


def folder_of(photo: Photo | None) -> Path:
    """The folder in which a dialog starts: that of a photo, if the user chose it."""
    if photo is None or photo.path is None or photo.path.parent == pasted_folder():
        return pictures_folder()
    return photo.path.parent


def pasted_name() -> str:
    """The file name for a pasted photo that has none."""
    return f"{photo_name(None)}.png"


def proposed_path(
    photo: Photo, format: str | None = None, kind: ExportKind = ExportKind.RESULT
) -> Path:
    """Where a dialog proposes to save a file of a photo.

    Parameters
    ----------
    photo : Photo
    format : str, optional
        One of `choices.SAVE_FORMATS`; by default the photo's own, if that can be written.
    kind : ExportKind
        Its ending is added to the name.
    """
    path = folder_of(photo) / (photo.path.name if photo.path else pasted_name())
    if kind.suffix is not None:
        return path.with_name(f"{path.stem}{kind.ending}{kind.suffix}")
    row = writable_format(format or photo.format)
    suffix = path.suffix
    if suffix.lower() not in row.suffixes:
        suffix = row.suffix
    return path.with_name(f"{path.stem}{kind.ending}{suffix}")


def ask_photos(parent: QWidget, folder: Path, chosen: OnPaths) -> None:
    """Ask for photos to open; `chosen(paths)` is called unless the user cancels."""
    dialog = QFileDialog(parent, _tr("Open Photos"), str(folder))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(
        [f"{_tr('Photos')} ({_patterns(OPEN_SUFFIXES)})", f"{_tr('All files')} (*)"]
    )
    _open(dialog, chosen)


def ask_models(parent: QWidget, chosen: OnPaths) -> None:
    """Ask for model files to import; `chosen(paths)` is called unless the user cancels."""
    dialog = QFileDialog(parent, _tr("Import Models"), str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters([f"{_tr('Models')} (*.onnx)", f"{_tr('All files')} (*)"])
    _open(dialog, chosen)


def ask_folder(parent: QWidget, title: str, folder: Path, chosen: OnPaths) -> None:
    """Ask for a folder; `chosen([path])` is called unless the user cancels."""
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _open(dialog, chosen)


def ask_program(
    parent: QWidget, title: str, folder: Path, chosen: Callable[[Path], object]
) -> None:
    """Ask for a program; `chosen(path)` is called unless the user cancels."""
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, lambda paths: chosen(paths[0]))


def ask_target(
    parent: QWidget,
    proposed: Path,
    chosen: Callable[[Path], object],
    kind: ExportKind = ExportKind.RESULT,
) -> None:
    """Ask where to save a file of a kind; `chosen(path)` is called unless the user cancels.

    The dialog itself asks before a file is overwritten.
    """
    dialog = QFileDialog(parent, _tr("Save Result"), str(proposed.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    filters = {f"{row.label} ({_patterns(row.suffixes)})": row.suffixes for row in WRITABLE_FORMATS}
    if kind is ExportKind.SLIDER:
        filters = {f"{_tr('Web page')} (*{kind.suffix})": (str(kind.suffix),)}
    elif kind is ExportKind.ANIMATION:
        filters = {f"{_tr('Animated WebP')} (*{kind.suffix})": (str(kind.suffix),)}
    dialog.setNameFilters(list(filters))

    # The dialog changes the suffix of a typed name, but adds one only by default.
    dialog.filterSelected.connect(lambda text: dialog.setDefaultSuffix(filters[text][0]))
    for text, suffixes in filters.items():
        if proposed.suffix.lower() in suffixes:
            dialog.selectNameFilter(text)
            dialog.setDefaultSuffix(proposed.suffix)
    dialog.selectFile(proposed.name)
    _open(dialog, lambda paths: chosen(paths[0]))


def _open(dialog: QFileDialog, chosen: OnPaths) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(lambda paths: chosen([Path(path) for path in paths]))
    ScreenFit(dialog)
    dialog.open()
