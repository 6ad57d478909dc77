"""What a network must offer to be trained, exported and measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol, Self, runtime_checkable

from torch import Tensor, nn


class Prediction(NamedTuple):
    """What a network gives for photos.

    Parameters
    ----------
    ab : Tensor, shape (N, 2, h, w)
        a*, b* in CIELAB units.
    bins : Tensor, shape (N, Q, h', w'), or None
        Logits over the color bins; None for a network without bins.
    surface : Tensor, shape (N, D + 1, h, w), or None
        Vectors and limits of places, see `training.architectures.surface_head`; None for a network
        without them.
    """

    ab: Tensor
    bins: Tensor | None = None
    surface: Tensor | None = None


@runtime_checkable
class Network(Protocol):
    """A network of `training.architectures.ARCHITECTURES`, also a `torch.nn.Module`.

    Further parts are optional: ``encoder``, a module with a learning rate of its own;
    ``load_encoder(path)``, which starts it from published weights; ``keep_stages(count)``, which
    freezes its first stages; ``new_parts``, prefixes of names of weights that a checkpoint to
    start from may lack.
    """

    @property
    def stride(self) -> int:
        """Height and width of the input are multiples of it."""
        ...

    @property
    def output_stride(self) -> int:
        """Pixels of the input to one cell of the output of a model file."""
        ...

    @property
    def has_hints(self) -> bool:
        """Whether hints change the prediction."""
        ...

    @property
    def has_surface(self) -> bool:
        """Whether the prediction has `Prediction.surface`."""
        ...

    @property
    def bin_centres(self) -> Tensor | None:
        """a*, b* of each bin, shape (Q, 2); the spelling is that of checkpoints and model files."""
        ...

    def __call__(self, lightness: Tensor, hints: Tensor | None) -> Prediction:
        """Predict color.

        Parameters
        ----------
        lightness : Tensor, shape (N, 1, H, W)
            L*, 0..100.
        hints : Tensor, shape (N, 3, H, W), or None
            a*, b* and a mask of 0 or 1; None or unread without `has_hints`.
        """
        ...

    # Of torch.nn.Module:

    def parameters(self) -> Iterator[nn.Parameter]:
        """All weights."""
        ...

    def state_dict(self) -> dict[str, Any]:
        """Weights and buffers by name."""
        ...

    def load_state_dict(self, state_dict: Mapping[str, Any], strict: bool = True) -> Any:
        """Take weights and buffers; without `strict`, returns the names that do not fit."""
        ...

    def eval(self) -> Self:
        """Switch to evaluation mode."""
        ...


class Architecture(Protocol):
    """A class of networks."""

    @property
    def stride(self) -> int:
        """See `Network`."""
        ...

    @property
    def measured_bins(self) -> bool:
        """Whether the bins are chosen from training photos and the first argument of the class."""
        ...

    @property
    def fixed_bins(self) -> Callable[[], Tensor] | None:
        """Gives the color bins, (Q, 2), of a class whose bins never change."""
        ...

    def __call__(self, *args: Any, **kwargs: Any) -> Network:
        """Make a network with random weights."""
        ...


@runtime_checkable
class HasEncoder(Protocol):
    """A network whose encoder may start from published weights."""

    encoder: nn.Module

    def load_encoder(self, path: Path) -> None:
        """Start the encoder from a file of published weights."""
        ...
