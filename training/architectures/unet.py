"""The project's own network: MobileNetV2 encoder, light decoder, two heads, hints throughout."""

import torch
from torch import nn
from torch.nn import functional

from training.architectures.mobilenet import SKIP_CHANNELS, Encoder

DEEP_CHANNELS = 256
DECODER_CHANNELS = (160, 96, 64)
ATTENTION_HEADS = 4
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


def _pool_hints(hints, factor):
    """Mean hinted colour and presence of a hint in each cell of `factor` pixels."""
    pooled = functional.avg_pool2d(hints, factor)
    share = pooled[:, 2:]
    colour = pooled[:, :2] / share.clamp_min(1e-6)
    return torch.cat((colour, (share > 0).to(colour)), dim=1)


class UNet(nn.Module):
    """Colour from lightness and hints.

    Parameters
    ----------
    bin_centres : Tensor, shape (Q, 2)
        a*, b* of the colour bins.
    """

    stride = 32
    output_stride = 4
    has_hints = True
    measured_bins = True
    fixed_bins = None

    def __init__(self, bin_centres):
        super().__init__()
        self.register_buffer("bin_centres", bin_centres)
        self.encoder = Encoder()
        quarter, eighth, sixteenth, deepest = SKIP_CHANNELS
        self.deep = nn.Conv2d(deepest + 3, DEEP_CHANNELS, 1)
        self.context = nn.Sequential(
            nn.Linear(deepest + 3, DEEP_CHANNELS),
            nn.ReLU(inplace=True),
            nn.Linear(DEEP_CHANNELS, DEEP_CHANNELS),
        )
        first, second, third = DECODER_CHANNELS
        self.up16 = Up(DEEP_CHANNELS, sixteenth, first)
        self.attention = Attention(first, ATTENTION_HEADS)
        self.up8 = Up(first, eighth, second)
        self.up4 = Up(second, quarter, third)
        self.ab_head = nn.Conv2d(third, 2, 1)
        self.bin_head = nn.Conv2d(third, len(bin_centres), 1)

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
        hints = torch.cat((hints[:, :2] / 110, hints[:, 2:]), dim=1)
        quarter, eighth, sixteenth, deepest = self.encoder(lightness / 50 - 1, hints)
        deepest = torch.cat((deepest, _pool_hints(hints, 32)), dim=1)
        context = self.context(deepest.mean(dim=(2, 3)))
        image = functional.relu(self.deep(deepest) + context[:, :, None, None])
        image = self.attention(self.up16(image, sixteenth, _pool_hints(hints, 16)))
        image = self.up8(image, eighth, _pool_hints(hints, 8))
        image = self.up4(image, quarter, _pool_hints(hints, 4))
        return self.ab_head(image) * AB_SCALE, self.bin_head(image)

    def load_encoder(self, path):
        """Start from published MobileNetV2 weights, given as an .npz file."""
        self.encoder.load_npz(path)
