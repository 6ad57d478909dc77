"""All that has to do with the look, connected: panel, menu, undo and document."""

from dataclasses import replace

from PySide6.QtCore import QObject

from colorizer_gui.engine.palette_transfer import palette_of_file
from colorizer_gui.gui import dialogs
from colorizer_gui.gui.commands import LookCommand
from colorizer_gui.gui.variants import VariantsDialog


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

    def connect_to(self, acts, parts):
        """Connect the Actions and the parts of the Layout."""
        self._acts, self._panel = acts, parts.look_panel
        self._panel.edited.connect(self._on_edit)
        self._panel.palette_wanted.connect(self._ask_palette)
        self._document.look_changed.connect(self._on_look_changed)
        for gone in (self._document.opened, self._document.closed):
            gone.connect(lambda *_: dialogs.close_all(self._window, VariantsDialog))
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
        """Ask for the photo to take colours from."""

        def take(paths):
            self._window.tasks.run(
                lambda: palette_of_file(paths[0]), self._panel.take_palette, self._document.fail
            )

        dialogs.ask_photos(self._window, self._window.opening.folder(), take)

    def _show_variants(self):
        window = self._window
        dialogs.close_all(window, VariantsDialog)
        device = window.preferences.settings.device
        dialog = dialogs.show_once(window, VariantsDialog, self._document, window.tasks, device)
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
