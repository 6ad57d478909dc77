"""Color photographs held in memory as compressed files and decoded when they are drawn."""

from __future__ import annotations

import io
import logging
import os
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageOps
from torch import Tensor

from training.errors import DataError
from training.lab import photo_to_lab
from training.members import members

log = logging.getLogger(__name__)

LEAST_COLOR = 2.5
# The long side of a decoded photo, in short sides; the rest of a longer one is cut off.
LONGEST = 1.25
# Larger files are scaled down and compressed anew while they are read.
LARGEST_FILE = 2**17
QUALITY = 95


@dataclass(frozen=True)
class PhotoStore:
    """Compressed photos in memory.

    Parameters
    ----------
    names : list of str
        File names; what precedes the last underscore names the source of a photo.
    contents : list of bytes
        Image files.
    short_side : int
        Photos are decoded to at most this short side.
    left_out : Counter
        How many files were left out, by reason.
    """

    names: list[str]
    contents: list[bytes]
    short_side: int
    left_out: Counter[str]

    def __len__(self) -> int:
        return len(self.contents)

    def part(self, indices: Sequence[int]) -> PhotoStore:
        """The photos with the given indices."""
        names, contents = [self.names[i] for i in indices], [self.contents[i] for i in indices]
        return PhotoStore(names, contents, self.short_side, self.left_out)

    def split(self, count: int) -> tuple[PhotoStore, PhotoStore]:
        """A part of `count` photos, always the same ones at random, and the rest."""
        order = torch.randperm(len(self), generator=torch.Generator().manual_seed(0)).tolist()
        return self.part(sorted(order[:count])), self.part(sorted(order[count:]))

    def sources(self) -> list[str]:
        """The source of each photo: its name up to the last underscore."""
        return [name.rpartition("_")[0] for name in self.names]

    def decode(self, indices: Sequence[int], *, exact: bool = False) -> tuple[Tensor, Tensor]:
        """Decode some photos.

        Parameters
        ----------
        indices : sequence of int
        exact : bool
            Scale every photo to the short side exactly and cut long ones around their center.
            Otherwise smaller photos keep their size, and long ones are cut at a random place.

        Returns
        -------
        pixels : Tensor of uint8, shape (N, 3, P, P)
            sRGB; each photo in the upper left corner.
        sizes : Tensor of int64, shape (N, 2)
            Height and width of each photo.
        """
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            photos = list(pool.map(lambda index: self._decode(index, exact), indices))
        canvas = round(self.short_side * LONGEST)
        pixels = torch.zeros((len(photos), 3, canvas, canvas), dtype=torch.uint8)
        for index, rgb in enumerate(photos):
            height, width = rgb.shape[:2]
            pixels[index, :, :height, :width] = torch.from_numpy(rgb).permute(2, 0, 1)
        return pixels, torch.tensor([rgb.shape[:2] for rgb in photos])

    def _decode(self, index: int, exact: bool) -> NDArray[np.uint8]:
        """One photo; another one in the place of a broken one."""
        try:
            image = _open(self.contents[index])
        except Exception as error:  # the decoders share no base class
            log.warning("%s is replaced by another photo: %s", self.names[index], error)
            return self._decode((index + 1) % len(self), exact)
        return _cut(_scaled(image, self.short_side, exact), self.short_side, 0.5 if exact else None)


def _open(content: bytes) -> Image.Image:
    """Decode a file as its camera was held."""
    with Image.open(io.BytesIO(content)) as image:
        return ImageOps.exif_transpose(image).convert("RGB")


def _scaled(image: Image.Image, short_side: int, exact: bool) -> Image.Image:
    """Scale a photo to a short side; without `exact` only down, never up."""
    scale = short_side / min(image.size)
    if scale == 1 or (scale > 1 and not exact):
        return image
    width, height = (max(short_side, round(side * scale)) for side in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _cut(image: Image.Image, short_side: int, place: float | None) -> NDArray[np.uint8]:
    """Cut a photo to the longest side; `place` 0..1 says which part, None takes a random one."""
    rgb = np.array(image)
    longest = round(short_side * LONGEST)
    place = random.random() if place is None else place
    top, left = (round(place * max(0, side - longest)) for side in rgb.shape[:2])
    return rgb[top : top + longest, left : left + longest]


def color_variety(rgb: NDArray[np.uint8]) -> float:
    """Color of a photo that its lightness does not explain.

    A gray photo has none; in a sepia one color is a smooth function of lightness.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)

    Returns
    -------
    float
        Root mean square of ab, in CIELAB units, around a parabola in L.
    """
    step = max(1, min(rgb.shape[:2]) // 64)
    lab = photo_to_lab(rgb[::step, ::step]).reshape(-1, 3)
    lightness = lab[:, 0] / 100
    basis = np.stack((np.ones_like(lightness), lightness, lightness**2), axis=1)
    coefficients = np.linalg.lstsq(basis, lab[:, 1:], rcond=None)[0]
    return float(np.sqrt(np.mean(np.sum((lab[:, 1:] - basis @ coefficients) ** 2, axis=1))))


def _compressed(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY, subsampling=0)
    return buffer.getvalue()


def _checked(
    name: str, content: bytes | None, short_side: int, check: bool
) -> tuple[bytes | None, str]:
    """The bytes to keep of a file, or None and why it is left out."""
    if content is None:
        log.warning("%s left out: it can't be read", name)
        return None, "broken"
    if not check and len(content) <= LARGEST_FILE:
        return content, ""
    try:
        image = _scaled(_open(content), short_side, exact=False)
    except Exception as error:  # the decoders share no base class
        log.warning("%s left out: %s", name, error)
        return None, "broken"
    if check and color_variety(np.asarray(image)) < LEAST_COLOR:
        return None, "grayish or sepia"
    return (_compressed(image) if len(content) > LARGEST_FILE else content), ""


def load_photos(
    sources: Iterable[Path], short_side: int = 256, most: int | None = None, *, check: bool = True
) -> PhotoStore:
    """Read photos into memory.

    Parameters
    ----------
    sources : iterable of Path
        Folders or tar files.
    short_side : int
        Photos are decoded to at most this short side.
    most : int or None
        Stop after this many photos.
    check : bool
        Decode every photo once and leave out what is broken, grayish or sepia.

    Returns
    -------
    PhotoStore

    Raises
    ------
    DataError
        There is no usable photo.
    """
    sources = list(sources)
    files = [pair for source in sources for pair in members(source)][:most]
    names, contents, left_out = [], [], Counter[str]()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        checked = pool.map(lambda pair: _checked(pair[0], pair[1], short_side, check), files)
        for (name, _), (content, problem) in zip(files, checked, strict=True):
            if content is None:
                left_out[problem] += 1
            else:
                names.append(name)
                contents.append(content)
    if not contents:
        listed = ", ".join(str(source) for source in sources)
        reasons = ", ".join(f"{count} {reason}" for reason, count in left_out.items())
        raise DataError(f"No usable color photo in {listed} ({reasons or 'no photo files'}).")
    log.info("%d photos, left out: %s", len(contents), dict(left_out) or "none")
    return PhotoStore(names, contents, short_side, left_out)
