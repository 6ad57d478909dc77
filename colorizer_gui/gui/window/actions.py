"""Everything the window can be told to do: its menus, its toolbar, its keys."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QToolBar, QToolButton

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.translation import plain
from colorizer_gui.gui.canvas.canvas import Mode
from colorizer_gui.gui.widgets.drag_button import DragButton
from colorizer_gui.gui.window.model_menu import ModelMenu
from colorizer_gui.gui.window.recent import RecentMenu

Standard = QKeySequence.StandardKey
ZOOM_WIDTH = 7 * theme.GRID


def _tr(text):
    return QCoreApplication.translate("Actions", text)


class Actions:
    """The window's actions. Each has a text, keys and a tool tip that names the keys.

    The window connects them to what they do; `icons` remembers which icon goes where, to draw
    it again when the theme changes.
    """

    def __init__(self, window):
        self._window = window
        self.icons = {}
        self.open = self._add(_tr("&Open..."), Standard.Open, icon="open")
        self.open_folder = self._add(_tr("Open &Folder..."), "Ctrl+Shift+O")
        self.recent = RecentMenu(_tr("Open &Recent"), window)
        self.next_photo = self._add(_tr("&Next Photo"), "Right", on_canvas=True)
        self.previous_photo = self._add(_tr("&Previous Photo"), "Left", on_canvas=True)
        self.close_photo = self._add(_tr("&Close Photo"), Standard.Close)
        self.save = self._add(_tr("&Save"), Standard.Save, icon="save")
        self.save_as = self._add(_tr("Save &As..."), Standard.SaveAs)
        self.save_options = self._add(_tr("Save &With Options..."), "Ctrl+Alt+S")
        self.save_all = self._add(_tr("Save A&ll..."))
        self.drag_button = DragButton(window)
        self.icons[self.drag_button] = "drag"
        self.quit = self._add(_tr("&Quit"), "Ctrl+Q")
        self.undo = self._take(window.gallery.undo_group.createUndoAction(window), Standard.Undo)
        self.redo = self._take(window.gallery.undo_group.createRedoAction(window), Standard.Redo)
        self.copy = self._add(_tr("&Copy Result"), Standard.Copy)
        self.paste = self._add(_tr("&Paste Photo"), Standard.Paste)
        self.settings = self._add(_tr("Se&ttings..."), "Ctrl+,")
        self.variants = self._add(_tr("V&ariants..."), "V")
        self.reset_look = self._add(_tr("&Reset Look"))
        self.add_hint = self._add(_tr("&Add Hint at Center"), "Ins")
        self.next_hint = self._add(_tr("&Next Hint"), ".")
        self.previous_hint = self._add(_tr("&Previous Hint"), ",")
        self.deselect = self._add(_tr("D&eselect"), "Esc")
        self.bigger = self._add(_tr("&Bigger"), "]")
        self.smaller = self._add(_tr("&Smaller"), "[")
        self.keep_gray = self._add(_tr("Keep This Area &Gray"), "G")
        self.pipette = self._add(_tr("Pick Color &from Photo"), "I", icon="pipette", checkable=True)
        self.doubt = self._add(_tr("Show &Uncertain Areas"), "W", checkable=True)
        self.remove_hint = self._add(_tr("&Remove"), "Del", "Backspace")
        self.clear_hints = self._add(_tr("Remove A&ll"))
        self.modes = {
            Mode.DIVIDER: self._add(_tr("&Divider"), "1", icon="divider", checkable=True),
            Mode.SIDE_BY_SIDE: self._add(
                _tr("Side &by Side"), "2", icon="side-by-side", checkable=True
            ),
            Mode.BEFORE: self._add(_tr("B&efore"), "3", icon="before", checkable=True),
            Mode.AFTER: self._add(_tr("&After"), "4", icon="after", checkable=True),
        }
        self._exclusive(self.modes.values())
        self.modes[Mode.DIVIDER].setChecked(True)
        self.modes[Mode.BEFORE].setToolTip(_tr("Before (3, or hold \\)"))
        self.zoom_in = self._add(_tr("Zoom &In"), "+", "=", Standard.ZoomIn, icon="zoom-in")
        self.zoom_out = self._add(_tr("Zoom &Out"), "-", Standard.ZoomOut, icon="zoom-out")
        self.fit = self._add(_tr("&Fit to Window"), "F", icon="fit")
        self.actual_size = self._add(_tr("A&ctual Size (100%)"), "Z")
        self.double_size = self._add(_tr("Double Si&ze (200%)"), "Shift+Z")
        self.panel = self._add(_tr("&Panel"), "F9", checkable=True)
        self.panel.setChecked(True)
        self.full_screen = self._add(_tr("F&ull Screen"), "F11", checkable=True)
        self.themes = {
            name: self._add(text, checkable=True)
            for name, text in (
                ("system", _tr("Follow &System")),
                ("light", _tr("&Light")),
                ("dark", _tr("&Dark")),
            )
        }
        self._exclusive(self.themes.values())
        self.process_folder = self._add(_tr("&Process Folder..."), "Ctrl+B")
        self.models = ModelMenu(_tr("&Models"), window)
        self.devices = {
            name: self._add(text, checkable=True)
            for name, text in (
                ("auto", _tr("&Automatic (CUDA if available)")),
                ("cpu", _tr("&Processor (CPU)")),
                ("cuda", _tr("&Graphics Card (CUDA)")),
            )
        }
        self._exclusive(self.devices.values())
        self.guide = self._add(_tr("&Guide"), Standard.HelpContents)
        self.shortcuts = self._add(_tr("&Keyboard and Mouse"), "?")
        self.log = self._add(_tr("Open &Log File"))
        self.about = self._add(_tr("&About Colorizer"))
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.retheme()

    def _exclusive(self, actions):
        group = QActionGroup(self._window)
        for action in actions:
            group.addAction(action)

    def _add(self, text, *keys, icon="", checkable=False, on_canvas=False):
        action = QAction(text, self._window, checkable=checkable)
        if on_canvas:  # its keys mean something else where other controls have the focus
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if icon:
            self.icons[action] = icon
        return self._take(action, *keys)

    def _take(self, action, *keys):
        """Give an action its keys, and the window the action."""
        sequences = []
        for key in keys:
            is_text = isinstance(key, str)
            sequences += [QKeySequence(key)] if is_text else QKeySequence.keyBindings(key)
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

    def retheme(self):
        """Draw the icons for the theme."""
        for action, name in self.icons.items():
            action.setIcon(theme.icon(name))

    def needing_photo(self):
        """The actions that make sense only with a photo."""
        zoom = [self.zoom_in, self.zoom_out, self.fit, self.actual_size, self.double_size]
        return [self.close_photo, *zoom, *self.modes.values(), self.pipette, self.doubt]

    def needing_selected_hint(self):
        """The actions that do something to the selected hint."""
        return [self.deselect, self.bigger, self.smaller, self.keep_gray, self.remove_hint]

    def needing_hints(self):
        """The actions that make sense only with a hint."""
        return [self.next_hint, self.previous_hint, self.clear_hints]

    def fill_menus(self, bar):
        """Put the menus on a menu bar."""
        file = [self.open, self.open_folder, self.recent, None]
        file += [self.save, self.save_as, self.save_options, self.save_all, None]
        file += [self.previous_photo, self.next_photo, self.close_photo, None, self.quit]
        edit = [self.undo, self.redo, None, self.copy, self.paste, None, self.reset_look]
        edit += [None, self.settings]
        zoom = [self.zoom_in, self.zoom_out, self.fit, self.actual_size, self.double_size]
        themes = self._submenu(_tr("&Theme"), self.themes)
        view = [*self.modes.values(), None, *zoom, None, self.panel, self.full_screen, themes]
        hints = [self.add_hint, self.next_hint, self.previous_hint, self.deselect, None]
        hints += [self.bigger, self.smaller, self.keep_gray, self.pipette, None, self.doubt, None]
        hints += [self.remove_hint, self.clear_hints]
        models = [self.variants, self._submenu(_tr("&Device"), self.devices)]
        self.menus = []
        for menu, actions in (
            (QMenu(_tr("&File"), bar), file),
            (QMenu(_tr("&Edit"), bar), edit),
            (QMenu(_tr("&View"), bar), view),
            (QMenu(_tr("H&ints"), bar), hints),
            (QMenu(_tr("&Batch"), bar), [self.process_folder]),
            (self.models, models),
            (QMenu(_tr("&Help"), bar), [self.guide, self.shortcuts, None, self.log, self.about]),
        ):
            bar.addMenu(menu)
            self.menus.append(menu)
            for action in actions:
                if action is None:
                    menu.addSeparator()
                elif isinstance(action, QMenu):
                    menu.addMenu(action)
                else:
                    menu.addAction(action)

    def _submenu(self, title, choices):
        menu = QMenu(title, self._window)
        menu.addActions(list(choices.values()))
        return menu

    def toolbar(self):
        """Make the toolbar, and the label that shows the zoom on it."""
        bar = QToolBar(self._window, movable=False)
        bar.setIconSize(QSize(theme.ICON_SIZE, theme.ICON_SIZE))
        zoom = QLabel("\u2013", alignment=Qt.AlignmentFlag.AlignCenter)
        zoom.setMinimumWidth(ZOOM_WIDTH)
        zoom.setAccessibleName(_tr("Zoom"))
        bar.addActions([self.open, self.save])
        bar.addWidget(self.drag_button)
        bar.addSeparator()
        bar.addActions(list(self.modes.values()))
        bar.addSeparator()
        bar.addAction(self.zoom_out)
        bar.addWidget(zoom)
        bar.addActions([self.zoom_in, self.fit])
        for action in (self.open, self.save):
            button = bar.widgetForAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for button in bar.findChildren(QToolButton):
            button.setMinimumSize(theme.ICON_SIZE + 12, theme.ICON_SIZE + 12)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if button.defaultAction() is not None:
                button.setAccessibleName(button.defaultAction().toolTip())
        return bar, zoom
