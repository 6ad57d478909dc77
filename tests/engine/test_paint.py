"""The compiled library: the colors of CIELAB, and the same pixels on every processor."""

import _ctypes
import ctypes
import hashlib
import shutil
import sys

import cv2
import numpy as np
import pytest

from colorizer_gui.engine.color.cielab import lab_to_srgb
from colorizer_gui.engine.color.upsampling import ColorField
from colorizer_gui.engine.errors import PaintError
from colorizer_gui.engine.painting import library as paint_library
from colorizer_gui.engine.painting import paint as painting
from colorizer_gui.engine.photo import Photo

GRAY_WITHOUT_COLOR = ColorField(*np.zeros((2, 4, 4, 2), np.float32))
DEPTHS = np.uint8, np.uint16


@pytest.fixture
def from_library(monkeypatch):
    """Choose the folder of the library, and whether the processor has AVX2."""

    def choose(folder, has_avx2):
        monkeypatch.setattr(paint_library, "LIBRARY_FOLDER", folder)
        monkeypatch.setattr(cv2, "checkHardwareSupport", lambda feature: has_avx2)
        paint_library.load_paint_strip.cache_clear()

    yield choose
    paint_library.load_paint_strip.cache_clear()


def deep(pixels, dtype):
    """8-bit pixels in 8 bits, or in 16 with values that 8 bits do not have."""
    if dtype == np.uint8:
        return pixels
    noise = np.random.default_rng(1).integers(0, 256, pixels.shape)
    return (pixels.astype(np.uint16) << 8) + noise.astype(np.uint16)


def wild_field(seed):
    """Colors of which sRGB shows a part only, different in every cell."""
    slope, offset = np.random.default_rng(seed).normal(0, (0.3, 30), (40, 30, 2, 2)).T
    return ColorField(*(np.ascontiguousarray(part.T, np.float32) for part in (slope, offset)))


def paint(photo, field):
    """All pixels of a photo in color."""
    return np.asarray(painting.paint(photo.pixels, field))


@pytest.mark.parametrize("dtype", DEPTHS)
@pytest.mark.parametrize("channels", [1, 3])
def test_every_library_gives_the_same_pixels(
    from_library, color_picture, gray_picture, channels, dtype
):
    if not cv2.checkHardwareSupport(paint_library.AVX2_FEATURE):
        pytest.skip("this processor has no AVX2")
    photo = Photo(deep(gray_picture if channels == 1 else color_picture, dtype))
    results = []
    for has_avx2 in (False, True):
        from_library(paint_library.LIBRARY_FOLDER, has_avx2)
        results.append(paint(photo, wild_field(0)))
    assert np.array_equal(*results)


@pytest.mark.parametrize("dtype", DEPTHS)
def test_colors_agree_with_the_conversion_from_cielab(dtype):
    grays = np.linspace(0.3, 0.7, 300)[None] * np.iinfo(dtype).max
    photo = Photo(np.repeat(grays.astype(dtype), 5, axis=0))
    ab = np.float32((14, -9))
    field = ColorField(np.zeros((1, 1, 2), np.float32), ab.reshape(1, 1, 2))
    lab = np.dstack((photo.lightness(), np.broadcast_to(ab, (5, 300, 2))))
    wanted = lab_to_srgb(lab) * np.iinfo(dtype).max
    # A table makes 8 bits within 0.53 of a step; 16 are computed.
    assert np.abs(paint(photo, field) - wanted).max() < 0.55


@pytest.mark.parametrize("dtype", DEPTHS)
def test_zero_chroma_gives_every_gray_back(dtype):
    values = np.iinfo(dtype).max + 1
    photo = Photo(np.arange(values, dtype=dtype).reshape(-1, 256))
    result = paint(photo, GRAY_WITHOUT_COLOR)
    assert np.array_equal(result, np.repeat(photo.pixels[..., None], 3, axis=-1))


def test_rotated_and_flipped_views_are_painted_like_their_copies(color_picture):
    field = wild_field(2)
    turned = np.rot90(color_picture)
    expected = paint(Photo(np.ascontiguousarray(turned)), field)
    assert np.array_equal(paint(Photo(turned), field), expected)
    upside_down = color_picture[::-1]
    expected = paint(Photo(np.ascontiguousarray(upside_down)), field)
    assert np.array_equal(paint(Photo(upside_down), field), expected)


@pytest.mark.parametrize("dtype", DEPTHS)
def test_black_and_white_stay_neutral(dtype):
    ends = np.array([[0, np.iinfo(dtype).max]], dtype)
    for chroma in (5, 40, 90):
        field = ColorField(*np.float32([[[[0, 0]]], [[[chroma, -chroma]]]]))
        result = paint(Photo(ends), field)
        assert np.array_equal(result[0], np.repeat(ends.T, 3, axis=1))


@pytest.mark.parametrize("content", [None, b"\x7fELF of another system", "another library"])
def test_a_missing_or_foreign_library_is_reported(from_library, gray_picture, tmp_path, content):
    library = tmp_path / "libpaint.so"
    if content == "another library":
        library.symlink_to(_ctypes.__file__)
    elif content:
        library.write_bytes(content)
    from_library(tmp_path, has_avx2=True)
    with pytest.raises(PaintError, match="run make setup"):
        paint(Photo(gray_picture), GRAY_WITHOUT_COLOR)


@pytest.mark.parametrize(
    ("name", "value"),
    [("VERSION", 1), ("STRUCTURES", (paint_library.Space, ctypes.c_int32))],
)
def test_a_library_of_another_version_is_refused(
    from_library, gray_picture, monkeypatch, name, value
):
    from_library(paint_library.LIBRARY_FOLDER, has_avx2=False)
    monkeypatch.setattr(paint_library, name, value)
    with pytest.raises(PaintError, match="another system or version"):
        paint(Photo(gray_picture), GRAY_WITHOUT_COLOR)


def copied_libraries(folder):
    for path in paint_library.LIBRARY_FOLDER.glob("libpaint*.so"):
        shutil.copy(path, folder)
    return folder / "libpaint.so", folder / "libpaint-avx2.so"


def truncate(path, share):
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])


@pytest.mark.skipif(sys.platform != "linux", reason="others do not map what a file lacks")
@pytest.mark.parametrize("share", [0, 0.001, 0.3, 0.5, 0.9, 0.999])
def test_a_truncated_library_is_refused_before_it_ends_the_program(
    from_library, gray_picture, tmp_path, share
):
    plain, _ = copied_libraries(tmp_path)
    truncate(plain, share)
    from_library(tmp_path, has_avx2=False)
    with pytest.raises(PaintError, match="damaged"):
        paint(Photo(gray_picture), GRAY_WITHOUT_COLOR)


def test_a_library_with_another_checksum_is_refused(from_library, gray_picture, tmp_path):
    plain, _ = copied_libraries(tmp_path)
    checksum = hashlib.sha256(plain.read_bytes()).hexdigest()
    plain.with_name("libpaint.so.sha256").write_text(f"{checksum}\n")
    from_library(tmp_path, has_avx2=False)
    paint(Photo(gray_picture), GRAY_WITHOUT_COLOR)
    content = bytearray(plain.read_bytes())
    content[len(content) // 2] ^= 1
    plain.unlink()  # it is loaded, and its file must not change
    plain.write_bytes(content)
    from_library(tmp_path, has_avx2=False)
    with pytest.raises(PaintError, match="damaged"):
        paint(Photo(gray_picture), GRAY_WITHOUT_COLOR)


@pytest.mark.logs_warnings
@pytest.mark.parametrize("content", [b"", b"\x7fELF of another system", b"\0" * 40_000])
def test_the_plain_library_stands_in_for_a_faster_one_that_is_broken(
    from_library, gray_picture, tmp_path, content
):
    from_library(paint_library.LIBRARY_FOLDER, has_avx2=False)
    expected = paint(Photo(gray_picture), wild_field(3))
    _, faster = copied_libraries(tmp_path)
    faster.write_bytes(content)
    from_library(tmp_path, has_avx2=True)
    assert np.array_equal(paint(Photo(gray_picture), wild_field(3)), expected)
