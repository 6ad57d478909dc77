"""What the two networks of Zhang et al. share; layer numbers are those of their checkpoints."""

from __future__ import annotations

from torch import Tensor, nn

AB_SCALE = 110.0


def normalized(lightness: Tensor) -> Tensor:
    """L* as the published weights expect it: (L* - 50) / 100."""
    return (lightness - 50) / 100


def conv(inputs: int, outputs: int, stride: int = 1, dilation: int = 1) -> nn.Conv2d:
    """A 3x3 convolution that keeps the size, but for its stride."""
    return nn.Conv2d(inputs, outputs, 3, stride, padding=dilation, dilation=dilation)


def up(inputs: int, outputs: int) -> nn.ConvTranspose2d:
    """A transposed convolution that doubles the size."""
    return nn.ConvTranspose2d(inputs, outputs, 4, stride=2, padding=1)


def block(
    inputs: int, outputs: int, convolutions: int, last_stride: int = 1, dilation: int = 1
) -> nn.Sequential:
    """Convolutions with a ReLU behind each, then one batch norm."""
    layers: list[nn.Module] = []
    for index in range(convolutions):
        stride = last_stride if index == convolutions - 1 else 1
        layers += [conv(inputs, outputs, stride, dilation), nn.ReLU()]
        inputs = outputs
    return nn.Sequential(*layers, nn.BatchNorm2d(outputs))
