"""Which page of a TIFF is the photo.

References
----------
TIFF 6.0 (Adobe, 1992), NewSubfileType; TIFF Technical Note 1 (Adobe, 1995) for pages inside a page.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from colorizer_gui.engine.limits import MOST_PAGES
from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import Page, read_page

# Bits of NewSubfileType: a smaller version of another page, and a transparency mask of one.
_REDUCED, _MASK = 1, 4
_OLD_REDUCED = 2  # of SubfileType
# Where the photo lies in a page inside another, or after a smaller version, the outer page has the
# metadata; but for what describes its own pixels.
_INHERITED = {tiff_tags.XMP, tiff_tags.IPTC, tiff_tags.PHOTOSHOP, tiff_tags.ICC_PROFILE}
_OWN = {tiff_tags.X_RESOLUTION, tiff_tags.Y_RESOLUTION, tiff_tags.RESOLUTION_UNIT}


def photo_page(data: bytes) -> tuple[Page, bool]:
    """The page of the photo: the first that is no smaller version of another, nor its mask.

    Parameters
    ----------
    data : bytes
        The file.

    Returns
    -------
    page : Page
        With the metadata of the first page, where it has none of its own.
    has_others : bool
        Whether there are more such pages.

    Raises
    ------
    ValueError
        There is no page.
    """
    first = read_page(data)
    whole = _whole_pages(data, first)
    page = next(whole, None)
    if page is None:
        page = max(_chain(data, first), key=_size)
    has_others = next(whole, None) is not None
    page = page if page is first else read_page(data, page.place)
    return _with_metadata(page, first), has_others


def has_mask(data: bytes) -> bool:
    """Whether a page is the transparency mask of another."""
    return any(
        page.number(tiff_tags.NEW_SUBFILE_TYPE, 0) & _MASK for page in _chain(data, read_page(data))
    )


def _whole_pages(data: bytes, first: Page) -> Iterator[Page]:
    """Pages that are photos of their own; those inside other pages where there are no others."""
    pages, has_whole = [], False
    for page in _chain(data, first):
        pages.append(page)
        if _is_whole(page):
            has_whole = True
            yield page
    starts = (start for page in pages for start in page.numbers(tiff_tags.SUB_PAGES))
    if not has_whole:
        for inside in (_page_at(data, start) for start in islice(starts, MOST_PAGES)):
            if inside and _is_whole(inside):
                yield inside


def _chain(data: bytes, first: Page) -> Iterator[Page]:
    page: Page | None = first
    seen: set[int] = set()
    while page is not None:
        yield page
        if page.following in seen or len(seen) > MOST_PAGES:
            return
        seen.add(page.following)
        page = _page_at(data, page.following) if page.following else None


def _page_at(data: bytes, start: int) -> Page | None:
    try:
        return read_page(data, start, is_glance=True)
    except ValueError:
        return None  # a damaged page beside the photo does not matter


def _is_whole(page: Page) -> bool:
    kind = page.number(tiff_tags.NEW_SUBFILE_TYPE, 0)
    old_kind = page.number(tiff_tags.SUBFILE_TYPE, 0)
    return not kind & (_REDUCED | _MASK) and old_kind != _OLD_REDUCED and _size(page) > 0


def _size(page: Page) -> int:
    return page.number(tiff_tags.WIDTH, 0) * page.number(tiff_tags.HEIGHT, 0)


def _with_metadata(page: Page, first: Page) -> Page:
    if page is first:
        return page
    inherited = {
        number: tag
        for number, tag in first.tags.items()
        if (number not in tiff_tags.STORAGE or number in _INHERITED) and number not in _OWN
    }
    return replace(page, tags=inherited | page.tags, is_damaged=page.is_damaged or first.is_damaged)
