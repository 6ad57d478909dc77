"""Lazy images: the same files as from arrays, without the whole image in memory."""

import os
import threading

import cv2
import numpy as np
import pytest

from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.painting.layers import color_layer
from colorizer_gui.engine.painting.lazy_image import LazyImage
from colorizer_gui.engine.parallel import SINGLE_THREAD, parallel_map
from colorizer_gui.engine.photo import WRITABLE_FORMATS, Photo, WriteOptions, write_photo
from colorizer_gui.engine.session.export_kind import ExportKind

# Encoding AVIF takes seconds.
NAMES = [
    pytest.param(row.suffix, marks=pytest.mark.slow if row.id == "avif" else ())
    for row in WRITABLE_FORMATS
]
HEIGHT, WIDTH = 2500, 300


@pytest.fixture(scope="module", params=[np.uint8, np.uint16])
def wide(request):
    noise = np.random.default_rng(0).integers(0, 256, (HEIGHT // 10, WIDTH // 10, 3), np.uint8)
    enlarged = cv2.resize(noise, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    return enlarged.astype(request.param) * (np.iinfo(request.param).max // 255)


@pytest.fixture
def pixels(wide, request):
    """Fewer for AVIF, which is encoded slowly and as a whole."""
    is_avif = request.node.callspec.params.get("name") == ".avif"
    return np.ascontiguousarray(wide[:, :60]) if is_avif else wide


@pytest.fixture(params=[SINGLE_THREAD, 3])
def cores(request):
    """The number of threads for one photo."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(request.param)
    yield cv2.getNumThreads()
    cv2.setNumThreads(before)


def lazy_image_of(pixels, asked=None):
    """A lazy image of an array that appends the rows it is asked for to a list."""

    def make(rows, result):
        if asked is not None:
            asked.append(rows)
        result[:] = pixels[rows]

    return LazyImage(pixels.shape, pixels.dtype, make)


@pytest.mark.parametrize("name", NAMES)
def test_a_lazy_image_is_saved_as_the_same_file_as_an_array(tmp_path, cores, pixels, name):
    source = Photo(pixels)
    whole = write_photo(tmp_path / ("whole" + name), pixels, source)
    made = write_photo(tmp_path / ("made" + name), lazy_image_of(pixels), source)
    assert made.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("kind", ExportKind)
@pytest.mark.parametrize(("name", "depth"), [(".jpg", None), (".tif", 8), (".tif", 16)])
def test_jpeg_and_tiff_never_hold_the_whole_result(tmp_path, cores, pixels, kind, name, depth):
    photo, asked = Photo(pixels[..., 0]), []
    made = kind.compose(photo, lazy_image_of(pixels, asked))
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
def test_an_error_while_computing_is_not_reported_as_one_of_encoding(tmp_path, pixels, name):
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
    layer = color_layer(lazy_image_of(wide, asked))
    assert layer[4:196].shape == (192, 20_000, 3)
    assert [rows.start for rows in asked] == [4, *(rows.stop for rows in asked[:-1])]
    assert max(rows.stop - rows.start for rows in asked) * 20_000 < 300_000


def test_a_lazy_image_is_sliced_like_an_array(pixels):
    image = lazy_image_of(pixels)
    for part in (slice(None), slice(3, 2), slice(-5, None), slice(2490, 9999)):
        assert np.array_equal(image[part], pixels[part])
    with pytest.raises(ValueError, match="in order"):
        image[::2]


def test_parallel_map_keeps_the_order_and_does_not_run_ahead(cores):
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
