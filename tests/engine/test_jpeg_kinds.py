"""JPEGs beyond the usual: 12 bits, lossless, JPEG-LS, and those that end too early."""

import io
import subprocess
import sys

import imagecodecs
import numpy as np
import pytest
from PIL import Image

from colorizer_gui.engine.errors import PhotoError
from photo_files import notices_of

XMP = b"http://ns.adobe.com/xap/1.0/\0<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'></rdf:RDF>"


def jpeg(pixels, **options):
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", **({"quality": 95} | options))
    return buffer.getvalue()


@pytest.mark.parametrize("gray", [False, True])
def test_jpeg_of_12_bits(saved, rgb16, gray):
    deep = (rgb16[..., 0] if gray else rgb16) >> 4
    content = imagecodecs.jpeg8_encode(deep, 98, bitspersample=12, subsampling="444")
    photo = saved(bytes(content), "scan.jpg")
    assert (photo.format, photo.bit_depth, photo.notices) == ("jpeg", 16, ())
    assert np.abs(photo.pixels / 65535 - deep / 4095).mean() < 0.01
    assert len(np.unique(photo.pixels)) > 1000


@pytest.mark.parametrize("bits", [8, 10, 16])
def test_lossless_jpeg(saved, rgb16, bits):
    values = (rgb16 >> (16 - bits)).astype(np.uint8 if bits == 8 else np.uint16)
    photo = saved(bytes(imagecodecs.jpeg8_encode(values, lossless=True, bitspersample=bits)))
    largest = 255 if bits == 8 else 65535
    np.testing.assert_array_equal(photo.pixels, np.rint(values * (largest / (2**bits - 1))))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("gray", [False, True])
def test_jpeg_ls(saved, rgb, rgb16, dtype, gray):
    pixels = rgb if dtype == np.uint8 else rgb16
    pixels = np.ascontiguousarray(pixels[..., 0]) if gray else pixels
    content = bytes(imagecodecs.jpegls_encode(pixels))
    photo = saved(content, "scan.jls")
    assert photo.format == "jpegls"
    np.testing.assert_array_equal(photo.pixels, pixels)
    endless = saved(content[:-2], "scan.jls")
    np.testing.assert_array_equal(endless.pixels, pixels)
    assert notices_of(endless) == ["scan.jls lacks its end mark, but all of its pixels are there."]
    for size in range(40, 400, 7):  # the decoder alone would not return at some
        with pytest.raises(PhotoError, match="the file is damaged or ends too early"):
            saved(content[:size], "scan.jls")


def test_metadata_and_profile_of_an_unusual_jpeg(saved, rgb16, icc):
    gray = rgb16[..., 0] >> 4
    content = bytes(imagecodecs.jpeg8_encode(gray, 98, bitspersample=12))
    plain = saved(content, "scan.jpg")
    bodies = (0xE1, XMP), (0xE2, b"ICC_PROFILE\0\1\1" + icc.gray_gamma)
    segments = b"".join(
        bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2) + body for marker, body in bodies
    )
    photo = saved(content[:2] + segments + content[2:], "scan.jpg")
    assert b"rdf:RDF" in photo.metadata.xmp
    assert photo.pixels.mean() != pytest.approx(plain.pixels.mean(), rel=0.001)


def test_a_height_behind_the_first_scan_is_found(saved, rgb):
    content = jpeg(rgb)
    place = content.index(b"\xff\xc0") + 5
    height, lines = content[place : place + 2], b"\xff\xdc\0\4"
    moved = content[:place] + b"\0\0" + content[place + 2 : -2] + lines + height + content[-2:]
    np.testing.assert_array_equal(saved(moved).pixels, saved(content).pixels)


@pytest.mark.parametrize(("process", "name"), [(0xC5, "JPEG process 5"), (0xCB, "JPEG process 11")])
def test_other_processes_are_called_unsupported(saved, rgb, process, name):
    content = jpeg(rgb).replace(b"\xff\xc0", bytes((0xFF, process)))
    with pytest.raises(PhotoError, match=rf"of a kind that is not supported \({name}\)"):
        saved(content, "scan.jpg")


def test_an_ordinary_jpeg_is_read_without_more_codecs(tmp_path, rgb):
    """They would cost the command time at every start."""
    (tmp_path / "photo.jpg").write_bytes(jpeg(rgb))
    program = (
        "import sys; from colorizer_gui.engine.photo import read_photo; read_photo(sys.argv[1]); "
        "print('imagecodecs' in sys.modules)"
    )
    run = [sys.executable, "-c", program, str(tmp_path / "photo.jpg")]
    assert subprocess.run(run, capture_output=True, text=True).stdout.strip() == "False"


# Those that end too early


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_a_jpeg_without_its_end_mark_is_whole(saved, rgb, mode):
    content = jpeg(np.asarray(Image.fromarray(rgb).convert("L" if mode == "L" else "RGB")))
    if mode == "CMYK":
        buffer = io.BytesIO()
        Image.fromarray(rgb).convert("CMYK").save(buffer, "JPEG")
        content = buffer.getvalue()
    whole, cut = saved(content, "scan.jpg"), saved(content[:-2], "scan.jpg")
    np.testing.assert_array_equal(cut.pixels, whole.pixels)
    assert notices_of(cut) == ["scan.jpg lacks its end mark, but all of its pixels are there."]


@pytest.mark.parametrize("deep", [False, True])
def test_a_jpeg_without_its_last_rows_opens(saved, gray_picture, deep):
    if deep:
        values = gray_picture.astype(np.uint16) << 4
        content = bytes(imagecodecs.jpeg8_encode(values, 95, bitspersample=12))
    else:
        content = jpeg(gray_picture)
    part = content[: len(content) * 3 // 4] + (b"" if deep else bytes(5000))
    whole, cut = saved(content), saved(part)
    there = 300
    np.testing.assert_array_equal(cut.pixels[:there], whole.pixels[:there])
    assert np.ptp(cut.pixels[-16:]) == 0
    rows = np.count_nonzero(np.ptp(cut.pixels, axis=1) == 0)
    (notice,) = notices_of(cut)
    percent = float(notice.split(": ")[1].split(" %")[0])
    assert percent == pytest.approx(100 * rows / 512, abs=100 * 8 / 512)
    with pytest.raises(PhotoError, match="the file is damaged or ends too early"):
        saved(content[: len(content) // 4])


def test_what_is_appended_to_a_jpeg_does_not_count(saved, rgb, gray_picture):
    content = jpeg(rgb)
    second = jpeg(gray_picture)[:-500]
    for photo in (saved(content + second), saved(content + b"\xff\xda" + bytes(300))):
        np.testing.assert_array_equal(photo.pixels, saved(content).pixels)
        assert photo.notices == ()


def test_a_progressive_jpeg_that_ends_too_early_lacks_detail(saved, gray_picture):
    content = jpeg(gray_picture, progressive=True)
    whole, cut = saved(content), saved(content[:-2000])
    assert np.abs(cut.pixels.astype(int) - whole.pixels).mean() < 3
    assert "fine detail may be missing" in notices_of(cut)[0]
    # The first scan, with the colors of all blocks, ends too early too.
    part = saved(content[:2500])
    assert "% of its pixels are missing" in notices_of(part)[0]
