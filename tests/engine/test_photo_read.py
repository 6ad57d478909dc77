"""What arrives from a file: every format, depth, profile and orientation."""

import io
import struct
import threading
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest
from PIL import Image

from colorizer_gui.engine.color import cielab
from colorizer_gui.engine.photo import Photo, reduced
from colorizer_gui.engine.photo.codecs.pillow import open_pillow
from photo_files import tiff

# Formats at 8 bits


@pytest.mark.parametrize(
    ("suffix", "kind", "options"),
    [
        (".png", "png", {}),
        (".tif", "tiff", {}),
        (".tif", "tiff", {"compression": "tiff_lzw"}),
        (".tif", "tiff", {"compression": "tiff_adobe_deflate"}),
        (".webp", "webp", {"lossless": True}),
        (".bmp", "bmp", {}),
    ],
)
@pytest.mark.parametrize("gray", [False, True])
def test_lossless_pixels_arrive_untouched(saved, rgb, suffix, kind, options, gray):
    pixels = rgb[..., 0] if gray else rgb
    photo = saved(pixels, "photo" + suffix, **options)
    assert photo.format == kind
    assert photo.bit_depth == 8
    assert photo.alpha is None
    assert photo.notices == ()
    expected = rgb[..., [0, 0, 0]] if gray and suffix == ".webp" else pixels
    np.testing.assert_array_equal(photo.pixels, expected)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_jpeg(saved, rgb, mode):
    image = Image.fromarray(rgb).convert(mode)
    photo = saved(image, "photo.jpg", quality=100, subsampling=0)
    assert photo.format == "jpeg"
    expected = np.asarray(image if mode == "L" else image.convert("RGB"))
    assert photo.pixels.shape == expected.shape
    assert np.abs(photo.pixels.astype(int) - expected).max() <= 6


def test_jpeg_inside_tiff(saved, rgb):
    photo = saved(rgb, compression="jpeg", quality=95)
    assert np.abs(photo.pixels.astype(int) - rgb).mean() < 4


def test_content_decides_and_not_the_suffix(saved, rgb):
    buffer = io.BytesIO()
    Image.fromarray(rgb).save(buffer, "PNG")
    photo = saved(buffer.getvalue(), "really_a_png.jpg")
    assert photo.format == "png"
    np.testing.assert_array_equal(photo.pixels, rgb)


def test_name_beyond_ascii(saved, rgb16):
    photo = saved(tiff(rgb16, photometric="rgb"), "Großmutter 祖母.tif")
    np.testing.assert_array_equal(photo.pixels, rgb16)


@pytest.mark.parametrize("name", ["scan.png", "scan.tif"])
def test_one_bit_is_black_and_white(saved, name):
    bits = np.random.default_rng(1).integers(0, 2, (20, 30)).astype(bool)
    photo = saved(Image.fromarray(bits), name)
    np.testing.assert_array_equal(photo.pixels, np.where(bits, 255, 0))


def test_palette(saved, rgb):
    image = Image.fromarray(rgb).quantize(16)
    np.testing.assert_array_equal(
        saved(image, "photo.png").pixels, np.asarray(image.convert("RGB"))
    )


def test_white_is_zero(saved, rgb, rgb16):
    photo = saved(tiff(rgb[..., 0], photometric="miniswhite"))
    np.testing.assert_array_equal(photo.pixels, 255 - rgb[..., 0])
    photo = saved(tiff(rgb16[..., 0], photometric="miniswhite"))
    np.testing.assert_array_equal(photo.pixels, 65535 - rgb16[..., 0])


# Transparency


@pytest.mark.parametrize("name", ["photo.png", "photo.tif", "photo.webp"])
def test_transparency_is_kept_apart(saved, rgb, name):
    alpha = np.full(rgb.shape[:2], 255, np.uint8)
    alpha[:20] = 99
    options = {"lossless": True, "exact": True} if name.endswith("webp") else {}
    photo = saved(np.dstack((rgb, alpha)), name, **options)
    np.testing.assert_array_equal(photo.pixels, rgb)
    np.testing.assert_array_equal(photo.alpha, alpha)


def test_transparency_of_gray_palette_and_clear_color(saved, rgb):
    gray = rgb[..., 0]
    photo = saved(np.dstack((gray, 255 - gray)), "photo.png")
    np.testing.assert_array_equal(photo.pixels, gray)
    np.testing.assert_array_equal(photo.alpha, 255 - gray)
    photo = saved(Image.fromarray(gray), "clear.png", transparency=int(gray[0, 0]))
    np.testing.assert_array_equal(photo.alpha == 0, gray == gray[0, 0])
    palette = Image.fromarray(rgb).quantize(8)
    photo = saved(palette, "palette.png", transparency=3)
    np.testing.assert_array_equal(photo.alpha == 0, np.asarray(palette) == 3)


# 16 bits


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"byteorder": ">"},
        {"bigtiff": True},
        {"compression": "zlib"},
        {"compression": "zlib", "predictor": True, "rowsperstrip": 7},
        {"compression": "zlib", "predictor": True, "byteorder": ">"},
        {"tile": (16, 16), "byteorder": ">", "bigtiff": True},
        {"tile": (16, 32)},
        {"tile": (32, 16), "compression": "zlib", "predictor": True},
    ],
)
@pytest.mark.parametrize("samples", [1, 2, 3, 4])
@pytest.mark.parametrize("depth", [8, 16])
def test_tiff_keeps_every_bit(saved, rgb, rgb16, depth, options, samples):
    colors = rgb if depth == 8 else rgb16
    alpha = colors[::-1, :, 1]
    pixels = colors if samples > 2 else colors[..., 0]
    stored = pixels if samples % 2 else np.dstack((pixels, alpha))
    photo = saved(
        tiff(
            stored,
            photometric="rgb" if samples > 2 else "minisblack",
            extrasamples=None if samples % 2 else ["unassalpha"],
            planarconfig="contig",
            **options,
        )
    )
    assert photo.bit_depth == depth
    np.testing.assert_array_equal(photo.pixels, pixels)
    if samples % 2:
        assert photo.alpha is None
    else:
        np.testing.assert_array_equal(photo.alpha, alpha)


@pytest.mark.parametrize(
    "options", [{}, {"compression": "zlib", "predictor": True}, {"tile": (16, 16)}]
)
@pytest.mark.parametrize("depth", [8, 16])
def test_planar_tiff(saved, rgb, rgb16, depth, options):
    pixels = rgb if depth == 8 else rgb16
    planes = np.moveaxis(pixels, -1, 0)
    photo = saved(tiff(planes, photometric="rgb", planarconfig="separate", **options))
    np.testing.assert_array_equal(photo.pixels, pixels)


@pytest.mark.parametrize("options", [{}, {"tile": (16, 16)}, {"tile": (64, 48)}])
@pytest.mark.parametrize("kind", ["minisblack", "rgb"])
def test_planar_tiff_with_transparency(saved, rgb, kind, options):
    """Colors under a transparency of one half are stored as half of what they are."""
    alpha = np.full(rgb.shape[:2], 127 if kind == "rgb" else 99, np.uint8)
    stored = rgb // 2 if kind == "rgb" else rgb[..., :1]
    photo = saved(
        tiff(
            np.moveaxis(np.dstack((stored, alpha)), -1, 0),
            photometric=kind,
            planarconfig="separate",
            extrasamples=["assocalpha" if kind == "rgb" else "unassalpha"],
            **options,
        )
    )
    np.testing.assert_array_equal(photo.alpha, alpha)
    expected = np.rint(np.minimum(stored * (255 / 127), 255)) if kind == "rgb" else rgb[..., 0]
    np.testing.assert_array_equal(photo.pixels, expected)


def test_bits_of_a_byte_in_the_other_order(saved, rgb):
    stored = np.packbits(np.unpackbits(rgb), bitorder="little").reshape(rgb.shape)
    content = tiff(stored, photometric="rgb", extratags=[(65000, "H", 1, 2, True)])
    private, fill_order = struct.pack("<H", 65000) + b"\3\0", struct.pack("<H", 266) + b"\3\0"
    assert content.count(private) == 1
    photo = saved(content.replace(private, fill_order))
    np.testing.assert_array_equal(photo.pixels, rgb)


def test_16_bit_tiff_with_lzw(saved, rgb16):
    _, encoded = cv2.imencode(".tiff", rgb16, [cv2.IMWRITE_TIFF_COMPRESSION, 5])
    np.testing.assert_array_equal(saved(encoded.tobytes()).pixels, rgb16[..., ::-1])


@pytest.mark.slow
def test_large_tiff_is_read_in_bands(saved):
    pixels = np.arange(8300 * 8200, dtype=np.uint32).astype(np.uint8).reshape(8300, 8200)
    photo = saved(tiff(pixels, rowsperstrip=100))
    assert np.array_equal(photo.pixels, pixels)


def test_16_bit_premultiplied_transparency_is_undone(saved, rgb16):
    alpha = np.full(rgb16.shape[:2], 40000, np.uint16)
    stored = np.rint(rgb16 * (40000 / 65535)).astype(np.uint16)
    photo = saved(tiff(np.dstack((stored, alpha)), photometric="rgb", extrasamples=["assocalpha"]))
    assert np.abs(photo.pixels.astype(int) - rgb16).max() <= 1


def test_gray_16_bit_tiff_by_pillow(saved, rgb16):
    np.testing.assert_array_equal(saved(rgb16[..., 0]).pixels, rgb16[..., 0])


# Lightness and the copy for the screen


def test_photos_are_decoded_side_by_side(rgb):
    data = io.BytesIO()
    Image.fromarray(rgb).save(data, "PNG")
    both_are_open = threading.Barrier(2)

    def decode():
        with open_pillow(data.getvalue(), ("PNG",)) as image:
            both_are_open.wait(timeout=30)
            return np.asarray(image)

    with ThreadPoolExecutor(2) as pool:
        decoded = [pool.submit(decode) for _ in range(2)]
    assert all(np.array_equal(future.result(), rgb) for future in decoded)


def test_lightness_of_every_gray_value(saved):
    eight = saved(np.arange(256, dtype=np.uint8)[None])
    expected = cielab.gray_to_lightness(np.arange(256) / 255)
    np.testing.assert_allclose(eight.lightness()[0], expected, atol=1e-4)
    assert eight.lightness()[0, 128] == pytest.approx(53.585, abs=0.001)
    sixteen = saved(np.arange(65536, dtype=np.uint16).reshape(256, 256))
    assert sixteen.lightness().dtype == np.float32
    assert np.all(np.diff(sixteen.lightness().ravel()) > 0)


def test_lightness_of_rows(rgb, rgb16):
    for pixels in (rgb, rgb16):
        photo = Photo(pixels=pixels)
        whole = photo.lightness()
        assert whole.shape == pixels.shape[:2]
        np.testing.assert_allclose(photo.lightness(10, 20), whole[10:20], atol=1e-4)
        exact = cielab.srgb_to_lab(pixels / np.float32(np.iinfo(pixels.dtype).max))[..., 0]
        np.testing.assert_allclose(whole, exact, atol=1e-3)
    gray = Photo(pixels=rgb[..., 0])
    as_color = Photo(pixels=np.repeat(rgb[..., :1], 3, axis=2))
    np.testing.assert_allclose(gray.lightness(), as_color.lightness(), atol=1e-3)


def test_reduced_copy(rgb16):
    photo = Photo(pixels=rgb16, alpha=rgb16[..., 0])
    small = reduced(photo, 1500)
    assert small.pixels.dtype == np.uint16
    assert small.height * small.width <= 1500
    assert small.width / small.height == pytest.approx(101 / 60, rel=0.05)
    assert small.alpha.shape == small.pixels.shape[:2]
    np.testing.assert_allclose(small.pixels.mean((0, 1)), rgb16.mean((0, 1)), rtol=0.02)
    assert reduced(photo, 10**6) is photo
