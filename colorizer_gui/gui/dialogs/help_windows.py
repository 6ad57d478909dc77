"""Help: the guide, and the list of keys."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.translation import plain
from colorizer_gui.resources import resource

GUIDE = "docs/guide.md"
PICTURE = re.compile(r"!\[[^]]*\]\([^)]*\)\n*")  # the window shows what its pictures show
KEYS_WIDTH = 18 * theme.GRID
WORDS_WIDTH = 38 * theme.GRID  # beyond it they are wrapped, so that two columns fit a small screen
HEADING_LINES = 2  # the height of a heading with its margin, in lines

Line = tuple[str, str]  # keys, and what they do


class GuideWindow(QDialog):
    """Shows the user guide.

    Parameters
    ----------
    open_link : callable
        Called with the URL of a link that was clicked.
    """

    def __init__(self, open_link: Callable[[QUrl], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Guide"))
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.document().setDocumentMargin(3 * theme.GRID)
        self.text.setAccessibleName(self.tr("Guide"))
        self.text.anchorClicked.connect(open_link)
        theme.slim_bars(self.text)
        self.text.setMarkdown(PICTURE.sub("", resource(GUIDE).read_text(encoding="utf-8")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        self.resize(85 * theme.GRID, 80 * theme.GRID)


class ShortcutSheet(QDialog):
    """Lists the keys of all menus, and what the mouse does.

    Parameters
    ----------
    menus : sequence of QMenu
    """

    def __init__(self, menus: Sequence[QMenu], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard and Mouse"))
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(3 * theme.GRID, 2 * theme.GRID, 3 * theme.GRID, 2 * theme.GRID)
        row.setSpacing(5 * theme.GRID)
        for column in self._columns(menus):
            row.addLayout(column)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(content)
        theme.slim_bars(scroll)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        size = content.sizeHint()
        self.resize(size.width() + 3 * theme.GRID, min(size.height(), 90 * theme.GRID))

    def _columns(self, menus: Sequence[QMenu]) -> list[QVBoxLayout]:
        """Two columns of about the same height."""
        groups = [(menu.title(), _keys_of(menu)) for menu in menus]
        groups = [(title, lines) for title, lines in groups if lines]
        groups.append((self.tr("Mouse"), self._mouse()))
        columns = [QVBoxLayout(), QVBoxLayout()]
        total, seen = sum(len(lines) + HEADING_LINES for _, lines in groups), 0
        for title, lines in groups:
            seen += len(lines) + HEADING_LINES
            is_second_half = seen * 2 > total + 2 * HEADING_LINES
            columns[is_second_half].addWidget(_group(plain(title), lines))
        for column in columns:
            column.setSpacing(3 * theme.GRID)
            column.addStretch(1)
        return columns

    def _mouse(self) -> list[Line]:
        return [
            (self.tr("Click"), self.tr("Begin or select a hint")),
            (self.tr("Drag"), self.tr("Move the photo or a hint")),
            (self.tr("Right-click"), self.tr("Menu of a hint or the photo")),
            (self.tr("Wheel"), self.tr("Zoom at the cursor")),
            (_with("Ctrl", self.tr("Wheel")), self.tr("Resize the selected hint or the brush")),
            (
                self.tr("Drag with the brush"),
                self.tr("Paint, erase or protect; a pen paints as wide as it is pressed"),
            ),
            (
                self.tr("Drag or click to select"),
                self.tr("Make a region; Shift adds to it, Alt takes away"),
            ),
            (_with("", self.tr("Drag"), "Space"), self.tr("Move the photo, over hints too")),
            (_with("Shift", self.tr("Arrows")), self.tr("Move the selected hint or the brush")),
            (self.tr("Enter"), self.tr("Put the brush down, or lift it")),
            (self.tr("Arrows"), self.tr("Draw while the brush is down")),
            (self.tr("Arrows"), self.tr("Move the crop of a scan")),
            (_with("Shift", self.tr("Arrows")), self.tr("Resize the crop of a scan")),
            (self.tr("Enter"), self.tr("Use the prepared scan")),
            (self.tr("Two fingers"), self.tr("Move the photo; spread to zoom")),
            (self.tr("Hold {0}").format("\\"), self.tr("Show the original")),
            (self.tr("Double-click a slider"), self.tr("Reset to neutral")),
        ]


def _with(modifier: str, what: str, key: str = "A") -> str:
    """A modifier or a key in the system's own notation, and what is done while it is held."""
    keys = QKeySequence(f"{modifier}+{key}" if modifier else key)
    shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
    if modifier:
        return shown.removesuffix(key) + what
    return f"{shown}+{what}"


def _keys_of(menu: QMenu) -> list[Line]:
    """The keys and the words of those actions of a menu and its submenus that have keys."""
    lines: list[Line] = []
    for action in menu.actions():
        submenu = action.menu()
        if isinstance(submenu, QMenu):
            lines += _keys_of(submenu)
        elif action.shortcuts():
            keys = action.shortcuts()[0].toString(QKeySequence.SequenceFormat.NativeText)
            # Unlike the text, this is "Undo" alone, without what would be undone.
            lines.append((keys, action.iconText()))
    return lines


def _wrapped(words: str) -> QLabel:
    label = QLabel(words)
    if label.sizeHint().width() > WORDS_WIDTH:
        label.setWordWrap(True)
        label.setMinimumWidth(WORDS_WIDTH)
    return label


def _group(title: str, lines: Sequence[Line]) -> QWidget:
    group = QWidget()
    form = QGridLayout(group)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(2 * theme.GRID)
    form.setVerticalSpacing(theme.GRID // 2)
    form.addWidget(theme.heading(title.upper()), 0, 0, 1, 2)
    for row, (keys, words) in enumerate(lines, 1):
        label = _wrapped(words)
        top = Qt.AlignmentFlag.AlignTop if label.wordWrap() else Qt.AlignmentFlag(0)
        form.addWidget(QLabel(keys), row, 0, top)
        form.addWidget(label, row, 1)
    form.setColumnMinimumWidth(0, KEYS_WIDTH)
    form.setColumnStretch(1, 1)
    form.setRowStretch(len(lines) + 1, 1)
    return group
