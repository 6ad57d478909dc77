"""Reading TIFF: which decoder takes a file, and its metadata."""

from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.codecs.pillow import open_pillow, take_pixels
from colorizer_gui.engine.photo.directory import Page, Tag, read_page
from colorizer_gui.engine.photo.file_content import FileContent, check_size
from colorizer_gui.engine.photo.formats.raw import read_raw
from colorizer_gui.engine.photo.formats.tiff.decode import decode, is_decodable

_REDUCED = 1  # the bit of the tag for what a page is that marks a smaller version of another


def read(data: bytes, name: str) -> FileContent:
    """Read the first page of a TIFF; a raw file of a camera in a TIFF is developed instead.

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
    page = read_page(data)
    if tiff_tags.DNG_VERSION in page.tags or _is_preview(page):
        return read_raw(data, name)
    content = FileContent(name, page=page)
    check_size(page.number(tiff_tags.WIDTH), page.number(tiff_tags.HEIGHT))
    content.icc = _bytes_of(page, tiff_tags.ICC_PROFILE)
    content.xmp = _bytes_of(page, tiff_tags.XMP)
    content.iptc_blocks = [iptc] if (iptc := _bytes_of(page, tiff_tags.IPTC)) else []
    content.photoshop = _bytes_of(page, tiff_tags.PHOTOSHOP)
    if page.following:
        content.notices.append(
            Message("{name} has several pages; only the first is used.", name=name)
        )
    if is_decodable(page):
        content.pixels, content.alpha = decode(data, page)
        return content
    with open_pillow(data, ("TIFF",)) as image:
        check_size(*image.size, len(image.getbands()))
        content.is_upright = True  # Pillow turns TIFFs, and only TIFFs, while loading.
        take_pixels(content, image)
    return content


def _is_preview(page: Page) -> bool:
    """Whether a page is the preview of raw files: a reduced image beside pages inside."""
    kind = page.number(tiff_tags.NEW_SUBFILE_TYPE) or 0
    return bool(kind & _REDUCED) and tiff_tags.SUB_PAGES in page.tags


def _bytes_of(page: Page, number: int) -> bytes | None:
    tag = page.tags.get(number)
    return tag.data if isinstance(tag, Tag) else None
