"""The photo in many ways, small, to pick from: every model at several vividnesses."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import reduced
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.images import to_qimage
from colorizer_gui.gui.base.translation import translated

VIVIDNESSES = (0.0, 0.25, 0.5, 0.75, 1.0)
PICTURE = QSize(176, 132)
MOST_ROWS = 3  # that are shown without scrolling
PIXELS = 4 * PICTURE.width() * PICTURE.height()  # enough for a fine screen


@dataclass(frozen=True)
class Variant:
    """A model, by the path of its file, and a vividness."""

    model: Path
    vividness: float


@dataclass(frozen=True, eq=False)
class _Row:
    name: str
    images: tuple[QImage, ...]


class VariantsDialog(QDialog):
    """Colors the photo with one model after the other. `chosen` carries a Variant.

    Parameters
    ----------
    document : Document
        Its photo, hints and look are those of the moment.
    tasks : Tasks
    device : str
        What models run on.
    """

    chosen = Signal(object)

    def __init__(self, document, tasks, device, parent=None):
        super().__init__(parent)
        self._tasks = tasks
        self._device = device
        self._task = None
        self._result = document.result()
        self._photo = reduced(document.photo, PIXELS)
        self._in_use = document.models.info.path
        self._waiting = list(document.models.installed)
        self.buttons = {}  # by Variant
        self.setWindowTitle(self.tr("Variants"))
        self._group = QButtonGroup(self)
        content = QWidget()
        top = QVBoxLayout(content)
        top.setContentsMargins(0, 0, 0, 0)
        self._grid = QGridLayout()
        top.addLayout(self._grid)
        top.addStretch(1)
        self._grid.setSpacing(theme.GRID)
        for column, vividness in enumerate(VIVIDNESSES):
            words = self.tr("Vividness {0}").format(round(vividness * 100))
            self._grid.addWidget(QLabel(words, alignment=Qt.AlignmentFlag.AlignCenter), 0, column)
        scroll = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        scroll.setWidget(content)
        theme.slim_bars(scroll)
        self._state = QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.GRID] * 4)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(scroll, 1)
        column.addWidget(self._state)
        width = len(VIVIDNESSES) * (PICTURE.width() + 4 * theme.GRID)
        rows = min(len(self._waiting), MOST_ROWS)
        self.resize(width, 12 * theme.GRID + rows * (PICTURE.height() + 6 * theme.GRID))
        self._next()

    def _next(self):
        """Color with the next model that waits."""
        self._task = None
        if not self._waiting:
            self._state.setText(self.tr("Click a variant to use it."))
            return
        path = self._waiting.pop(0)
        self._state.setText(self.tr("Colorizing with {0}").format(path.stem))
        self._task = self._tasks.run(
            lambda: self._made(path), lambda row: self._show_row(path, row), self._failed
        )

    def _made(self, path):
        """The pictures of one model; on a worker."""
        result = self._result
        if path == self._in_use:
            colorizer, prediction = result.analyses.colorizer, result.analyses.of(result.hints)
        else:
            colorizer = Colorizer(Model(path, self._device))
            prediction = colorizer.analyze(self._photo, result.hints)
        looks = [replace(result.look, vividness=vividness) for vividness in VIVIDNESSES]
        images = [to_qimage(colorizer.render(self._photo, prediction, look)) for look in looks]
        return _Row(colorizer.model.info.name, tuple(images))

    def _show_row(self, path, row):
        line = self._grid.rowCount()
        name = QLabel(row.name, wordWrap=True)
        self._grid.addWidget(name, line, 0, 1, len(VIVIDNESSES))
        for column, (vividness, image) in enumerate(zip(VIVIDNESSES, row.images, strict=True)):
            variant = Variant(path, vividness)
            button = QToolButton(autoRaise=True, checkable=True, iconSize=PICTURE)
            button.setIcon(QIcon(QPixmap.fromImage(image)))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            words = self.tr("{0}, vividness {1}").format(row.name, round(vividness * 100))
            button.setAccessibleName(words)
            button.setToolTip(words)
            in_use = path == self._in_use and vividness == self._result.look.vividness
            button.setChecked(in_use)
            button.clicked.connect(lambda _, variant=variant: self.chosen.emit(variant))
            self._group.addButton(button)
            self.buttons[variant] = button
            self._grid.addWidget(button, line + 1, column)
        self._next()

    def _failed(self, error):
        if not isinstance(error, ColorizerError):
            raise error  # a bug: the exception hook takes it from here
        line = self._grid.rowCount()
        self._grid.addWidget(QLabel(translated(error), wordWrap=True), line, 0, 1, len(VIVIDNESSES))
        self._next()

    def done(self, code):
        """Closed: color no more."""
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()
        super().done(code)
