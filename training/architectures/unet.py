"""The project's own network: EfficientNet-Lite encoder, U-Net decoder, hints at every scale."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.architectures.efficientnet_lite import HEAD_CHANNELS, VARIANTS, Encoder
from training.architectures.hint_transport import HintTransport
from training.architectures.interface import Prediction
from training.architectures.surface_head import SurfaceHead

DEEP_CHANNELS = 192
DECODER_CHANNELS = (128, 80, 48)
CONTEXT_DROPOUT = 0.2
CONTEXT_LEAK = 0.1
ATTENTION_HEADS = 4
# Predictions, and hints on the way in, in units of so many CIELAB units.
AB_SCALE = 20.0


def _conv(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class Attention(nn.Module):
    """Residual self-attention between all places.

    It is the identity at first. Without a positional encoding, any size runs.
    """

    def __init__(self, channels: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.BatchNorm2d(channels)
        self.query_key_value = nn.Conv2d(channels, 3 * channels, 1)
        self.out = nn.Conv2d(channels, channels, 1)
        nn.init.zeros_(self.out.weight)
        assert self.out.bias is not None
        nn.init.zeros_(self.out.bias)

    def forward(self, image: Tensor) -> Tensor:
        photos, channels, height, width = image.shape
        packed = self.query_key_value(self.norm(image))
        packed = packed.reshape(photos, 3, self.heads, channels // self.heads, height * width)
        query, key, value = packed.transpose(3, 4).unbind(1)
        mixed = functional.scaled_dot_product_attention(query, key, value)
        change: Tensor = self.out(mixed.transpose(2, 3).reshape(photos, channels, height, width))
        return image + change


class Up(nn.Module):
    """Bilinear upsampling by two, then convolutions with the skip and the hints of that scale."""

    def __init__(self, inputs: int, skip: int, outputs: int) -> None:
        super().__init__()
        self.reduce = nn.Conv2d(inputs, outputs, 1)
        self.join = _conv(outputs + skip + 3, outputs)
        self.refine = _conv(outputs, outputs)

    def forward(self, deep: Tensor, skip: Tensor, hints: Tensor) -> Tensor:
        deep = functional.interpolate(
            self.reduce(deep), scale_factor=2, mode="bilinear", align_corners=False
        )
        image: Tensor = self.refine(self.join(torch.cat((deep, skip, hints), dim=1)))
        return image


def _hint_pyramid(hints: Tensor) -> list[Tensor]:
    """Mean hinted color and presence of a hint, in cells of 4, 8, 16 and 32 pixels."""
    sums = torch.cat((hints[:, :2] * hints[:, 2:], hints[:, 2:]), dim=1)
    pyramid = []
    for factor in (4, 2, 2, 2):
        sums = functional.avg_pool2d(sums, factor)
        share = sums[:, 2:]
        color = sums[:, :2] / share.clamp_min(1e-6)
        pyramid.append(torch.cat((color, (share > 0).to(color)), dim=1))
    return pyramid


class UNet(nn.Module):
    """Color from lightness and hints.

    Parameters
    ----------
    bin_centers : Tensor, shape (Q, 2)
        a*, b* of the color bins.
    surface : int
        Size of the vectors of a `SurfaceHead`; 0 for a network without one.
    lite : {0, 2}
        The encoder's size, the number in the name of EfficientNet-Lite.
    deep_norm : bool
        Batch norm before the ReLU at 1/32 of the size. Without it, training pushes all values
        there below 0, where nothing is learned any more and nothing of the whole photo is known.
        The description of the whole photo, a single vector, has a leaky ReLU instead.
    encoder_norm : bool
        Batch norm beside the encoder's convolutions, see `Encoder`.
    """

    stride = 32
    output_stride = 4
    has_hints = True
    measured_bins = True
    fixed_bins = None
    # Names of weights that may be missing in a checkpoint to start from.
    new_parts = ("surface_head.", "deep_norm.")

    bin_centres: Tensor

    def __init__(
        self,
        bin_centers: Tensor,
        surface: int = 0,
        lite: int = 0,
        deep_norm: bool = False,
        encoder_norm: bool = False,
    ) -> None:
        super().__init__()
        self.register_buffer("bin_centres", bin_centers)
        self.surface_size, self.has_surface = surface, surface > 0
        if lite not in VARIANTS:
            known = ", ".join(map(str, VARIANTS))
            raise ValueError(f"no EfficientNet-Lite{lite}. There are: {known}.")
        self.lite = lite
        self.encoder = Encoder(VARIANTS[lite], encoder_norm)
        quarter, eighth, sixteenth, deepest = VARIANTS[lite].skip_channels
        self.hint_stem = nn.Conv2d(3, quarter, 1, bias=False)
        nn.init.zeros_(self.hint_stem.weight)
        self.deep = nn.Conv2d(deepest + 3, DEEP_CHANNELS, 1)
        self.context = nn.Sequential(
            nn.Dropout(CONTEXT_DROPOUT),
            nn.Linear(HEAD_CHANNELS + 3, DEEP_CHANNELS),
            nn.LeakyReLU(CONTEXT_LEAK, inplace=True) if deep_norm else nn.ReLU(inplace=True),
            nn.Linear(DEEP_CHANNELS, DEEP_CHANNELS),
        )
        self.deep_norm = nn.BatchNorm2d(DEEP_CHANNELS) if deep_norm else nn.Identity()
        self.deep_relu = nn.ReLU(inplace=True)
        first, second, third = DECODER_CHANNELS
        self.up16 = Up(DEEP_CHANNELS, sixteenth, first)
        self.attention = Attention(first, ATTENTION_HEADS)
        self.up8 = Up(first, eighth, second)
        self.coarse_head = nn.Conv2d(second, 2, 1)
        self.transport = HintTransport(second)
        self.up4 = Up(second + 3, quarter, third)
        self.ab_head = nn.Conv2d(third, 2, 1)
        self.bin_head = nn.Conv2d(third, len(bin_centers), 1)
        self.surface_head: SurfaceHead | None = None
        if surface > 0:
            # Decoder and encoder features, predicted ab and lightness.
            self.surface_head = SurfaceHead(third + quarter + 3, second, first, surface)

    def forward(self, lightness: Tensor, hints: Tensor | None) -> Prediction:
        """Predict color.

        Parameters
        ----------
        lightness : Tensor, shape (N, 1, H, W)
            L*, 0..100; H and W multiples of `stride`.
        hints : Tensor, shape (N, 3, H, W)
            a*, b* and mask.

        Returns
        -------
        Prediction
            All parts of shape (N, ..., H / 4, W / 4).
        """
        prediction, features = self.with_features(lightness, hints)
        if self.surface_head is None:
            return prediction
        return prediction._replace(surface=self.surface_head(*features))

    def with_features(
        self, lightness: Tensor, hints: Tensor | None
    ) -> tuple[Prediction, tuple[Tensor, Tensor, Tensor]]:
        """The prediction without surfaces, and the features that `SurfaceHead` reads."""
        if hints is None:
            hints = lightness.new_zeros(len(lightness), 3, *lightness.shape[2:])
        hints = torch.cat((hints[:, :2] / AB_SCALE, hints[:, 2:]), dim=1)
        at4, at8, at16, at32 = _hint_pyramid(hints)
        skips, whole = self.encoder(lightness / 50 - 1, self.hint_stem(at4))
        quarter, eighth, sixteenth, deepest = skips
        context = self.context(torch.cat((whole, at32.mean(dim=(2, 3))), dim=1))
        deep = self.deep(torch.cat((deepest, at32), dim=1)) + context[:, :, None, None]
        deep = self.deep_relu(self.deep_norm(deep))
        image16 = self.attention(self.up16(deep, sixteenth, at16))
        image8 = self.up8(image16, eighth, at8)
        coarse = self.coarse_head(image8)
        carried = self.transport(image8, (at8[:, :2] - coarse) * at8[:, 2:], at8[:, 2:])
        image = self.up4(torch.cat((image8, carried), dim=1), quarter, at4)
        ab = self.ab_head(image) + functional.interpolate(
            coarse + carried[:, :2], scale_factor=2, mode="bilinear", align_corners=False
        )
        small = functional.avg_pool2d(lightness, 4) / 50 - 1
        fine = torch.cat((image, quarter, ab, small), dim=1)
        return Prediction(ab * AB_SCALE, self.bin_head(image)), (fine, image8, image16)

    def keep_stages(self, count: int) -> None:
        """Freeze the encoder's first stages and the hints' convolution before them."""
        self.hint_stem.requires_grad_(False)
        for stage in self.encoder.stages[:count]:
            stage.requires_grad_(False)

    def load_encoder(self, path: Path) -> None:
        """Start from published EfficientNet-Lite weights of that size, a PyTorch file."""
        self.encoder.load_published(path)
