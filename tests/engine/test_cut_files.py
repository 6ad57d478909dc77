"""Files that lack their last part open, and a notice names the share that is missing."""

import io
import re
import struct
import zlib

import imagecodecs
import numpy as np
import pytest
import tifffile
from PIL import Image

from colorizer_gui.engine.errors import PhotoError
from photo_files import PLACES, notices_of, page_tags, png_chunk, tiff_by_hand

DAMAGED = "the file is damaged or ends too early"
WITHOUT_END = "lacks its end mark, but all of its pixels are there."


@pytest.fixture(scope="module")
def colors():
    from skimage import data

    return np.ascontiguousarray(data.astronaut()[:256, 100:356])


def encoded(pixels, kind, **options):
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, kind, **options)
    return buffer.getvalue()


def percent(photo):
    """The share that a notice names."""
    return float(re.search(r"([\d.]+) % of its", notices_of(photo)[0]).group(1))


def part(content, share):
    return content[: int(len(content) * share)]


# BMP


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1"])
def test_a_bmp_without_its_last_rows(saved, colors, mode):
    content = encoded(np.asarray(Image.fromarray(colors).convert(mode)), "BMP")
    whole, cut = saved(content, "scan.bmp"), saved(part(content, 0.8), "scan.bmp")
    # The first row of the file is the lowest one.
    np.testing.assert_array_equal(cut.pixels[60:], whole.pixels[60:])
    assert np.all(cut.pixels[:40] == 128)
    rows = np.count_nonzero(np.all(cut.pixels.reshape(256, -1) == 128, axis=1))
    assert percent(cut) == pytest.approx(100 * rows / 256, abs=0.5)
    with pytest.raises(PhotoError, match=DAMAGED):
        saved(part(content, 0.3), "scan.bmp")


def test_a_bmp_from_its_upper_row_down(saved, colors):
    rows = np.ascontiguousarray(colors[..., ::-1])
    head = b"BM" + struct.pack("<IHHI", 54 + rows.size, 0, 0, 54)
    head += struct.pack("<IiiHHIIiiII", 40, 256, -256, 1, 24, 0, rows.size, 0, 0, 0, 0)
    photo = saved(head + rows.tobytes()[: 200 * 768], "scan.bmp")
    np.testing.assert_array_equal(photo.pixels[:200], colors[:200])
    assert np.all(photo.pixels[200:] == 128)
    assert percent(photo) == pytest.approx(100 * 56 / 256, abs=0.1)


# PNG


def interlaced(pixels):
    """An interlaced PNG of gray or RGB, of 8 or 16 bits."""
    height, width = pixels.shape[:2]
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2))
    raw = b""
    for left, top, across, down in (*passes, (0, 1, 1, 2)):
        rows = pixels[top::down, left::across].astype(pixels.dtype.newbyteorder(">"))
        raw += b"".join(b"\0" + row.tobytes() for row in rows if row.size)
    bits, kind = 8 * pixels.itemsize, 2 if pixels.ndim == 3 else 0
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, 1))
    return b"\x89PNG\r\n\x1a\n" + header + png_chunk(b"IDAT", zlib.compress(raw))


def end_of_png():
    return png_chunk(b"IEND", b"")


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("is_gray", [True, False])
def test_an_interlaced_png_without_its_end_lacks_detail(saved, colors, dtype, is_gray):
    pixels = colors[..., 0] if is_gray else colors
    pixels = np.ascontiguousarray(
        pixels[:250, :251].astype(dtype) * (257 if dtype == np.uint16 else 1)
    )
    content = interlaced(pixels)
    np.testing.assert_array_equal(saved(content + end_of_png(), "scan.png").pixels, pixels)
    without_end = saved(content, "scan.png")
    np.testing.assert_array_equal(without_end.pixels, pixels)
    assert notices_of(without_end) == [f"scan.png {WITHOUT_END}"]
    cut = saved(part(content, 0.8), "scan.png")
    assert "fine detail may be missing" in notices_of(cut)[0]
    # The rows of the last pass, every other one, are copies of those above.
    np.testing.assert_array_equal(cut.pixels[::2], pixels[::2])
    np.testing.assert_array_equal(cut.pixels[-1], pixels[-2])
    np.testing.assert_array_equal(cut.pixels[1:60], pixels[1:60])
    assert (
        np.abs(
            saved(part(content, 0.15), "scan.png").pixels / pixels.max() - pixels / pixels.max()
        ).mean()
        < 0.1
    )


def test_an_interlaced_png_of_less_than_its_first_pass_has_gray_rows(saved, colors):
    content = interlaced(np.tile(colors, (4, 1, 1)))
    packed = content[41:]
    for size in range(200, len(packed), 100):
        try:
            photo = saved(content[: 41 + size], "scan.png")
        except PhotoError:
            continue
        break
    missing = np.count_nonzero(np.all(photo.pixels == 128, axis=(1, 2)))
    assert 0 < missing <= 512
    assert percent(photo) == pytest.approx(100 * missing / 1024, abs=0.5)
    assert np.all(photo.pixels[-8:] == 128)


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (5, 9)])
def test_small_interlaced_pngs(saved, colors, size):
    pixels = np.ascontiguousarray(colors[: size[0], : size[1]])
    np.testing.assert_array_equal(saved(interlaced(pixels), "scan.png").pixels, pixels)


# WebP


@pytest.mark.parametrize("is_lossless", [True, False])
@pytest.mark.parametrize("share", [0.95, 0.8, 0.65])
@pytest.mark.parametrize("has_alpha", [True, False])
def test_a_webp_without_its_last_rows(saved, colors, is_lossless, share, has_alpha):
    opacity = np.full(colors.shape[:2], 200, np.uint8)
    pixels = np.dstack((colors, opacity)) if has_alpha else colors
    content = encoded(pixels, "WEBP", lossless=is_lossless)
    whole, cut = saved(content, "scan.webp"), saved(part(content, share), "scan.webp")
    rows = np.count_nonzero(np.any(cut.pixels != 128, axis=(1, 2)))
    assert rows >= 256 * (share - 0.2)
    np.testing.assert_array_equal(cut.pixels[:rows], whole.pixels[:rows])
    assert np.all(cut.pixels[rows:] == 128)
    assert percent(cut) == pytest.approx(100 * (256 - rows) / 256, abs=0.5)
    assert (cut.alpha is None) == (whole.alpha is None)


def test_a_webp_of_which_hardly_anything_is_there(saved, colors):
    content = encoded(colors, "WEBP")
    for share in (0.3, 0.05):
        with pytest.raises(PhotoError, match=DAMAGED):
            saved(part(content, share), "scan.webp")


def test_a_webp_that_lacks_what_follows_its_pixels(saved, colors):
    exif = Image.Exif()
    exif[270] = "a caption " * 50
    content = encoded(colors, "WEBP", exif=exif)
    whole, cut = saved(content, "scan.webp"), saved(content[:-200], "scan.webp")
    np.testing.assert_array_equal(cut.pixels, whole.pixels)
    assert cut.notices


# JPEG 2000


def bare(content):
    return content[content.index(b"\xff\x4f\xff\x51") :]


@pytest.mark.parametrize("form", [bytes, bare], ids=["file", "stream"])
def test_a_jpeg_2000_that_ends_too_early_lacks_detail(saved, colors, form):
    content = form(encoded(colors, "JPEG2000", irreversible=True, quality_layers=[40, 20, 5]))
    whole, cut = saved(content, "scan.jp2"), saved(part(content, 0.7), "scan.jp2")
    assert np.abs(cut.pixels.astype(int) - whole.pixels).mean() < 5
    assert percent(cut) == pytest.approx(30, abs=3)
    assert "fine detail" in notices_of(cut)[0]
    without_end = saved(content[:-2], "scan.jp2")
    np.testing.assert_array_equal(without_end.pixels, whole.pixels)
    assert notices_of(without_end) == [f"scan.jp2 {WITHOUT_END}"]
    with pytest.raises(PhotoError, match=DAMAGED):
        saved(part(content, 0.1), "scan.jp2")


def test_tiles_of_a_jpeg_2000_that_are_missing_are_gray(saved, colors):
    content = encoded(colors, "JPEG2000", tile_size=(64, 64))
    whole, cut = saved(content, "scan.jp2"), saved(part(content, 0.75), "scan.jp2")
    np.testing.assert_array_equal(cut.pixels[:128], whole.pixels[:128])
    assert np.all(cut.pixels[-64:, -64:] == 128)
    tiles = cut.pixels.reshape(4, 64, 4, 64, 3).swapaxes(1, 2)
    missing = np.count_nonzero(np.all(tiles == 128, axis=(2, 3, 4)))
    assert percent(cut) == pytest.approx(100 * missing / 16, abs=0.1)
    with pytest.raises(PhotoError, match=DAMAGED):
        saved(part(content, 0.3), "scan.jp2")


@pytest.mark.parametrize("size", [2**31, 2**32 - 1])
def test_a_stated_size_beyond_all_measure_is_refused(saved, colors, size):
    content = bytearray(bare(encoded(colors, "JPEG2000")))
    place = content.index(b"\xff\x90")
    struct.pack_into(">I", content, place + 6, size)
    with pytest.raises(PhotoError, match=DAMAGED):
        saved(bytes(content), "scan.j2k")


# TIFF


@pytest.mark.parametrize("compression", [1, 5, 8, 32773])
def test_a_tiff_without_its_last_rows_opens(saved, rgb, compression):
    encode = {
        1: bytes, 5: imagecodecs.lzw_encode, 8: imagecodecs.zlib_encode,
        32773: imagecodecs.packbits_encode,
    }[compression]  # fmt: skip
    for rows in (60, 4):
        strips = [encode(rgb[top : top + rows].tobytes()) for top in range(0, 60, rows)]
        content = tiff_by_hand(
            page_tags(rgb, 2, _259=(3, compression), _278=(3, rows), _273=(4, PLACES)), strips
        )
        content, lost = _tags_first(content, strips), sum(map(len, strips)) // 5
        photo = saved(content[:-lost])
        np.testing.assert_array_equal(photo.pixels[:40], rgb[:40])
        assert np.all(photo.pixels[-2:] == 128)
        assert "% of its pixels are missing" in notices_of(photo)[0]
        with pytest.raises(PhotoError, match="damaged or ends too early"):
            saved(content[: -4 * lost])


def _tags_first(content, strips):
    """The file with its pixels at the end."""
    with tifffile.TiffFile(io.BytesIO(content)) as file:
        page = file.pages[0]
        tags = {
            tag.code: (int(tag.dtype), tag.value) for tag in page.tags if tag.code not in (273, 279)
        }
    sizes = [len(strip) for strip in strips]
    tags |= {279: (4, sizes)}
    head = len(tiff_by_hand(tags | {273: (4, [0] * len(sizes))}, []))
    starts = [head + sum(sizes[:index]) for index in range(len(sizes))]
    return tiff_by_hand(tags | {273: (4, starts)}, []) + b"".join(strips)
