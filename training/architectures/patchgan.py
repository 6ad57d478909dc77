"""The 70 x 70 PatchGAN, a discriminator of true and predicted colors by patch.

References
----------
P. Isola et al., "Image-to-Image Translation with Conditional Adversarial Networks", CVPR 2017,
section 6.1.2.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

AB_SCALE = 110.0


class PatchGAN(nn.Module):
    """A logit for each patch of 70 x 70 pixels: above 0 where its colors seem true.

    Parameters
    ----------
    width : int
        Channels of the first convolution; doubled by each of the next three.
    """

    def __init__(self, width: int = 64) -> None:
        super().__init__()
        layers: list[nn.Module] = [nn.Conv2d(3, width, 4, stride=2, padding=1), nn.LeakyReLU(0.2)]
        for stride in (2, 2, 1):
            layers += [
                nn.Conv2d(width, 2 * width, 4, stride, padding=1, bias=False),
                nn.BatchNorm2d(2 * width),
                nn.LeakyReLU(0.2),
            ]
            width *= 2
        self.layers = nn.Sequential(*layers, nn.Conv2d(width, 1, 4, padding=1))

    def forward(self, lightness: Tensor, ab: Tensor) -> Tensor:
        """Logits of patches.

        Parameters
        ----------
        lightness : Tensor, shape (N, 1, H, W)
            L*, 0..100.
        ab : Tensor, shape (N, 2, H, W)
            a*, b*.

        Returns
        -------
        Tensor, shape (N, 1, H / 8 - 2, W / 8 - 2)
            Logits.
        """
        logits: Tensor = self.layers(torch.cat((lightness / 50 - 1, ab / AB_SCALE), dim=1))
        return logits
