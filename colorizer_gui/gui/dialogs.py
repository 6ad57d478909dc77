"""Choosing files: the only dialogs there are. They do not block the window's event loop."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from colorizer_gui.engine.photo import OPEN_SUFFIXES, SAVE_FORMATS

RESULT_SUFFIX = "_color"
FORMAT_NAMES = {"jpeg": "JPEG", "png": "PNG", "tiff": "TIFF", "webp": "WebP"}


def _tr(text):
    return QCoreApplication.translate("Dialogs", text)


def _patterns(suffixes):
    return " ".join(f"*{suffix}" for suffix in suffixes)


def pictures_folder():
    """Where photos are looked for first."""
    return Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        or Path.home()
    )


def proposed_path(photo):
    """Where to save the result of a photo: beside it, in its format if that can be written."""
    if photo.path is None:
        return pictures_folder() / (_tr("Pasted picture") + f"{RESULT_SUFFIX}.png")
    suffix = photo.path.suffix
    if photo.format not in SAVE_FORMATS:
        suffix = ".png"
    elif suffix.lower() not in SAVE_FORMATS[photo.format]:
        suffix = SAVE_FORMATS[photo.format][0]  # the suffix says another format than the file
    return photo.path.with_name(f"{photo.path.stem}{RESULT_SUFFIX}{suffix}")


def ask_photo(window, folder, chosen):
    """Ask for a photo to open; `chosen(path)` comes later, if at all."""
    dialog = QFileDialog(window, _tr("Open Photo"), str(folder))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(
        [f"{_tr('Photos')} ({_patterns(OPEN_SUFFIXES)})", f"{_tr('All files')} (*)"]
    )
    _open(dialog, chosen)


def ask_target(window, proposed, chosen):
    """Ask where to save; the dialog itself asks before it overwrites."""
    dialog = QFileDialog(window, _tr("Save Result"), str(proposed.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    filters = {
        f"{FORMAT_NAMES[name]} ({_patterns(suffixes)})": suffixes
        for name, suffixes in SAVE_FORMATS.items()
    }
    dialog.setNameFilters(list(filters))

    # The dialog changes a typed suffix by itself; this is for names without one.
    dialog.filterSelected.connect(lambda text: dialog.setDefaultSuffix(filters[text][0]))
    for text, suffixes in filters.items():
        if proposed.suffix.lower() in suffixes:
            dialog.selectNameFilter(text)
            dialog.setDefaultSuffix(proposed.suffix)
    dialog.selectFile(proposed.name)
    _open(dialog, chosen)


def _open(dialog, chosen):
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
