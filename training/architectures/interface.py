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

    Attributes
    ----------
    stride : int
        Height and width of the input are multiples of it.
    output_stride : int
        Pixels of the input to one cell of the output that a model file has.
    has_hints : bool
        Whether hints change the prediction.
    has_surface : bool
        Whether the prediction has `Prediction.surface`.
    measured_bins : bool
        Whether the color bins are chosen from the training photos; they are the first argument of
        the class then.
    fixed_bins : callable or None
        Gives the color bins, (Q, 2), of a network whose bins never change.
    bin_centres : Tensor, shape (Q, 2), or None
        a*, b* of each bin. The spelling is that of checkpoints and model files.

    Notes
    -----
    Further parts are optional: ``encoder``, a module that learns at a rate of its own;
    ``load_encoder(path)``, which starts it from published weights; ``keep_stages(count)``, which
    freezes its first stages; ``new_parts``, prefixes of names of weights that a checkpoint to
    start from may lack.
    """

    stride: int
    output_stride: int
    has_hints: bool
    has_surface: bool
    measured_bins: bool
    fixed_bins: Callable[[], Tensor] | None

    @property
    def bin_centres(self) -> Tensor | None:
        """a*, b* of each bin, shape (Q, 2)."""
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


@runtime_checkable
class HasEncoder(Protocol):
    """A network whose encoder may start from published weights."""

    encoder: nn.Module

    def load_encoder(self, path: Path) -> None:
        """Start the encoder from a file of published weights."""
        ...
