"""The project's own network: EfficientNet-Lite encoder, light decoder, hints throughout."""

import torch
from torch import nn
from torch.nn import functional

from training.architectures.efficientnet_lite import HEAD_CHANNELS, SKIP_CHANNELS, Encoder
from training.architectures.hint_transport import HintTransport
from training.architectures.surface_head import SurfaceHead

DEEP_CHANNELS = 192
DECODER_CHANNELS = (128, 80, 48)
CONTEXT_DROPOUT = 0.2
ATTENTION_HEADS = 4
# Predictions, and hints on the way in, in units of so many CIELAB units.
AB_SCALE = 20.0


def _conv(inputs, outputs):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class Attention(nn.Module):
    """Self-attention between all places, so that like things far apart take one colour.

    It starts as the identity. There is no positional encoding: any size runs.
    """

    def __init__(self, channels, heads):
        super().__init__()
        self.heads = heads
        self.norm = nn.BatchNorm2d(channels)
        self.query_key_value = nn.Conv2d(channels, 3 * channels, 1)
        self.out = nn.Conv2d(channels, channels, 1)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, image):
        photos, channels, height, width = image.shape
        packed = self.query_key_value(self.norm(image))
        packed = packed.reshape(photos, 3, self.heads, channels // self.heads, height * width)
        query, key, value = packed.transpose(3, 4).unbind(1)
        mixed = functional.scaled_dot_product_attention(query, key, value)
        return image + self.out(mixed.transpose(2, 3).reshape(photos, channels, height, width))


class Up(nn.Module):
    """Twice the size, joined with the encoder's features and the hints of that scale."""

    def __init__(self, inputs, skip, outputs):
        super().__init__()
        self.reduce = nn.Conv2d(inputs, outputs, 1)
        self.join = _conv(outputs + skip + 3, outputs)
        self.refine = _conv(outputs, outputs)

    def forward(self, deep, skip, hints):
        deep = functional.interpolate(
            self.reduce(deep), scale_factor=2, mode="bilinear", align_corners=False
        )
        return self.refine(self.join(torch.cat((deep, skip, hints), dim=1)))


def _hint_pyramid(hints):
    """Mean hinted colour and presence of a hint, in cells of 4, 8, 16 and 32 pixels."""
    sums = torch.cat((hints[:, :2] * hints[:, 2:], hints[:, 2:]), dim=1)
    pyramid = []
    for factor in (4, 2, 2, 2):
        sums = functional.avg_pool2d(sums, factor)
        share = sums[:, 2:]
        colour = sums[:, :2] / share.clamp_min(1e-6)
        pyramid.append(torch.cat((colour, (share > 0).to(colour)), dim=1))
    return pyramid


class UNet(nn.Module):
    """Colour from lightness and hints.

    Parameters
    ----------
    bin_centres : Tensor, shape (Q, 2)
        a*, b* of the colour bins.
    surface : int
        Size of the vectors of a `SurfaceHead`; 0 for a network without one.
    """

    stride = 32
    output_stride = 4
    has_hints = True
    measured_bins = True
    fixed_bins = None
    # May be missing in a checkpoint that a run starts from.
    new_parts = ("surface_head.",)

    def __init__(self, bin_centres, surface=0):
        super().__init__()
        self.register_buffer("bin_centres", bin_centres)
        self.encoder = Encoder()
        quarter, eighth, sixteenth, deepest = SKIP_CHANNELS
        self.hint_stem = nn.Conv2d(3, quarter, 1, bias=False)
        nn.init.zeros_(self.hint_stem.weight)
        self.deep = nn.Conv2d(deepest + 3, DEEP_CHANNELS, 1)
        self.context = nn.Sequential(
            nn.Dropout(CONTEXT_DROPOUT),
            nn.Linear(HEAD_CHANNELS + 3, DEEP_CHANNELS),
            nn.ReLU(inplace=True),
            nn.Linear(DEEP_CHANNELS, DEEP_CHANNELS),
        )
        first, second, third = DECODER_CHANNELS
        self.up16 = Up(DEEP_CHANNELS, sixteenth, first)
        self.attention = Attention(first, ATTENTION_HEADS)
        self.up8 = Up(first, eighth, second)
        self.coarse_head = nn.Conv2d(second, 2, 1)
        self.transport = HintTransport(second)
        self.up4 = Up(second + 3, quarter, third)
        self.ab_head = nn.Conv2d(third, 2, 1)
        self.bin_head = nn.Conv2d(third, len(bin_centres), 1)
        self.surface_head = SurfaceHead(third, surface) if surface else None

    def forward(self, lightness, hints):
        """Predict colour.

        Parameters
        ----------
        lightness : Tensor, shape (N, 1, H, W)
            L*, 0..100; H and W multiples of `stride`.
        hints : Tensor, shape (N, 3, H, W)
            a*, b* and mask.

        Returns
        -------
        ab : Tensor, shape (N, 2, H / 4, W / 4)
            a*, b*.
        bins : Tensor, shape (N, Q, H / 4, W / 4)
            Logits over the colour bins.
        """
        ab, bins, _ = self.with_surface(lightness, hints)
        return ab, bins

    def with_surface(self, lightness, hints):
        """Like `forward`, with the vectors of a `SurfaceHead`, or None without one, as a third."""
        hints = torch.cat((hints[:, :2] / AB_SCALE, hints[:, 2:]), dim=1)
        at4, at8, at16, at32 = _hint_pyramid(hints)
        skips, whole = self.encoder(lightness / 50 - 1, self.hint_stem(at4))
        quarter, eighth, sixteenth, deepest = skips
        context = self.context(torch.cat((whole, at32.mean(dim=(2, 3))), dim=1))
        deep = self.deep(torch.cat((deepest, at32), dim=1)) + context[:, :, None, None]
        image = self.attention(self.up16(functional.relu(deep), sixteenth, at16))
        image = self.up8(image, eighth, at8)
        coarse = self.coarse_head(image)
        carried = self.transport(image, (at8[:, :2] - coarse) * at8[:, 2:], at8[:, 2:])
        image = self.up4(torch.cat((image, carried), dim=1), quarter, at4)
        ab = self.ab_head(image) + functional.interpolate(
            coarse + carried[:, :2], scale_factor=2, mode="bilinear", align_corners=False
        )
        surface = None if self.surface_head is None else self.surface_head(image)
        return ab * AB_SCALE, self.bin_head(image), surface

    def keep_stages(self, count):
        """Let the encoder's first stages, and what hints add before them, keep their weights."""
        self.hint_stem.requires_grad_(False)
        for stage in self.encoder.stages[:count]:
            stage.requires_grad_(False)

    def load_encoder(self, path):
        """Start from published EfficientNet-Lite0 weights, a PyTorch file."""
        self.encoder.load_published(path)
