"""LittleCMS by way of Pillow: 8 bits, relative colorimetric with black point compensation."""

import io
import struct
from functools import cache

import numpy as np
from PIL import Image, ImageCms

from colorizer_gui.engine.arrays import Uint8Array
from colorizer_gui.engine.photo.profiles.checks import check_ramp

# What damaged profiles make it raise.
ERRORS = (ImageCms.PyCMSError, OSError)

_DATE_PLACE, _DATE = 24, struct.pack(">6H", 2000, 1, 1, 0, 0, 0)


@cache
def srgb_profile() -> bytes:
    """The sRGB profile to embed; with a fixed date, as LittleCMS writes the current time."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made[:_DATE_PLACE] + _DATE + made[_DATE_PLACE + len(_DATE) :]


def transformed(image: Image.Image, icc: bytes) -> Image.Image:
    """Convert an image with a profile to sRGB."""
    result = ImageCms.profileToProfile(
        image,
        ImageCms.ImageCmsProfile(io.BytesIO(icc)),
        ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile())),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert result is not None  # only a conversion in place gives None
    return result


def transformed_array(pixels: Uint8Array, icc: bytes) -> Uint8Array:
    """Convert pixels, (H, W) or (H, W, 3), with a profile to sRGB, (H, W, 3)."""
    return np.asarray(transformed(Image.fromarray(np.ascontiguousarray(pixels)), icc))


@cache
def _color_samples() -> Uint8Array:
    """4096 colors spread over the cube of RGB, shape (64, 64, 3)."""
    steps = np.arange(0, 256, 17, dtype=np.uint8)
    return np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(64, 64, 3)


def is_srgb(icc: bytes) -> bool:
    """Whether an RGB profile moves no 8-bit color by more than one step."""
    samples = _color_samples()
    converted = transformed_array(samples, icc)
    grays = converted.reshape(-1, 3)[:: 16 * 16 + 16 + 1]
    check_ramp(grays.mean(axis=1) / 255)
    return bool(np.abs(converted.astype(int) - samples).max() <= 1)
