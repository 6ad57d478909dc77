"""Saving photos: the old file stays until the new one is complete."""

import errno
import math
import stat
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from colorizer_gui.engine.arrays import IsCancelled, PixelArray
from colorizer_gui.engine.color.output_spaces import OutputSpace, output_space
from colorizer_gui.engine.errors import SaveError, is_out_of_memory
from colorizer_gui.engine.files import NotOrdinaryError, atomic_write
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.painting.lazy_image import LazyImage
from colorizer_gui.engine.photo.errors import EncodingError
from colorizer_gui.engine.photo.file_format import (
    FileFormat,
    ImageToWrite,
    Layer,
    Pixels,
    WriteOptions,
)
from colorizer_gui.engine.photo.metadata import page_to_write
from colorizer_gui.engine.photo.photo import Photo
from colorizer_gui.engine.photo.profiles import srgb_profile
from colorizer_gui.engine.photo.profiles.build import icc_profile
from colorizer_gui.engine.photo.registry import WRITABLE_FORMATS


def write_photo(
    path: str | Path,
    pixels: Pixels,
    source: Photo,
    *,
    format: str | None = None,
    options: WriteOptions = WriteOptions(),
    software: str | None = None,
    layers: Sequence[Layer] = (),
    overwrite: bool = False,
    cancelled: IsCancelled | None = None,
) -> Path:
    """Save a result with the metadata, transparency and resolution of the photo it came from.

    The file appears whole or not at all: it is written beside its place and moved there last.

    Parameters
    ----------
    path : str or Path
        Its folder is made when it is missing.
    pixels : LazyImage or ndarray of uint8 or uint16, shape (H, W, 3)
        In the color space of the options; converted to the depth that is written. Lazy rows are
        computed band by band for formats that are encoded so.
    source : Photo
        What the format cannot hold of its metadata is left out, see `FileFormat.left_out`.
    format : str, optional
        The id of a writable format; by the path's suffix by default.
    options : WriteOptions
    software : str, optional
        For the EXIF Software tag.
    layers : sequence of Layer
        For formats with layers, from the lowest up.
    overwrite : bool
        Whether an existing file may be replaced; the source photo never is.
    cancelled : callable, optional
        Asked before the file is moved to its place.

    Returns
    -------
    Path

    Raises
    ------
    SaveError, Cancelled
        An existing file is untouched.
    """
    path = Path(path)
    file_format = format_by_suffix(path) if format is None else _format_by_id(format, path)
    encode = file_format.write
    if encode is None:
        raise ValueError(f"{file_format.id} is only read")
    _check_pixels(pixels, source, file_format, path)
    depth = written_depth(file_format, options, source, _bits(pixels))
    check_space(path, file_format, options, source, _bits(pixels))
    image = _image_to_write(pixels, source, depth, software, output_space(options.space))
    if file_format.has_layers:
        bits = 8 if depth == 8 else 16
        image = replace(image, layers=tuple(_layer_of_depth(layer, bits) for layer in layers))
    try:
        check_destination(path, source, overwrite)
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(path, cancelled, overwrite=overwrite) as file:
            encode(file, image, options)
    except MemoryError as error:
        raise _memory_error(path) from error
    except EncodingError as error:
        raise _encoding_error(path, error.reason) from error
    except FileExistsError as error:  # since the work began
        raise _exists_error(path) from error
    except OSError as error:
        raise _save_error(path, error) from error
    except Exception as error:
        if is_out_of_memory(error):
            raise _memory_error(path) from error
        raise
    return path


def format_by_suffix(path: Path) -> FileFormat:
    """The writable format that a file name stands for; SaveError if there is none."""
    suffix = path.suffix.lower()
    for row in WRITABLE_FORMATS:
        if suffix in row.suffixes:
            return row
    raise SaveError(
        Message(
            "Can't save {name}: the name does not say in which format. End it in {suffixes}.",
            name=path.name,
            suffixes=tuple(suffix for row in WRITABLE_FORMATS for suffix in row.suffixes),
        )
    )


def _format_by_id(format_id: str, path: Path) -> FileFormat:
    for row in WRITABLE_FORMATS:
        if row.id == format_id:
            return row
    raise SaveError(
        Message(
            "Can't save {name}: {format} is not a format to save in. Choose {formats}.",
            name=path.name,
            format=format_id,
            formats=tuple(row.id for row in WRITABLE_FORMATS),
        )
    )


def _holds(file_format: FileFormat, side: int) -> bool:
    """Whether photos of a format may have so many pixels a side."""
    return file_format.longest_side is None or side <= file_format.longest_side


def _check_pixels(pixels: Pixels, source: Photo, file_format: FileFormat, path: Path) -> None:
    """Refuse pixels that are none, or too many for the format."""
    if len(pixels.shape) != 3 or pixels.shape[2] != 3 or pixels.dtype not in (np.uint8, np.uint16):
        raise ValueError("pixels must be (H, W, 3) uint8 or uint16")
    if source.alpha is not None and source.alpha.shape != pixels.shape[:2]:
        raise ValueError("the source's transparency has another size than the pixels")
    side = max(pixels.shape[:2])
    if not _holds(file_format, side):
        raise SaveError(
            Message(
                "Can't save {name}: {format} photos have at most {limit} pixels a side. "
                "Choose {formats}.",
                name=path.name,
                format=file_format.label,
                limit=file_format.longest_side,
                formats=tuple(row.label for row in WRITABLE_FORMATS if _holds(row, side)),
            )
        )
    channels = 3 if source.alpha is None else 4
    size = math.prod(pixels.shape[:2]) * channels * pixels.dtype.itemsize
    if file_format.largest_image is not None and size > file_format.largest_image:
        raise SaveError(
            Message(
                "Can't save {name}: it is too large for {format}. Choose TIFF.",
                name=path.name,
                format=file_format.label,
            )
        )


def check_destination(path: Path, source: Photo, overwrite: bool = False) -> None:
    """Refuse a place that a result must not go to, before any work is done for it.

    Parameters
    ----------
    path : Path
    source : Photo
        What the result comes from.
    overwrite : bool
        Whether an existing file may be replaced; the source never is.

    Raises
    ------
    SaveError
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = None
    except (OSError, ValueError) as error:
        raise _save_error(path, error) from error
    if mode is not None and stat.S_ISDIR(mode):
        raise SaveError(
            Message(
                "Can't save {name}: a folder has that name. Choose another name.", name=path.name
            )
        )
    if source.path is not None and _is_same(path, source.path):
        raise SaveError(
            Message(
                "Can't save {name}: that is the photo it came from. Choose another name.",
                name=path.name,
            )
        )
    # A link that leads nowhere takes the name, too.
    if not overwrite and (mode is not None or path.is_symlink()):
        raise _exists_error(path)
    if mode is not None and not stat.S_ISREG(mode):
        raise _save_error(path, NotOrdinaryError(path))


def _memory_error(path: Path) -> SaveError:
    return SaveError(
        Message(
            "Can't save {name}: there is not enough memory. Close other programs.", name=path.name
        )
    )


def _exists_error(path: Path) -> SaveError:
    return SaveError(
        Message(
            "Can't save {name}: the file exists. "
            "Choose another name or allow overwriting (--overwrite).",
            name=path.name,
        )
    )


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return path.resolve() == Path(other).resolve()


def _save_error(path: Path, error: OSError | ValueError) -> SaveError:
    if not isinstance(error, OSError):
        return SaveError(
            Message(
                "Can't save {name}: {reason}. Choose another name.",
                name=path.name,
                reason=system_reason(error),
            )
        )
    if error.errno is None:  # Pillow's encoders
        return _encoding_error(path, str(error))
    if error.errno == errno.ENAMETOOLONG:
        return SaveError(
            Message(
                "Can't save {name}: the name is too long. Choose a shorter one.", name=path.name
            )
        )
    return SaveError(
        Message(
            "Can't save {name} in {folder}: {reason}. Choose another folder.",
            name=path.name,
            folder=path.parent,
            reason=system_reason(error),
        )
    )


def _encoding_error(path: Path, reason: Message | str) -> SaveError:
    return SaveError(
        Message(
            "Can't save {name}: it cannot be encoded ({reason}).", name=path.name, reason=reason
        )
    )


def written_depth(
    file_format: FileFormat, options: WriteOptions, source: Photo, bits: int | None = None
) -> int:
    """The bits of a channel that a result gets.

    Parameters
    ----------
    file_format : FileFormat
    options : WriteOptions
    source : Photo
        What the result comes from.
    bits : {8, 16}, optional
        Of the pixels; by default those of the source.

    Returns
    -------
    int
        Those asked for, or else those of the source's file, if the format has them.
    """
    bits = bits or source.bit_depth
    is_deep = bits > 8
    own = source.file_depth if is_deep and source.bit_depth > 8 else None
    least = output_space(options.space).least_depth
    return file_format.depth_of(max(options.depth or own or bits, least))


def check_space(
    path: Path,
    file_format: FileFormat,
    options: WriteOptions,
    source: Photo,
    bits: int | None = None,
) -> None:
    """Refuse a color space that a format cannot have, before any work is done for it.

    Parameters
    ----------
    path : Path
    file_format : FileFormat
    options : WriteOptions
    source : Photo
        What the result comes from.
    bits : {8, 16}, optional
        Of the pixels; by default those of the source.

    Raises
    ------
    SaveError
    """
    space = output_space(options.space)
    if not (space.is_srgb or file_format.has_profiles):
        raise SaveError(
            Message(
                "Can't save {name}: {format} results are always sRGB. "
                "Choose another format, or sRGB.",
                name=path.name,
                format=file_format.label,
            )
        )
    depth = written_depth(file_format, options, source, bits)
    if depth < space.least_depth:
        raise SaveError(
            Message(
                "Can't save {name}: {space} needs {least} bits a channel, and {format} has "
                "{depth}. Choose TIFF or PNG, or another color space.",
                name=path.name,
                space=space.label,
                least=space.least_depth,
                format=file_format.label,
                depth=depth,
            )
        )


def _image_to_write(
    pixels: Pixels, source: Photo, depth: int, software: str | None, space: OutputSpace
) -> ImageToWrite:
    height, width = pixels.shape[:2]
    return ImageToWrite(
        pixels=_pixels_of_depth(pixels, 8 if depth == 8 else 16),
        icc=srgb_profile() if space.is_srgb else icc_profile(space.space),
        profile_name=space.space.name,
        source_format=source.format,
        depth=depth,
        alpha=None if source.alpha is None else _of_depth(source.alpha, 8 if depth == 8 else 16),
        page=page_to_write(source.metadata, width, height, software, space.is_srgb),
        metadata=source.metadata,
    )


def _bits(values: Pixels) -> int:
    return values.dtype.itemsize * 8


def _pixels_of_depth(pixels: Pixels, depth: int) -> Pixels:
    """Pixels at 8 or 16 bits; of another depth, they are converted when they are asked for."""
    if depth == _bits(pixels):
        return pixels

    def convert(rows: slice, result: PixelArray) -> None:
        result[:] = _of_depth(pixels[rows], depth)

    return LazyImage(pixels.shape, f"uint{depth}", convert)


def _layer_of_depth(layer: Layer, depth: int) -> Layer:
    return replace(layer, pixels=_of_depth(np.asarray(layer.pixels), depth))


def _of_depth(values: PixelArray, depth: int) -> PixelArray:
    """Pixels or opacity at 8 or 16 bits; 8 bits are rounded to the nearest step."""
    if depth == _bits(values):
        return values
    if depth == 8:
        return np.asarray(cv2.convertScaleAbs(values, alpha=1 / 257), np.uint8)
    return values.astype(np.uint16) * np.uint16(257)
