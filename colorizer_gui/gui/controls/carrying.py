"""Copying hints and look from one photo to others."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.messages import Message, joined
from colorizer_gui.engine.session.carry_over import CarriedOver, CarryJob, CopiedEdits, carry_over
from colorizer_gui.engine.session.open_photo import OpenPhoto
from colorizer_gui.gui.menus.actions import Actions, on_trigger
from colorizer_gui.gui.session.colored_thumbnails import ColoredThumbnails
from colorizer_gui.gui.session.document import Document
from colorizer_gui.gui.session.exporter import Awaited, Exporter, Work
from colorizer_gui.gui.session.gallery import Gallery
from colorizer_gui.gui.session.pasted import photo_name
from colorizer_gui.gui.widgets.notices import NoticeBar

MOST_NAMES = 3  # told at once


class CarryControls(QObject):
    """Copies the edits of the photo on the screen, and pastes them into selected photos.

    `state_changed` carries a text for the status bar.

    Parameters
    ----------
    document : Document
    gallery : Gallery
    selected : callable
        Gives the photos that the user selected, that on the screen alone where there are no others.
    exporter : Exporter
        Works through the photos that are not on the screen.
    thumbnails : ColoredThumbnails
    actions : Actions
    notices : NoticeBar
    """

    state_changed = Signal(str)

    def __init__(
        self,
        *,
        document: Document,
        gallery: Gallery,
        selected: Callable[[], list[OpenPhoto]],
        exporter: Exporter,
        thumbnails: ColoredThumbnails,
        actions: Actions,
        notices: NoticeBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._gallery = gallery
        self._selected = selected
        self._exporter = exporter
        self._thumbnails = thumbnails
        self._actions = actions
        self._notices = notices
        self._copied: CopiedEdits | None = None
        on_trigger(actions.copy_edits, self._copy)
        on_trigger(actions.paste_look, partial(self._paste, Message("Paste Look")))
        on_trigger(actions.paste_hints, partial(self._paste, Message("Paste Hints")))
        exporter.busy_changed.connect(lambda _: self.update_actions())

    def _copy(self) -> None:
        scan, state = self._document.scan, self._document.history.state
        if scan is not None:
            self._copied = CopiedEdits(
                # Other photos have other regions, or none.
                state.hints.limited_to(()).hints,
                state.look,
                (scan.width, scan.height),
                state.preparation,
            )
            self.state_changed.emit(self.tr("Look and hints copied"))
            self.update_actions()

    def _paste(self, name: Message) -> None:
        """Paste the look or the hints, whichever the name of the edit says."""
        copied, document = self._copied, self._document
        if copied is None or self._exporter.busy:
            return
        is_look = name == Message("Paste Look")
        edits = replace(copied, hints=None) if is_look else replace(copied, look=None)
        chosen = self._selected()
        if document.entry in chosen and document.scan is not None:
            self._apply(name, edits)
            own = (photo_name(document.scan.path),)
            is_cropped = edits.loses_hints(document.history.state.preparation)
            self._tell((), () if edits.fits(document.scan) else own, own if is_cropped else ())
        jobs = [CarryJob.of(entry) for entry in chosen if entry is not document.entry]
        if not jobs:
            return
        model = document.loader.wanted

        def run(work: Work) -> CarriedOver:
            return carry_over(jobs, edits, model, work.is_stopped, work.progress)

        text = self.tr("Pasting into {0} photos").format(len(jobs))
        done = partial(self._on_done, name, edits, len(chosen))
        self._exporter.run(run, done, text, _awaited_paste(is_look))

    def _apply(self, name: Message, edits: CopiedEdits) -> None:
        """Give the photo on the screen the edits; one in color is colorized, as was asked for."""
        document = self._document
        state = edits.applied(document.history.state)
        if edits.hints is None:
            document.edit_look(name, state.look, object())
        else:
            document.edit_hints(name, state.hints, object())

    def _on_done(self, name: Message, edits: CopiedEdits, total: int, outcome: CarriedOver) -> None:
        for entry, kept, own_colors in outcome.done:
            if entry is self._document.entry:  # shown meanwhile, perhaps as it was before
                self._apply(name, edits)
                continue
            entry.adopt(kept, own_colors)
            entry.model = entry.model or self._document.loader.wanted
            entry.history = entry.history.edit(name, edits.applied(entry.history.state), object())
            self._gallery.mark(entry)
            self._thumbnails.again(entry)
        own = total - len(outcome.done) - len(outcome.problems) > 0
        words = self.tr("Pasted into {0} of {1} photos")
        self.state_changed.emit(words.format(len(outcome.done) + own, total))
        told = outcome.problems[:MOST_NAMES] + outcome.notices[:MOST_NAMES]
        self._tell(told, outcome.of_other_shape, outcome.cropped)

    def _tell(
        self,
        sentences: tuple[Message, ...],
        of_other_shape: tuple[str | Message, ...],
        cropped: tuple[str | Message, ...],
    ) -> None:
        """Say sentences, and in which photos hints may lie at other things, or are left out."""
        told = list(sentences)
        if of_other_shape:
            told.append(
                Message(
                    "The hints come from a photo of another shape. Check where they lie in: "
                    "{names}.",
                    names=of_other_shape[:MOST_NAMES],
                )
            )
        if cropped:
            told.append(
                Message(
                    "Hints outside the crop are left out in: {names}.", names=cropped[:MOST_NAMES]
                )
            )
        if told:
            self._notices.say(joined(told))
            self._exporter.incomplete.emit()

    def update_actions(self) -> None:
        """Enable the actions that can be used now."""
        has_photo = self._document.photo is not None
        self._actions.copy_edits.setEnabled(has_photo)
        possible = has_photo and self._copied is not None and not self._exporter.busy
        for action in (self._actions.paste_look, self._actions.paste_hints):
            action.setEnabled(possible)


def _awaited_paste(is_look: bool) -> Awaited:
    """What to tell where the window is to close before all photos have the look, or the hints."""
    look = Message("The look is being pasted into other photos. The window closes when it is done.")
    hints = Message("Hints are being pasted into other photos. The window closes when it is done.")
    return Awaited(look if is_look else hints, Message("Close Without Pasting"))
