"""The line at the bottom: the photo, what was done last, and what does the work."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QLabel, QStatusBar

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.translation import translated
from colorizer_gui.gui.widgets.notices import ElidedLabel

DEVICES = {"CPUExecutionProvider": "CPU", "CUDAExecutionProvider": "CUDA"}


class Badge(QLabel):
    """A word in a frame."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self.setContentsMargins(theme.GRID, 2, theme.GRID, 2)

    def paintEvent(self, event):
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.current().faint))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()
        super().paintEvent(event)


class StatusBar(QStatusBar):
    """Three places for text: photo, state and device."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.photo = ElidedLabel()
        self.state = ElidedLabel()
        self.device = Badge()
        self.device.hide()
        self.setContentsMargins(2 * theme.GRID - 2, 2, 2 * theme.GRID, 2)
        self.addWidget(self.photo)
        self.addWidget(self.state, 1)
        self.addPermanentWidget(self.device)

    def show_photo(self, photo):
        """Name, size and depth of a photo."""
        name = photo.path.name if photo.path else self.tr("Pasted photo")
        kind = self.tr("gray") if photo.pixels.ndim == 2 else self.tr("color")
        words = self.tr("{0}    {1} \u00d7 {2}, {3}-bit {4}    ")
        self.photo.set_text(words.format(name, photo.width, photo.height, photo.bit_depth, kind))

    def show_state(self, text):
        """What was done last, or is being done."""
        self.state.set_text(text)

    def clear(self):
        """There is no photo."""
        self.photo.set_text("")
        self.state.set_text("")

    def show_device(self, state):
        """The device that really runs the model of a ModelState, and why."""
        name = DEVICES.get(state.provider, state.provider)
        self.device.setText(name)
        self.device.setVisible(bool(name))
        running = self.tr("The model runs on {0}.").format(name)
        why = translated(state.notice or "")
        self.device.setToolTip(" ".join(filter(None, (running, why))))
        self.device.setAccessibleName(self.device.toolTip())
