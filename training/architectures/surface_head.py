"""Which places belong to one surface, as distances between vectors of places."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

# Cells of the grid to one unit of the coordinates.
COORDINATE_CELLS = 16.0
# Channels at 1/8 and at 1/4 of the size.
COARSE, FINE = 64, 32


def _conv(inputs: int, outputs: int, size: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, size, padding=size // 2, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class SurfaceHead(nn.Module):
    """A vector e and a limit r for each place.

    A place q lies on the surface of a place p with the probability sigmoid(r(p) - |e(q) - e(p)|^2).
    The vectors depend on features and, linearly, on coordinates, so that similar things far apart
    can be told from one another.

    Parameters
    ----------
    fine, coarse, deep : int
        Channels of the features at 1/4, 1/8 and 1/16 of the size.
    size : int
        Of the vectors.
    """

    def __init__(self, fine: int, coarse: int, deep: int, size: int) -> None:
        super().__init__()
        self.deep = nn.Conv2d(deep, COARSE, 1)
        self.coarse = nn.Sequential(_conv(coarse + COARSE, COARSE, 3), _conv(COARSE, COARSE, 3))
        self.narrow = nn.Conv2d(COARSE, FINE, 1)
        self.fine = _conv(fine, FINE, 1)
        self.hidden = nn.Sequential(_conv(2 * FINE, FINE, 3), _conv(FINE, FINE, 3))
        self.vector = nn.Conv2d(FINE + 2, size, 1)
        self.limit = nn.Conv2d(FINE, 1, 1)

    def forward(self, fine: Tensor, coarse: Tensor, deep: Tensor) -> Tensor:
        """Vectors and limits.

        Parameters
        ----------
        fine : Tensor, shape (N, fine, h, w)
        coarse : Tensor, shape (N, coarse, h / 2, w / 2)
        deep : Tensor, shape (N, deep, h / 4, w / 4)

        Returns
        -------
        Tensor, shape (N, size + 1, h, w)
            The vector, and the limit as the last channel.
        """
        wide = self.coarse(torch.cat((coarse, _doubled(self.deep(deep))), dim=1))
        hidden = self.hidden(torch.cat((self.fine(fine), _doubled(self.narrow(wide))), dim=1))
        ones = torch.ones_like(hidden[:, :1])
        places = torch.cat((ones.cumsum(dim=2), ones.cumsum(dim=3)), dim=1) / COORDINATE_CELLS
        vector = self.vector(torch.cat((hidden, places), dim=1))
        return torch.cat((vector, self.limit(hidden)), dim=1)


def _doubled(image: Tensor) -> Tensor:
    return functional.interpolate(image, scale_factor=2.0, mode="bilinear", align_corners=False)


def surface_logits(surface: Tensor, places: Tensor) -> Tensor:
    """Logits of every place for lying on the surface of given places.

    Parameters
    ----------
    surface : Tensor, shape (N, D + 1, h, w)
        From `SurfaceHead`.
    places : Tensor of int64, shape (N, K)
        Row * w + column.

    Returns
    -------
    Tensor, shape (N, K, h, w)
    """
    vectors, limits = surface[:, :-1].flatten(2), surface[:, -1]
    chosen = vectors.gather(2, places[:, None].expand(-1, vectors.shape[1], -1))
    limit = limits.flatten(1).gather(1, places)
    squared = (
        chosen.square().sum(dim=1)[..., None]
        + vectors.square().sum(dim=1)[:, None]
        - 2 * torch.bmm(chosen.transpose(1, 2), vectors)
    )
    return (limit[..., None] - squared).reshape(*places.shape, *surface.shape[2:])


def surface_loss(logits: Tensor, inside: Tensor, weight: Tensor) -> Tensor:
    """Weighted cross-entropy of `surface_logits`; see `training.surfaces.surface_targets`."""
    loss = functional.binary_cross_entropy_with_logits(logits, inside, reduction="none")
    return (loss * weight).sum(dim=(2, 3)).mean()
