"""The look: connects its panel and the variants with undo and the document."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

from colorizer_gui.engine.look import Look
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import reduced
from colorizer_gui.engine.session.reference_photo import read_reference_colors
from colorizer_gui.engine.session.version_photo import read_version_colors
from colorizer_gui.gui.base.images import to_qimage
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.base.screen_color import screen_colors
from colorizer_gui.gui.base.tasks import Latest, Tasks
from colorizer_gui.gui.controls.borrowing import Borrowing
from colorizer_gui.gui.dialogs import file_dialogs
from colorizer_gui.gui.dialogs.variants import Choice, SurfaceColor, VariantsDialog
from colorizer_gui.gui.dialogs.windows import close_all, show_once
from colorizer_gui.gui.menus.actions import Actions, on_trigger
from colorizer_gui.gui.panels.look_panel import LookPanel
from colorizer_gui.gui.session.document import Document
from colorizer_gui.gui.session.undo import LookEdit
from colorizer_gui.gui.widgets.notices import Progress

PRESET_PIXELS = 20_000  # of the pictures in the menu of presets


class LookControls(QObject):
    """Turns what the user wants of the look into edits that can be undone.

    Parameters
    ----------
    document : Document
    preferences : Preferences
    tasks : Tasks
    actions : Actions
    panel : LookPanel
    progress : Progress
        Shows that a file is being read for its colors.
    parent : QWidget
        The parent of the dialogs.
    """

    def __init__(
        self,
        *,
        document: Document,
        preferences: Preferences,
        tasks: Tasks,
        actions: Actions,
        panel: LookPanel,
        progress: Progress,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._preferences = preferences
        self._tasks = tasks
        self._actions = actions
        self._panel = panel
        self._parent = parent
        self._pictures = Latest(tasks)
        self._borrowing = Borrowing(tasks, progress, document.fail)
        panel.edited.connect(self._on_edit)
        panel.reference.wanted.connect(self._ask_reference)
        panel.reference.places.setDefaultAction(actions.matches)
        panel.version_wanted.connect(self._ask_version)
        document.look_changed.connect(lambda _: self._show_look())
        document.regions_changed.connect(lambda _: self._show_look())
        document.opened.connect(lambda _: self._on_other_photo())
        document.prepared.connect(lambda _: self._on_other_photo())
        document.closed.connect(self._on_other_photo)
        document.uncolorized.connect(self._on_uncolorized)
        panel.presets.pictures_wanted.connect(self._show_presets)
        on_trigger(actions.reset_look, panel.reset)
        on_trigger(actions.variants, self._show_variants)

    def _on_edit(self, edit: LookEdit) -> None:
        document, region = self._document, self._document.region_state.limiting
        if document.photo is None:
            return
        borrowed = replace(document.look, reference=edit.look.reference, version=edit.look.version)
        if region is None:
            document.edit_look(edit.name, edit.look, edit.gesture)
        elif borrowed != document.look:  # what is borrowed is the whole photo's
            document.edit_look(edit.name, borrowed, edit.gesture)
        else:
            changed = region.with_look(document.look, edit.look)
            state = document.region_state.with_region(changed)
            document.edit_regions(edit.name, state, ("look", edit.gesture))

    @property
    def _look(self) -> Look:
        """The look of what the adjustments act on."""
        region, look = self._document.region_state.limiting, self._document.look
        return look if region is None else region.look_in(look)

    def _show_look(self) -> None:
        state = self._document.region_state
        self._panel.show_look(self._look, None if state.limiting is None else self._document.look)
        words = self.tr("Adjusts the whole photo") if state.regions else ""
        if state.limiting is not None:
            words = self.tr("Adjusts only: {0}").format(state.limiting.name)
        self._panel.show_target(words)
        self.update_actions()

    def _on_other_photo(self) -> None:
        close_all(self._parent, VariantsDialog)
        self._borrowing.stop()

    def _on_uncolorized(self) -> None:
        """Drop what is being read for a photo that is prepared in another way by now."""
        entry = self._document.entry
        if entry is not None and not entry.is_prepared:
            self._on_other_photo()

    # colors of a reference photo

    def _ask_reference(self) -> None:
        folder = file_dialogs.folder_of(self._document.photo)
        file_dialogs.ask_photos(self._parent, folder, lambda paths: self._borrow_from(paths[0]))

    def _borrow_from(self, path: Path) -> None:
        """Read the colors of a reference photo; they are dropped if the open photo changes."""
        self._borrowing.read(
            lambda: read_reference_colors(path, keeps_copy=True),
            self._panel.borrow_colors,
            self.tr("Borrowing colors from {0}").format(path.name),
        )

    # colors of another version of the photo

    def _ask_version(self) -> None:
        folder = file_dialogs.folder_of(self._document.photo)
        file_dialogs.ask_photos(self._parent, folder, lambda paths: self._take_from(paths[0]))

    def _take_from(self, path: Path) -> None:
        """Align a version of the photo; its colors are dropped if the open photo changes."""
        photo = self._document.photo
        if photo is not None:
            self._borrowing.read(
                lambda: read_version_colors(path, photo),
                self._panel.take_version,
                self.tr("Aligning {0} to this photo").format(path.name),
            )

    # presets

    def _show_presets(self, looks: Mapping[str, Look]) -> None:
        """Show in the menu what each of some looks makes of the photo."""
        result = self._document.result()
        if result is None:
            self._pictures.cancel()
            return

        def paint() -> dict[str, QImage]:
            photo, prediction = reduced(result.photo, PRESET_PIXELS), result.prediction()
            render = result.colorizer.render
            return {
                name: to_qimage(render(photo, prediction, look)) for name, look in looks.items()
            }

        self._pictures.run(paint, self._on_preset_pictures, self._document.fail)

    def _on_preset_pictures(self, pictures: Mapping[str, QImage]) -> None:
        for name, image in pictures.items():
            shown = screen_colors.image(image, self._parent)
            self._panel.presets.show_picture(name, QPixmap.fromImage(shown))

    # variants

    def _show_variants(self) -> None:
        result = self._document.result()
        if result is None:
            return
        close_all(self._parent, VariantsDialog)
        models, device = self._document.models, self._preferences.settings.device
        dialog = show_once(
            self._parent,
            VariantsDialog,
            lambda: VariantsDialog(
                result, self._document.hint_state, models, self._tasks, device, self._parent
            ),
        )
        dialog.chosen.connect(self._use_variant)
        self._document.hints_changed.connect(dialog.follow_hints)

    def _use_variant(self, variant: Choice) -> None:
        document = self._document
        if isinstance(variant, SurfaceColor):
            self._recolor(variant)
        elif document.result() is not None:
            # Of the whole photo, as its picture shows, whichever region is selected.
            look = replace(document.look, vividness=variant.vividness)
            document.edit_look(Message("Variant"), look, object())
            info = document.models.info
            if info is None or variant.model != info.path:
                document.choose_model(variant.model)

    def _recolor(self, color: SurfaceColor) -> None:
        """Give the selected hint the color that was chosen for its surface."""
        state = self._document.hint_state
        if state.current is not None:
            hints = state.with_current(replace(state.current, a=color.a, b=color.b))
            self._document.edit_hints(Message("Change Hint Color"), hints, object())

    def update_actions(self) -> None:
        """Enable what can be used now."""
        has_photo = self._document.photo is not None and not self._document.keeps_colors
        self._panel.controls.setEnabled(has_photo)
        self._panel.presets_button.setEnabled(has_photo)
        self._actions.reset_look.setEnabled(has_photo and self._panel.reset_button.isEnabled())
        self._actions.variants.setEnabled(self._document.result() is not None)
