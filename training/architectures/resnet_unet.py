"""A U-Net on ResNet-18, the generator of a conditional GAN.

References
----------
K. He et al., "Deep Residual Learning for Image Recognition", CVPR 2016.
P. Isola et al., "Image-to-Image Translation with Conditional Adversarial Networks", CVPR 2017.
"""

import torch
from torch import nn
from torch.nn import functional

from training.architectures.imagenet import imagenet_input, read_weights

AB_SCALE = 110.0


class BasicBlock(nn.Module):
    """Two convolutions around a short cut; layers are named as in torchvision's weights."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, image):
        short = image if self.downsample is None else self.downsample(image)
        image = functional.relu(self.bn1(self.conv1(image)))
        return functional.relu(self.bn2(self.conv2(image)) + short)


class ResNet18(nn.Module):
    """Features at 1/2, 1/4, 1/8, 1/16 and 1/32 of the size."""

    def __init__(self, width):
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.layer1 = self._layer(width, width, 1)
        self.layer2 = self._layer(width, 2 * width, 2)
        self.layer3 = self._layer(2 * width, 4 * width, 2)
        self.layer4 = self._layer(4 * width, 8 * width, 2)

    @staticmethod
    def _layer(inputs, outputs, stride):
        return nn.Sequential(BasicBlock(inputs, outputs, stride), BasicBlock(outputs, outputs, 1))

    def forward(self, image):
        image = functional.relu(self.bn1(self.conv1(image)))
        features = [image]
        image = functional.max_pool2d(image, 3, stride=2, padding=1)
        for layer in (self.layer1, self.layer2, self.layer3, self.layer4):
            image = layer(image)
            features.append(image)
        return features


class Up(nn.Module):
    """Twice the size, joined with the encoder's features of that scale."""

    def __init__(self, inputs, skip, outputs):
        super().__init__()
        self.refine = nn.Sequential(
            nn.Conv2d(inputs + skip, outputs, 3, padding=1, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU(),
        )

    def forward(self, image, skip):
        image = functional.interpolate(image, scale_factor=2, mode="nearest")
        return self.refine(torch.cat((image, skip), dim=1))


class ResNetUNet(nn.Module):
    """Colour from lightness.

    Parameters
    ----------
    width : int
        Channels of the first convolution; 64 is ResNet-18.
    """

    stride = 32
    output_stride = 1
    has_hints = False
    measured_bins = False
    fixed_bins = bin_centres = None

    def __init__(self, width=64):
        super().__init__()
        self.encoder = ResNet18(width)
        self.up16 = Up(8 * width, 4 * width, 4 * width)
        self.up8 = Up(4 * width, 2 * width, 2 * width)
        self.up4 = Up(2 * width, width, width)
        self.up2 = Up(width, width, width)
        # The last step sees the lightness itself, for edges as sharp as the photo's.
        self.up1 = Up(width, 1, width // 2)
        self.out = nn.Conv2d(width // 2, 2, 1)

    def forward(self, lightness, hints=None):
        """Predict colour.

        Parameters
        ----------
        lightness : Tensor, shape (N, 1, H, W)
            L*, 0..100; H and W multiples of `stride`.
        hints : ignored

        Returns
        -------
        ab : Tensor, shape (N, 2, H, W)
            a*, b*.
        bins : None
        """
        half, quarter, eighth, sixteenth, deepest = self.encoder(imagenet_input(lightness))
        image = self.up16(deepest, sixteenth)
        image = self.up8(image, eighth)
        image = self.up4(image, quarter)
        image = self.up2(image, half)
        image = self.up1(image, lightness / 50 - 1)
        return torch.tanh(self.out(image)) * AB_SCALE, None

    def load_encoder(self, path):
        """Start from a .pth file of torchvision's ResNet-18."""
        weights = read_weights(path)
        self.encoder.load_state_dict({n: w for n, w in weights.items() if not n.startswith("fc.")})
