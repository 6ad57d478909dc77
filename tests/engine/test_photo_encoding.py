"""The pixels and the transparency of saved files."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
import tifffile
from PIL import Image

from colorizer_gui.engine.photo import Metadata, Photo, WriteOptions, read_photo, write_photo
from colorizer_gui.engine.photo.profiles import srgb_profile


def meant_for(pixels, **fields):
    return Photo(pixels=pixels, **fields)


def jpeg_error(path, pixels):
    with Image.open(path) as image:
        return np.abs(np.asarray(image).astype(int) - pixels).max()


@pytest.mark.parametrize("suffix", [".png", ".tif"])
@pytest.mark.parametrize("with_alpha", [False, True])
@pytest.mark.parametrize("depth", [8, 16])
def test_pixels_and_transparency_come_back(tmp_path, rgb, rgb16, suffix, with_alpha, depth):
    values = rgb if depth == 8 else rgb16
    alpha = np.ascontiguousarray(values[::-1, :, 0]) if with_alpha else None
    path = write_photo(tmp_path / ("out" + suffix), values, meant_for(values, alpha=alpha))
    photo = read_photo(path)
    assert photo.bit_depth == depth
    assert photo.notices == ()
    np.testing.assert_array_equal(photo.pixels, values)
    if with_alpha:
        np.testing.assert_array_equal(photo.alpha, alpha)
    else:
        assert photo.alpha is None


def test_others_read_our_16_bit_files(tmp_path, rgb16):
    big_endian = replace(meant_for(rgb16), metadata=Metadata(exif=b"MM\0*\0\0\0\x08\0\0\0\0\0\0"))
    for source in (meant_for(rgb16), big_endian):
        path = write_photo(tmp_path / "out.tif", rgb16, source, overwrite=True)
        with tifffile.TiffFile(path) as file:
            page = file.pages[0]
            assert page.bitspersample == 16
            assert page.tags[34675].value == srgb_profile()
            np.testing.assert_array_equal(page.asarray(), rgb16)
        by_cv2 = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
        np.testing.assert_array_equal(by_cv2[..., ::-1], rgb16)
    path = write_photo(tmp_path / "out.png", rgb16, meant_for(rgb16))
    assert path.read_bytes()[24] == 16
    np.testing.assert_array_equal(cv2.imread(str(path), cv2.IMREAD_UNCHANGED)[..., ::-1], rgb16)


@pytest.mark.parametrize("suffix", [".tif", ".png"])
def test_pillow_reads_our_8_bit_files(tmp_path, rgb, suffix):
    path = write_photo(tmp_path / ("out" + suffix), rgb, meant_for(rgb))
    with Image.open(path) as image:
        np.testing.assert_array_equal(np.asarray(image), rgb)
        assert image.info["icc_profile"] == srgb_profile()


@pytest.mark.parametrize("suffix", [".jpg", ".webp"])
def test_16_bits_are_rounded_where_8_is_all_there_is(tmp_path, suffix):
    """Cutting the low byte off would darken all of this by one step."""
    steps = np.arange(8, 248, 8, dtype=np.uint16).repeat(8)
    rgb16 = np.repeat(np.tile(steps * 257 - 100, (64, 1))[..., None], 3, axis=2)
    path = write_photo(
        tmp_path / ("out" + suffix),
        rgb16,
        meant_for(rgb16),
        options=WriteOptions(quality=100),
    )
    photo = read_photo(path)
    assert photo.bit_depth == 8
    assert abs(photo.pixels.astype(float).mean() - steps.mean()) < 0.3


def test_jpeg_keeps_fine_color_and_follows_quality(tmp_path, rgb):
    fine = write_photo(tmp_path / "fine.jpg", rgb, meant_for(rgb), options=WriteOptions(quality=98))
    small = write_photo(
        tmp_path / "small.jpg", rgb, meant_for(rgb), options=WriteOptions(quality=40)
    )
    assert jpeg_error(fine, rgb) <= 10
    assert small.stat().st_size < fine.stat().st_size / 2
    with Image.open(fine) as image:
        assert {layer[1:3] for layer in image.layer} == {(1, 1)}
        assert "progressive" not in image.info


@pytest.mark.parametrize("height", [1, 191, 192, 193, 1100])
def test_a_jpeg_made_of_bands_is_that_of_the_whole(tmp_path, height):
    """Also where the last band is a single row; and nothing stands where bands meet."""
    noise = np.random.default_rng(height).integers(0, 256, (height // 8 + 1, 5, 3), np.uint8)
    values = cv2.resize(noise, (37, height), interpolation=cv2.INTER_CUBIC)
    path = write_photo(
        tmp_path / "out.jpg", values, meant_for(values), options=WriteOptions(quality=90)
    )
    with Image.open(path) as image:
        ours = np.asarray(image)
    Image.fromarray(values).save(tmp_path / "whole.jpg", quality=90, subsampling=0)
    with Image.open(tmp_path / "whole.jpg") as image:
        np.testing.assert_array_equal(ours, np.asarray(image))


def test_jpeg_lays_transparency_onto_white(tmp_path, rgb, rgb16):
    for values in (rgb, rgb16):
        alpha = np.zeros(values.shape[:2], values.dtype)
        alpha[:, 56:] = np.iinfo(values.dtype).max
        path = write_photo(
            tmp_path / "out.jpg",
            values,
            meant_for(values, alpha=alpha),
            options=WriteOptions(quality=98),
            overwrite=True,
        )
        saved = read_photo(path).pixels
        assert saved[:, :48].min() >= 250
        assert np.abs(saved[:, 64:].astype(int) - rgb[:, 64:]).max() <= 10


def test_webp_keeps_transparency(tmp_path, rgb):
    alpha = np.where(np.indices(rgb.shape[:2])[1] < 50, 0, 255).astype(np.uint8)
    path = write_photo(tmp_path / "out.webp", rgb, meant_for(rgb, alpha=alpha))
    np.testing.assert_array_equal(read_photo(path).alpha, alpha)


@pytest.mark.parametrize("suffix", [".tif", ".png"])
def test_the_depth_can_be_chosen(tmp_path, rgb, rgb16, suffix):
    deep = write_photo(
        tmp_path / f"deep{suffix}", rgb, meant_for(rgb), options=WriteOptions(depth=16)
    )
    assert np.array_equal(read_photo(deep).pixels, rgb.astype(np.uint16) * 257)
    flat = write_photo(
        tmp_path / f"flat{suffix}", rgb16, meant_for(rgb16), options=WriteOptions(depth=8)
    )
    assert read_photo(flat).bit_depth == 8
    assert np.abs(read_photo(flat).pixels * 257.0 - rgb16).max() <= 129


@pytest.mark.parametrize("clear", [False, True])
def test_lzw_has_the_same_pixels_as_deflate(tmp_path, rgb16, clear):
    alpha = rgb16[..., 0].copy() if clear else None
    path = write_photo(
        tmp_path / "out.tif",
        rgb16,
        meant_for(rgb16, alpha=alpha),
        options=WriteOptions(compression="lzw"),
    )
    with tifffile.TiffFile(path) as file:
        assert file.pages[0].compression == tifffile.COMPRESSION.LZW
    photo = read_photo(path)
    assert np.array_equal(photo.pixels, rgb16)
    assert (photo.alpha is None) == (alpha is None)
