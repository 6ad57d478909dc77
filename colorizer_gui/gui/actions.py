"""Everything the window can be told to do: its menus, its toolbar, its keys."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QLabel, QToolBar, QToolButton

from colorizer_gui.gui import theme
from colorizer_gui.gui.canvas import Mode

Standard = QKeySequence.StandardKey
ZOOM_WIDTH = 7 * theme.GRID


class Actions:
    """The window's actions. Each has a text, keys and a tool tip that names the keys.

    The window connects them to what they do; `icons` remembers which icon goes where, to draw
    it again when the theme changes.
    """

    def __init__(self, window):
        self._window = window
        self.icons = {}
        tr = window.tr
        self.open = self._add(tr("&Open..."), Standard.Open, icon="open")
        self.save = self._add(tr("&Save"), Standard.Save, icon="save")
        self.save_as = self._add(tr("Save &As..."), Standard.SaveAs)
        self.quit = self._add(tr("&Quit"), "Ctrl+Q")
        self.undo = self._take(window.undo_stack.createUndoAction(window), Standard.Undo)
        self.redo = self._take(window.undo_stack.createRedoAction(window), Standard.Redo)
        self.copy = self._add(tr("&Copy Result"), Standard.Copy)
        self.paste = self._add(tr("&Paste Photo"), Standard.Paste)
        self.reset_look = self._add(tr("&Reset Look"))
        self.add_hint = self._add(tr("&Add Hint in the Middle"), "Ins")
        self.next_hint = self._add(tr("&Next Hint"), ".")
        self.previous_hint = self._add(tr("&Previous Hint"), ",")
        self.deselect = self._add(tr("D&eselect"), "Esc")
        self.bigger = self._add(tr("&Bigger"), "]")
        self.smaller = self._add(tr("&Smaller"), "[")
        self.keep_grey = self._add(tr("Keep This Area &Grey"), "G")
        self.remove_hint = self._add(tr("&Remove"), "Del", "Backspace")
        self.clear_hints = self._add(tr("Remove A&ll"))
        self.modes = {
            Mode.DIVIDER: self._add(tr("&Divider"), "1", icon="divider", checkable=True),
            Mode.SIDE_BY_SIDE: self._add(
                tr("Side &by Side"), "2", icon="side-by-side", checkable=True
            ),
            Mode.BEFORE: self._add(tr("B&efore"), "3", icon="before", checkable=True),
            Mode.AFTER: self._add(tr("&After"), "4", icon="after", checkable=True),
        }
        group = QActionGroup(window)
        for action in self.modes.values():
            group.addAction(action)
        self.modes[Mode.DIVIDER].setChecked(True)
        self.modes[Mode.BEFORE].setToolTip(tr("Before (3, or hold \\ for a moment)"))
        self.zoom_in = self._add(tr("Zoom &In"), "+", "=", Standard.ZoomIn, icon="zoom-in")
        self.zoom_out = self._add(tr("Zoom &Out"), "-", Standard.ZoomOut, icon="zoom-out")
        self.fit = self._add(tr("&Fit to Window"), "F", icon="fit")
        self.actual_size = self._add(tr("A&ctual Size (100 %)"), "Z")
        self.panel = self._add(tr("&Panel"), "F9", checkable=True)
        self.panel.setChecked(True)
        self.full_screen = self._add(tr("F&ull Screen"), "F11", checkable=True)
        self.log = self._add(tr("Open &Log File"))
        self.about = self._add(tr("&About Colorizer"))
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.retheme()

    def _add(self, text, *keys, icon="", checkable=False):
        action = QAction(text, self._window, checkable=checkable)
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
        words = action.text().replace("&", "").rstrip(".")
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
        return [self.zoom_in, self.zoom_out, self.fit, self.actual_size, *self.modes.values()]

    def needing_selected_hint(self):
        """The actions that do something to the selected hint."""
        return [self.deselect, self.bigger, self.smaller, self.keep_grey, self.remove_hint]

    def needing_hints(self):
        """The actions that make sense only with a hint."""
        return [self.next_hint, self.previous_hint, self.clear_hints]

    def fill_menus(self, bar):
        """Put the menus on a menu bar."""
        tr = self._window.tr
        file = [self.open, None, self.save, self.save_as, None, self.quit]
        edit = [self.undo, self.redo, None, self.copy, self.paste, None, self.reset_look]
        zoom = [self.zoom_in, self.zoom_out, self.fit, self.actual_size]
        view = [*self.modes.values(), None, *zoom, None, self.panel, self.full_screen]
        hints = [self.add_hint, self.next_hint, self.previous_hint, self.deselect, None]
        hints += [self.bigger, self.smaller, self.keep_grey, None]
        hints += [self.remove_hint, self.clear_hints]
        for title, actions in (
            (tr("&File"), file),
            (tr("&Edit"), edit),
            (tr("&View"), view),
            (tr("H&ints"), hints),
            (tr("&Help"), [self.log, self.about]),
        ):
            menu = bar.addMenu(title)
            for action in actions:
                if action is None:
                    menu.addSeparator()
                else:
                    menu.addAction(action)

    def toolbar(self):
        """Make the toolbar, and the label that shows the zoom on it."""
        bar = QToolBar(self._window, movable=False)
        bar.setIconSize(QSize(theme.ICON_SIZE, theme.ICON_SIZE))
        zoom = QLabel("\u2013", alignment=Qt.AlignmentFlag.AlignCenter)
        zoom.setMinimumWidth(ZOOM_WIDTH)
        zoom.setAccessibleName(self._window.tr("Zoom"))
        bar.addActions([self.open, self.save])
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
