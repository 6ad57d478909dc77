"""The status bar: the open photo, the state of the work, and the device."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QStatusBar, QToolButton, QWidget

from colorizer_gui.engine.photo import Photo
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.translation import translated
from colorizer_gui.gui.session.pasted import photo_name
from colorizer_gui.gui.session.signals import ModelState
from colorizer_gui.gui.widgets.notices import ElidedLabel


class Badge(QLabel):
    """A word in a frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContentsMargins(theme.GRID, 2, theme.GRID, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.current().faint))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()
        super().paintEvent(event)


class StatusBar(QStatusBar):
    """Shows text in four places: which photo of how many, the photo, state and device.

    Parameters
    ----------
    result_action : QAction
        Offered beside the state after a result was saved.
    programs : QMenu
        Offered beside that, to open the result.
    """

    def __init__(
        self, result_action: QAction, programs: QMenu, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.result = QToolButton()
        self.result.setDefaultAction(result_action)
        self.result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.result.hide()
        self.programs = QPushButton(self.tr("Open in..."))
        self.programs.setMenu(programs)
        self.programs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.programs.hide()
        self.place = QLabel()
        self.place.setContentsMargins(0, 0, theme.GRID, 0)
        self.place.hide()
        self.photo = ElidedLabel()
        self.state = ElidedLabel()
        self.device = Badge()
        self.device.hide()
        self.setContentsMargins(2 * theme.GRID - 2, 2, 2 * theme.GRID, 2)
        self.addWidget(self.place)
        self.addWidget(self.photo)
        self.addWidget(self.state)
        self.addWidget(self.result)
        self.addWidget(self.programs)
        self.addWidget(QWidget(), 1)
        self.addPermanentWidget(self.device)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the state beside a long name."""
        self.photo.setMaximumWidth(self.width() // 2)
        super().resizeEvent(event)

    def show_photo(self, photo: Photo) -> None:
        """Show the name, size and depth of a photo."""
        name = photo_name(photo.path)
        kind = self.tr("gray") if photo.pixels.ndim == 2 else self.tr("color")
        words = self.tr("{0}    {1} \u00d7 {2}, {3}-bit {4}    ")
        self.photo.set_text(words.format(name, photo.width, photo.height, photo.bit_depth, kind))

    def show_place(self, place: int | None, count: int) -> None:
        """Show which of several open photos is on the screen, counted from 0."""
        self.place.setVisible(place is not None and count > 1)
        if place is not None:
            self.place.setText(self.tr("{0} of {1}").format(place + 1, count))

    def show_state(self, text: str) -> None:
        """Show what was done last, or is being done."""
        self.state.set_text(text)
        self.result.hide()
        self.programs.hide()

    def offer_result(self) -> None:
        """Offer to show and to open what was saved, until the state changes."""
        self.result.show()
        self.programs.show()

    def clear(self) -> None:
        """Show no photo and no state."""
        self.photo.set_text("")
        self.show_state("")

    def show_device(self, state: ModelState) -> None:
        """Show the device that runs the model, and why it is not another one."""
        name = state.provider
        self.device.setText(name)
        self.device.setVisible(bool(name))
        running = self.tr("The model runs on {0}.").format(name)
        why = translated(state.notice or "")
        self.device.setToolTip(" ".join(filter(None, (running, why))))
        self.device.setAccessibleName(self.device.toolTip())
