"""Reading photos: the file's content decides, and every failure is one sentence."""

import io
import logging
import math
import stat
import threading
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from colorizer_gui.engine.errors import PhotoError
from colorizer_gui.engine.photo import profiles, tiff_tags
from colorizer_gui.engine.photo.directory import Page, read_page
from colorizer_gui.engine.photo.metadata import clean_exif, clean_xmp, orientation_of, upright
from colorizer_gui.engine.photo.picture import Metadata, Photo
from colorizer_gui.engine.photo.png16 import read_png16
from colorizer_gui.engine.photo.tiff_read import UnsupportedTiff, is_plain, read_tiff

MAX_MEGAPIXELS = 500
OPEN_SUFFIXES = (".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp")

# Pillow's own limit warns at 90 megapixels, which large scans pass; ours is checked instead.
Image.MAX_IMAGE_PIXELS = None
# What OpenCV and Pillow say about damaged files is for programmers; the user gets a sentence.
logging.getLogger("PIL").addHandler(logging.NullHandler())
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

_PILLOW_FORMATS = {
    "jpeg": ("JPEG", "MPO"),
    "png": ("PNG",),
    "tiff": ("TIFF",),
    "webp": ("WEBP",),
    "bmp": ("BMP",),
}
_IPTC_RESOURCE = 0x0404
_LARGEST_FILE = 8 * 2**30
_ONE_AT_A_TIME = threading.Lock()


@dataclass
class _Content:
    """What is found in a file, before it is made into a Photo."""

    pixels: np.ndarray = None
    alpha: np.ndarray | None = None
    page: Page | None = None
    icc: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    dpi: tuple | None = None
    is_upright: bool = False
    notices: list[str] = field(default_factory=list)


def read_photo(path):
    """Read a photo: JPEG, PNG, TIFF, WebP or BMP, of 8 or 16 bits, grey or colour.

    The pixels come upright and in sRGB, at the file's own bit depth; grey values without a profile
    are the file's own.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    Photo

    Raises
    ------
    PhotoError
        There is no photo there, or it is damaged, too large or of a kind that is not supported.
    """
    path = Path(path)
    data = _file_bytes(path)
    try:
        return _photo(data, _format_of(data), path)
    except _Refused as refusal:
        raise PhotoError(f"Can't open {path.name}: {refusal}") from refusal.__cause__
    except MemoryError as error:
        raise PhotoError(
            f"Can't open {path.name}: there is not enough memory for it. "
            "Close other programs or try a smaller copy."
        ) from error
    except Exception as error:  # Decoders raise nearly anything at damaged files.
        raise PhotoError(
            f"Can't open {path.name}: the file is damaged or ends too early. "
            "Try another copy of it."
        ) from error


class _Refused(Exception):
    """Why a photo is not read and what to do, to follow "Can't open NAME: "."""


def _file_bytes(path):
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise PhotoError(f"Can't open {path.name or path}: it is a folder, not a photo.")
        if not stat.S_ISREG(status.st_mode):
            raise PhotoError(f"Can't open {path.name}: it is not an ordinary file.")
        if status.st_size > _LARGEST_FILE:
            raise PhotoError(f"Can't open {path.name}: the file is larger than 8 GB.")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise PhotoError(
            f"Can't open {path.name}: there is no such file. Check the name and the folder."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name cannot be used"
        raise PhotoError(
            f"Can't open {path.name}: it cannot be read ({reason.lower()})."
        ) from error
    if not data:
        raise PhotoError(f"Can't open {path.name}: the file is empty. Try another copy of it.")
    return data


def _format_of(data):
    if data[:3] == b"\xff\xd8\xff":
        return "jpeg"
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return "png"
    if data[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return "tiff"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[:2] == b"BM":
        return "bmp"
    raise _Refused("it is not a photo of a known kind. Choose a JPEG, PNG, TIFF, WebP or BMP file.")


def _photo(data, kind, path):
    content = _tiff(data, path) if kind == "tiff" else _other(data, kind, path)
    if content.icc:
        _apply_profile(content, path)
    turn = 1 if content.is_upright else orientation_of(content.page, content.xmp)
    metadata = Metadata(
        exif=clean_exif(content.page) if content.page else None,
        xmp=clean_xmp(content.xmp),
        iptc=content.iptc,
        dpi=_sensible(content.dpi or _dpi(content.page)),
    )
    if content.page and content.page.damaged:
        content.notices.append(
            f"Some of what {path.name} says about itself is damaged and was left out."
        )
    return Photo(
        pixels=upright(content.pixels, turn),
        alpha=None if content.alpha is None else upright(content.alpha, turn),
        format=kind,
        metadata=metadata,
        path=path,
        notices=tuple(content.notices),
    )


def _apply_profile(content, path):
    try:
        content.pixels = profiles.to_srgb(content.pixels, content.icc)
    except profiles.ProfileError:
        _note_bad_profile(content, path)


def _note_bad_profile(content, path):
    content.notices.append(f"The colour profile in {path.name} cannot be used, so sRGB is assumed.")


def _check_size(width, height):
    if not width or not height:
        raise _Refused("the file is damaged: it has no pixels. Try another copy of it.")
    if width * height > MAX_MEGAPIXELS * 1_000_000:
        raise _Refused(
            f"it has {width * height / 1e6:,.0f} megapixels, and the most is {MAX_MEGAPIXELS}. "
            "Make it smaller first."
        )


def _other(data, kind, path):
    """JPEG, PNG, WebP and BMP."""
    content = _Content()
    with _pillow(data, kind) as image:
        _check_size(*image.size)
        info = image.info
        content.icc, content.dpi = info.get("icc_profile"), info.get("dpi")
        xmp = info.get("xmp") or info.get("XML:com.adobe.xmp")
        content.xmp = xmp.encode() if isinstance(xmp, str) else xmp
        content.iptc = _iptc(info)
        _read_exif(content, info, path)
        if kind in ("png", "webp") and getattr(image, "n_frames", 1) > 1:
            content.notices.append(f"{path.name} is an animation; only its first picture is used.")
        if kind == "png" and data[24] == 16:
            content.pixels, content.alpha = read_png16(data)
        else:
            _take_pixels(content, image, path)
    return content


def _tiff(data, path):
    page = read_page(data)
    content = _Content(page=page)
    is_preview = page.number(tiff_tags.NEW_SUBFILE_TYPE, 0) & 1 and tiff_tags.SUB_PAGES in page.tags
    if tiff_tags.DNG_VERSION in page.tags or is_preview:
        raise _Refused("it is a camera's raw file. Export it as a TIFF or JPEG file first.")
    _check_size(page.number(tiff_tags.WIDTH), page.number(tiff_tags.HEIGHT))
    bits, kinds = page.numbers(tiff_tags.BITS, (1,)), page.numbers(tiff_tags.SAMPLE_FORMAT, (1,))
    if set(kinds) - {1, 4} or max(bits) not in (1, 2, 4, 8, 16) or len(set(bits)) > 1:
        raise _Refused(
            "its pixels are not 8- or 16-bit whole numbers. Save it as an 8- or 16-bit TIFF first."
        )
    content.icc, content.xmp, content.iptc = (
        page.tags[number].data if number in page.tags else None
        for number in (tiff_tags.ICC_PROFILE, tiff_tags.XMP, tiff_tags.IPTC)
    )
    if page.following:
        content.notices.append(f"{path.name} has several pages; only the first is used.")
    if bits[0] == 16 or is_plain(page):
        try:
            content.pixels, content.alpha = read_tiff(data, page)
        except UnsupportedTiff as error:
            raise _Refused(f"it has {error}. Save it as a plain RGB or grey TIFF first.") from error
    else:
        with _pillow(data, "tiff") as image:
            content.is_upright = True  # Pillow turns TIFFs, and only TIFFs, while loading.
            _take_pixels(content, image, path)
    return content


@contextmanager
def _pillow(data, kind):
    """An image of PIL, not yet decoded, and Pillow's warnings about metadata kept away.

    Warnings are switched for the whole process, so this goes one photo at a time.
    """
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data), formats=_PILLOW_FORMATS[kind]) as image:
            yield image


def _take_pixels(content, image, path):
    """Decode at 8 bits into grey or RGB, with transparency apart."""
    image.load()
    if image.mode == "CMYK":
        image = _from_cmyk(content, image, path)
    if image.mode not in ("1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "YCbCr"):
        raise _Refused(
            f"its pixels are of a kind that is not supported ({image.mode}). "
            "Save it as a plain RGB or grey file first."
        )
    mode = "L" if image.mode in ("1", "L", "LA", "La") else "RGB"
    clear = image.has_transparency_data
    values = np.asarray(image.convert(mode + "A" if clear else mode))
    if clear:
        content.alpha = np.ascontiguousarray(values[..., -1])
        values = np.ascontiguousarray(values[..., 0] if mode == "L" else values[..., :3])
    content.pixels = values


def _from_cmyk(content, image, path):
    icc, content.icc = content.icc, None
    if icc:
        try:
            return profiles.cmyk_to_srgb(image, icc)
        except profiles.ProfileError:
            _note_bad_profile(content, path)
    return image.convert("RGB")


def _read_exif(content, info, path):
    exif = info.get("exif")
    try:
        if exif is None and "Raw profile type exif" in info:
            exif = bytes.fromhex("".join(info["Raw profile type exif"].split("\n")[3:]))
        while exif and exif.startswith(b"Exif\0\0"):
            exif = exif[6:]
        content.page = read_page(exif) if exif else None
    except ValueError:
        content.notices.append(f"The EXIF data in {path.name} is damaged and was left out.")


def _iptc(info):
    resources = info.get("photoshop")
    found = resources.get(_IPTC_RESOURCE) if isinstance(resources, dict) else None
    return found if isinstance(found, bytes) else None


def _dpi(page):
    """Pixels per inch as TIFF and EXIF tags give them, or None."""
    if page is None or tiff_tags.X_RESOLUTION not in page.tags:
        return None
    across = page.ratio(tiff_tags.X_RESOLUTION)
    down = page.ratio(tiff_tags.Y_RESOLUTION) if tiff_tags.Y_RESOLUTION in page.tags else across
    unit = {2: 1.0, 3: 2.54}.get(page.number(tiff_tags.RESOLUTION_UNIT, 2))
    return (across * unit, down * unit) if across and down and unit else None


def _sensible(dpi):
    """A resolution that every format can store, or None."""
    try:
        across, down = (float(value) for value in dpi)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    fine = all(math.isfinite(value) and 1 <= value < 65535 for value in (across, down))
    return (across, down) if fine else None
