"""The page that the window shows without a photo."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QIcon,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.screen_color import screen_colors
from colorizer_gui.gui.session.thumbnails import Thumbnails

TITLE_SCALE = 1.5
RECENT = 5
THUMBNAIL = QSize(96, 72)


class EmptyPage(QWidget):
    """An invitation, the button Open, and the recent photos.

    `chosen` carries the path of the recent photo that the user chose.

    Parameters
    ----------
    open_action : QAction
    thumbnails : Thumbnails
    """

    chosen = Signal(object)

    def __init__(
        self, open_action: QAction, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._welcome = False
        thumbnails.ready.connect(self._show_thumbnail)
        title = QLabel(self.tr("Drop a black-and-white photo here"))
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title.setWordWrap(True)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * TITLE_SCALE)
        title.setFont(font)
        self.button = QPushButton(self.tr("Open..."))
        self.button.setToolTip(open_action.toolTip())
        self.button.setMinimumSize(16 * theme.GRID, 5 * theme.GRID)
        self.button.clicked.connect(open_action.trigger)
        self.recent: dict[Path, QToolButton] = {}
        self._recent_title = QLabel(self.tr("Recent photos"))
        self._recent_row = QHBoxLayout()
        self._recent_row.setSpacing(theme.GRID)
        column = QVBoxLayout(self)
        column.setSpacing(3 * theme.GRID)
        column.addStretch(1)
        column.addWidget(title)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        column.addWidget(self._recent_title, 0, Qt.AlignmentFlag.AlignCenter)
        column.addLayout(self._recent_row)
        column.addSpacing(4 * theme.GRID)
        self.show_paths(())

    def show_paths(self, paths: Iterable[str]) -> None:
        """Offer the first of these photos."""
        while (item := self._recent_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.recent = {path: self._button(path) for path in map(Path, islice(paths, RECENT))}
        self._recent_row.addStretch(1)
        for path, button in self.recent.items():
            self._recent_row.addWidget(button)
            if self.isVisible():
                self._show_thumbnail(path)
        self._recent_row.addStretch(1)
        self._recent_title.setVisible(bool(self.recent))

    def _button(self, path: Path) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setIconSize(THUMBNAIL)
        button.setToolTip(str(path))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(self.tr("Open {0}").format(path.name))
        shown = button.fontMetrics().elidedText(
            path.name, Qt.TextElideMode.ElideMiddle, THUMBNAIL.width() + theme.GRID
        )
        button.setText(shown.replace("&", "&&"))
        button.setFixedWidth(THUMBNAIL.width() + 3 * theme.GRID)
        blank = QPixmap(THUMBNAIL)
        blank.fill(Qt.GlobalColor.transparent)
        button.setIcon(blank)
        button.clicked.connect(lambda: self.chosen.emit(path))
        return button

    def _show_thumbnail(self, path: Path) -> None:
        if path in self.recent and (image := self._thumbnails.of(path)) is not None:
            shown = _padded(screen_colors.image(image, self))
            self.recent[path].setIcon(QIcon(QPixmap.fromImage(shown)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for path in self.recent:
            self._show_thumbnail(path)

    def show_welcome(self, welcome: bool) -> None:
        """Mark the frame while something that can be dropped is over the window."""
        self._welcome = welcome
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme.current()
        painter.fillRect(self.rect(), QColor(colors.canvas))
        edge = 3 * theme.GRID + 0.5
        frame = QPen(QColor(colors.faint), 1, Qt.PenStyle.DashLine)
        if self._welcome:
            frame = QPen(QColor(colors.accent), 2)
        painter.setPen(frame)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), theme.GRID, theme.GRID
        )


def _padded(image: QImage) -> QImage:
    """An image in the middle of one with the ratio of a thumbnail, so that names are level."""
    room = QSize(THUMBNAIL)
    room.scale(image.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    padded = QImage(room, QImage.Format.Format_ARGB32_Premultiplied)
    padded.fill(Qt.GlobalColor.transparent)
    painter = QPainter(padded)
    painter.drawImage(
        (room.width() - image.width()) // 2, (room.height() - image.height()) // 2, image
    )
    painter.end()
    return padded
