"""Damaged files give a photo or one sentence, and nothing is printed.

``make attack`` tries thousands more.
"""

import functools
import io
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import cv2
import imagecodecs
import numpy as np
import pytest
from PIL import Image

from colorizer_gui.engine.errors import PhotoError
from colorizer_gui.engine.photo import Photo, read_photo, write_photo
from photo_files import encoded, heic, jpeg2000, psd, raw, small, tiff

pytestmark = pytest.mark.slow


def formats():
    """Small files of every kind, by name, each as a function that writes it."""
    rgb = small()
    rgb16 = rgb.astype(np.uint16) * 257 + 3
    alpha = rgb[..., 0]
    exif = Image.Exif()
    exif[270], exif[274] = "a caption of some length", 6
    exif.get_ifd(34853)[1] = "N"
    common = {"exif": exif, "icc_profile": Image.open(io.BytesIO(_own("png"))).info["icc_profile"]}
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'
    return {
        "gray.jpg": lambda: encoded("JPEG", rgb[..., 0]),
        "color.jpg": lambda: encoded("JPEG", rgb, xmp=xmp, dpi=(300, 300), **common),
        "progressive.jpg": lambda: encoded("JPEG", rgb, progressive=True),
        "cmyk.jpg": lambda: encoded("JPEG", Image.fromarray(rgb).convert("CMYK")),
        "color.png": lambda: encoded("PNG", rgb, **common),
        "palette.png": lambda: encoded("PNG", Image.fromarray(rgb).quantize(9), transparency=3),
        "bits.png": lambda: encoded("PNG", alpha > 99),
        "deep.png": lambda: _own("png"),
        "color.webp": lambda: encoded("WEBP", rgb, xmp=xmp, **common),
        "alpha.webp": lambda: encoded("WEBP", np.dstack((rgb, alpha)), lossless=True),
        "color.bmp": lambda: encoded("BMP", rgb),
        "raw.tif": lambda: encoded("TIFF", rgb),
        "lzw.tif": lambda: encoded("TIFF", rgb, compression="tiff_lzw", **common),
        "jpeg.tif": lambda: encoded("TIFF", rgb, compression="jpeg"),
        "own.tif": lambda: _own("tiff"),
        "deep.tif": lambda: tiff(rgb16, photometric="rgb", compression="zlib", predictor=True),
        "deep_raw.tif": lambda: tiff(rgb16, photometric="rgb", byteorder=">", rowsperstrip=5),
        "deep_tiles.tif": lambda: tiff(rgb16, photometric="rgb", tile=(16, 16)),
        "tiles.tif": lambda: tiff(
            rgb, photometric="rgb", tile=(16, 16), byteorder=">", bigtiff=True
        ),
        "deep_lzw.tif": lambda: cv2.imencode(".tiff", rgb16)[1].tobytes(),
        "big.tif": lambda: tiff(rgb16[..., 0], bigtiff=True),
        "float.tif": lambda: tiff(rgb / np.float32(255), photometric="rgb"),
        "fax.tif": lambda: fax(alpha > 99),
        "planes.tif": lambda: tiff(
            np.moveaxis(rgb16, 2, 0),
            photometric="rgb",
            planarconfig="separate",
            compression="zstd",
            predictor=True,
            rowsperstrip=7,
        ),
        "webp.tif": lambda: tiff(rgb, photometric="rgb", compression="webp", tile=(16, 16)),
        "inks.tif": lambda: encoded("TIFF", Image.fromarray(rgb).convert("CMYK")),
        "deep.jpg": lambda: bytes(imagecodecs.jpeg8_encode(rgb16 >> 4, 95, bitspersample=12)),
        "scan.jls": lambda: bytes(imagecodecs.jpegls_encode(rgb16)),
        "color.avif": lambda: encoded("AVIF", rgb, xmp=xmp, **common),
        "color.jp2": lambda: jpeg2000(np.tile(rgb, (3, 3, 1))),
        "alpha.jp2": lambda: encoded("JPEG2000", Image.fromarray(rgb).convert("LA")),
        "deep.jp2": lambda: jpeg2000(np.tile(rgb16, (3, 3, 1))),
        "deep.avif": lambda: _own("avif"),
        "color.jxl": lambda: imagecodecs.jpegxl_encode(np.dstack((rgb, alpha)), usecontainer=True),
        "deep.jxl": lambda: _own("jpegxl"),
        "color.psd": lambda: psd(rgb),
        "deep.psd": lambda: _own("psd"),
        "photo.heic": lambda: heic(rgb, "RGB"),
        "photo.dng": lambda: raw(rgb),
    }


def fax(bits):
    """A TIFF with fax compression, which Pillow cannot write into memory."""
    with tempfile.TemporaryDirectory() as folder:
        Image.fromarray(bits).save(Path(folder) / "fax.tif", compression="group4")
        return (Path(folder) / "fax.tif").read_bytes()


def _own(kind):
    """A 16-bit file of our own."""
    pixels = small().astype(np.uint16) * 257 + 3
    with tempfile.TemporaryDirectory() as folder:
        path = write_photo(
            Path(folder) / "own", pixels, Photo(pixels=pixels), format=kind, software="x" * 40
        )
        return path.read_bytes()


FILES = formats()


@functools.cache
def whole(name):
    """The bytes of one of the files."""
    return FILES[name]()


@pytest.fixture
def outcome(tmp_path, capfd, request):
    """Read bytes as a file: a Photo or None; anything but a Photo or a sentence fails.

    Nothing may be printed either, but by the library for raw files.
    """

    def read(content):
        path = tmp_path / "damaged"
        path.write_bytes(content)
        try:
            photo = read_photo(path)
        except PhotoError as error:
            photo, message = None, str(error)
        if photo is None:
            assert message.startswith("Can't open damaged: ")
            assert "internal error" not in message
            return None
        assert photo.pixels.dtype in (np.uint8, np.uint16)
        assert photo.pixels.ndim in (2, 3)
        assert photo.alpha is None or photo.alpha.shape == photo.pixels.shape[:2]
        photo.lightness(0, 1)
        return photo

    yield read
    printed = capfd.readouterr()
    if "photo.dng" not in request.node.name:
        assert printed.out + printed.err == ""


@pytest.mark.parametrize("name", FILES)
def test_whole_files_are_read(outcome, name):
    assert outcome(whole(name)) is not None


@pytest.mark.parametrize("name", FILES)
def test_cut_short(outcome, name):
    content = whole(name)
    for size in range(1, len(content), max(10, len(content) // 100)):
        outcome(content[:size])
    half = outcome(content[: len(content) // 2])
    assert half is None or half.notices


@pytest.mark.parametrize("name", FILES)
def test_flipped_bytes(outcome, name):
    rng = np.random.default_rng(1)
    for count in [1] * 24 + [5] * 16 + [50] * 8:
        content = np.frombuffer(whole(name), np.uint8).copy()
        content[rng.integers(0, len(content), count)] = rng.integers(0, 256, count)
        outcome(content.tobytes())


@pytest.mark.parametrize("name", FILES)
def test_flipped_bytes_at_the_beginning(outcome, name):
    """Where the sizes and the offsets are."""
    rng = np.random.default_rng(2)
    for place in rng.choice(min(150, len(whole(name))), 60, replace=False):
        content = bytearray(whole(name))
        content[place] = rng.integers(0, 256)
        outcome(bytes(content))


def test_damaged_tags_still_give_a_photo_that_can_be_saved(outcome, tmp_path):
    exif = Image.Exif()
    exif[270], exif[282], exif[306] = "a caption of some length", 300.0, "1931:05:01 12:00:00"
    exif.get_ifd(34665)[36867] = "1931:05:01 12:00:00"
    whole = exif.tobytes()
    rng = np.random.default_rng(3)
    for _ in range(30):
        broken = np.frombuffer(whole, np.uint8).copy()
        broken[rng.integers(6, len(broken), 3)] = rng.integers(0, 256, 3)
        photo = outcome(encoded("JPEG", small(), exif=broken.tobytes()))
        for name in ("out.jpg", "out.tif", "out.png", "out.webp"):
            path = write_photo(tmp_path / name, photo.pixels, photo, software="x", overwrite=True)
            again = read_photo(path)
            assert again.notices == ()
            assert again.metadata.exif


def test_no_warning_reaches_the_user(tmp_path):
    """Pillow warns of damaged tags, and C libraries print; a program's user sees neither."""
    (tmp_path / "tags.tif").write_bytes(
        tiff(small(), photometric="rgb", extratags=[(282, "I", 2, (1, 2), True)])
    )
    (tmp_path / "cut.tif").write_bytes(whole("lzw.tif")[:-300])
    program = (
        "import sys\n"
        "from colorizer_gui.engine.photo import read_photo\n"
        "from colorizer_gui.engine.errors import PhotoError\n"
        "for name in sys.argv[1:]:\n"
        "    try:\n"
        "        read_photo(name)\n"
        "    except PhotoError:\n"
        "        pass\n"
    )
    names = [str(tmp_path / "tags.tif"), str(tmp_path / "cut.tif")]
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", program, *names], capture_output=True, text=True
    )
    assert done.returncode == 0
    assert "PIL" not in done.stderr
    assert "TIFF" not in done.stderr


def test_warnings_work_again_afterwards(tmp_path):
    (tmp_path / "photo.png").write_bytes(whole("color.png"))
    before = list(warnings.filters)
    read_photo(tmp_path / "photo.png")
    assert warnings.filters == before
