"""Dialogs. None of them blocks the window's event loop, and only those for files its use."""

import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from colorizer_gui.engine.painting.export_kind import ExportKind
from colorizer_gui.engine.photo import OPEN_SUFFIXES, SAVE_FORMATS
from colorizer_gui.gui.session.pasted import pasted_folder

FORMAT_NAMES = {"jpeg": "JPEG", "png": "PNG", "tiff": "TIFF", "webp": "WebP", "avif": "AVIF"}


def _tr(text):
    return QCoreApplication.translate("Dialogs", text)


def _patterns(suffixes):
    return " ".join(f"*{suffix}" for suffix in suffixes)


def pictures_folder():
    """Where photos are looked for first."""
    named = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    return Path(named) if os.path.isdir(named) else Path.home()


def folder_of(photo):
    """Where to look for more like a photo: beside it, if the user knows the place."""
    if photo.path is None or photo.path.parent == pasted_folder():
        return pictures_folder()
    return photo.path.parent


def proposed_path(photo, format=None, kind=ExportKind.RESULT):
    """Where to save a file of a photo: beside it, in its format if that can be written."""
    path = folder_of(photo) / (photo.path.name if photo.path else _tr("Pasted photo") + ".png")
    format = format or (photo.format if photo.format in SAVE_FORMATS else "png")
    suffix = path.suffix
    if suffix.lower() not in SAVE_FORMATS[format]:
        suffix = SAVE_FORMATS[format][0]
    return path.with_name(f"{path.stem}{kind.ending}{suffix}")


def ask_photos(window, folder, chosen):
    """Ask for photos to open; `chosen(paths)` comes later, if at all."""
    dialog = QFileDialog(window, _tr("Open Photos"), str(folder))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(
        [f"{_tr('Photos')} ({_patterns(OPEN_SUFFIXES)})", f"{_tr('All files')} (*)"]
    )
    _open(dialog, chosen)


def ask_folder(window, title, folder, chosen):
    """Ask for a folder; `chosen([path])` comes later, if at all."""
    dialog = QFileDialog(window, title, str(folder))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
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
    _open(dialog, lambda paths: chosen(paths[0]))


def _open(dialog, chosen):
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(lambda paths: chosen([Path(path) for path in paths]))
    dialog.open()


def close_all(window, kind):
    """Close the dialogs of a kind: what they are about is gone."""
    for dialog in window.findChildren(kind):
        dialog.close()


def show_once(window, kind, *arguments):
    """Show a dialog of a kind beside the window, or bring the one to the front that is open."""
    dialog = next((each for each in window.findChildren(kind) if each.isVisible()), None)
    if dialog is None:
        dialog = kind(*arguments, parent=window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog
