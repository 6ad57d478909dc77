"""The networks, one file each, by the name that a config gives them."""

from training.architectures.unet import UNet

ARCHITECTURES = {"unet": UNet}
