"""All that has to do with the look, connected: panel, menu, undo and document."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from colorizer_gui.engine.color.reference_transfer import palette_of_file
from colorizer_gui.gui.dialogs import file_dialogs
from colorizer_gui.gui.dialogs.variants import VariantsDialog
from colorizer_gui.gui.session.signals import Busy
from colorizer_gui.gui.session.undo import LookCommand


class LookControls(QObject):
    """Makes what the user wants of the look into edits that can be undone.

    Parameters
    ----------
    window : MainWindow
    """

    def __init__(self, window):
        super().__init__(window)
        self._window = window
        self._document = window.document
        self._taking = None  # the Task that looks for a palette

    def connect_to(self, acts, parts):
        """Connect the Actions and the parts of the Layout."""
        self._acts, self._panel = acts, parts.look_panel
        self._panel.edited.connect(self._on_edit)
        self._panel.palette_wanted.connect(self._ask_palette)
        self._document.look_changed.connect(self._on_look_changed)
        self._progress = parts.palette_progress
        self._progress.cancelled.connect(self._take_no_palette)
        for gone in (self._document.opened, self._document.closed):
            gone.connect(lambda *_: file_dialogs.close_all(self._window, VariantsDialog))
            gone.connect(lambda *_: self._take_no_palette())
        acts.reset_look.triggered.connect(lambda _: self._panel.reset())
        acts.variants.triggered.connect(lambda _: self._show_variants())

    def _on_edit(self, edit):
        if self._document.photo is not None and edit.look != self._document.look:
            stack = self._window.gallery.undo_group.activeStack()
            stack.push(LookCommand(self._document, edit))

    def _on_look_changed(self, look):
        self._panel.show_look(look)
        self.update_actions()

    def _ask_palette(self):
        """Ask for the photo to take colors from."""
        folder = self._window.opening.folder()
        file_dialogs.ask_photos(self._window, folder, lambda paths: self._find_palette(paths[0]))

    def _find_palette(self, path):
        """Take the colors of a photo for the one on the screen, unless that goes meanwhile."""
        self._take_no_palette()
        self._taking = self._window.tasks.run(
            lambda: palette_of_file(path),
            partial(self._end_taking, self._panel.take_palette),
            partial(self._end_taking, self._document.fail),
        )
        self._progress.set_busy(Busy(self.tr("Borrowing colors from {0}").format(path.name)))

    def _end_taking(self, use, outcome):
        self._take_no_palette()
        use(outcome)

    def _take_no_palette(self):
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None
            self._progress.set_busy(Busy())

    def _show_variants(self):
        window = self._window
        file_dialogs.close_all(window, VariantsDialog)
        device = window.preferences.settings.device
        dialog = file_dialogs.show_once(
            window, VariantsDialog, self._document, window.tasks, device
        )
        dialog.chosen.connect(self._use_variant)

    def _use_variant(self, variant):
        document = self._document
        if document.result() is not None:
            self._panel.ask(self.tr("Variant"), replace(document.look, vividness=variant.vividness))
            if variant.model != document.models.info.path:
                document.choose_model(variant.model)

    def update_actions(self):
        """Enable what makes sense now."""
        has_photo = self._document.photo is not None
        self._panel.controls.setEnabled(has_photo)
        self._panel.presets_button.setEnabled(has_photo)
        self._acts.reset_look.setEnabled(has_photo and self._panel.reset_button.isEnabled())
        self._acts.variants.setEnabled(self._document.result() is not None)
