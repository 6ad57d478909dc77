"""Saving photos: the old file stays whole until the new one is."""

import errno
import io
import math
import os
import stat
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from colorizer_gui.engine.errors import SaveError
from colorizer_gui.engine.files import written_whole
from colorizer_gui.engine.painting.lazy_image import LazyImage
from colorizer_gui.engine.photo.jpeg_write import too_long, write_jpeg
from colorizer_gui.engine.photo.metadata import exif_bytes, page_to_write
from colorizer_gui.engine.photo.opencv_write import encoded
from colorizer_gui.engine.photo.profiles import srgb_profile
from colorizer_gui.engine.photo.tiff_write import write_tiff

SAVE_FORMATS = {
    "jpeg": (".jpg", ".jpeg"),
    "png": (".png",),
    "tiff": (".tif", ".tiff"),
    "webp": (".webp",),
    "avif": (".avif",),
}

# Formats that are encoded while their rows are made; others once all of them are.
IN_BANDS = ("jpeg", "tiff")
_LONGEST_SIDE = {
    "jpeg": 65500, "webp": 16383, "avif": 65535, "png": 1_000_000, "tiff": 1_000_000,
}  # fmt: skip
_WITH_IPTC = ("jpeg", "tiff")
_DEEP = ("png", "tiff")
_LARGEST_PNG = 2**31 - 2**20  # what fits into one buffer of OpenCV
_PNG_LEVEL = 3
_PNG_HEADER = 33  # bytes of signature and IHDR
_METRES_PER_INCH = 0.0254


def write_photo(
    path,
    pixels,
    source,
    *,
    format=None,
    quality=92,
    depth=None,
    compression="deflate",
    software=None,
    overwrite=False,
    cancelled=None,
):
    """Save a result with the metadata, transparency and resolution of the photo it came from.

    The file appears whole or not at all: it is written beside its place and moved there last.

    Parameters
    ----------
    path : str or Path
        Its folder is made when it is missing.
    pixels : LazyImage or ndarray of uint8 or uint16, shape (H, W, 3)
        sRGB. 16 bits are kept in PNG and TIFF, and rounded to 8 for JPEG, WebP and AVIF. Rows are
        made and encoded band by band for JPEG and TIFF.
    source : Photo
        JPEG has no transparency: there the photo is laid onto white. What the format cannot hold
        of the metadata is left out, see `left_out`.
    format : str, optional
        A key of `SAVE_FORMATS`; by the path's suffix unless given.
    quality : int
        1..100, for JPEG, WebP and AVIF.
    depth : {8, 16}, optional
        Bits of a channel in PNG and TIFF; those of the pixels unless given.
    compression : {'deflate', 'lzw'}
        Of TIFF.
    software : str, optional
        For the EXIF Software tag.
    overwrite : bool
        Whether a file that is there may be replaced; the source photo never is.
    cancelled : callable, optional
        Asked before the file takes its place.

    Returns
    -------
    Path

    Raises
    ------
    SaveError, Cancelled
        What was there before is untouched.
    """
    path = Path(path)
    kind = format or format_by_suffix(path)
    _check_pixels(pixels, source, kind, path)
    page = page_to_write(source.metadata, pixels.shape[1], pixels.shape[0], software)
    bits = (depth or _bits(pixels)) if kind in _DEEP else 8
    pixels = _rows_of_depth(pixels, bits)
    source = replace(source, alpha=_of_depth(source.alpha, bits))
    try:
        check_destination(path, source, overwrite)
        path.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(path, cancelled) as file:
            if kind == "jpeg":
                write_jpeg(file, pixels, source.alpha, page, source.metadata, quality)
            elif kind == "tiff":
                write_tiff(
                    file, pixels, source.alpha, page, source.metadata, srgb_profile(), compression
                )
            else:
                file.write(_ENCODERS[kind](np.asarray(pixels), source, page, quality))
    except MemoryError as error:
        raise SaveError(
            f"Can't save {path.name}: there is not enough memory. Close other programs."
        ) from error
    except OSError as error:
        raise _save_error(path, error) from error
    return path


def left_out(metadata, kind):
    """What a file will not hold, or not all of, of a photo's metadata.

    Parameters
    ----------
    metadata : Metadata
    kind : str
        A key of `SAVE_FORMATS`.

    Returns
    -------
    list of str
        Names of standards.
    """
    if kind == "jpeg":
        return too_long(page_to_write(metadata, 1, 1, None), metadata)
    return ["IPTC"] if metadata.iptc and kind not in _WITH_IPTC else []


def format_by_suffix(path):
    """The key of `SAVE_FORMATS` that a name stands for; a SaveError if there is none."""
    for kind, suffixes in SAVE_FORMATS.items():
        if path.suffix.lower() in suffixes:
            return kind
    endings = ", ".join(suffix for suffixes in SAVE_FORMATS.values() for suffix in suffixes)
    raise SaveError(
        f"Can't save {path.name}: the name does not say in which format. End it in {endings}."
    )


def _check_pixels(pixels, source, kind, path):
    if len(pixels.shape) != 3 or pixels.shape[2] != 3 or pixels.dtype not in (np.uint8, np.uint16):
        raise ValueError("pixels must be (H, W, 3) uint8 or uint16")
    if source.alpha is not None and source.alpha.shape != pixels.shape[:2]:
        raise ValueError("the source's transparency has another size than the pixels")
    if kind not in SAVE_FORMATS:
        raise SaveError(
            f"Can't save {path.name}: {kind} is not a format to save in. "
            f"Choose {', '.join(SAVE_FORMATS)}."
        )
    if max(pixels.shape[:2]) > _LONGEST_SIDE[kind]:
        raise SaveError(
            f"Can't save {path.name}: {kind} photos end at {_LONGEST_SIDE[kind]} pixels a side. "
            "Choose TIFF or PNG."
        )
    channels = 3 if source.alpha is None else 4
    size = math.prod(pixels.shape[:2]) * channels * pixels.dtype.itemsize
    if kind == "png" and size > _LARGEST_PNG:
        raise SaveError(f"Can't save {path.name}: it is too large for PNG. Choose TIFF.")


def check_destination(path, source, overwrite=False):
    """Refuse a place that a result must not go to, before any work is done for it.

    Parameters
    ----------
    path : Path
    source : Photo
        What the result comes from.
    overwrite : bool
        Whether a file that is there may be replaced; the source never is.

    Raises
    ------
    SaveError
    """
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        mode = None
    except (OSError, ValueError) as error:
        raise _save_error(path, error) from error
    if mode is not None and stat.S_ISDIR(mode):
        raise SaveError(f"Can't save {path.name}: a folder has that name. Choose another name.")
    if source.path is not None and _is_same(path, source.path):
        raise SaveError(
            f"Can't save {path.name}: that is the photo it came from. Choose another name."
        )
    if mode is not None and not overwrite:
        raise SaveError(
            f"Can't save {path.name}: the file is there already. "
            "Choose another name or allow overwriting (--overwrite)."
        )


def _is_same(path, other):
    try:
        return os.path.samefile(path, other)
    except OSError:
        return path.resolve() == Path(other).resolve()


def _save_error(path, error):
    if getattr(error, "errno", None) == errno.ENAMETOOLONG:
        return SaveError(f"Can't save {path.name}: the name is too long. Choose a shorter one.")
    reason = getattr(error, "strerror", None) or str(error)
    if not isinstance(error, OSError) or not error.strerror:
        return SaveError(f"Can't save {path.name}: it cannot be encoded ({reason}).")
    return SaveError(
        f"Can't save {path.name} in {path.parent}: {reason.lower()}. Choose another folder."
    )


def _bits(values):
    return values.dtype.itemsize * 8


def _rows_of_depth(pixels, bits):
    """Pixels at 8 or 16 bits, made from those of others when they are asked for."""
    if bits == _bits(pixels):
        return pixels

    def make(rows, result):
        result[:] = _of_depth(pixels[rows], bits)

    return LazyImage(pixels.shape, f"uint{bits}", make)


def _of_depth(values, bits):
    """Pixels or transparency at 8 or 16 bits; 8 are rounded to the nearest step."""
    if values is None or bits == _bits(values):
        return values
    if bits == 8:
        return cv2.convertScaleAbs(values, alpha=1 / 257)
    return values.astype(np.uint16) * np.uint16(257)


def _exif(page):
    return exif_bytes(page) if page.tags else None


def _webp(pixels, source, page, quality):
    values = _with_alpha(pixels, source.alpha)
    options = _present(xmp=source.metadata.xmp, exif=_exif(page))
    return _pillow("WEBP", values, quality=quality, method=4, **options)


def _avif(pixels, source, page, quality):
    values = _with_alpha(pixels, source.alpha)
    options = _present(xmp=source.metadata.xmp, exif=_exif(page))
    return _pillow("AVIF", values, quality=quality, subsampling="4:4:4", **options)


def _with_alpha(pixels, alpha):
    return pixels if alpha is None else np.dstack((pixels, alpha))


def _present(**options):
    return {name: value for name, value in options.items() if value}


def _pillow(format_name, values, **options):
    buffer = io.BytesIO()
    try:
        Image.fromarray(values).save(buffer, format_name, icc_profile=srgb_profile(), **options)
    except ValueError as error:
        raise OSError(str(error)) from error
    return buffer.getbuffer()


def _png(pixels, source, page, quality):
    """PNG by OpenCV, which keeps 16 bits but no metadata: that goes in after the header."""
    if source.alpha is None:
        values = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
    else:
        values = np.dstack((pixels[..., ::-1], source.alpha))
    data = encoded(".png", values, (cv2.IMWRITE_PNG_COMPRESSION, _PNG_LEVEL))
    chunks = {b"iCCP": b"sRGB\0\0" + zlib.compress(srgb_profile())}
    if source.metadata.dpi:
        per_metre = (round(value / _METRES_PER_INCH) for value in source.metadata.dpi)
        chunks[b"pHYs"] = struct.pack(">IIB", *per_metre, 1)
    if page.tags:
        chunks[b"eXIf"] = exif_bytes(page)
    if source.metadata.xmp:
        chunks[b"iTXt"] = b"XML:com.adobe.xmp\0\0\0\0\0" + source.metadata.xmp
    extras = b"".join(_png_chunk(name, body) for name, body in chunks.items())
    return data[:_PNG_HEADER].tobytes() + extras + data[_PNG_HEADER:].tobytes()


def _png_chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


_ENCODERS = {"png": _png, "webp": _webp, "avif": _avif}
