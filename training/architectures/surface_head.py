"""Which places belong to one surface, as distances between vectors of places."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

# Cells of the grid to one unit of the coordinates.
COORDINATE_CELLS = 16.0


class SurfaceHead(nn.Module):
    """A vector e and a limit r for each place.

    A place q lies on the surface of a place p with the probability sigmoid(r(p) - |e(q) - e(p)|^2).
    The vectors know of features and, linearly, of coordinates, so that like things far apart can
    be told from one another.

    Parameters
    ----------
    channels : int
        Of the features.
    size : int
        Of the vectors.
    """

    def __init__(self, channels: int, size: int) -> None:
        super().__init__()
        self.hidden = nn.Sequential(
            nn.Conv2d(channels, channels, 3, padding=1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
        )
        self.vector = nn.Conv2d(channels + 2, size, 1)
        self.limit = nn.Conv2d(channels, 1, 1)

    def forward(self, image: Tensor) -> Tensor:
        """Vectors and limits.

        Parameters
        ----------
        image : Tensor, shape (N, C, h, w)

        Returns
        -------
        Tensor, shape (N, size + 1, h, w)
            The vector, and the limit as the last channel.
        """
        hidden = self.hidden(image)
        ones = torch.ones_like(hidden[:, :1])
        places = torch.cat((ones.cumsum(dim=2), ones.cumsum(dim=3)), dim=1) / COORDINATE_CELLS
        vector = self.vector(torch.cat((hidden, places), dim=1))
        return torch.cat((vector, self.limit(hidden)), dim=1)


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
    return (limit[..., None] - squared).unflatten(2, surface.shape[2:])


def surface_loss(logits: Tensor, inside: Tensor, weight: Tensor) -> Tensor:
    """Weighted cross-entropy of `surface_logits`; see `training.surfaces.surface_targets`."""
    loss = functional.binary_cross_entropy_with_logits(logits, inside, reduction="none")
    return (loss * weight).sum(dim=(2, 3)).mean()
