"""Looks to start from: a few of ours, the user's own, and the colors of another photo."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu

from colorizer_gui.engine.look import Look
from colorizer_gui.gui.widgets.name_popup import NamePopup


def _tr(text):
    return QCoreApplication.translate("Presets", text)


def shipped_presets():
    """Name and Look of the presets that come with the program."""
    return {
        _tr("Calm"): Look(vividness=0.2, saturation=0.85),
        _tr("Vivid"): Look(vividness=0.8, saturation=1.25),
        _tr("Warm Evening"): Look(warmth=0.45, saturation=1.05),
        _tr("Faded Print"): Look(vividness=0.3, saturation=0.6, warmth=0.25),
        _tr("Hand-Colored"): Look(vividness=0.7, strength=0.55),
    }


class PresetMenu(QMenu):
    """Offers presets. `chosen` carries the name and the Look of one.

    Parameters
    ----------
    preferences : Preferences
    """

    chosen = Signal(str, object)

    def __init__(self, preferences, parent=None):
        super().__init__(parent)
        self._preferences = preferences
        self._look = Look()
        self.aboutToShow.connect(self.fill)

    def show_look(self, look):
        """Follow the look of the photo: that is what can be kept."""
        self._look = look

    def fill(self):
        """Make the entries anew."""
        self.clear()
        own = self._preferences.settings.looks
        for presets in (shipped_presets(), own):
            for name, look in presets.items():
                action = self.addAction(name.replace("&", "&&"))
                action.triggered.connect(lambda _, name=name, look=look: self._choose(name, look))
            self.addSeparator()
        keep = self.addAction(_tr("&Save as Preset"))
        keep.setEnabled(replace(self._look, palette=None) != Look())
        keep.triggered.connect(lambda: self._keep())
        for text, act in ((_tr("Re&name"), self._ask_name), (_tr("&Remove"), self._remove)):
            menu = self.addMenu(text)
            menu.setEnabled(bool(own))
            for name in own:
                action = menu.addAction(name.replace("&", "&&"))
                action.triggered.connect(lambda _, act=act, name=name: act(name))

    def _choose(self, name, look):
        """The colors that were taken from another photo stay."""
        self.chosen.emit(name, replace(look, palette=self._look.palette))

    def _keep(self):
        """Keep the look under a name that can be typed over at once."""
        own = self._preferences.settings.looks
        names = (_tr("Look {0}").format(number) for number in range(1, len(own) + 2))
        name = next(name for name in names if name not in own)
        self._preferences.change(looks={**own, name: replace(self._look, palette=None)})
        self._ask_name(name)

    def _ask_name(self, name):
        popup = NamePopup(self.parentWidget(), _tr("Name of the preset"), name)
        popup.named.connect(partial(self._rename, name))

    def _rename(self, old, new):
        """A name that another preset has is not given twice."""
        own = self._preferences.settings.looks
        if old in own and new not in own:
            looks = {new if name == old else name: look for name, look in own.items()}
            self._preferences.change(looks=looks)

    def _remove(self, name):
        own = self._preferences.settings.looks
        self._preferences.change(looks={each: own[each] for each in own if each != name})
