"""The registry of file formats, and what is derived from it."""

import io
import pkgutil
import runpy
import tomllib
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
from PIL import Image

from colorizer_gui.engine import choices
from colorizer_gui.engine.photo import (
    FILE_FORMATS,
    OPEN_SUFFIXES,
    WRITABLE_FORMATS,
    Photo,
    WriteOptions,
    format_by_id,
    formats,
    read_photo,
    writable_format,
    write_photo,
)
from colorizer_gui.engine.photo.signatures import SIGNATURE_BYTES
from photo_files import heic, jpeg2000, psd, raw

ROOT = Path(__file__).parents[2]
PIXELS = np.random.default_rng(0).integers(0, 256, (48, 40, 3), np.uint8)


def encoded(format_name):
    buffer = io.BytesIO()
    Image.fromarray(PIXELS).save(buffer, format_name)
    return buffer.getvalue()


SAMPLES = {
    "photo.jpg": ("jpeg", encoded("JPEG")),
    "photo.png": ("png", encoded("PNG")),
    "photo.tif": ("tiff", encoded("TIFF")),
    "photo.webp": ("webp", encoded("WEBP")),
    "photo.avif": ("avif", encoded("AVIF")),
    "photo.jxl": ("jpegxl", imagecodecs.jpegxl_encode(PIXELS)),
    "photo.psd": ("psd", psd(PIXELS)),
    "photo.heic": ("heif", heic(PIXELS, "RGB")),
    "photo.jp2": ("jpeg2000", jpeg2000(PIXELS)),
    "photo.jls": ("jpegls", bytes(imagecodecs.jpegls_encode(PIXELS))),
    "photo.bmp": ("bmp", encoded("BMP")),
    "photo.dng": ("raw", raw(PIXELS)),
    "photo.raf": ("raw", b"FUJIFILMCCD-RAW 0201"),
    "photo.cr3": ("raw", b"\0\0\0\x18ftypcrx \0\0\0\1crx isom"),
}


def test_the_command_offers_the_writable_formats():
    def ids(rows):
        return tuple(row.id for row in rows)

    assert ids(WRITABLE_FORMATS) == choices.SAVE_FORMATS
    assert ids(row for row in WRITABLE_FORMATS if row.has_quality) == choices.QUALITY_FORMATS
    assert ids(row for row in WRITABLE_FORMATS if row.has_depths) == choices.DEPTH_FORMATS
    assert (
        ids(row for row in WRITABLE_FORMATS if row.has_compression) == choices.COMPRESSION_FORMATS
    )


def test_every_module_of_formats_is_registered():
    modules = {module.name for module in pkgutil.iter_modules(formats.__path__)}
    assert modules == {row.id for row in FILE_FORMATS}


def test_ids_and_suffixes_belong_to_one_format_each():
    assert len({row.id for row in FILE_FORMATS}) == len(FILE_FORMATS)
    assert len(set(OPEN_SUFFIXES)) == len(OPEN_SUFFIXES)
    assert all(suffix == suffix.lower() and suffix[0] == "." for suffix in OPEN_SUFFIXES)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_is_recognized_by_one_format(name):
    expected, content = SAMPLES[name]
    start, suffix = content[:SIGNATURE_BYTES], Path(name).suffix
    assert [row.id for row in FILE_FORMATS if row.recognizes(start, suffix)] == [expected]
    assert suffix in format_by_id(expected).suffixes


def test_there_is_a_sample_of_every_format():
    assert {expected for expected, _ in SAMPLES.values()} == {row.id for row in FILE_FORMATS}


@pytest.mark.parametrize(
    "row", [row for row in FILE_FORMATS if row.package], ids=lambda row: row.id
)
def test_the_packages_of_formats_are_extras_of_the_program(row):
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "optional-dependencies"
    ]
    assert extras[row.package.extra][0].startswith(row.package.name)


def test_the_page_of_formats_is_up_to_date():
    page = runpy.run_path(str(ROOT / "tools" / "formats.py"))["page"]()
    assert (ROOT / "docs" / "formats.md").read_text("utf-8") == page, "run tools/formats.py"


@pytest.mark.parametrize("row", WRITABLE_FORMATS, ids=lambda row: row.id)
@pytest.mark.parametrize("depth", [None, 8, 16])
def test_a_format_writes_the_depths_it_states(tmp_path, row, depth):
    path = write_photo(
        tmp_path / f"out{row.suffix}",
        PIXELS,
        Photo(PIXELS),
        format=row.id,
        options=WriteOptions(depth=depth),
    )
    photo = read_photo(path)
    assert photo.format == row.id
    assert photo.bit_depth == (16 if depth == 16 and len(row.depths) > 1 else 8)


def test_what_cannot_be_written_becomes_a_png():
    assert writable_format("jpeg").id == "jpeg"
    assert {writable_format(name).id for name in ("raw", "heif", "unknown", None)} == {"png"}
