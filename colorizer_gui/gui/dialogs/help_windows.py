"""Help: the guide, the sheet of shortcuts, and what the program is made of."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.doctor import examine, report_text
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.translation import plain, translated
from colorizer_gui.resources import resource

GUIDE = "docs/guide.md"
KEYS_WIDTH = 18 * theme.GRID


class GuideWindow(QDialog):
    """Shows the user guide."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self.setWindowTitle(self.tr("Guide"))
        self.text = QTextBrowser(openLinks=False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.document().setDocumentMargin(3 * theme.GRID)
        self.text.setAccessibleName(self.tr("Guide"))
        self.text.anchorClicked.connect(QDesktopServices.openUrl)
        theme.slim_bars(self.text)
        self.text.setMarkdown(resource(GUIDE).read_text(encoding="utf-8"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        self.resize(85 * theme.GRID, 80 * theme.GRID)


class ShortcutSheet(QDialog):
    """All keys, by menu, and what the mouse does.

    Parameters
    ----------
    menus : list of QMenu
    """

    def __init__(self, menus, parent=None):
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard and Mouse"))
        groups = [(menu.title(), _keys_of(menu)) for menu in menus]
        groups = [group for group in groups if group[1]] + [(self.tr("Mouse"), self._mouse())]
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(3 * theme.GRID, 2 * theme.GRID, 3 * theme.GRID, 2 * theme.GRID)
        row.setSpacing(5 * theme.GRID)
        columns = [QVBoxLayout(), QVBoxLayout()]
        # The second begins where half of all lines are through.
        total, seen = sum(len(rows) + 2 for _, rows in groups), 0
        for title, rows in groups:
            seen += len(rows) + 2
            columns[int(seen * 2 > total + 4)].addWidget(_group(plain(title), rows))
        for column in columns:
            column.setSpacing(3 * theme.GRID)
            column.addStretch(1)
            row.addLayout(column)
        scroll = QScrollArea(widgetResizable=True, frameShape=QScrollArea.Shape.NoFrame)
        scroll.setWidget(content)
        theme.slim_bars(scroll)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        size = content.sizeHint()
        self.resize(size.width() + 3 * theme.GRID, min(size.height(), 90 * theme.GRID))

    def _mouse(self):
        return [
            (self.tr("Click"), self.tr("Add or select a hint")),
            (self.tr("Drag"), self.tr("Move a hint")),
            (self.tr("Right-click"), self.tr("Remove a hint")),
            (self.tr("Wheel"), self.tr("Zoom at the cursor")),
            (self.tr("Ctrl+Wheel"), self.tr("Resize the selected hint")),
            (self.tr("Space+Drag"), self.tr("Move the photo")),
            (self.tr("Shift+Arrows"), self.tr("Move the selected hint")),
            (self.tr("Hold \\"), self.tr("Show the original")),
            (self.tr("Double-click a slider"), self.tr("Reset to neutral")),
        ]


def _keys_of(menu):
    """Keys and words of a menu's actions that have keys."""
    rows = []
    for action in menu.actions():
        if action.shortcuts():
            keys = action.shortcuts()[0].toString(QKeySequence.SequenceFormat.NativeText)
            rows.append((keys, action.iconText()))  # Undo, not what it would undo
    return rows


def _group(title, rows):
    group = QWidget()
    form = QGridLayout(group)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(2 * theme.GRID)
    form.setVerticalSpacing(theme.GRID // 2)
    form.addWidget(theme.heading(title.upper()), 0, 0, 1, 2)
    for line, (keys, words) in enumerate(rows, 1):
        form.addWidget(QLabel(keys), line, 0)
        form.addWidget(QLabel(words), line, 1)
    form.setColumnMinimumWidth(0, KEYS_WIDTH)
    form.setColumnStretch(1, 1)
    form.setRowStretch(len(rows) + 1, 1)
    return group


class AboutWindow(QDialog):
    """What the program is, and the versions of what it is made of.

    Parameters
    ----------
    tasks : Tasks
    device : str
        What models run on.
    """

    def __init__(self, tasks, device, parent=None):
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Colorizer"))
        sentence = self.tr(
            "Colorizer gives black-and-white photos believable color. "
            "Photos never leave this computer."
        )
        words = QLabel(sentence, wordWrap=True)
        self.details = QLabel(self.tr("Loading..."))
        self.details.setFont(theme.fixed_font())
        self.details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        form = QFormLayout(self)
        form.setContentsMargins(3 * theme.GRID, 3 * theme.GRID, 3 * theme.GRID, 3 * theme.GRID)
        form.setVerticalSpacing(2 * theme.GRID)
        form.addRow(theme.heading("COLORIZER"))
        form.addRow(words)
        form.addRow(self.details)
        self._task = tasks.run(lambda: examine(device), self._show, self._failed)

    def _show(self, report):
        self.details.setText(report_text(report))

    def _failed(self, error):
        self.details.setText(translated(error))

    def done(self, code):
        """Closed: nobody waits for the report any more."""
        self._task.cancel()
        super().done(code)
