"""The menu of presets: those of the program and the user's own."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QMenu, QProxyStyle, QStyle, QStyleOption, QWidget

from colorizer_gui.engine.look import PRESETS, Look
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.base.translation import translated
from colorizer_gui.gui.widgets.name_popup import NamePopup

PICTURE = 6 * theme.GRID


def _tr(text: str) -> str:
    return QCoreApplication.translate("Presets", text)


def shipped_presets() -> dict[str, Look]:
    """Looks by name: the presets that come with the program."""
    return {translated(preset.name): preset.look for preset in PRESETS}


class _LargeIcons(QProxyStyle):
    """Gives the entries of a menu room for pictures."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric == QStyle.PixelMetric.PM_SmallIconSize:
            return PICTURE
        return super().pixelMetric(metric, option, widget)


class PresetMenu(QMenu):
    """A menu of presets, each with a small picture; the one in use is checked.

    `chosen` carries the name and the Look of the one that the user chose. `pictures_wanted` carries
    the looks by name for which pictures should be given to `show_picture`.

    Parameters
    ----------
    preferences : Preferences
    button : QWidget
        The button with the menu; a name is asked for below it.
    """

    chosen = Signal(str, object)
    pictures_wanted = Signal(object)

    def __init__(self, preferences: Preferences, button: QWidget) -> None:
        super().__init__(button)
        self._button = button
        self._preferences = preferences
        self._look = Look()
        self._entries: dict[str, QAction] = {}
        self.setStyle(_LargeIcons(self.style().name()))
        self.aboutToShow.connect(self.fill)

    def show_look(self, look: Look) -> None:
        """Follow the look of the photo, which can be saved as a preset."""
        self._look = look

    def fill(self) -> None:
        """Make the entries for the presets of the moment."""
        self.clear()
        self._entries.clear()
        own = self._preferences.settings.looks
        wanted: dict[str, Look] = {}
        for presets in (shipped_presets(), own):
            for name, look in presets.items():
                self._add_preset(name, look)
                wanted[name] = self._with_borrowed(look)
            self.addSeparator()
        self.pictures_wanted.emit(wanted)
        save = self.addAction(_tr("&Save as Preset"))
        save.setEnabled(self._without_borrowed() != Look())
        save.triggered.connect(lambda: self._save())
        for text, act in ((_tr("Re&name"), self._ask_name), (_tr("&Remove"), self._remove)):
            menu = self.addMenu(text)
            menu.setEnabled(bool(own))
            for name in own:
                action = menu.addAction(name.replace("&", "&&"))
                action.triggered.connect(lambda _, act=act, name=name: act(name))

    def _add_preset(self, name: str, look: Look) -> None:
        action = self.addAction(name.replace("&", "&&"))
        action.setCheckable(True)
        is_in_use = self._with_borrowed(look) == self._look
        action.setChecked(is_in_use)
        font = action.font()
        font.setBold(is_in_use)  # a picture hides the mark of a checked entry
        action.setFont(font)
        action.triggered.connect(lambda _: self.chosen.emit(name, self._with_borrowed(look)))
        blank = QPixmap(PICTURE, PICTURE)  # so that the menu has its size when it opens
        blank.fill(Qt.GlobalColor.transparent)
        action.setIcon(QIcon(blank))
        self._entries[name] = action

    def show_picture(self, name: str, picture: QPixmap) -> None:
        """Show what a preset makes of the photo."""
        if name in self._entries:
            self._entries[name].setIcon(QIcon(picture))

    def _with_borrowed(self, look: Look) -> Look:
        """A preset with the colors of the reference photo and of the version that are in use."""
        return replace(look, reference=self._look.reference, version=self._look.version)

    def _without_borrowed(self) -> Look:
        """The look with no colors of other photos, as presets are: they are for any photo."""
        return replace(self._look, reference=None, version=None)

    def _save(self) -> None:
        """Save the look under a new name and let the user type another one."""
        own = self._preferences.settings.looks
        names = (_tr("Look {0}").format(number) for number in range(1, len(own) + 2))
        name = next(name for name in names if name not in own)
        self._preferences.change(looks={**own, name: self._without_borrowed()})
        self._ask_name(name)

    def _ask_name(self, name: str) -> None:
        popup = NamePopup(self._button, _tr("Name of the preset"), name)
        popup.named.connect(partial(self._rename, name))

    def _rename(self, old: str, new: str) -> None:
        """Give a preset another name, unless that is taken."""
        own = self._preferences.settings.looks
        if old in own and new not in own:
            looks = {new if name == old else name: look for name, look in own.items()}
            self._preferences.change(looks=looks)

    def _remove(self, name: str) -> None:
        own = self._preferences.settings.looks
        self._preferences.change(looks={each: own[each] for each in own if each != name})
