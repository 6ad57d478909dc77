"""What the signals of the document carry."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QImage

from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.runtime import ModelInfo
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.session.sidecar import Kept


@dataclass(frozen=True)
class Busy:
    """Work that the user waits for; an empty text when there is none.

    `percent` is how much of it is done, None while that is not known.
    """

    text: str = ""
    percent: int | None = None


@dataclass(frozen=True)
class Problem:
    """A sentence about what went wrong; `details` is for those who want to know exactly."""

    sentence: str
    details: str = ""

    @classmethod
    def of(cls, error):
        """What a ColorizerError says, and what caused it."""
        causes, cause = [], error.__cause__
        while cause is not None:
            causes.append(f"{type(cause).__name__}: {cause}")
            cause = cause.__cause__ or cause.__context__
        return cls(str(error), "\n".join(causes))


@dataclass(frozen=True, eq=False)
class Opened:
    """A photo was opened, not yet colorized.

    `screens` are copies for the screen, the largest last, `before` is the picture of that one, and
    `kept` what was Kept of earlier work.
    """

    photo: Photo
    screens: tuple[Photo, ...]
    before: QImage
    notices: tuple[Message, ...]
    kept: Kept


@dataclass(frozen=True, eq=False)
class Colorized:
    """The photo was colorized; `seconds` is None when only its look changed."""

    after: QImage
    seconds: float | None


@dataclass(frozen=True)
class ModelState:
    """The models there are, and the one in use, if any: what runs it, and why not CUDA.

    `names` has the names of those that were loaded: only then are they known.
    """

    installed: tuple[Path, ...]
    info: ModelInfo | None = None
    provider: str = ""
    notice: str | None = None
    names: dict[Path, str] = field(default_factory=dict)

    def name_of(self, path):
        """The name of a model, or that of its file."""
        return self.names.get(path, path.stem)


@dataclass(frozen=True)
class HintState:
    """The hints of the photo, and which of them is selected."""

    hints: tuple[ColorHint, ...] = ()
    selected: int | None = None

    @property
    def current(self):
        """The selected hint, or None."""
        return None if self.selected is None else self.hints[self.selected]

    def with_current(self, hint):
        """The same with another hint in the place of the selected one."""
        hints = list(self.hints)
        hints[self.selected] = hint
        return HintState(tuple(hints), self.selected)

    def others(self):
        """The hints that are not selected."""
        return tuple(hint for i, hint in enumerate(self.hints) if i != self.selected)


@dataclass(frozen=True)
class PaletteState:
    """What the palette is about: the selected hint, L* at its place, likely colors there."""

    hint: ColorHint | None = None
    lightness: float = 50.0
    suggested: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class ColorPick:
    """A color the user chose. Picks of one gesture (a drag) are undone together."""

    a: float
    b: float
    gesture: int | None = None
