"""Attention that spreads the error of a prediction at hints to similar, nearby places."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

MASKED = -1e4
# Loss of score for each squared cell of distance, at the initial weights.
FALLOFF = 1 / 16


class HintTransport(nn.Module):
    """Attention of every place to the hints, by similarity of features and distance.

    One further key stands for no hint at all, so that the weights of the hints may sum to less
    than 1.

    Parameters
    ----------
    channels : int
        Of the features that are compared.
    size : int
        Of the queries and keys.
    """

    def __init__(self, channels: int, size: int = 32) -> None:
        super().__init__()
        self.query = nn.Conv2d(channels, size, 1)
        self.key = nn.Conv2d(channels, size, 1)
        self.reach = nn.Conv2d(channels, 1, 1)
        self.nothing = nn.Conv2d(channels, 1, 1)

    def forward(self, image: Tensor, missing: Tensor, present: Tensor) -> Tensor:
        """Spread the difference between hinted and predicted color.

        Parameters
        ----------
        image : Tensor, shape (N, C, h, w)
            Features.
        missing : Tensor, shape (N, 2, h, w)
            Hinted color less predicted color; 0 where there is no hint.
        present : Tensor, shape (N, 1, h, w)
            1 where there is a hint, else 0.

        Returns
        -------
        Tensor, shape (N, 3, h, w)
            The weighted mean of `missing`, and the sum of the weights, 0..1.
        """
        photos, _, height, width = image.shape
        with torch.autocast(image.device.type, enabled=False):
            scores = torch.bmm(*self._queries_and_keys(image.float(), present.float()))
            weights = torch.softmax(scores, dim=2)
        # A row of zeros for the key of "no hint" costs less than a copy of the weights without it.
        carriers = functional.pad(torch.cat((missing, present), dim=1).flatten(2), (0, 1))
        values = carriers.transpose(1, 2)
        carried = torch.bmm(weights, values.to(weights.dtype))
        return carried.transpose(1, 2).reshape(photos, 3, height, width)

    def _queries_and_keys(self, image: Tensor, present: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors whose products are the scores, (N, h * w, D) and (N, D, h * w + 1).

        The score of a hint k at a place q is ``query(q) . key(k) - falloff(q) * |q - k|^2``, with
        the square expanded into products. Cells without a hint are masked; the last key stands
        for no hint.
        """
        query, key = self.query(image), self.key(image) / self.query.out_channels**0.5
        falloff = functional.softplus(self.reach(image)) * FALLOFF
        ones = torch.ones_like(present)
        y, x = ones.cumsum(dim=2), ones.cumsum(dim=3)
        square, absent = y * y + x * x, (1 - present) * MASKED
        nothing = self.nothing(image)
        queries = (query, 2 * falloff * y, 2 * falloff * x, -falloff, -falloff * square, ones)
        keys = (key, y, x, square, ones, absent)
        query_rows = torch.cat((*queries, nothing), dim=1).flatten(2)
        key_rows = functional.pad(torch.cat(keys, dim=1).flatten(2), (0, 1))
        last = functional.pad(torch.zeros_like(nothing).flatten(2), (0, 1), value=1.0)
        return query_rows.transpose(1, 2), torch.cat((key_rows, last), dim=1)
