"""The networks, one file each, by the name that a config gives them."""

from collections.abc import Callable

from training.architectures.autoencoder import Autoencoder
from training.architectures.eccv16 import ECCV16
from training.architectures.interface import HasEncoder, Network, Prediction
from training.architectures.resnet_unet import ResNetUNet
from training.architectures.siggraph17 import SIGGRAPH17
from training.architectures.unet import UNet
from training.architectures.vgg_lab import VGGLab

__all__ = ["ARCHITECTURES", "HasEncoder", "Network", "Prediction"]

# Checked by mypy: each class makes a `Network`.
ARCHITECTURES: dict[str, Callable[..., Network]] = {
    "unet": UNet,
    "eccv16": ECCV16,
    "siggraph17": SIGGRAPH17,
    "resnet_unet": ResNetUNet,
    "autoencoder": Autoencoder,
    "vgg_lab": VGGLab,
}
