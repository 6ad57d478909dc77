"""What the signals of the document and of what belongs to it carry."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QImage

from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.contract import ModelInfo
from colorizer_gui.engine.model.versions import MeantModel
from colorizer_gui.engine.photo import Photo


@dataclass(frozen=True)
class Problem:
    """What went wrong; `details` is for those who want to know exactly."""

    message: Message
    details: str = ""

    @classmethod
    def of(cls, error: ColorizerError) -> "Problem":
        """What an error says, and what caused it."""
        causes, cause = [], error.__cause__
        while cause is not None:
            causes.append(f"{type(cause).__name__}: {cause}")
            cause = cause.__cause__ or cause.__context__
        return cls(error.message, "\n".join(causes))


@dataclass(frozen=True, eq=False)
class Opened:
    """A photo was opened, not yet colorized; `before` is its picture for the screen.

    `keeps_colors` says that it will not be colorized, because it is in color already; `made_with`
    is about the model that colorized it before.
    """

    photo: Photo
    before: QImage
    notices: tuple[Message, ...]
    keeps_colors: bool = False
    made_with: "MadeWith | None" = None


@dataclass(frozen=True, eq=False)
class PreparedAnew:
    """The photo was prepared in another way and is not colorized yet; `before` as in Opened."""

    photo: Photo
    before: QImage


@dataclass(frozen=True)
class MadeWith:
    """The model that colorized a photo before: its id in the recipe, and what is there of it."""

    model: str
    meant: MeantModel | None


@dataclass(frozen=True, eq=False)
class Colorized:
    """The photo was colorized; `seconds` is None when only its look changed."""

    after: QImage
    seconds: float | None


@dataclass(frozen=True)
class ModelState:
    """The installed models, and the one in use.

    Parameters
    ----------
    installed : tuple of Path
    info : ModelInfo or None
        Of the model in use.
    provider : str
        What runs it.
    notice : Message or None
        Why that is not the device that was asked for.
    names : dict of Path to str
        What the models call themselves.
    devices : tuple of str
        What models may run on here; those of `choices.DEVICES` that the installation has.
    """

    installed: tuple[Path, ...]
    info: ModelInfo | None = None
    provider: str = ""
    notice: Message | None = None
    names: dict[Path, str] = field(default_factory=dict)
    devices: tuple[str, ...] = ("auto", "cpu")

    def name_of(self, path: Path) -> str:
        """The name of a model; of its file where it has none."""
        return self.names.get(path, path.stem)


@dataclass(frozen=True)
class SuggestedColors:
    """Colors to choose from for the selected hint.

    Parameters
    ----------
    hint : ColorHint or None
        None while no hint is selected.
    lightness : float
        L* at its place, 0..100, at which colors are shown.
    suggested : tuple of (float, float)
        a*, b* of likely colors of the place, the likeliest first.
    is_draft : bool
        Whether the hint has no color of its own yet.
    """

    hint: ColorHint | None = None
    lightness: float = 50.0
    suggested: tuple[tuple[float, float], ...] = ()
    is_draft: bool = False
