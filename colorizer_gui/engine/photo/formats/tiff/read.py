"""Reading TIFF: the page of the photo, its pixels and its metadata."""

from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.file_content import FileContent, check_size
from colorizer_gui.engine.photo.formats.raw import read_raw
from colorizer_gui.engine.photo.formats.tiff.decode import decode
from colorizer_gui.engine.photo.formats.tiff.pages import has_mask, photo_page
from colorizer_gui.engine.photo.photo import Extra

# Kinds of colors that only raw files of cameras have: a mosaic, and linear sensor values.
_RAW_COLORS = (32803, 34892)


def read(data: bytes, name: str) -> FileContent:
    """Read the photo in a TIFF; a raw file of a camera in a TIFF is developed instead.

    Parameters
    ----------
    data : bytes
    name : str
        The file's name, for notices.

    Returns
    -------
    FileContent

    Raises
    ------
    UnreadableError, ValueError
    """
    page, has_others = photo_page(data)
    is_raw = page.number(tiff_tags.PHOTOMETRIC) in _RAW_COLORS
    if is_raw or tiff_tags.DNG_VERSION in page.tags:
        return read_raw(data, name)
    content = FileContent(name, page=page)
    check_size(page.number(tiff_tags.WIDTH), page.number(tiff_tags.HEIGHT))
    content.icc = page.bytes_of(tiff_tags.ICC_PROFILE)
    content.xmp = page.bytes_of(tiff_tags.XMP)
    content.iptc_blocks = [iptc] if (iptc := page.bytes_of(tiff_tags.IPTC)) else []
    content.photoshop = page.bytes_of(tiff_tags.PHOTOSHOP)
    if has_others:
        content.notices.append(
            Message("{name} has several pages; only the first is used.", name=name)
        )
    if has_mask(data):
        content.extras.append(Extra("channels"))
    decode(data, page, content)
    return content
