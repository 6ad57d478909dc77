"""Results that are made while they are saved: the same files, without the whole in memory."""

import os
import threading

import cv2
import numpy as np
import pytest

from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.painting.export_kind import ExportKind
from colorizer_gui.engine.painting.layers import color_layer
from colorizer_gui.engine.painting.lazy_image import LazyImage
from colorizer_gui.engine.parallel import SINGLE_THREAD, parallel_map
from colorizer_gui.engine.photo import WRITABLE_FORMATS, Photo, WriteOptions, write_photo

# Encoding AVIF takes seconds.
NAMES = [
    pytest.param(row.suffix, marks=pytest.mark.slow if row.id == "avif" else ())
    for row in WRITABLE_FORMATS
]
HEIGHT, WIDTH = 2500, 300


@pytest.fixture(scope="module", params=[np.uint8, np.uint16])
def pixels(request):
    noise = np.random.default_rng(0).integers(0, 256, (HEIGHT // 10, WIDTH // 10, 3), np.uint8)
    enlarged = cv2.resize(noise, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    return enlarged.astype(request.param) * (np.iinfo(request.param).max // 255)


@pytest.fixture(params=[SINGLE_THREAD, 3])
def cores(request):
    """How many cores a photo may have."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(request.param)
    yield cv2.getNumThreads()
    cv2.setNumThreads(before)


def rows_of(pixels, asked=None):
    """LazyImage that are taken from an array; which ones are asked for is written down."""

    def make(rows, result):
        if asked is not None:
            asked.append(rows)
        result[:] = pixels[rows]

    return LazyImage(pixels.shape, pixels.dtype, make)


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_saved_as_the_same_file_as_an_array(tmp_path, cores, pixels, name):
    source = Photo(pixels)
    whole = write_photo(tmp_path / ("whole" + name), pixels, source)
    made = write_photo(tmp_path / ("made" + name), rows_of(pixels), source)
    assert made.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("content", ExportKind)
@pytest.mark.parametrize(("name", "depth"), [(".jpg", None), (".tif", 8), (".tif", 16)])
def test_jpeg_and_tiff_never_hold_the_whole_result(tmp_path, cores, pixels, content, name, depth):
    photo, asked = Photo(pixels[..., 0]), []
    made = content.made(photo, rows_of(pixels, asked))
    write_photo(tmp_path / ("out" + name), made, Photo(made), options=WriteOptions(depth=depth))
    ends = sorted((rows.start, rows.stop) for rows in asked)
    assert [start for start, _ in ends] == [0, *(stop for _, stop in ends[:-1])]
    assert ends[-1][1] == HEIGHT
    assert max(stop - start for start, stop in ends) < HEIGHT / 2


@pytest.mark.parametrize("name", NAMES)
def test_a_save_that_is_stopped_half_way_leaves_what_was_there(tmp_path, cores, pixels, name):
    def make(rows, result):
        if rows.stop > HEIGHT / 2:
            raise Cancelled
        result[:] = pixels[rows]

    path = tmp_path / ("out" + name)
    path.write_bytes(b"the photo of before")
    with pytest.raises(Cancelled):
        write_photo(
            path, LazyImage(pixels.shape, pixels.dtype, make), Photo(pixels), overwrite=True
        )
    assert path.read_bytes() == b"the photo of before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", NAMES)
def test_a_save_that_is_stopped_by_its_end_leaves_what_was_there(tmp_path, pixels, name):
    path = tmp_path / ("out" + name)
    path.write_bytes(b"the photo of before")
    with pytest.raises(Cancelled):
        write_photo(path, pixels, Photo(pixels), overwrite=True, cancelled=lambda: True)
    assert path.read_bytes() == b"the photo of before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_save_that_is_stopped_while_the_disk_is_slow_leaves_what_was_there(
    tmp_path, pixels, monkeypatch
):
    stopped = threading.Event()
    monkeypatch.setattr(os, "fsync", lambda _: stopped.set())
    path = tmp_path / "out.jpg"
    path.write_bytes(b"the photo of before")
    with pytest.raises(Cancelled):
        write_photo(path, pixels, Photo(pixels), overwrite=True, cancelled=stopped.is_set)
    assert path.read_bytes() == b"the photo of before"


@pytest.mark.parametrize("name", NAMES)
def test_a_fault_of_ours_is_not_said_to_be_the_formats(tmp_path, pixels, name):
    def make(rows, result):
        raise ValueError("shapes do not fit")

    with pytest.raises(ValueError, match="shapes do not fit"):
        write_photo(
            tmp_path / ("out" + name), LazyImage(pixels.shape, pixels.dtype, make), Photo(pixels)
        )
    assert list(tmp_path.iterdir()) == []


def test_the_color_layer_takes_little_memory_however_wide_its_bands_are():
    asked = []
    wide = np.zeros((200, 20_000, 3), np.uint8)
    layer = color_layer(rows_of(wide, asked))
    assert layer[4:196].shape == (192, 20_000, 3)
    assert [rows.start for rows in asked] == [4, *(rows.stop for rows in asked[:-1])]
    assert max(rows.stop - rows.start for rows in asked) * 20_000 < 300_000


def test_rows_are_sliced_as_those_of_an_array(pixels):
    rows = rows_of(pixels)
    for part in (slice(None), slice(3, 2), slice(-5, None), slice(2490, 9999)):
        assert np.array_equal(rows[part], pixels[part])
    with pytest.raises(ValueError, match="in order"):
        rows[::2]


def test_what_is_done_side_by_side_comes_in_order_and_does_not_run_ahead(cores):
    taken, second_done = [], threading.Event()

    def items():
        for number in range(100):
            taken.append(number)
            yield number

    def slow_first(number):
        if cores > 1 and number == 0:
            assert second_done.wait(60)
        if number == 1:
            second_done.set()
        return number

    done = parallel_map(slow_first, items())
    assert next(done) == 0
    assert len(taken) <= 2 * cores + 1
    assert list(done) == list(range(1, 100))
