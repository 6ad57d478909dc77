"""The adjustments of the look, its presets, and colors of a reference photo or a version."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.engine.color.reference_colors import ReferenceColors
from colorizer_gui.engine.color.version_colors import VersionColors
from colorizer_gui.engine.look import ADJUSTMENTS, Look
from colorizer_gui.engine.messages import Message
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.panels.adjustment_row import AdjustmentRow
from colorizer_gui.gui.panels.presets import PresetMenu
from colorizer_gui.gui.panels.reference_rows import ReferenceRows
from colorizer_gui.gui.panels.version_rows import STRENGTH, VersionRows
from colorizer_gui.gui.session.undo import LookEdit
from colorizer_gui.gui.widgets.side_scroll import heading_button


class LookPanel(QWidget):
    """A row for each of `ADJUSTMENTS`, the less common ones folded under More.

    `edited` carries a LookEdit, `version_wanted` asks for the colors of another version of the
    photo, and `done` says that a number was typed and the focus should go elsewhere.

    Parameters
    ----------
    preferences : Preferences
        Keep the user's presets.
    """

    edited = Signal(object)
    version_wanted = Signal()
    done = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = self._base = Look()
        self._gesture = 0
        self.reset_button = self._make_reset_button()
        self.presets_button = QPushButton(self.tr("Presets"), flat=True)
        self.presets = PresetMenu(preferences, self.presets_button)
        self._fill_presets_button()
        self.more_button = self._make_more_button()
        common, grid = _grid()
        self.more, more_grid = _grid()
        self.rows = [
            AdjustmentRow(adjustment, grid if adjustment.is_common else more_grid, line, self)
            for line, adjustment in enumerate(ADJUSTMENTS)
        ]
        for row in self.rows:
            row.gesture_began.connect(self._begin_gesture)
            row.done.connect(self.done)
            row.value_changed.connect(lambda value, row=row: self._edit(row, value))
        width = max(row.name.sizeHint().width() for row in self.rows)
        for each in (grid, more_grid):
            each.setColumnMinimumWidth(0, width)
        self.reference = ReferenceRows(more_grid, len(self.rows), self)
        self.version = VersionRows(more_grid, len(self.rows) + ReferenceRows.LINES, self)
        self._connect_reference()
        self._connect_version()
        self.target = QLabel()
        self.controls = QWidget()
        self._arrange(common)
        self.unfold(False)
        self.show_target("")
        self.show_look(self._look)

    def _connect_reference(self) -> None:
        rows, remove = self.reference, Message("Remove Borrowed Colors")
        rows.removed.connect(lambda: self.ask(remove, replace(self._look, reference=None)))
        rows.matched.connect(
            lambda found: self.ask(Message("Match Colors"), replace(self._look, reference=found))
        )

    def _connect_version(self) -> None:
        rows, remove = self.version, Message("Remove Colors of Version")
        rows.wanted.connect(self.version_wanted)
        rows.removed.connect(lambda: self.ask(remove, replace(self._look, version=None)))
        rows.strength.gesture_began.connect(self._begin_gesture)
        rows.strength.done.connect(self.done)
        rows.strength.value_changed.connect(self._edit_version)

    def _make_reset_button(self) -> QPushButton:
        button = heading_button(self.tr("Reset"))
        button.setToolTip(self.tr("Reset all adjustments to neutral"))
        button.clicked.connect(self.reset)
        return button

    def _fill_presets_button(self) -> None:
        self.presets_button.setMinimumHeight(theme.HIT_SIZE)
        self.presets_button.setToolTip(self.tr("Looks to start from, including your own"))
        self.presets_button.setMenu(self.presets)
        self.presets.chosen.connect(self.ask)

    def _make_more_button(self) -> QToolButton:
        button = QToolButton()
        button.setText(self.tr("More"))
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setMinimumHeight(theme.HIT_SIZE)
        button.clicked.connect(lambda: self.unfold(self.more.isHidden()))
        return button

    def _arrange(self, common: QWidget) -> None:
        head = QHBoxLayout()
        head.addWidget(theme.heading(self.tr("LOOK")), 1)
        head.addWidget(self.presets_button)
        head.addWidget(self.reset_button)
        inner = QVBoxLayout(self.controls)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.GRID // 2)
        inner.addWidget(common)
        inner.addWidget(self.more_button)
        inner.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.target)
        column.addWidget(self.controls)

    def show_target(self, words: str) -> None:
        """Say what the adjustments act on; nothing where that goes without saying."""
        self.target.setText(words)
        self.target.setVisible(bool(words))

    def show_look(self, look: Look, base: Look | None = None) -> None:
        """Let the controls follow a look; what is not neutral is unfolded.

        Parameters
        ----------
        look : Look
        base : Look, optional
            What Reset goes back to; the neutral look by default.
        """
        self._look, self._base = look, base or Look()
        for row in self.rows:
            row.show_value(getattr(look, row.adjustment.name))
        self.reset_button.setEnabled(look != self._base)
        self.presets.show_look(look)
        self.reference.show_reference(look.reference)
        self.version.show_version(look.version)
        folded = [each for each in ADJUSTMENTS if not each.is_common]
        is_borrowing = look.reference is not None or look.version is not None
        if is_borrowing or any(getattr(look, each.name) != each.neutral for each in folded):
            self.unfold(True)

    def unfold(self, unfolded: bool) -> None:
        """Show the less common adjustments, or hide them."""
        arrow = Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow
        self.more_button.setArrowType(arrow)
        self.more.setVisible(unfolded)

    def borrow_colors(self, reference: ReferenceColors) -> None:
        """Ask for the look with the colors of a reference photo."""
        preferred = self.reference.preferred(reference)
        self.ask(Message("Borrow Colors"), replace(self._look, reference=preferred))

    def take_version(self, version: VersionColors) -> None:
        """Ask for the look with the colors of another version of the photo."""
        self.ask(Message("Colors of Another Version"), replace(self._look, version=version))

    def ask(self, name: Message | str, look: Look) -> None:
        """Ask for a whole look, as one edit that Undo shows by its name."""
        self._begin_gesture()
        self.edited.emit(LookEdit(name, look, self._gesture))
        self._begin_gesture()

    def reset(self) -> None:
        """Ask for the neutral look or, in a region, for that of the photo."""
        self.ask(Message("Reset Look"), self._base)

    def _begin_gesture(self) -> None:
        self._gesture += 1

    def _edit_version(self, strength: float) -> None:
        if self._look.version is not None:
            version = replace(self._look.version, strength=strength)
            look = replace(self._look, version=version)
            self.edited.emit(LookEdit(STRENGTH.label, look, self._gesture))

    def _edit(self, row: AdjustmentRow, value: float) -> None:
        change = {row.adjustment.name: value}
        look = replace(self._look, **change)  # type: ignore[arg-type]  # only names of floats
        self.edited.emit(LookEdit(row.adjustment.label, look, self._gesture))


def _grid() -> tuple[QWidget, QGridLayout]:
    """A widget, and the grid in it for rows of adjustments."""
    widget = QWidget()
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.GRID)
    grid.setVerticalSpacing(theme.GRID // 2)
    grid.setColumnStretch(1, 1)
    return widget, grid
