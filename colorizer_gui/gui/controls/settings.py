"""Settings: the dialog, and the menus for the theme and the device."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from colorizer_gui.engine.settings import Settings
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.base.screen_color import ScreenProfileError, screen_colors
from colorizer_gui.gui.dialogs.settings_dialog import SettingsDialog
from colorizer_gui.gui.dialogs.windows import show_once
from colorizer_gui.gui.menus.actions import Actions, on_trigger
from colorizer_gui.gui.session.model_loader import ModelLoader
from colorizer_gui.gui.widgets.notices import NoticeBar


class SettingsControls(QObject):
    """Changes settings, and lets the theme, the device and the screen's profile follow them.

    `language_changed` carries the language that was chosen.

    Parameters
    ----------
    preferences : Preferences
    loader : ModelLoader
    actions : Actions
    notices : NoticeBar
    parent : QWidget
        The parent of the dialog.
    """

    language_changed = Signal(str)

    def __init__(
        self,
        *,
        preferences: Preferences,
        loader: ModelLoader,
        actions: Actions,
        notices: NoticeBar,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._loader = loader
        self._actions = actions
        self._notices = notices
        self._parent = parent
        self._screen_profile = ""
        self._language = preferences.settings.language
        on_trigger(actions.settings, self._show_dialog)
        for value, action in actions.themes.items():
            on_trigger(action, partial(preferences.change, theme=value))
        for value, action in actions.devices.items():
            on_trigger(action, partial(preferences.change, device=value))
        preferences.changed.connect(self._follow)
        loader.changed.connect(lambda _state: self._show_devices())
        self._follow(preferences.settings)

    def _show_dialog(self) -> None:
        show_once(
            self._parent,
            SettingsDialog,
            lambda: SettingsDialog(self._preferences, self._devices(), self._parent),
        )

    def _devices(self) -> set[str]:
        """The devices to choose from: those that there are, and the chosen one."""
        return {*self._loader.state.devices, self._preferences.settings.device}

    def _show_devices(self) -> None:
        offered = self._devices()
        for device, action in self._actions.devices.items():
            action.setVisible(device in offered)

    def _follow(self, settings: Settings) -> None:
        theme.choose(settings.theme)
        self._actions.themes[settings.theme].setChecked(True)
        self._actions.devices[settings.device].setChecked(True)
        self._loader.use_device(settings.device)
        self._show_devices()
        if settings.language != self._language:
            self._language = settings.language
            self.language_changed.emit(settings.language)
        if settings.screen_profile != self._screen_profile:
            self._screen_profile = settings.screen_profile
            self._use_screen_profile(settings.screen_profile)

    def _use_screen_profile(self, path: str) -> None:
        try:
            screen_colors.use_file(path)
        except ScreenProfileError as error:
            self._notices.say(error.message)
