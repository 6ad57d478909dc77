"""HEIC and HEIF, the photos of phones, by pi-heif; only read."""

import io

import numpy as np

from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo.codecs.depths import stretched
from colorizer_gui.engine.photo.file_content import FileContent, check_size
from colorizer_gui.engine.photo.file_format import FileFormat, Package
from colorizer_gui.engine.photo.formats.avif import AVIF
from colorizer_gui.engine.photo.metadata.media_boxes import take_boxes
from colorizer_gui.engine.photo.packages import imported
from colorizer_gui.engine.photo.photo import Extra
from colorizer_gui.engine.photo.profiles.code_points import take_code_points
from colorizer_gui.engine.photo.signatures import by_head, media_brands, media_size

_PACKAGE = Package(module="pi_heif", name="pi-heif", extra="heif")
_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def _recognizes(start: bytes, suffix: str) -> bool:
    # AVIF files name the brands of HEIF images in general too.
    return not (_BRANDS.isdisjoint(media_brands(start)) or AVIF.recognizes(start, suffix))


def _read(data: bytes, name: str) -> FileContent:
    """Read the primary image, with 10 and 12 bits kept as 16."""
    pi_heif = imported(_PACKAGE, Message("HEIC photos"))
    file = pi_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=False)
    image = file[file.primary_index]
    check_size(*image.size)
    # The decoder applies the orientation of the container, and EXIF's does not count.
    content = FileContent(name, is_upright=True)
    info = image.info
    content.icc, content.xmp = info.get("icc_profile"), info.get("xmp")
    content.take_exif(info.get("exif"))
    take_boxes(content, data)
    if len(file) > 1:
        content.extras.append(Extra("pictures"))
    if not content.icc and (stated := info.get("nclx_profile")):
        code_points = stated["color_primaries"], stated["transfer_characteristics"]
        take_code_points(content, *code_points)
    values = np.array(image)  # a copy: the decoder frees its memory
    content.depth = info.get("bit_depth")
    if image.mode.endswith(";16"):
        # 10 or 12 bits come shifted to the upper end, so white lies below 65535.
        values = stretched(values, info["bit_depth"], 16 - info["bit_depth"])
    content.take_values(values)
    return content


HEIF = FileFormat(
    id="heif",
    label="HEIC",
    suffixes=(".heic", ".heif", ".hif", ".heics", ".heifs"),
    recognizes=_recognizes,
    read=_read,
    size_of=by_head(media_size),
    package=_PACKAGE,
)
