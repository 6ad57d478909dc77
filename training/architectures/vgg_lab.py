"""VGG16 features and a light decoder that upsamples them to colour."""

from torch import nn

from training.architectures.imagenet import imagenet_input, read_weights
from training.architectures.vgg import copy_convolutions, vgg_features

AB_EXTENT = 128.0


class VGGLab(nn.Module):
    """Colour from what VGG16 sees in a grey photo.

    Parameters
    ----------
    width : int
        Channels of the first convolution; 64 is VGG16.
    """

    stride = 32
    output_stride = 2
    has_hints = False
    measured_bins = False
    fixed_bins = bin_centres = None

    def __init__(self, width=64):
        super().__init__()
        self.encoder = vgg_features(width)
        self.decoder = nn.Sequential(
            _conv(8 * width, 256), _conv(256, 128), _twice(), _conv(128, 64), _twice(),
            _conv(64, 32), _twice(), _conv(32, 16), _twice(),
            nn.Conv2d(16, 2, 3, padding=1), nn.Tanh(),
        )  # fmt: skip

    def forward(self, lightness, hints=None):
        """Predict colour.

        Parameters
        ----------
        lightness : Tensor, shape (N, 1, H, W)
            L*, 0..100; H and W multiples of `stride`.
        hints : ignored

        Returns
        -------
        ab : Tensor, shape (N, 2, H / 2, W / 2)
            a*, b*.
        bins : None
        """
        return self.decoder(self.encoder(imagenet_input(lightness))) * AB_EXTENT, None

    def load_encoder(self, path):
        """Start from a .pth file of torchvision's VGG16."""
        convolutions = [layer for layer in self.encoder if isinstance(layer, nn.Conv2d)]
        copy_convolutions(read_weights(path), convolutions)


def _conv(inputs, outputs):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1), nn.ReLU())


def _twice():
    return nn.Upsample(scale_factor=2)
