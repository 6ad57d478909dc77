"""MobileNetV2 with batch norm folded in, as an encoder that also sees hints.

References
----------
M. Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", CVPR 2018.
"""

import numpy as np
import torch
from torch import nn
from torch.nn import functional

# (expansion, channels, blocks, stride of the first block), from table 2 of the paper.
STAGES = (
    (1, 16, 1, 1),
    (6, 24, 2, 2),
    (6, 32, 3, 2),
    (6, 64, 4, 2),
    (6, 96, 3, 1),
    (6, 160, 3, 2),
    (6, 320, 1, 1),
)
STEM_CHANNELS = 32
# Channels of what the encoder returns, at 1/4, 1/8, 1/16 and 1/32 of the size.
SKIP_CHANNELS = (24, 32, 96, 320)
SKIP_AFTER_STAGE = (1, 2, 4, 6)


def _same_at_stride_two(image):
    # The published weights were trained with padding at the right and bottom only.
    return functional.pad(image, (0, 1, 0, 1))


class Conv(nn.Conv2d):
    """A 3x3 or 1x1 convolution padded as the published weights expect, with an optional ReLU6."""

    def __init__(self, inputs, outputs, size, stride=1, groups=1, activation=True):
        super().__init__(
            inputs, outputs, size, stride, padding=size // 2 if stride == 1 else 0, groups=groups
        )
        self.activation = activation

    def forward(self, image):
        image = super().forward(_same_at_stride_two(image) if self.stride[0] == 2 else image)
        return functional.relu6(image) if self.activation else image


class InvertedResidual(nn.Module):
    """Widen, filter each channel, narrow; with a short cut where shapes allow."""

    def __init__(self, inputs, outputs, stride, expansion):
        super().__init__()
        wide = inputs * expansion
        layers = [Conv(inputs, wide, 1)] if expansion > 1 else []
        layers.append(Conv(wide, wide, 3, stride, groups=wide))
        layers.append(Conv(wide, outputs, 1, activation=False))
        self.layers = nn.Sequential(*layers)
        self.short_cut = stride == 1 and inputs == outputs

    def forward(self, image):
        return image + self.layers(image) if self.short_cut else self.layers(image)


class Encoder(nn.Module):
    """MobileNetV2 features of L*, with hints added to the stem."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, STEM_CHANNELS, 3, stride=2)
        self.hint_stem = nn.Conv2d(3, STEM_CHANNELS, 3, stride=2, bias=False)
        nn.init.zeros_(self.hint_stem.weight)
        stages, channels = [], STEM_CHANNELS
        for expansion, outputs, blocks, stride in STAGES:
            stage = []
            for block in range(blocks):
                stage.append(
                    InvertedResidual(channels, outputs, stride if block == 0 else 1, expansion)
                )
                channels = outputs
            stages.append(nn.Sequential(*stage))
        self.stages = nn.ModuleList(stages)

    def forward(self, lightness, hints):
        """Features at 1/4, 1/8, 1/16 and 1/32.

        Parameters
        ----------
        lightness : Tensor, shape (N, 1, H, W)
            -1..1.
        hints : Tensor, shape (N, 3, H, W)
            a* / 110, b* / 110, mask.
        """
        image = self.stem(_same_at_stride_two(lightness.expand(-1, 3, -1, -1)))
        image = functional.relu6(image + self.hint_stem(_same_at_stride_two(hints)))
        skips = []
        for index, stage in enumerate(self.stages):
            image = stage(image)
            if index in SKIP_AFTER_STAGE:
                skips.append(image)
        return skips

    def load_npz(self, path):
        """Start from published weights (see `STAGES` for their order), given as an .npz file.

        Parameters
        ----------
        path : Path
            Arrays ``NN_KIND_w`` and ``NN_KIND_b`` in the network's order; optional ``hint_w``.
        """
        convolutions = [self.stem, *(m for m in self.stages.modules() if isinstance(m, Conv))]
        with np.load(path) as arrays:
            # "07_CONV_2D_w" is the weight of the eighth convolution.
            names = {(name[:2], name[-1]): name for name in arrays.files}
            for index, conv in enumerate(convolutions):
                for suffix, parameter in (("w", conv.weight), ("b", conv.bias)):
                    values = arrays[names[f"{index:02d}", suffix]].astype(np.float32)
                    parameter.data.copy_(torch.from_numpy(values))
            if "hint_w" in arrays.files:
                hint = torch.from_numpy(arrays["hint_w"].astype(np.float32))
                self.hint_stem.weight.data.copy_(hint)
