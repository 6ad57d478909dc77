"""Photos that Pillow decodes: JPEG, PNG, WebP, AVIF and BMP, and rarer kinds of TIFF."""

import io
import logging
import threading
import warnings
from contextlib import contextmanager

import numpy as np
from PIL import Image, PngImagePlugin

from colorizer_gui.engine.photo import profiles
from colorizer_gui.engine.photo.file_content import Content, check_size, unsupported
from colorizer_gui.engine.photo.png import read_png16, readable_png

# Pillow's own limit warns at 90 megapixels, which large scans pass; ours is checked instead.
Image.MAX_IMAGE_PIXELS = None
# Its limit for unpacked metadata is 1 MB, which profiles of scanners and long edit histories pass.
PngImagePlugin.MAX_TEXT_CHUNK = 2**26
# What Pillow says about damaged files is for programmers; the user gets a sentence.
logging.getLogger("PIL").addHandler(logging.NullHandler())

_FORMATS = {
    "jpeg": ("JPEG", "MPO"),
    "png": ("PNG",),
    "tiff": ("TIFF",),
    "webp": ("WEBP",),
    "avif": ("AVIF",),
    "bmp": ("BMP",),
    "jpeg2000": ("JPEG2000",),
}
_ANIMATED = ("png", "webp", "avif")
_STRIP_ROWS = 64
# Each of a JPEG's blocks of 64 pixels has a bit at least. Where its colors are stored smaller, and
# each one in another direction, there are 9 blocks for 1024 pixels: these are 910 pixels a byte.
_JPEG_PIXELS_A_BYTE = 1024
_IPTC_RESOURCE = 0x0404


def read_pillow(data, kind, name):
    """What is in a JPEG, PNG, WebP, AVIF or BMP file.

    Parameters
    ----------
    data : bytes
    kind : str
    name : str
        Of the file, for notices.

    Returns
    -------
    Content
    """
    content = Content(name)
    if kind == "png":
        data, lost = readable_png(data)
        content.has_gaps = bool(lost - {b"iCCP"})
        if b"iCCP" in lost:
            content.note_bad_profile()
    with open_pillow(data, kind) as image:
        width, height = image.size
        is_deep = kind == "png" and data[24] == 16
        check_size(width, height, len(image.getbands()) * (2 if is_deep else 1))
        if kind == "jpeg" and width * height > _JPEG_PIXELS_A_BYTE * len(data):
            raise ValueError("the JPEG is too short for so many pixels")
        info = image.info
        content.icc, content.dpi = info.get("icc_profile"), info.get("dpi")
        if "icc_profile" in info and not content.icc:
            content.note_bad_profile()  # it cannot be unpacked, or parts of it are missing
        xmp = info.get("xmp") or info.get("XML:com.adobe.xmp")
        content.xmp = xmp.encode() if isinstance(xmp, str) else xmp
        content.iptc = _iptc(info)
        content.take_exif(_exif(info))
        if kind in _ANIMATED and getattr(image, "n_frames", 1) > 1:
            content.notices.append(f"{name} is an animation; only its first picture is used.")
        if is_deep:
            content.pixels, content.alpha = read_png16(data)
        else:
            take_pixels(content, image)
    return content


@contextmanager
def open_pillow(data, kind):
    """An image of PIL, not yet decoded, and Pillow's warnings about metadata kept away."""
    with _no_warnings, Image.open(io.BytesIO(data), formats=_FORMATS[kind]) as image:
        # All at once: else it has to wait for other threads after each 64 KB.
        image.decodermaxblock = len(data)
        yield image


class _NoWarnings:
    """Switches warnings off while any thread is inside.

    They are switched for the whole process: whoever comes first does it, and whoever leaves last
    puts back what there was.
    """

    def __init__(self):
        self._lock = threading.Lock()
        self._inside = 0
        self._before = None

    def __enter__(self):
        with self._lock:
            if self._inside == 0:
                self._before = warnings.catch_warnings(action="ignore")
                self._before.__enter__()
            self._inside += 1

    def __exit__(self, *error):
        with self._lock:
            self._inside -= 1
            if self._inside == 0:
                self._before.__exit__(*error)


_no_warnings = _NoWarnings()


def take_pixels(content, image):
    """Decode at 8 bits into gray or RGB, with transparency apart."""
    image.load()
    if image.mode == "CMYK":
        image = _from_cmyk(content, image)
    if image.mode not in ("1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "YCbCr"):
        raise unsupported(image.mode)
    mode = "L" if image.mode in ("1", "L", "LA", "La") else "RGB"
    clear = image.has_transparency_data
    values = _values(image, mode + "A" if clear else mode)
    if clear:
        content.alpha = np.ascontiguousarray(values[..., -1])
        values = np.ascontiguousarray(values[..., 0] if mode == "L" else values[..., :3])
    content.pixels = values


def _values(image, mode):
    """The values of a decoded image in some mode, without a second copy of all of it."""
    bands = Image.getmodebands(mode)
    shape = (image.height, image.width, bands) if bands > 1 else (image.height, image.width)
    values = np.empty(shape, np.uint8)
    for top in range(0, image.height, _STRIP_ROWS):
        strip = image.crop((0, top, image.width, min(top + _STRIP_ROWS, image.height)))
        values[top : top + _STRIP_ROWS] = strip if strip.mode == mode else strip.convert(mode)
    return values


def _from_cmyk(content, image):
    if content.icc:
        try:
            converted = profiles.cmyk_to_srgb(image, content.icc)
        except profiles.ProfileError:
            content.note_bad_profile()
        else:
            content.icc = None
            return converted
    return image.convert("RGB")


def _exif(info):
    if "exif" not in info and "Raw profile type exif" in info:
        try:
            return bytes.fromhex("".join(info["Raw profile type exif"].split("\n")[3:]))
        except ValueError:
            return b"damaged"
    return info.get("exif")


def _iptc(info):
    resources = info.get("photoshop")
    found = resources.get(_IPTC_RESOURCE) if isinstance(resources, dict) else None
    return found if isinstance(found, bytes) else None
