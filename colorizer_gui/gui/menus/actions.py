"""The actions of the main window: their texts, keys, tool tips and icons."""

import sys
from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from colorizer_gui.engine.hints import Reach
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.translation import plain
from colorizer_gui.gui.canvas.panes import Mode
from colorizer_gui.gui.menus.model_menu import ModelMenu
from colorizer_gui.gui.menus.open_with_menu import OpenWithMenu
from colorizer_gui.gui.menus.recent_menu import RecentMenu
from colorizer_gui.gui.menus.saved_colors_menu import SavedColorsMenu
from colorizer_gui.gui.session.tools import Tool
from colorizer_gui.gui.session.undo import UndoActions
from colorizer_gui.gui.widgets.drag_button import DragButton

Standard = QKeySequence.StandardKey
IS_MAC = sys.platform == "darwin"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def on_trigger(action: QAction, slot: Callable[[], object]) -> None:
    """Call a function without arguments whenever an action is triggered."""
    action.triggered.connect(lambda _checked: slot())


class Actions:
    """All actions, and the two menus and the button that hold more than actions.

    Parameters
    ----------
    window : QWidget
        Gets the actions, so that their keys work in all of it.
    undo_actions : UndoActions
    """

    def __init__(self, window: QWidget, undo_actions: UndoActions) -> None:
        self._window = window
        self._icons: dict[QAction | DragButton, str] = {}
        self.undo_actions = undo_actions
        self._make_file_actions()
        self._make_edit_actions()
        self._make_view_actions()
        self._make_hint_actions()
        self._make_tool_actions()
        self._make_model_actions()
        self._make_help_actions()
        self.process_folder = self._add(_tr("&Process Folder..."), "Ctrl+B")
        self.retheme()

    def _make_file_actions(self) -> None:
        self.open = self._add(_tr("&Open..."), Standard.Open, icon="open")
        self.open_folder = self._add(_tr("Open &Folder..."), "Ctrl+Shift+O")
        self.recent = RecentMenu(_tr("Open &Recent"), self._window)
        self.next_photo = self._add(_tr("&Next Photo"), "Right", on_canvas=True)
        self.previous_photo = self._add(_tr("&Previous Photo"), "Left", on_canvas=True)
        self.first_photo = self._add(_tr("F&irst Photo"), "Home", on_canvas=True)
        self.last_photo = self._add(_tr("Las&t Photo"), "End", on_canvas=True)
        self.close_photo = self._add(_tr("&Close Photo"), Standard.Close)
        self.close_all = self._add(_tr("Clos&e All Photos"), "Ctrl+Shift+W")
        self.save = self._add(_tr("&Save"), Standard.Save, icon="save")
        self.save_as = self._add(_tr("Save &As..."), Standard.SaveAs)
        self.save_options = self._add(_tr("Save &With Options..."), "Ctrl+Alt+S")
        self.save_all = self._add(_tr("Save A&ll..."))
        self.show_result = self._add(_tr("Show Result in Fol&der"))
        self.open_result = self._add(_tr("Open Result in Another Pro&gram"))
        self.other_program = self._add(_tr("&Other Program..."))
        self.open_with = OpenWithMenu(_tr("Open Result Wit&h"), self.other_program, self._window)
        self.drag_button = DragButton(self._window)
        self._icons[self.drag_button] = "drag"
        self.quit = self._add(_tr("&Quit"), "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _make_edit_actions(self) -> None:
        self.undo = self._register(self.undo_actions.undo, Standard.Undo)
        self.redo = self._register(self.undo_actions.redo, Standard.Redo)
        self.copy = self._add(_tr("&Copy Result"), Standard.Copy)
        self.paste = self._add(_tr("&Paste Photo"), Standard.Paste)
        self.copy_edits = self._add(_tr("Copy Look and &Hints"), "Ctrl+Alt+C")
        self.paste_look = self._add(_tr("Paste &Look"), "Ctrl+Alt+V")
        self.paste_hints = self._add(_tr("Paste H&ints"))
        self.reset_look = self._add(_tr("&Reset Look"))
        self.rotate_left = self._add(_tr("Rotate Le&ft"), "Ctrl+Shift+R", icon="rotate-left")
        self.rotate_right = self._add(_tr("Rotate Ri&ght"), "Ctrl+R", icon="rotate-right")
        self.prepare = self._add(_tr("Pr&epare Scan"), "C", icon="prepare", checkable=True)
        self.settings = self._add(_tr("Se&ttings..."), "Ctrl+,")
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)

    def _make_view_actions(self) -> None:
        self.modes = {
            Mode.DIVIDER: self._add(_tr("&Divider"), "1", icon="divider", checkable=True),
            Mode.SIDE_BY_SIDE: self._add(
                _tr("Side &by Side"), "2", icon="side-by-side", checkable=True
            ),
            Mode.BEFORE: self._add(_tr("B&efore"), "3", icon="before", checkable=True),
            Mode.AFTER: self._add(_tr("&After"), "4", icon="after", checkable=True),
        }
        self._make_exclusive(self.modes.values())
        self.modes[Mode.DIVIDER].setChecked(True)
        self.modes[Mode.BEFORE].setToolTip(_tr("Before (3, or hold \\)"))
        self.zoom_in = self._add(_tr("Zoom &In"), "+", "=", Standard.ZoomIn, icon="zoom-in")
        self.zoom_out = self._add(_tr("Zoom &Out"), "-", Standard.ZoomOut, icon="zoom-out")
        self.fit = self._add(_tr("&Fit to Window"), "F", icon="fit")
        self.actual_size = self._add(_tr("A&ctual Size (100%)"), "Z")
        self.double_size = self._add(_tr("Double Si&ze (200%)"), "Shift+Z")
        panel_keys = ("Ctrl+Alt+I", "F9") if IS_MAC else ("F9",)
        self.panel = self._add(_tr("&Panel"), *panel_keys, checkable=True)
        self.panel.setChecked(True)
        full_keys = (Standard.FullScreen,) if IS_MAC else ("F11",)
        self.full_screen = self._add(_tr("F&ull Screen"), *full_keys, checkable=True)
        self.themes = {
            "system": self._add(_tr("Follow &System"), checkable=True),
            "light": self._add(_tr("&Light"), checkable=True),
            "dark": self._add(_tr("&Dark"), checkable=True),
        }
        self._make_exclusive(self.themes.values())

    def _make_hint_actions(self) -> None:
        self.add_hint = self._add(_tr("&Add Hint at Center"), "Ins")
        self.next_hint = self._add(_tr("&Next Hint"), ".")
        self.previous_hint = self._add(_tr("&Previous Hint"), ",")
        self.deselect = self._add(_tr("D&eselect Hint"), "Esc")
        self.bigger = self._add(_tr("&Bigger Hint"), "]")
        self.smaller = self._add(_tr("&Smaller Hint"), "[")
        self.next_reach = self._add(_tr("Change Reac&h"), "R")
        self.reaches = {
            Reach.HERE: self._add(_tr("&Here"), checkable=True),
            Reach.SURFACE: self._add(_tr("&Surface"), checkable=True),
            Reach.EVERYWHERE: self._add(_tr("&Everywhere"), checkable=True),
        }
        self._make_exclusive(self.reaches.values())
        self.keep_gray = self._add(_tr("Keep This Area &Gray"), "G")
        self.copy_color = self._add(_tr("C&opy Color of Hint"), "Ctrl+Shift+C")
        self.pipette = self._add(_tr("Pick Color &from Photo"), "I", icon="pipette", checkable=True)
        self.save_color = self._add(_tr("Save &Color of Hint..."), "Shift+S")
        self.propose_colors = self._add(_tr("&Propose Saved Colors"), checkable=True)
        self.dismiss_colors = self._add(_tr("&Dismiss Proposed Colors"), "D")
        self.saved_colors = SavedColorsMenu(
            _tr("Sa&ved Colors"),
            (self.save_color, self.propose_colors, self.dismiss_colors),
            self._window,
        )
        self.uncertainty = self._add(
            _tr("Show &Uncertain Areas"), "W", icon="uncertain", checkable=True
        )
        self.agreement = self._add(_tr("Show Agreement &With Version"), checkable=True)
        self.matches = self._add(_tr("Show &Matched Places"), icon="matches", checkable=True)
        self._make_exclusive((self.uncertainty, self.agreement, self.matches), is_optional=True)
        self.next_place = self._add(_tr("Ne&xt Uncertain Place"), "N")
        self.remove_hint = self._add(_tr("&Remove Hint"), "Del", "Backspace")
        self.clear_hints = self._add(_tr("Remove A&ll Hints"))

    def _make_tool_actions(self) -> None:
        self.tools = {
            Tool.HINT: self._add(_tr("&Hint"), "H", icon=Tool.HINT.value, checkable=True),
            Tool.BRUSH: self._add(_tr("&Brush"), "B", icon=Tool.BRUSH.value, checkable=True),
            Tool.ERASER: self._add(_tr("&Eraser"), "E", icon=Tool.ERASER.value, checkable=True),
            Tool.PROTECT: self._add(
                _tr("&Protect from Color"), "P", icon=Tool.PROTECT.value, checkable=True
            ),
            Tool.SELECT: self._add(
                _tr("&Select Region"), "S", icon=Tool.SELECT.value, checkable=True
            ),
        }
        self._make_exclusive(self.tools.values())
        self.tools[Tool.HINT].setChecked(True)

    def _make_model_actions(self) -> None:
        self.models = ModelMenu(_tr("&Models"), self._window)
        self.variants = self._add(_tr("V&ariants..."), "V")
        self.manage_models = self._add(_tr("&Manage Models..."))
        self.devices = {
            "auto": self._add(_tr("&Automatic (the Fastest That Works)"), checkable=True),
            "cpu": self._add(_tr("&Processor (CPU)"), checkable=True),
            "cuda": self._add(_tr("&Graphics Card (CUDA)"), checkable=True),
            "tensorrt": self._add(_tr("Graphics Card (&TensorRT)"), checkable=True),
            "directml": self._add(_tr("Graphics Card (&DirectML)"), checkable=True),
            "coreml": self._add(_tr("&Mac (Core ML)"), checkable=True),
            "webgpu": self._add(_tr("Graphics Card (&WebGPU)"), checkable=True),
            "openvino": self._add(_tr("&Intel (OpenVINO)"), checkable=True),
        }
        self._make_exclusive(self.devices.values())

    def _make_help_actions(self) -> None:
        self.guide = self._add(_tr("&Guide"), Standard.HelpContents)
        self.shortcuts = self._add(_tr("&Keyboard and Mouse"), "?")
        self.log = self._add(_tr("Open &Log File"))
        self.about = self._add(_tr("&About Colorizer"))
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def _make_exclusive(self, actions: Iterable[QAction], *, is_optional: bool = False) -> None:
        group = QActionGroup(self._window)
        if is_optional:
            group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        for action in actions:
            group.addAction(action)

    def _add(
        self,
        text: str,
        *keys: str | QKeySequence.StandardKey,
        icon: str = "",
        checkable: bool = False,
        on_canvas: bool = False,
    ) -> QAction:
        """Make an action; one for the canvas leaves its keys to other controls with the focus."""
        action = QAction(text, self._window)
        action.setCheckable(checkable)
        if on_canvas:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if icon:
            self._icons[action] = icon
        return self._register(action, *keys)

    def _register(self, action: QAction, *keys: str | QKeySequence.StandardKey) -> QAction:
        """Give an action its keys and a tool tip that names them, and add it to the window."""
        sequences: list[QKeySequence] = []
        for key in keys:
            if isinstance(key, str):
                sequences.append(QKeySequence(key))
            else:
                sequences += QKeySequence.keyBindings(key)
        action.setShortcuts(sequences)
        words = plain(action.text())
        action.setIconText(words)
        if sequences:
            shown = sequences[0].toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{words} ({shown})")
        else:
            action.setToolTip(words)
        self._window.addAction(action)
        return action

    def retheme(self) -> None:
        """Draw the icons in the colors of the theme."""
        for action, name in self._icons.items():
            action.setIcon(theme.icon(name))

    @property
    def zooms(self) -> list[QAction]:
        """The actions that change the zoom, in the order of the menu."""
        return [self.zoom_in, self.zoom_out, self.fit, self.actual_size, self.double_size]

    @property
    def stepping(self) -> list[QAction]:
        """The actions that go from photo to photo, whose keys are for the canvas."""
        return [self.previous_photo, self.next_photo, self.first_photo, self.last_photo]

    @property
    def preparing(self) -> list[QAction]:
        """The actions that can be used while a scan is prepared: others are about its colors."""
        return [
            self.undo, self.redo, self.rotate_left, self.rotate_right, self.prepare, *self.zooms,
            self.panel, self.full_screen, *self.themes.values(), self.open, self.open_folder,
            self.paste, *self.stepping, self.close_photo, self.close_all, self.quit,
            self.settings, self.process_folder, self.guide, self.shortcuts, self.log, self.about,
        ]  # fmt: skip

    @property
    def needing_photo(self) -> list[QAction]:
        """The actions that need an open photo."""
        modes = self.modes.values()
        return [self.close_photo, *self.zooms, *modes, self.pipette, self.uncertainty]

    @property
    def needing_selected_hint(self) -> list[QAction]:
        """The actions that need a selected hint."""
        return [
            self.deselect, self.bigger, self.smaller, self.next_reach, *self.reaches.values(),
            self.keep_gray, self.copy_color, self.remove_hint,
        ]  # fmt: skip

    @property
    def needing_hints(self) -> list[QAction]:
        """The actions that need at least one hint."""
        return [self.next_hint, self.previous_hint, self.clear_hints]
