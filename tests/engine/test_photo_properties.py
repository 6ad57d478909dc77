"""Properties of tag directories and orientations that hold for all values."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import Page, Tag, directory_bytes, header, read_page
from colorizer_gui.engine.photo.metadata.orientation import is_sideways, upright

POINTERS = {tiff_tags.EXIF, tiff_tags.GPS, tiff_tags.INTEROPERABILITY}
UNIT_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8, 12: 8}
# Turning by a quarter to the left undoes one to the right; all others undo themselves.
INVERSE = {**{orientation: orientation for orientation in range(1, 9)}, 6: 8, 8: 6}

numbers = st.integers(1, 65535).filter(lambda number: number not in POINTERS)
tags = st.sampled_from(list(UNIT_SIZES)).flatmap(
    lambda kind: st.binary(min_size=1, max_size=9).map(
        lambda data: Tag(kind, (data * UNIT_SIZES[kind])[: len(data) * UNIT_SIZES[kind]])
    )
)
tables = st.dictionaries(numbers, tags, max_size=6)
orders = st.sampled_from("<>")
pixels = arrays.arrays(
    st.sampled_from([np.uint8, np.uint16]),
    st.tuples(st.integers(1, 6), st.integers(1, 6))
    | st.tuples(st.integers(1, 6), st.integers(1, 6), st.just(3)),
)


@given(table=tables, exif=tables, gps=tables, order=orders, padding=st.binary(max_size=20))
def test_a_directory_is_read_as_it_was_written(table, exif, gps, order, padding):
    written = {**table, tiff_tags.EXIF: exif, tiff_tags.GPS: gps}
    offset = 8 + len(padding)
    file = header(order, offset) + padding + directory_bytes(written, offset, order)
    assert read_page(file) == Page(written, order)


@given(table=tables, order=orders, cut=st.integers(0, 200), flips=st.binary(max_size=200))
def test_a_damaged_directory_is_read_in_part_or_refused(table, order, cut, flips):
    file = header(order, 8) + directory_bytes(table, 8, order)
    damaged = bytes(
        byte ^ flip for byte, flip in zip(file[:cut], flips.ljust(cut, b"\0"), strict=False)
    )
    try:
        page = read_page(damaged)
    except ValueError:
        return
    assert all(isinstance(tag, Tag | dict) for tag in page.tags.values())


@given(values=pixels, orientation=st.integers(1, 8))
def test_an_orientation_is_undone_by_its_inverse(values, orientation):
    turned = upright(values, orientation)
    assert turned.flags.c_contiguous
    height, width = values.shape[:2]
    assert turned.shape[:2] == ((width, height) if is_sideways(orientation) else (height, width))
    np.testing.assert_array_equal(upright(turned, INVERSE[orientation]), values)
