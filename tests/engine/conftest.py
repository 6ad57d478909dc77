"""For the tests of photos: pixels, a way to save and read, and profiles of published numbers."""

from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image
from skimage import data

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.model.library import find_model
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Photo, read_photo
from profile_files import (
    ADOBE,
    DISPLAY_P3,
    PROPHOTO,
    SRGB_CURVE,
    gamma,
    gray_profile,
    matrix_profile,
    table,
    table_profile,
)


@pytest.fixture(scope="session")
def icc():
    """Profiles by name, as bytes."""
    dot_gain = np.rint(np.linspace(0, 1, 256) ** 1.75 * 65535) / 65535
    return SimpleNamespace(
        gray_gamma=gray_profile(gamma(2.2)),
        gray_srgb=gray_profile(SRGB_CURVE),
        gray_dot_gain=gray_profile(table(dot_gain)),
        gray_lightness=gray_profile(gamma(1.0), b"Lab "),
        adobe=matrix_profile(ADOBE, gamma(2.19921875)),
        prophoto=matrix_profile(PROPHOTO, gamma(1.8)),
        display_p3=matrix_profile(DISPLAY_P3, SRGB_CURVE),
        scanner=table_profile(b"RGB ", lambda rgb: rgb, ADOBE, 2.2, 17),
        cmyk=table_profile(b"CMYK", lambda c: (1 - c[..., :3]) * (1 - c[..., 3:]), ADOBE, 2.2, 7),
        dot_gain=dot_gain,
        colorants=SimpleNamespace(adobe=ADOBE, prophoto=PROPHOTO, display_p3=DISPLAY_P3),
    )


@pytest.fixture(scope="session")
def rgb():
    return np.ascontiguousarray(data.astronaut()[100:160, 200:301])


@pytest.fixture(scope="session")
def rgb16(rgb):
    """16-bit colors that 8 bits cannot hold."""
    noise = np.random.default_rng(0).integers(0, 256, rgb.shape)
    return (rgb.astype(np.uint16) << 8) + noise.astype(np.uint16)


@pytest.fixture
def saved(tmp_path):
    """Save bytes, or an array by Pillow, and read the file as a photo."""

    def save(content, name="photo.tif", **options):
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            image = content if isinstance(content, Image.Image) else Image.fromarray(content)
            image.save(path, **options)
        return read_photo(path)

    return save


@pytest.fixture
def reading(tmp_path):
    """Read the bytes of a file."""

    def read(content, name="photo.jpg"):
        path = tmp_path / name
        path.write_bytes(content)
        return read_photo(path)

    return read


@pytest.fixture(scope="module")
def colorizer():
    """One with the shipped model."""
    return Colorizer(Model(find_model("unet"), "cpu"))


@pytest.fixture(scope="module")
def photo(gray_picture):
    """A portrait in gray."""
    return Photo(gray_picture)


@pytest.fixture(scope="module")
def prediction(colorizer, photo):
    """Of the portrait, without hints."""
    return colorizer.predict(photo)
