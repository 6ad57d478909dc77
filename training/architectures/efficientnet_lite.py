"""EfficientNet-Lite as an encoder that also sees hints.

References
----------
M. Tan and Q. V. Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks",
ICML 2019; the Lite variants have ReLU6 and no squeeze-and-excitation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

# Expansion, channels, blocks, stride of the first block, filter size.
Stage = tuple[int, int, int, int, int]


class Variant(NamedTuple):
    """The stages of one size of EfficientNet-Lite.

    Parameters
    ----------
    fixed : sequence of Stage
        Up to a quarter of the size; they keep their published weights.
    learned : sequence of Stage
    """

    fixed: Sequence[Stage]
    learned: Sequence[Stage]

    @property
    def skip_channels(self) -> tuple[int, int, int, int]:
        """Channels of what the encoder returns, at 1/4, 1/8, 1/16 and 1/32 of the size."""
        channels = [stage[1] for stage in self.learned]
        return self.fixed[-1][1], channels[0], channels[2], channels[4]


VARIANTS = {
    0: Variant(
        ((1, 16, 1, 1, 3), (6, 24, 2, 2, 3)),
        (
            (6, 40, 2, 2, 5),
            (6, 80, 3, 2, 3),
            (6, 112, 3, 1, 5),
            (6, 192, 4, 2, 5),
            (6, 320, 1, 1, 3),
        ),
    ),
    2: Variant(
        ((1, 16, 1, 1, 3), (6, 24, 3, 2, 3)),
        (
            (6, 48, 3, 2, 5),
            (6, 88, 4, 2, 3),
            (6, 120, 4, 1, 5),
            (6, 208, 5, 2, 5),
            (6, 352, 1, 1, 3),
        ),
    ),
}
STEM_CHANNELS = 32
HEAD_CHANNELS = 1280
SKIP_AFTER_STAGE = (0, 2, 4)
# Standard deviation of the published features of photos.
FEATURE_SIZE = 7.0
BATCH_NORM_EPSILON = 1e-3
NORM_VALUES = ("weight", "bias", "running_mean", "running_var")


class Conv(nn.Conv2d):
    """A convolution padded as the published weights expect, with an optional ReLU6.

    Depthwise filters (`groups` > 1) are not trained: on a CPU their gradient takes longer than all
    the rest of a step.

    Parameters
    ----------
    inputs, outputs, size, stride, groups : int
        As of `torch.nn.Conv2d`.
    activation : bool
        Whether a ReLU6 comes last.
    norm : bool
        Whether batch norm comes between them; otherwise it is folded into the filters.
    """

    def __init__(
        self,
        inputs: int,
        outputs: int,
        size: int,
        stride: int = 1,
        groups: int = 1,
        activation: bool = True,
        norm: bool = False,
    ) -> None:
        padding = size // 2 if stride == 1 else 0
        super().__init__(
            inputs, outputs, size, stride, padding=padding, groups=groups, bias=not norm
        )
        if groups > 1:
            self.requires_grad_(False)
        self.norm = nn.BatchNorm2d(outputs, BATCH_NORM_EPSILON) if norm else nn.Identity()
        self.activation = nn.ReLU6() if activation else nn.Identity()

    def forward(self, image: Tensor) -> Tensor:
        if self.stride[0] == 2:
            # One more column and row at the right and bottom than at the left and top.
            before, after = (self.kernel_size[0] - 2) // 2, self.kernel_size[0] // 2
            image = functional.pad(image, (before, after, before, after))
        result: Tensor = self.activation(self.norm(self._filtered(image)))
        return result

    def _filtered(self, image: Tensor) -> Tensor:
        is_strided = self.groups > 1 and self.stride[0] > 1
        if not (is_strided and self.training and image.requires_grad):
            return super().forward(image)
        # On a CPU the gradient of depthwise filters takes thirty times as long where they stride.
        every = functional.conv2d(image, self.weight, self.bias, groups=self.groups)
        return every[..., ::2, ::2]


class InvertedResidual(nn.Module):
    """Expansion, depthwise convolution, projection; residual where shapes allow."""

    def __init__(
        self, inputs: int, outputs: int, stride: int, expansion: int, size: int, norm: bool
    ) -> None:
        super().__init__()
        wide = inputs * expansion
        layers = [Conv(inputs, wide, 1, norm=norm)] if expansion > 1 else []
        layers.append(Conv(wide, wide, size, stride, groups=wide, norm=norm))
        layers.append(Conv(wide, outputs, 1, activation=False, norm=norm))
        self.layers = nn.Sequential(*layers)
        self.short_cut = stride == 1 and inputs == outputs

    def forward(self, image: Tensor) -> Tensor:
        changed: Tensor = self.layers(image)
        return image + changed if self.short_cut else changed


def _stages(inputs: int, table: Sequence[Stage], norm: bool) -> tuple[list[nn.Sequential], int]:
    """The stages of a table, and how many channels come out of the last."""
    stages = []
    for expansion, outputs, blocks, stride, size in table:
        stage = []
        for block in range(blocks):
            first = stride if block == 0 else 1
            stage.append(InvertedResidual(inputs, outputs, first, expansion, size, norm))
            inputs = outputs
        stages.append(nn.Sequential(*stage))
    return stages, inputs


class Encoder(nn.Module):
    """Features of L*; hints are added at 1/4 of the size.

    The layers before that keep their published weights.

    Parameters
    ----------
    variant : Variant
    norm : bool
        Batch norm beside each convolution that is learned, which keeps units from dying; otherwise
        it is folded in, as it is in the fixed layers.
    """

    def __init__(self, variant: Variant, norm: bool = False) -> None:
        super().__init__()
        fixed, channels = _stages(STEM_CHANNELS, variant.fixed, norm=False)
        self.fixed = nn.Sequential(Conv(3, STEM_CHANNELS, 3, stride=2), *fixed)
        self.fixed.requires_grad_(False)
        stages, channels = _stages(channels, variant.learned, norm)
        self.stages = nn.ModuleList(stages)
        self.head = Conv(channels, HEAD_CHANNELS, 1, norm=norm)

    def forward(self, lightness: Tensor, hints: Tensor) -> tuple[list[Tensor], Tensor]:
        """Features at 1/4, 1/8, 1/16 and 1/32, and the pooled features of the whole photo.

        Parameters
        ----------
        lightness : Tensor, shape (N, 1, H, W)
            -1..1.
        hints : Tensor, shape (N, 24, H / 4, W / 4)
            What hints add to the features at a quarter of the size.

        Returns
        -------
        skips : list of Tensor
            With a standard deviation of about 1.
        whole : Tensor, shape (N, 1280)
        """
        image = self.fixed(lightness.expand(-1, 3, -1, -1))
        skips = [image / FEATURE_SIZE]
        image = image + FEATURE_SIZE * hints
        for index, stage in enumerate(self.stages):
            image = stage(image)
            if index in SKIP_AFTER_STAGE:
                skips.append(image / FEATURE_SIZE)
        return skips, self.head(image).mean(dim=(2, 3))

    def load_published(self, path: Path) -> None:
        """Start from published weights, a PyTorch file with batch norm beside each convolution.

        Parameters
        ----------
        path : Path
            State dict with names as in ``_blocks.0._depthwise_conv.weight``; its order is that of
            the network.
        """
        state = torch.load(path, map_location="cpu", weights_only=True)
        norms = [name.removesuffix(".running_var") for name in state if "running_var" in name]
        filters = [name for name in state if state[name].ndim == 4]
        convolutions = [module for module in self.modules() if isinstance(module, Conv)]
        for conv, name, norm in zip(convolutions, filters, norms, strict=True):
            if state[name].shape != conv.weight.shape:
                raise ValueError(f"{name} has the shape {tuple(state[name].shape)}")
            values = {key: state[f"{norm}.{key}"] for key in NORM_VALUES}
            if isinstance(conv.norm, nn.BatchNorm2d):
                conv.weight.data.copy_(state[name])
                conv.norm.load_state_dict(values, strict=False)
            else:
                _fold(conv, state[name], values)


def _fold(conv: Conv, filters: Tensor, norm: Mapping[str, Tensor]) -> None:
    """Give a convolution filters with the batch norm after them folded in."""
    scale = norm["weight"] / torch.sqrt(norm["running_var"] + BATCH_NORM_EPSILON)
    conv.weight.data.copy_(filters * scale[:, None, None, None])
    assert conv.bias is not None
    conv.bias.data.copy_(norm["bias"] - norm["running_mean"] * scale)
