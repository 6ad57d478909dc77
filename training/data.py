"""Colour photographs to learn from: read once, held in memory, cut and varied by the batch."""

import io
import logging
import os
import tarfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import lightning
import numpy as np
import torch
from PIL import Image, ImageOps
from torch.utils.data import DataLoader, TensorDataset

from colorizer_gui.engine.color.cielab import srgb_to_lab
from training.augment import aged, centre_views, on_film, random_views
from training.errors import DataError
from training.lab import srgb_to_lab as lab_of_batch
from training.ranges import POSITIVE, SHARE, check_ranges

log = logging.getLogger(__name__)

PHOTO_SUFFIXES = {".avif", ".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"}
VALIDATION_TAR = "val.tar"
LEAST_COLOUR = 2.5
BLOCK = tarfile.BLOCKSIZE


@dataclass(frozen=True)
class DataSettings:
    """What a batch looks like.

    Parameters
    ----------
    side : int
        Pixels a side of a training view.
    photo_side : int
        Photos are held with this short side, and with at most 1.25 times as much on the long one.
    batch_size : int
    validation_side : int
        Pixels a side of the centre view used in validation.
    validation_share : float
        Share of the photos held back for validation where there is no ``val.tar``.
    """

    side: int = 160
    photo_side: int = 256
    batch_size: int = 32
    validation_side: int = 256
    validation_share: float = 0.02

    def __post_init__(self):
        check_ranges(
            self, side=POSITIVE, batch_size=POSITIVE, validation_side=POSITIVE,
            validation_share=SHARE,
        )  # fmt: skip
        if self.validation_side > self.photo_side:
            raise ValueError(
                f"'validation_side', {self.validation_side}, must not be larger than 'photo_side', "
                f"{self.photo_side}."
            )


@dataclass(frozen=True)
class PhotoStore:
    """Photos in memory.

    Parameters
    ----------
    pixels : Tensor of uint8, shape (N, 3, P, P)
        sRGB; each photo in the upper left corner.
    sizes : Tensor of int64, shape (N, 2)
        Height and width of each photo.
    left_out : Counter
        How many files were left out, by reason.
    """

    pixels: torch.Tensor
    sizes: torch.Tensor
    left_out: Counter

    def __len__(self):
        return len(self.pixels)

    def on(self, device):
        """The photos held on a device, where it is a GPU with room for them and for training."""
        if device.type != "cuda":
            return self
        free, _ = torch.cuda.mem_get_info(device)
        if self.pixels.nbytes > free / 2:
            return self
        return replace(self, pixels=self.pixels.to(device))


def colour_variety(rgb):
    """How much colour a photo has that its lightness does not explain.

    A grey photo has none; in a sepia one colour is a smooth function of lightness.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)

    Returns
    -------
    float
        Root mean square of ab, in CIELAB units, around a parabola in L.
    """
    step = max(1, min(rgb.shape[:2]) // 64)
    lab = srgb_to_lab(rgb[::step, ::step].astype(np.float32) / 255).reshape(-1, 3)
    lightness = lab[:, 0] / 100
    basis = np.stack((np.ones_like(lightness), lightness, lightness**2), axis=1)
    coefficients = np.linalg.lstsq(basis, lab[:, 1:], rcond=None)[0]
    return float(np.sqrt(np.mean(np.sum((lab[:, 1:] - basis @ coefficients) ** 2, axis=1))))


def members(source):
    """Each photo in a folder (with what lies below) or in a tar file.

    Parameters
    ----------
    source : Path

    Yields
    ------
    name : str
    content : bytes or None
        None where it cannot be read.
    """
    source = Path(source)
    if not source.exists():
        raise DataError(f"No photos at {source}: no such file or folder.")
    if not source.is_dir():
        yield from _tar_members(source)
        return
    for path in sorted(source.rglob("*")):
        if path.suffix.lower() in PHOTO_SUFFIXES:
            try:
                yield path.name, path.read_bytes()
            except OSError:
                yield path.name, None


def _tar_members(source):
    place, end = "its start", 0
    try:
        # Damaged headers are passed over as if they were padding, up to the next good one.
        with tarfile.open(source, ignore_zeros=True) as archive:
            for member in archive:
                global_header = end == 0 and archive.pax_headers
                if member.offset > end and not global_header:
                    yield f"{source.name}, after {place}", None
                place, end = member.name, member.offset_data + -(-member.size // BLOCK) * BLOCK
                if member.isfile() and Path(member.name).suffix.lower() in PHOTO_SUFFIXES:
                    yield member.name, _read_member(archive, member)
    except (tarfile.TarError, EOFError, OSError) as error:
        log.warning("%s ends early: %s. What came before it is used.", source, error)


def _read_member(archive, member):
    try:
        return archive.extractfile(member).read()
    except (tarfile.TarError, EOFError, OSError):
        return None


def find_sources(data):
    """The training sources and the validation source below a path.

    Parameters
    ----------
    data : Path
        A folder of tar files (``train-*.tar`` and ``val.tar``), a folder of photos, or a tar file.

    Returns
    -------
    training : list of Path
    validation : Path or None
        None where a share of the training photos must serve.
    """
    data = Path(data)
    tars = sorted(data.glob("train-*.tar")) if data.is_dir() else []
    if not tars:
        return [data], None
    validation = data / VALIDATION_TAR
    return tars, validation if validation.exists() else None


def _decode(name, content, short_side, canvas):
    if content is None:
        log.warning("%s left out: it can't be read", name)
        return None, "broken"
    try:
        with Image.open(io.BytesIO(content)) as image:
            image = ImageOps.exif_transpose(image).convert("RGB")
    except Exception as error:  # the decoders share no base class
        log.warning("%s left out: %s", name, error)
        return None, "broken"
    scale = short_side / min(image.size)
    if scale != 1:
        size = tuple(max(short_side, round(side * scale)) for side in image.size)
        image = image.resize(size, Image.Resampling.LANCZOS)
    rgb = np.asarray(image)[:canvas, :canvas]
    if colour_variety(rgb) < LEAST_COLOUR:
        return None, "greyish or sepia"
    return rgb, None


def load_photos(sources, short_side=256, most=None):
    """Read photos into memory, leaving out what is broken, greyish or sepia.

    Parameters
    ----------
    sources : list of Path
        Folders or tar files.
    short_side : int
        Photos are scaled to this short side; a long side beyond 1.25 times it is cut.
    most : int or None
        Stop after this many photos.

    Returns
    -------
    PhotoStore
    """
    canvas = short_side * 5 // 4
    names_and_bytes = [pair for source in sources for pair in members(source)][:most]
    left_out = Counter()
    pixels = torch.zeros((len(names_and_bytes), 3, canvas, canvas), dtype=torch.uint8)
    sizes = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for rgb, problem in pool.map(lambda p: _decode(*p, short_side, canvas), names_and_bytes):
            if problem:
                left_out[problem] += 1
                continue
            height, width = rgb.shape[:2]
            pixels[len(sizes), :, :height, :width] = torch.from_numpy(rgb.copy()).permute(2, 0, 1)
            sizes.append((height, width))
    if not sizes:
        listed = ", ".join(str(source) for source in sources)
        reasons = ", ".join(f"{count} {reason}" for reason, count in left_out.items())
        raise DataError(f"No usable colour photo in {listed} ({reasons or 'no photo files'}).")
    log.info("%d photos, left out: %s", len(sizes), dict(left_out) or "none")
    return PhotoStore(pixels[: len(sizes)], torch.tensor(sizes), left_out)


class PhotoData(lightning.LightningDataModule):
    """Batches of CIELAB views: float32 tensors of shape (N, 3, side, side).

    Parameters
    ----------
    training, validation : PhotoStore
    settings : DataSettings
    augmentation : AugmentSettings
    """

    def __init__(self, training, validation, settings, augmentation):
        super().__init__()
        self.training_store, self.validation_store = training, validation
        self.settings, self.augmentation = settings, augmentation

    def setup(self, stage):
        device = self.trainer.strategy.root_device
        self.training_store = self.training_store.on(device)
        self.validation_store = self.validation_store.on(device)
        # Each further process varies its photos and draws its hints in its own way.
        if self.trainer.global_rank > 0:
            torch.manual_seed(torch.initial_seed() + self.trainer.global_rank)

    def _loader(self, store, shuffle):
        indices = TensorDataset(torch.arange(len(store)))
        return DataLoader(indices, self.settings.batch_size, shuffle=shuffle, drop_last=shuffle)

    def train_dataloader(self):
        return self._loader(self.training_store, shuffle=True)

    def val_dataloader(self):
        return self._loader(self.validation_store, shuffle=False)

    def on_after_batch_transfer(self, batch, dataloader_idx):
        """Turn indices into views, on the device where the photos are."""
        (indices,) = batch
        if self.trainer.training:
            return self._training_views(indices)
        photos, sizes = _take(self.validation_store, indices)
        return lab_of_batch(centre_views(photos, sizes, self.settings.validation_side))

    def sample_views(self, batches):
        """Some batches of training views of photos drawn at random, one after the other."""
        device = self.trainer.strategy.root_device
        for _ in range(batches):
            drawn = torch.randint(len(self.training_store), (self.settings.batch_size,))
            yield self._training_views(drawn.to(device))

    def _training_views(self, indices):
        photos, sizes = _take(self.training_store, indices)
        views = random_views(photos, sizes, self.settings.side, self.augmentation)
        return aged(on_film(views, self.augmentation), self.augmentation)


def _take(store, indices):
    """The pixels and sizes of some photos, the pixels on the device of the indices."""
    pixels = store.pixels[indices.to(store.pixels.device)]
    return pixels.to(indices.device), store.sizes[indices.cpu()]
