"""A closer look at a part of each photo, in which the colors should not change."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

# Side of the part as a share of the view's.
SMALLEST, LARGEST = 0.75, 1.0


def random_parts(count: int, device: torch.device) -> Tensor:
    """Random squares within the unit square, as matrices for `torch.nn.functional.affine_grid`.

    Parameters
    ----------
    count : int
    device : torch.device

    Returns
    -------
    Tensor, shape (count, 2, 3)
    """
    draw = torch.rand(3, count, device=device)
    side = SMALLEST + (LARGEST - SMALLEST) * draw[0]
    x, y = (1 - side) * (2 * draw[1:] - 1)
    nothing = torch.zeros_like(side)
    rows = torch.stack((side, nothing, x), dim=1), torch.stack((nothing, side, y), dim=1)
    return torch.stack(rows, dim=1)


def look_closer(image: Tensor, parts: Tensor) -> Tensor:
    """Enlarge a part of each image to the size of the whole.

    Parameters
    ----------
    image : Tensor, shape (N, C, H, W)
    parts : Tensor, shape (N, 2, 3)
        From `random_parts`.

    Returns
    -------
    Tensor, shape (N, C, H, W)
    """
    grid = functional.affine_grid(parts, list(image.shape), align_corners=False)
    return functional.grid_sample(
        image, grid, mode="bilinear", padding_mode="border", align_corners=False
    )


def color_change(whole: Tensor, closer: Tensor, parts: Tensor) -> Tensor:
    """Mean change of ab between a view and a closer look at a part of it.

    Parameters
    ----------
    whole, closer : Tensor, shape (N, 2, h, w)
        Predicted ab of the view and of the closer look.
    parts : Tensor, shape (N, 2, 3)
        Where the part lies.

    Returns
    -------
    Tensor, shape ()
        CIELAB units.
    """
    difference = look_closer(whole.float(), parts) - closer.float()
    # The square root has no gradient where nothing changes.
    return torch.sqrt(difference.square().sum(dim=1) + 1e-3).mean()
