"""Kinds of photos that need a package of their own: HEIC, and the raw files of cameras."""

import importlib
import io
from dataclasses import replace

import numpy as np

from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import read_page
from colorizer_gui.engine.photo.file_content import Content, Refused, check_size

# sRGB's transfer curve, as LibRaw takes it: exponent and slope of the linear part.
_SRGB_CURVE = (2.4, 12.92)


def _package(module, package, extra, kind):
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise Refused(
            f"{kind} need the package {package}. Install it with pip install 'colorizer[{extra}]'."
        ) from error


def read_heif(data, name):
    """What is in an HEIC or HEIF file, with 10 and 12 bits kept as 16.

    Parameters
    ----------
    data : bytes
    name : str
        Of the file, for notices.

    Returns
    -------
    Content
    """
    heif = _package("pi_heif", "pi-heif", "heif", "HEIC photos")
    file = heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=False)
    image = file[file.primary_index]
    check_size(*image.size)
    # The decoder applies the orientation of the container, which is the one that counts.
    content = Content(name, is_upright=True)
    info = image.info
    content.icc, content.xmp = info.get("icc_profile"), info.get("xmp")
    content.take_exif(info.get("exif"))
    values = np.array(image)  # a copy: the decoder takes its memory back
    if image.mode.endswith(";16"):
        # 10 or 12 bits come moved to the upper end; white has to be white.
        bits = info["bit_depth"]
        white = (2**bits - 1) << (16 - bits)
        values = np.rint(values * (65535 / white)).astype(np.uint16)
    if values.ndim == 3 and values.shape[2] in (2, 4):
        content.alpha = np.ascontiguousarray(values[..., -1])
        values = values[..., :-1]
    if values.ndim == 3 and values.shape[2] == 1:
        values = values[..., 0]
    content.pixels = np.ascontiguousarray(values)
    return content


def read_raw(data, name):
    """A camera's raw file, developed with its own white balance into 16 bits.

    Parameters
    ----------
    data : bytes
    name : str
        Of the file, for notices.

    Returns
    -------
    Content
    """
    rawpy = _package("rawpy", "rawpy", "raw", "The raw files of cameras")
    content = Content(name, is_upright=True)
    try:
        with rawpy.imread(io.BytesIO(data)) as raw:
            check_size(raw.sizes.width, raw.sizes.height)
            pixels = raw.postprocess(
                output_bps=16, use_camera_wb=True, gamma=_SRGB_CURVE, no_auto_bright=True
            )
    except rawpy.LibRawError as error:
        raise Refused(
            "it is a camera's raw file that cannot be developed. Export it as a TIFF file first."
        ) from error
    # A sensor without colors gives one channel.
    content.pixels = pixels if pixels.shape[2] == 3 else np.ascontiguousarray(pixels[..., 0])
    try:
        page = read_page(data)
    except ValueError:
        return content  # many raw files are TIFFs with EXIF inside, but not all
    kept = {number: tag for number, tag in page.tags.items() if number in tiff_tags.ABOUT_PHOTO}
    content.page = replace(page, tags=kept)
    return content
