"""The panel of the mode in which a scan is prepared; it lies where colors and look are else."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.prepare.crop_rows import CropRows
from colorizer_gui.gui.prepare.dust_rows import DustRows
from colorizer_gui.gui.prepare.levels_rows import LevelsRows
from colorizer_gui.gui.widgets.side_scroll import SideScroll, dividing_line


class PreparePanel(QWidget):
    """Geometry, tones and dust, which scroll, above Done and Cancel, which do not.

    Parameters
    ----------
    turns : tuple of QAction
        That turn the photo left and right.
    """

    def __init__(self, turns: tuple[QAction, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.geometry_rows = CropRows(turns)
        self.levels = LevelsRows()
        self.dust = DustRows()
        self.rows = SideScroll()
        self.done_button = QPushButton(self.tr("Done"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("Leave the photo as it was (Esc)"))
        self._arrange()
        self.show_busy(False)

    def show_busy(self, is_busy: bool) -> None:
        """Show that dust is being looked for, which what is prepared is to have."""
        self.dust.show_busy(is_busy)
        self.done_button.setEnabled(not is_busy)
        self.done_button.setText(self.tr("Looking for Dust") if is_busy else self.tr("Done"))
        self.done_button.setToolTip(
            self.tr("Wait until dust is found, or press Stop")
            if is_busy
            else self.tr("Use the prepared photo (Enter)")
        )

    def _arrange(self) -> None:
        self.rows.add(
            theme.heading(self.tr("PREPARE SCAN")),
            self.geometry_rows,
            dividing_line(),
            self.levels,
            dividing_line(),
            self.dust,
        )
        buttons = QHBoxLayout()
        margin = 2 * theme.GRID
        buttons.setContentsMargins(margin, theme.GRID, margin, theme.GRID)
        buttons.setSpacing(theme.GRID)
        for button in (self.cancel_button, self.done_button):
            button.setMinimumHeight(theme.HIT_SIZE)
            buttons.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.rows, 1)
        column.addWidget(dividing_line())
        column.addLayout(buttons)
