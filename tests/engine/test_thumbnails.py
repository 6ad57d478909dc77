"""Thumbnails: upright, small, of everything that opens."""

import numpy as np
import pytest
from PIL import Image

from colorizer_gui.engine.errors import PhotoError
from colorizer_gui.engine.photo.thumbnails import thumbnail


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp", ".bmp"])
def test_every_kind_has_a_thumbnail(tmp_path, gray_picture, suffix):
    path = tmp_path / f"photo{suffix}"
    Image.fromarray(gray_picture[:300]).save(path)
    small = thumbnail(path, 96)
    assert max(small.shape[:2]) in (95, 96)
    assert small.shape[0] in (55, 56)
    gray = small if small.ndim == 2 else small.mean(axis=-1)
    want = np.asarray(Image.fromarray(gray_picture[:300]).resize(gray.shape[::-1], Image.BOX))
    assert np.abs(gray.astype(float) - want).mean() < 4


def test_a_turned_photo_is_upright(tmp_path, gray_picture):
    path = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(gray_picture[:256]).save(path, exif=exif)
    assert thumbnail(path, 96).shape[:2] == (96, 48)


def test_sixteen_bits(tmp_path, gray_picture):
    path = tmp_path / "deep.png"
    Image.fromarray(gray_picture.astype(np.uint16) * 257).save(path)
    assert thumbnail(path, 64).shape == (64, 64)


def test_a_small_photo_stays_as_it_is(tmp_path):
    path = tmp_path / "small.jpg"
    Image.new("L", (20, 10), 90).save(path)
    assert thumbnail(path, 96).shape[:2] == (10, 20)


@pytest.mark.parametrize("content", [b"", b"broken", b"\xff\xd8\xff\xe0 no more"])
def test_a_broken_file_has_none(tmp_path, content):
    path = tmp_path / "broken.jpg"
    path.write_bytes(content)
    with pytest.raises(PhotoError):
        thumbnail(path, 96)
