"""Other versions of a photo: files in which the same photo was colored elsewhere."""

from pathlib import Path

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.color.alignment import Alignment, align
from colorizer_gui.engine.color.cielab import srgb_to_lab
from colorizer_gui.engine.color.tables import shrunk_lightness
from colorizer_gui.engine.color.version_blend import packed_colors
from colorizer_gui.engine.color.version_colors import VersionColors
from colorizer_gui.engine.errors import PhotoError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import Photo, read_photo, reduced
from colorizer_gui.engine.stopping import check_stopped

# Pixels of the longer side at which both are aligned, and of the grid that is kept.
ALIGNED_SIDE, GRID_SIDE = 800, 320
LEAST_SIDE = 8  # of either, for photos that are all length
VERSION_PIXELS = 1_500_000
# The share of the scan's structure that a version of it has at least; other photos have 0.01.
LEAST_AGREED = 0.1
# Deviation of a*, b* from what lightness alone explains, as in a toned photo.
LEAST_COLOR, COLOR_SIDE = 1.5, 100


def read_version_colors(path: Path, photo: Photo, strength: float = 1.0) -> VersionColors:
    """Take the colors of a file in which the same photo was colored elsewhere.

    Parameters
    ----------
    path : Path
        Of the version, which may be larger, smaller, cropped or turned a little, of other tones,
        and redrawn in places.
    photo : Photo
        The scan.
    strength : float
        See `VersionColors`.

    Returns
    -------
    VersionColors

    Raises
    ------
    PhotoError
        The file cannot be read, has no color, or shows another photo.
    Cancelled
    """
    version = _lab(reduced(read_photo(path), VERSION_PIXELS))
    if version is None or not has_color(version):
        raise PhotoError(
            Message(
                "Can't take colors from {name}: it has none. "
                "Choose a file in which this photo was colored.",
                name=path.name,
            )
        )
    check_stopped()
    scan = shrunk_lightness(photo.pixels, *_size(photo.pixels.shape, ALIGNED_SIDE))
    aligned = align(scan, version)
    if aligned.agreed < LEAST_AGREED:
        raise PhotoError(
            Message(
                "Can't take colors from {name}: {found} % of this photo agree with it, and "
                "{least} % must. Choose a file in which this photo was colored.",
                name=path.name,
                found=int(aligned.agreed * 100),
                least=round(LEAST_AGREED * 100),
            )
        )
    return _kept(aligned, strength)


def has_color(lab: Float32Array) -> bool:
    """Whether L*, a*, b*, shape (H, W, 3), are more than a gray or toned photo."""
    # Small, as the chroma of a JPEG is coarser than its lightness and so differs at edges.
    small = _resized(lab, _size(lab.shape, COLOR_SIDE))
    values = small.reshape(-1, 3).astype(np.float64)
    light = values[:, 0] / 100
    tones = np.stack([light**power for power in range(4)], axis=1)
    explained, *_ = np.linalg.lstsq(tones, values[:, 1:], rcond=None)
    rest = values[:, 1:] - tones @ explained
    return float(np.sqrt((rest**2).sum(axis=1).mean())) > LEAST_COLOR


def _lab(photo: Photo) -> Float32Array | None:
    """L*, a*, b* of a photo at the size at which it is aligned; None for a gray file."""
    if photo.pixels.ndim == 2:
        return None
    values = photo.pixels / np.float32(np.iinfo(photo.pixels.dtype).max)
    small = _resized(np.asarray(values, np.float32), _size(values.shape, ALIGNED_SIDE))
    return srgb_to_lab(np.clip(small, 0, 1))


def _resized(values: Float32Array, size: tuple[int, int]) -> Float32Array:
    height, width = size
    is_reduced = height < values.shape[0]
    interpolation = cv2.INTER_AREA if is_reduced else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(values, (width, height), interpolation=interpolation), np.float32)


def _size(shape: tuple[int, ...], side: int) -> tuple[int, int]:
    """Height and width of the same proportions whose longer one is `side`."""
    scale = side / max(shape[:2])
    height, width = (max(LEAST_SIDE, round(length * scale)) for length in shape[:2])
    return height, width


def _kept(aligned: Alignment, strength: float) -> VersionColors:
    """The aligned colors on the grid that looks carry."""
    size = _size(aligned.agreement.shape, GRID_SIDE)
    share = _resized(aligned.agreement, size)
    total = _resized(aligned.ab * aligned.agreement[..., None], size)
    ab = np.asarray(total / np.maximum(share, 1e-3)[..., None], np.float32)
    return packed_colors(ab, share, strength)
