"""The open photo on the screen: canvas, status bar, window title, thumbnail, model lists."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from colorizer_gui.engine.messages import Message, joined
from colorizer_gui.engine.model.versions import (
    MeantModel,
    changed_colors,
    earlier_model,
    missing_model,
)
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.session.in_color import colors_kept
from colorizer_gui.gui.base.translation import figure
from colorizer_gui.gui.canvas.canvas import Canvas
from colorizer_gui.gui.menus.model_menu import ModelMenu
from colorizer_gui.gui.panels.empty_page import EmptyPage
from colorizer_gui.gui.panels.model_panel import ModelPanel
from colorizer_gui.gui.panels.status import StatusBar
from colorizer_gui.gui.session.document import Document
from colorizer_gui.gui.session.gallery import Gallery
from colorizer_gui.gui.session.pasted import photo_name
from colorizer_gui.gui.session.signals import (
    Colorized,
    MadeWith,
    ModelState,
    Opened,
    PreparedAnew,
    Problem,
)
from colorizer_gui.gui.session.thumbnails import Thumbnails
from colorizer_gui.gui.widgets.notices import NoticeBar


class DisplayControls(QObject):
    """Shows the document's photo, its model and its problems.

    Parameters
    ----------
    document : Document
    gallery : Gallery
    thumbnails : Thumbnails
    pages : QStackedWidget
        Holds the canvas and the page without a photo.
    canvas : Canvas
    empty_page : EmptyPage
    status : StatusBar
    notices : NoticeBar
    model_panel : ModelPanel
    model_menu : ModelMenu
    manage_models : QAction
        Offered where a model is not installed.
    window : QWidget
    """

    def __init__(
        self,
        *,
        document: Document,
        gallery: Gallery,
        thumbnails: Thumbnails,
        pages: QStackedWidget,
        canvas: Canvas,
        empty_page: EmptyPage,
        status: StatusBar,
        notices: NoticeBar,
        model_panel: ModelPanel,
        model_menu: ModelMenu,
        manage_models: QAction,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document = document
        self._thumbnails = thumbnails
        self._pages = pages
        self._canvas = canvas
        self._empty_page = empty_page
        self._status = status
        self._notices = notices
        self._model_panel = model_panel
        self._model_menu = model_menu
        self._manage_models = manage_models
        self._window = window
        document.opened.connect(self._on_opened)
        document.prepared.connect(self._on_prepared)
        document.closed.connect(self._on_closed)
        document.colors_missed.connect(self._offer_recoloring)
        document.colorized.connect(self._on_colorized)
        document.model_changed.connect(self._on_model_changed)
        document.loader.told.connect(notices.say)
        document.sidecar.told.connect(notices.add)
        for moving in (gallery.moved, gallery.changed):
            moving.connect(lambda: status.show_place(gallery.current, len(gallery.photos)))
        for models in (model_panel, model_menu):
            models.chosen.connect(document.choose_model)

    def _on_opened(self, opened: Opened) -> None:
        photo = opened.photo
        self._show_photo(photo, opened.before)
        self._pages.setCurrentWidget(self._canvas)
        self._canvas.setFocus()
        self._window.setWindowTitle(photo_name(photo.path))
        self._notices.leave_photo()
        self._tell_of(opened)

    def _on_prepared(self, anew: PreparedAnew) -> None:
        self._show_photo(anew.photo, anew.before)
        if self._document.keeps_colors:
            self._put_thumbnail(anew.before)

    def _show_photo(self, photo: Photo, before: QImage) -> None:
        self._canvas.set_photo(photo.width, photo.height, before)
        self._status.show_photo(photo)
        is_next = bool(self._document.models.installed) and not self._document.keeps_colors
        self._status.show_state(self.tr("Colorizing") if is_next else self.tr("Not colorized"))

    def _tell_of(self, opened: Opened) -> None:
        """Tell what there is to know of a photo."""
        if opened.keeps_colors:
            self._offer_recoloring(opened.notices)
        elif opened.made_with is not None and self._tell_of_model(opened, opened.made_with):
            return
        elif opened.notices:
            self._notices.say(joined(opened.notices), of_photo=True)

    def _tell_of_model(self, opened: Opened, made_with: MadeWith) -> bool:
        """Tell that the model is another one than that which colorized the photo before."""
        name, meant = photo_name(opened.photo.path), made_with.meant
        if meant is None:
            if not self._document.models.installed:
                return False
            told = missing_model(name, made_with.model)
        elif meant.newer is not None:
            self._offer_new_version(opened, meant, meant.newer)
            return True
        elif not meant.is_same:
            told = changed_colors(name, self._document.models.name_of(meant.path))
        else:
            return False
        self._notices.say(
            joined((told, *opened.notices)),
            self.tr("Models..."),
            self._manage_models.trigger,
            of_photo=True,
        )
        return True

    def _offer_new_version(self, opened: Opened, meant: MeantModel, newer: Path) -> None:
        name = photo_name(opened.photo.path)
        told = earlier_model(name, self._document.models.name_of(meant.path))
        self._notices.say(
            joined((told, *opened.notices)),
            self.tr("Use the New Version"),
            lambda: self._document.choose_model(newer),
            refusal=self.tr("Keep the Old Colors"),
            refuse=self._document.keep,
            of_photo=True,
        )

    def _offer_recoloring(self, notices: tuple[Message, ...] = ()) -> None:
        """Say that the photo keeps its colors, besides what else there is to know of it."""
        photo = self._document.photo
        if photo is None:
            return
        asked = colors_kept(photo_name(photo.path))
        self._notices.say(
            joined((asked, *notices)),
            self.tr("Recolor"),
            self._recolor,
            refusal=self.tr("Keep"),
            of_photo=True,
        )

    def _recolor(self) -> None:
        self._document.recolor()
        self._status.show_state(self.tr("Colorizing"))

    def _on_closed(self) -> None:
        self._notices.leave_photo()
        self._pages.setCurrentWidget(self._empty_page)
        self._status.clear()
        self._window.setWindowTitle("")

    def _on_colorized(self, colorized: Colorized) -> None:
        self._canvas.set_after(colorized.after)
        if not self._document.is_previewing:
            self._put_thumbnail(colorized.after)
        if colorized.seconds is not None:
            words = self.tr("Colorized in {0} s")
            self._status.show_state(words.format(figure(colorized.seconds, 2)))

    def _put_thumbnail(self, image: QImage) -> None:
        entry = self._document.entry
        if entry is not None:
            self._thumbnails.put(entry.path or entry, image)

    def _on_model_changed(self, state: ModelState) -> None:
        self._model_panel.show_state(state)
        self._model_menu.show_state(state)
        self._status.show_device(state)

    def show_problem(self, problem: Problem) -> None:
        """Show a notice of what went wrong."""
        if self._document.photo is not None and self._document.result() is None:
            self._status.show_state(self.tr("Not colorized"))
        self._notices.say(problem.message, details=problem.details)
