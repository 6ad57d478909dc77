"""The networks, one file each, by the name that a config gives them."""

from training.architectures.autoencoder import Autoencoder
from training.architectures.eccv16 import ECCV16
from training.architectures.interface import Architecture, HasEncoder, Network, Prediction
from training.architectures.resnet_unet import ResNetUNet
from training.architectures.siggraph17 import SIGGRAPH17
from training.architectures.unet import UNet
from training.architectures.vgg_lab import VGGLab

__all__ = ["ARCHITECTURES", "Architecture", "HasEncoder", "Network", "Prediction"]

ARCHITECTURES: dict[str, Architecture] = {
    "unet": UNet,
    "eccv16": ECCV16,
    "siggraph17": SIGGRAPH17,
    "resnet_unet": ResNetUNet,
    "autoencoder": Autoencoder,
    "vgg_lab": VGGLab,
}
