"""What is no photo, or a damaged one, gives one sentence and never anything else."""

import io
import os
import re
import socket
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from colorizer_gui.engine.errors import PhotoError
from colorizer_gui.engine.photo import MAX_MEGAPIXELS, read_photo
from photo_files import encoded, small, tiff

pytestmark = pytest.mark.slow


def refusal(path):
    """The sentence that a file is refused with."""
    with pytest.raises(PhotoError) as refused:
        read_photo(path)
    message = str(refused.value)
    assert message.startswith("Can't open ")
    assert message.endswith(".")
    assert "\n" not in message
    return message


def refusal_of(content, tmp_path, name="photo.jpg"):
    path = tmp_path / name
    path.write_bytes(content)
    message = refusal(path)
    assert message.startswith(f"Can't open {name}: ")
    return message


# No photo at all


def test_missing_file(tmp_path):
    assert refusal(tmp_path / "grandma.tif") == (
        "Can't open grandma.tif: there is no such file. Check the name and the folder."
    )


def test_folder(tmp_path):
    assert "it is a folder" in refusal(tmp_path)


def test_empty_file(tmp_path):
    assert "the file is empty" in refusal_of(b"", tmp_path)


def test_text_named_as_a_photo(tmp_path):
    assert "not a photo of a known kind" in refusal_of(b"Dear grandma,\n" * 100, tmp_path)
    assert "not a photo of a known kind" in refusal_of(b"B", tmp_path)


def test_other_kinds_of_pictures(tmp_path):
    assert "Choose a file of one of these: JPEG, PNG," in refusal_of(
        encoded("GIF", small(gray=True)), tmp_path, "old.gif"
    )


def test_names_that_no_file_can_have(tmp_path):
    assert "cannot be read" in refusal(tmp_path / ("x" * 300 + ".jpg"))
    assert "cannot be read" in refusal("nul\0byte.jpg")
    (tmp_path / "file").write_bytes(b"x")
    refusal(tmp_path / "file" / "photo.jpg")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    assert "not an ordinary file" in refusal(tmp_path / "pipe.jpg")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.jpg"))
        assert "not an ordinary file" in refusal(tmp_path / "socket.jpg")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="Linux's own unreadable file")
def test_file_that_cannot_be_read():
    """Its first page can be read by nobody, not even root."""
    assert refusal("/proc/self/mem") in (
        "Can't open mem: it cannot be read (the disk reports an input/output error).",
        "Can't open mem: it cannot be read (permission is denied).",
    )


# Too large, without pixels, of the wrong kind


def png_of_size(width, height, depth=8, color_type=2):
    def chunk(name, body):
        checksum = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", checksum)

    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color_type, 0, 0, 0)),
            chunk(b"IDAT", zlib.compress(b"\0" * 100)),
            chunk(b"IEND", b""),
        )
    )


def with_size(content, kind, width, height):
    """The file with another size in its header."""
    content = bytearray(content)
    if kind == "jpeg":
        at = re.search(rb"\xff[\xc0\xc2]", content).end() + 3
        content[at : at + 4] = struct.pack(">HH", height, width)
    elif kind == "jpeg2000":
        for mark, skipped in ((b"ihdr", 4), (b"\xff\x4f\xff\x51", 8), (b"\xff\x4f\xff\x51", 24)):
            at = content.index(mark) + skipped
            order = (height, width) if mark == b"ihdr" else (width, height)
            content[at : at + 8] = struct.pack(">II", *order)
    elif kind == "bmp":
        content[18:26] = struct.pack("<ii", width, height)
    else:
        with tifffile.TiffFile(io.BytesIO(content)) as file:
            tags = file.pages[0].tags
            at, order = (tags[256].valueoffset, tags[257].valueoffset), file.byteorder
        for place, value in zip(at, (width, height), strict=True):
            content[place - 6 : place - 4] = struct.pack(order + "H", 4)
            content[place : place + 4] = struct.pack(order + "I", value)
    return bytes(content)


def test_too_many_megapixels(tmp_path):
    assert MAX_MEGAPIXELS == 500
    pixels16 = small().astype(np.uint16) * 257
    files = [
        png_of_size(22361, 22361),
        png_of_size(2**31 - 1, 2**31 - 1),
        with_size(encoded("JPEG", small()), "jpeg", 65000, 65000),
        with_size(encoded("BMP", small()), "bmp", 30000, 30000),
        with_size(tiff(small(), photometric="rgb"), "tiff", 40000, 40000),
        with_size(tiff(pixels16, photometric="rgb"), "tiff", 2**31, 2**31),
    ]
    for content in files:
        message = refusal_of(content, tmp_path)
        assert "megapixels, and the most is 500. Make it smaller first." in message
    assert "500 megapixels" not in refusal_of(png_of_size(22360, 22360), tmp_path)


def test_fewer_megapixels_of_more_bits_and_channels(tmp_path):
    """What 16 bits take in all is bounded, not the number of pixels alone."""
    pixels16, real = small().astype(np.uint16), small().astype(np.float64)
    files = [
        (png_of_size(13700, 13700, depth=16, color_type=6), 187),
        (png_of_size(15900, 15900, depth=16), 250),
        (with_size(tiff(pixels16, photometric="rgb"), "tiff", 15900, 15900), 250),
        (with_size(tiff(real, photometric="rgb"), "tiff", 8000, 8000), 62),
        (with_size(encoded("TIFF", Image.new("CMYK", (8, 8))), "tiff", 19400, 19400), 375),
    ]
    for mode, most in (("L", 375), ("LA", 187), ("RGB", 125)):
        blank = encoded("JPEG2000", Image.new(mode, (64, 64)))
        files.append((with_size(blank, "jpeg2000", 20000, 20000), most))
    for content, most in files:
        message = refusal_of(content, tmp_path)
        assert f"megapixels, and the most is {most}." in message
    for width, depth in ((13600, 16), (22360, 8)):
        fits = png_of_size(width, width, depth=depth, color_type=2)
        assert "the most is" not in refusal_of(fits, tmp_path)


def test_jpeg_2000_with_two_sizes(tmp_path):
    content = bytearray(encoded("JPEG2000", Image.new("LA", (64, 64))))
    content[content.index(b"ihdr") + 4] = 37
    assert "the file is damaged" in refusal_of(bytes(content), tmp_path)


def test_jpegs_too_short_for_their_size_are_not_decoded(tmp_path):
    for progressive in (False, True):
        content = encoded("JPEG", small(), progressive=progressive)
        message = refusal_of(with_size(content, "jpeg", 22000, 22000), tmp_path)
        assert "the file is damaged or ends too early" in message


@pytest.mark.parametrize("progressive", [False, True])
def test_blank_jpegs_are_not_too_short(tmp_path, progressive):
    content = encoded(
        "JPEG", Image.new("L", (4000, 4000)), quality=1, optimize=True, progressive=progressive
    )
    (tmp_path / "photo.jpg").write_bytes(content)
    assert read_photo(tmp_path / "photo.jpg").pixels.shape == (4000, 4000)


def test_no_pixels(tmp_path):
    refusal_of(png_of_size(0, 5), tmp_path)
    refusal_of(with_size(tiff(small(), photometric="rgb"), "tiff", 0, 24), tmp_path)
    refusal_of(with_size(encoded("JPEG", small()), "jpeg", 31, 0), tmp_path)


def test_a_raw_file_is_developed_and_not_its_thumbnail_read(tmp_path):
    buffer = io.BytesIO()
    with tifffile.TiffWriter(buffer) as file:
        file.write(small(), photometric="rgb", subfiletype=1, subifds=1)
        file.write(np.zeros((99, 99), np.uint16), photometric="cfa")
    nef = tmp_path / "photo.nef"
    nef.write_bytes(buffer.getvalue())
    assert read_photo(nef).pixels.shape == (99, 99, 3)


def test_a_raw_file_without_a_picture(tmp_path):
    message = refusal_of(tiff(small(), photometric="rgb"), tmp_path, "photo.nef")
    assert "raw file that cannot be developed" in message
