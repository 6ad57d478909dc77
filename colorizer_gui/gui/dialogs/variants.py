"""Variants: large pictures of what a surface, or the whole photo, might look like instead."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
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

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import reduced
from colorizer_gui.engine.session.edits import HintState
from colorizer_gui.engine.session.predictions import Rendering
from colorizer_gui.engine.session.variant_pictures import (
    differs_from_all,
    model_picture,
    surface_of,
    vividness_pictures,
)
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.color_words import color_words
from colorizer_gui.gui.base.colors import shown_color
from colorizer_gui.gui.base.images import to_qimage
from colorizer_gui.gui.base.screen_color import screen_colors
from colorizer_gui.gui.base.tasks import Task, Tasks
from colorizer_gui.gui.base.translation import translated
from colorizer_gui.gui.session.signals import ModelState

PICTURE = QSize(288, 216)
MOST_COLUMNS = 3
COLUMN = PICTURE.width() + 2 * theme.GRID
BESIDE = 6 * theme.GRID  # margins and a scroll bar
SIZE = QSize(MOST_COLUMNS * COLUMN + BESIDE, 720)
PIXELS = 4 * PICTURE.width() * PICTURE.height()  # of a picture, for a scale factor of 2


@dataclass(frozen=True)
class Variant:
    """A model, by the path of its file, with a vividness."""

    model: Path
    vividness: float


@dataclass(frozen=True)
class SurfaceColor:
    """A color, a* and b*, for the surface of a hint."""

    a: float
    b: float


Choice = Variant | SurfaceColor
# The name of a model, and work with it on a worker that gives what then is done on this thread.
_Job = tuple[str, Callable[[], Callable[[], object]]]


@dataclass(frozen=True, eq=False)
class _Picture:
    """A picture of a choice; its pixels tell whether others differ from it."""

    choice: Choice
    words: str
    pixels: PixelArray
    image: QImage


class VariantsDialog(QDialog):
    """Shows other colors of the selected hint's surface, then calmer, more vivid and other models.

    `chosen` carries a Variant or a SurfaceColor. Pictures that look like another one are left out.

    Parameters
    ----------
    result : Rendering
        The photo with its hints and its look.
    hints : HintState
        The hint that is selected, if there is one, gives the surface.
    models : ModelState
    tasks : Tasks
    device : str
        What models run on, one of `choices.DEVICES`.
    """

    chosen = Signal(object)

    def __init__(
        self,
        result: Rendering,
        hints: HintState,
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
        self._hints = self._latest_hints = hints
        self._models = models
        self._photo = reduced(result.photo, PIXELS)
        self._in_use = result.colorizer.model.info.path
        self._kept: list[_Picture] = []  # of the whole photo
        self.buttons: dict[Choice, QToolButton] = {}
        self.setWindowTitle(self.tr("Variants"))
        self.resize(SIZE.boundedTo(self.screen().availableGeometry().size() * 0.94))
        self._columns = min(max((self.width() - BESIDE) // COLUMN, 1), MOST_COLUMNS)
        self._group = QButtonGroup(self)
        self._state = QLabel()
        self._content = QVBoxLayout()
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(theme.GRID)
        self._surface: QGridLayout | None = None
        if hints.current is not None:
            self._surface = self._section(self.tr("SELECTED SURFACE"))
        self._whole = self._section(self.tr("WHOLE PHOTO"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.GRID] * 4)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self._state)
        self._waiting = self._jobs()
        self._next()

    def _section(self, title: str) -> QGridLayout:
        self._content.addWidget(theme.heading(title))
        grid = QGridLayout()
        grid.setSpacing(theme.GRID)
        grid.setColumnStretch(self._columns, 1)
        self._content.addLayout(grid)
        return grid

    def _scrolled(self) -> QScrollArea:
        content = QWidget()
        content.setLayout(self._content)
        self._content.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the focus of the pictures
        scroll.setWidget(content)
        theme.slim_bars(scroll)
        return scroll

    def follow_hints(self, hints: HintState) -> None:
        """Offer colors for the surface only while its hint is selected."""
        self._latest_hints = hints
        for choice, button in self.buttons.items():
            button.setEnabled(self._is_usable(choice))

    def _is_usable(self, choice: Choice) -> bool:
        """Whether a choice acts on what its picture shows, whichever hint is selected by now."""
        own, other = self._hints.current, self._latest_hints.current
        is_same = own and other and (own.x, own.y) == (other.x, other.y)
        return bool(is_same) or not isinstance(choice, SurfaceColor)

    # the work, one job after the other

    def _jobs(self) -> deque[_Job]:
        """The work that is known; that for each color of the surface follows from the first."""
        own = self._models.name_of(self._in_use)
        jobs: deque[_Job] = deque([(own, self._vividnesses)])
        if self._surface is not None:
            jobs.appendleft((own, self._colors))
        others = [path for path in self._models.installed if path != self._in_use]
        # A smaller file of the same network differs least, so it comes last.
        for path in sorted(others, key=_size, reverse=True):
            jobs.append((self._models.name_of(path), partial(self._model, path)))
        return jobs

    def _next(self) -> None:
        self._task = None
        if not self._waiting:
            self._state.setText(self.tr("Click a variant to use it."))
            return
        name, job = self._waiting.popleft()
        self._state.setText(self.tr("Colorizing with {0}").format(name))
        self._task = self._tasks.run(job, self._show, self._on_failure)

    def _show(self, show: Callable[[], object]) -> None:
        show()
        self._next()

    def _on_failure(self, error: Exception) -> None:
        if not isinstance(error, ColorizerError):
            raise error  # a bug: the exception hook takes it from here
        self._say(translated(error.message))
        self._next()

    # on a worker

    def _colors(self) -> Callable[[], object]:
        """Find the colors of the surface, each a job of its own."""
        place = self._hints.selected
        if place is None:
            raise ValueError("no hint is selected")
        surface = surface_of(self._result, self._hints.shown, place, PIXELS)

        def picture(ab: tuple[float, float]) -> Callable[[], object]:
            pixels = surface.picture(ab)
            words = color_words(shown_color(surface.lightness, *ab))
            made = _Picture(SurfaceColor(*ab), words, pixels, to_qimage(pixels))
            return lambda: self._add(self._surface, made)

        name = self._models.name_of(self._in_use)
        jobs = [(name, partial(picture, ab)) for ab in surface.colors]
        return lambda: self._waiting.extendleft(reversed(jobs))

    def _vividnesses(self) -> Callable[[], object]:
        """From calm to vivid, as many as differ."""
        kept = [
            _Picture(
                Variant(self._in_use, vividness),
                self.tr("Vividness {0}").format(round(vividness * 100)),
                pixels,
                to_qimage(pixels),
            )
            for vividness, pixels in vividness_pictures(self._result, self._photo)
        ]
        return lambda: self._add_whole(kept)

    def _model(self, path: Path) -> Callable[[], object]:
        """Another model with the look of the photo, if it differs."""
        colorizer = Colorizer(Model(path, self._device))
        info = colorizer.model.info
        pixels = model_picture(self._result, colorizer, self._photo)
        variant = Variant(info.path, self._result.look.vividness)
        made = _Picture(variant, info.name, pixels, to_qimage(pixels))
        if differs_from_all(pixels, (other.pixels for other in self._kept)):
            return lambda: self._add_whole([made])
        return lambda: self._say(self.tr("{0} gives the same colors here.").format(info.name))

    # what is shown

    def _add_whole(self, pictures: Sequence[_Picture]) -> None:
        for picture in pictures:
            self._kept.append(picture)
            self._add(self._whole, picture)

    def _add(self, grid: QGridLayout | None, picture: _Picture) -> None:
        if grid is None:
            return
        button = QToolButton()
        button.setAutoRaise(True)
        button.setCheckable(True)
        button.setIconSize(PICTURE)
        shown = screen_colors.image(picture.image, self)
        button.setIcon(QIcon(QPixmap.fromImage(_fitted(shown))))
        button.setText(picture.words)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(picture.words)
        button.setChecked(picture.choice == Variant(self._in_use, self._result.look.vividness))
        button.setEnabled(self._is_usable(picture.choice))
        button.clicked.connect(lambda _: self.chosen.emit(picture.choice))
        self._group.addButton(button)
        self.buttons[picture.choice] = button
        count = grid.count()
        grid.addWidget(button, count // self._columns, count % self._columns)

    def _say(self, words: str) -> None:
        """Add a line below all pictures."""
        self._content.insertWidget(self._content.count() - 1, QLabel(words, wordWrap=True))

    def done(self, code: int) -> None:
        """Close, and colorize no more."""
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()
        super().done(code)


def _fitted(image: QImage) -> QImage:
    """An image no larger than a picture on a fine screen."""
    way, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(PICTURE * 2, way, smooth)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
