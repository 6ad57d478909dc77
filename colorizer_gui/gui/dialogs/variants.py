"""Variants: small pictures of the photo with every model at several vividnesses."""

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
from colorizer_gui.engine.session.predictions import Rendering
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.images import to_qimage
from colorizer_gui.gui.base.screen_color import screen_colors
from colorizer_gui.gui.base.tasks import Task, Tasks
from colorizer_gui.gui.base.translation import translated
from colorizer_gui.gui.session.signals import ModelState

VIVIDNESSES = (0.0, 0.25, 0.5, 0.75, 1.0)
PICTURE = QSize(176, 132)
MOST_ROWS = 3  # shown without scrolling
PIXELS = 4 * PICTURE.width() * PICTURE.height()  # of a picture, for a scale factor of 2


@dataclass(frozen=True)
class Variant:
    """A model, by the path of its file, with a vividness."""

    model: Path
    vividness: float


@dataclass(frozen=True, eq=False)
class _Row:
    """The pictures of one model."""

    name: str
    images: tuple[QImage, ...]


class VariantsDialog(QDialog):
    """Colorizes the photo with one model after the other. `chosen` carries a Variant.

    Parameters
    ----------
    result : Rendering
        The photo with its hints and its look.
    models : ModelState
    tasks : Tasks
    device : str
        What models run on, one of `choices.DEVICES`.
    """

    chosen = Signal(object)

    def __init__(
        self,
        result: Rendering,
        models: ModelState,
        tasks: Tasks,
        device: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._device = device
        self._task: Task | None = None
        self._result = result
        self._photo = reduced(result.photo, PIXELS)
        self._in_use = result.colorizer.model.info.path
        self._waiting = list(models.installed)
        self.buttons: dict[Variant, QToolButton] = {}
        self.setWindowTitle(self.tr("Variants"))
        self._group = QButtonGroup(self)
        self._grid = self._make_grid()
        self._state = QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.GRID] * 4)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(self._scrolled(self._grid), 1)
        column.addWidget(self._state)
        width = len(VIVIDNESSES) * (PICTURE.width() + 4 * theme.GRID)
        rows = min(len(self._waiting), MOST_ROWS)
        self.resize(width, 12 * theme.GRID + rows * (PICTURE.height() + 6 * theme.GRID))
        self._next()

    def _make_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(theme.GRID)
        for column, vividness in enumerate(VIVIDNESSES):
            words = self.tr("Vividness {0}").format(round(vividness * 100))
            grid.addWidget(QLabel(words, alignment=Qt.AlignmentFlag.AlignCenter), 0, column)
        return grid

    def _scrolled(self, grid: QGridLayout) -> QScrollArea:
        content = QWidget()
        top = QVBoxLayout(content)
        top.setContentsMargins(0, 0, 0, 0)
        top.addLayout(grid)
        top.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(content)
        theme.slim_bars(scroll)
        return scroll

    def _next(self) -> None:
        """Colorize with the next model that waits."""
        self._task = None
        if not self._waiting:
            self._state.setText(self.tr("Click a variant to use it."))
            return
        path = self._waiting.pop(0)
        self._state.setText(self.tr("Colorizing with {0}").format(path.stem))
        self._task = self._tasks.run(
            lambda: self._colorize(path), lambda row: self._show_row(path, row), self._on_failure
        )

    def _colorize(self, path: Path) -> _Row:
        """Make the pictures of one model; on a worker thread."""
        result = self._result
        if path == self._in_use:
            colorizer, prediction = result.colorizer, result.prediction()
        else:
            colorizer = Colorizer(Model(path, self._device))
            prediction = colorizer.predict(self._photo, result.hints, regions=result.regions)
        looks = [replace(result.look, vividness=vividness) for vividness in VIVIDNESSES]
        images = [
            to_qimage(colorizer.render(self._photo, prediction, look, regions=result.regions))
            for look in looks
        ]
        return _Row(colorizer.model.info.name, tuple(images))

    def _show_row(self, path: Path, row: _Row) -> None:
        self._add_line(row.name)
        line = self._grid.rowCount()
        for column, (vividness, image) in enumerate(zip(VIVIDNESSES, row.images, strict=True)):
            variant = Variant(path, vividness)
            words = self.tr("{0}, vividness {1}").format(row.name, round(vividness * 100))
            button = self._button(variant, image, words)
            self._group.addButton(button)
            self.buttons[variant] = button
            self._grid.addWidget(button, line, column)
        self._next()

    def _button(self, variant: Variant, image: QImage, words: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setCheckable(True)
        button.setIconSize(PICTURE)
        button.setIcon(QIcon(QPixmap.fromImage(screen_colors.image(image, self))))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setChecked(variant == Variant(self._in_use, self._result.look.vividness))
        button.clicked.connect(lambda _: self.chosen.emit(variant))
        return button

    def _add_line(self, words: str) -> None:
        """Add a text below what is there, as wide as all pictures."""
        label = QLabel(words, wordWrap=True)
        self._grid.addWidget(label, self._grid.rowCount(), 0, 1, len(VIVIDNESSES))

    def _on_failure(self, error: Exception) -> None:
        if not isinstance(error, ColorizerError):
            raise error  # a bug: the exception hook takes it from here
        self._add_line(translated(error.message))
        self._next()

    def done(self, code: int) -> None:
        """Close, and colorize no more."""
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()
        super().done(code)
