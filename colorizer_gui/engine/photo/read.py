"""Reading photos: the file's content decides, and every failure is one sentence."""

import math
import stat
from pathlib import Path

import cv2

from colorizer_gui.engine.errors import PhotoError
from colorizer_gui.engine.photo import profiles, tiff_tags
from colorizer_gui.engine.photo.directory import read_page
from colorizer_gui.engine.photo.extras import read_heif, read_raw
from colorizer_gui.engine.photo.file_content import Content, Refused, check_size
from colorizer_gui.engine.photo.jpeg2000 import SIGNATURES as JPEG2000_SIGNATURES
from colorizer_gui.engine.photo.jpeg2000 import read_jpeg2000
from colorizer_gui.engine.photo.metadata import (
    clean_exif,
    clean_xmp,
    is_sideways,
    orientation_of,
    upright,
)
from colorizer_gui.engine.photo.photo import Metadata, Photo
from colorizer_gui.engine.photo.pillow_read import open_pillow, read_pillow, take_pixels
from colorizer_gui.engine.photo.tiff_read import UnsupportedTiff, is_plain, read_tiff

_RAW_SUFFIXES = (
    ".arw", ".cr2", ".cr3", ".dng", ".nef", ".nrw", ".orf", ".pef", ".raf", ".rw2", ".srw",
)  # fmt: skip
OPEN_SUFFIXES = (
    ".avif", ".bmp", ".heic", ".heif", ".hif", ".j2k", ".jp2", ".jpeg", ".jpf", ".jpg", ".jpx",
    ".png", ".tif", ".tiff", ".webp", *_RAW_SUFFIXES,
)  # fmt: skip

# What OpenCV says about damaged files is for programmers; the user gets a sentence.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

_LARGEST_FILE = 8 * 2**30
_TIFF_STARTS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_RAW_STARTS = (b"FUJIFILMCCD-RAW", b"IIRO", b"IIRS", b"MMOR", b"IIU\0")
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def read_photo(path):
    """Read a photo: of 8 or 16 bits, gray or color, in any of the known formats.

    The pixels come upright and in sRGB, at the file's own bit depth; gray values without a profile
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
        return _photo(data, _format_of(data, path), path)
    except Refused as refusal:
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


def _format_of(data, path):
    """The kind of a file by its first bytes; raw files that are TIFFs also go by their name."""
    for kind, starts in _STARTS.items():
        if data.startswith(starts):
            is_raw = kind == "tiff" and path.suffix.lower() in _RAW_SUFFIXES
            return "raw" if is_raw else kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        brands = data[8:12], *(data[i : i + 4] for i in range(16, min(data[3], 64), 4))
        if brands[0] == b"crx ":
            return "raw"
        if b"avif" in brands or b"avis" in brands:
            return "avif"
        if any(brand in _HEIF_BRANDS for brand in brands):
            return "heif"
    raise Refused(
        "it is not a photo of a known kind. Choose a JPEG, PNG, TIFF, WebP, AVIF, HEIC, "
        "JPEG 2000, BMP or raw file."
    )


_STARTS = {
    "jpeg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
    "tiff": _TIFF_STARTS,
    "bmp": b"BM",
    "jpeg2000": JPEG2000_SIGNATURES,
    "raw": _RAW_STARTS,
}
_READERS = {"heif": read_heif, "raw": read_raw, "jpeg2000": read_jpeg2000}


def _photo(data, kind, path):
    if kind == "tiff":
        content = _tiff(data, path.name)
    elif kind in _READERS:
        content = _READERS[kind](data, path.name)
    else:
        content = read_pillow(data, kind, path.name)
    if content.icc:
        _apply_profile(content)
    orientation = orientation_of(content.page, content.xmp)
    turn = 1 if content.is_upright else orientation
    dpi = _sensible(content.dpi or _dpi(content.page))
    metadata = Metadata(
        exif=clean_exif(content.page) if content.page else None,
        xmp=_xmp(content),
        iptc=content.iptc,
        dpi=dpi[::-1] if dpi and is_sideways(orientation) else dpi,
    )
    if content.has_gaps or (content.page and content.page.damaged):
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


def _xmp(content):
    try:
        return clean_xmp(content.xmp)
    except ValueError:
        content.notices.append(f"The XMP data in {content.name} is damaged and was left out.")
        return None


def _apply_profile(content):
    try:
        content.pixels = profiles.to_srgb(content.pixels, content.icc)
    except profiles.ProfileError:
        content.note_bad_profile()


def _tiff(data, name):
    page = read_page(data)
    is_preview = page.number(tiff_tags.NEW_SUBFILE_TYPE, 0) & 1 and tiff_tags.SUB_PAGES in page.tags
    if tiff_tags.DNG_VERSION in page.tags or is_preview:
        return read_raw(data, name)
    content = Content(name, page=page)
    check_size(page.number(tiff_tags.WIDTH), page.number(tiff_tags.HEIGHT))
    content.icc, content.xmp, content.iptc = (
        page.tags[number].data if number in page.tags else None
        for number in (tiff_tags.ICC_PROFILE, tiff_tags.XMP, tiff_tags.IPTC)
    )
    if page.following:
        content.notices.append(f"{name} has several pages; only the first is used.")
    try:
        if is_plain(page):
            content.pixels, content.alpha = read_tiff(data, page)
            return content
    except UnsupportedTiff as error:
        raise Refused(f"it has {error}. Save it as a plain RGB or gray TIFF first.") from error
    with open_pillow(data, "tiff") as image:
        check_size(*image.size, len(image.getbands()))
        content.is_upright = True  # Pillow turns TIFFs, and only TIFFs, while loading.
        take_pixels(content, image)
    return content


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
