"""A U-Net on ResNet-18, the generator of a conditional GAN.

References
----------
K. He et al., "Deep Residual Learning for Image Recognition", CVPR 2016.
P. Isola et al., "Image-to-Image Translation with Conditional Adversarial Networks", CVPR 2017.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.architectures.imagenet import imagenet_input, read_weights
from training.architectures.interface import Prediction

AB_SCALE = 110.0
# Standard deviation of the first weights of the decoder, and dropout of its first steps, which is
# the generator's noise (Isola et al., sections 6.2 and 3.1).
INITIAL_DEVIATION = 0.02
DROPOUT = 0.5


class BasicBlock(nn.Module):
    """Residual block of two convolutions; layers are named as in torchvision's weights."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample: nn.Sequential | None = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, image: Tensor) -> Tensor:
        short = image if self.downsample is None else self.downsample(image)
        image = functional.relu(self.bn1(self.conv1(image)))
        return functional.relu(self.bn2(self.conv2(image)) + short)


class ResNet18(nn.Module):
    """Features at 1/2, 1/4, 1/8, 1/16 and 1/32 of the size."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.layer1 = self._layer(width, width, 1)
        self.layer2 = self._layer(width, 2 * width, 2)
        self.layer3 = self._layer(2 * width, 4 * width, 2)
        self.layer4 = self._layer(4 * width, 8 * width, 2)

    @staticmethod
    def _layer(inputs: int, outputs: int, stride: int) -> nn.Sequential:
        return nn.Sequential(BasicBlock(inputs, outputs, stride), BasicBlock(outputs, outputs, 1))

    def forward(self, image: Tensor) -> list[Tensor]:
        image = functional.relu(self.bn1(self.conv1(image)))
        features = [image]
        image = functional.max_pool2d(image, 3, stride=2, padding=1)
        for layer in (self.layer1, self.layer2, self.layer3, self.layer4):
            image = layer(image)
            features.append(image)
        return features


class Up(nn.Module):
    """A transposed convolution that doubles the size, then the encoder's features beside it."""

    def __init__(self, inputs: int, outputs: int, dropout: bool = False) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.ConvTranspose2d(inputs, outputs, 4, stride=2, padding=1, bias=False),
            nn.BatchNorm2d(outputs),
            nn.Dropout(DROPOUT if dropout else 0.0),
            nn.ReLU(),
        )

    def forward(self, image: Tensor, skip: Tensor) -> Tensor:
        return torch.cat((self.layers(image), skip), dim=1)


def _start(module: nn.Module) -> None:
    """Draw weights from N(0, 0.02), those of batch norms around 1."""
    if isinstance(module, nn.ConvTranspose2d | nn.Conv2d):
        nn.init.normal_(module.weight, 0, INITIAL_DEVIATION)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    elif isinstance(module, nn.BatchNorm2d):
        nn.init.normal_(module.weight, 1, INITIAL_DEVIATION)
        nn.init.zeros_(module.bias)


class ResNetUNet(nn.Module):
    """Color from lightness; a sigmoid spans the ab plane.

    Parameters
    ----------
    width : int
        Channels of the first convolution; 64 is ResNet-18.
    """

    stride = 32
    output_stride = 1
    has_hints = has_surface = False
    measured_bins = False
    fixed_bins = None
    bin_centres = None

    def __init__(self, width: int = 64) -> None:
        super().__init__()
        self.encoder = ResNet18(width)
        self.up16 = Up(8 * width, 4 * width, dropout=True)
        self.up8 = Up(8 * width, 2 * width, dropout=True)
        self.up4 = Up(4 * width, width, dropout=True)
        self.up2 = Up(2 * width, width)
        self.out = nn.ConvTranspose2d(2 * width, 2, 4, stride=2, padding=1)
        self.apply(_start)

    def forward(self, lightness: Tensor, hints: Tensor | None = None) -> Prediction:
        """Predict color.

        Parameters
        ----------
        lightness : Tensor, shape (N, 1, H, W)
            L*, 0..100; H and W multiples of `stride`.
        hints : ignored

        Returns
        -------
        Prediction
            ab of shape (N, 2, H, W), without bins.
        """
        half, quarter, eighth, sixteenth, deepest = self.encoder(imagenet_input(lightness))
        image = self.up16(deepest, sixteenth)
        image = self.up8(image, eighth)
        image = self.up4(image, quarter)
        image = self.up2(image, half)
        return Prediction((torch.sigmoid(self.out(image)) * 2 - 1) * AB_SCALE)

    def load_encoder(self, path: Path) -> None:
        """Start from a .pth file of torchvision's ResNet-18."""
        weights = read_weights(path)
        self.encoder.load_state_dict({n: w for n, w in weights.items() if not n.startswith("fc.")})
