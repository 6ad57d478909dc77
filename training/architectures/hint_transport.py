"""Carry what a prediction lacks at hints to the places that belong to them."""

import torch
from torch import nn
from torch.nn import functional

MASKED = -1e4
# Of the score, with the distance in cells, where the network has no say yet.
FALLOFF = 1 / 16


class HintTransport(nn.Module):
    """Attention of every place to the hints, by likeness and distance.

    A place may also attend to nothing, so that a hint need not colour what has no part in it.

    Parameters
    ----------
    channels : int
        Of the features that likeness is told by.
    size : int
        Of the keys.
    """

    def __init__(self, channels, size=32):
        super().__init__()
        self.query = nn.Conv2d(channels, size, 1)
        self.key = nn.Conv2d(channels, size, 1)
        self.reach = nn.Conv2d(channels, 1, 1)
        self.nothing = nn.Conv2d(channels, 1, 1)

    def forward(self, image, missing, present):
        """Spread what is missing at the hints.

        Parameters
        ----------
        image : Tensor, shape (N, C, h, w)
            Features.
        missing : Tensor, shape (N, 2, h, w)
            Hinted colour less predicted colour; 0 where there is no hint.
        present : Tensor, shape (N, 1, h, w)
            1 where there is a hint, else 0.

        Returns
        -------
        Tensor, shape (N, 3, h, w)
            What is missing at each place, and by how much the hints speak for it, 0..1.
        """
        photos, _, height, width = image.shape
        with torch.autocast(image.device.type, enabled=False):
            scores = torch.bmm(*self._queries_and_keys(image.float(), present.float()))
            weights = torch.softmax(scores, dim=2)[:, :, :-1]
        values = torch.cat((missing, present), dim=1).flatten(2).transpose(1, 2)
        carried = torch.bmm(weights, values.to(weights.dtype))
        return carried.transpose(1, 2).reshape(photos, 3, height, width)

    def _queries_and_keys(self, image, present):
        """Vectors whose products are the scores, (N, h * w, D) and (N, D, h * w + 1).

        The score of a hint k at a place q is ``likeness(q, k) - falloff(q) * |q - k|^2``, the
        square written out into products; nowhere else is a key. The last key is nothing.
        """
        query, key = self.query(image), self.key(image) / self.query.out_channels**0.5
        falloff = functional.softplus(self.reach(image)) * FALLOFF
        ones = torch.ones_like(present)
        y, x = ones.cumsum(dim=2), ones.cumsum(dim=3)
        square, absent = y * y + x * x, (1 - present) * MASKED
        nothing = self.nothing(image)
        queries = (query, 2 * falloff * y, 2 * falloff * x, -falloff, -falloff * square, ones)
        keys = (key, y, x, square, ones, absent)
        queries, keys = (torch.cat(parts, dim=1).flatten(2) for parts in (queries, keys))
        last_query = nothing.flatten(2)
        last_key = torch.zeros_like(keys[:, :, :1])
        queries = torch.cat((queries, last_query), dim=1).transpose(1, 2)
        keys = torch.cat((keys, last_key), dim=2)
        row = functional.pad(torch.zeros_like(last_query), (0, 1), value=1.0)
        return queries, torch.cat((keys, row), dim=1)
