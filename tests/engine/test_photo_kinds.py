"""Kinds of photos beyond the usual: AVIF, JPEG 2000, HEIC, raw files and floating point TIFF."""

import io
import struct
import sys

import cv2
import imagecodecs
import numpy as np
import pytest
import tifffile
from PIL import Image

from colorizer_gui.engine.errors import PhotoError
from colorizer_gui.engine.photo import WriteOptions, read_photo, write_photo
from photo_files import encoded, heic, jpeg2000, raw


def opened(content, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(content)
    return read_photo(path)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("gray", [False, True])
def test_jpeg_2000_keeps_every_value(tmp_path, rgb, dtype, gray):
    pixels = (rgb[..., 0] if gray else rgb).astype(dtype)
    if dtype == np.uint16:
        pixels = pixels * np.uint16(257) - np.uint16(3)
    photo = opened(jpeg2000(pixels), tmp_path, "photo.jp2")
    assert photo.format == "jpeg2000"
    assert np.array_equal(photo.pixels, pixels)


def _with_boxes(content, *boxes):
    """A JP2 file with boxes put behind its signature, into its header where they are `colr`."""
    place = content.index(b"jp2h") - 4
    (length,) = struct.unpack_from(">I", content, place)
    header = content[place + 8 : place + length]
    extra = b""
    for kind, body in boxes:
        box = struct.pack(">I", len(body) + 8) + kind + body
        if kind == b"colr":
            (old,) = struct.unpack_from(">I", header, header.index(b"colr") - 4)
            start = header.index(b"colr") - 4
            header = header[:start] + box + header[start + old :]
        else:
            extra += box
    jp2h = struct.pack(">I", len(header) + 8) + b"jp2h" + header
    return content[:place] + jp2h + extra + content[place + length :]


def test_the_profile_and_metadata_of_jpeg_2000_are_used(tmp_path, rgb, icc):
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF></rdf:RDF></x:xmpmeta>"
    content = _with_boxes(
        jpeg2000(rgb),
        (b"colr", b"\x02\0\0" + icc.display_p3),
        (b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac") + xmp),
    )
    photo = opened(content, tmp_path, "photo.jp2")
    reference = io.BytesIO()
    Image.fromarray(rgb).save(reference, "PNG", icc_profile=icc.display_p3)
    assert np.array_equal(
        photo.pixels, opened(reference.getvalue(), tmp_path, "reference.png").pixels
    )
    assert not np.array_equal(photo.pixels, rgb)
    assert photo.metadata.xmp == xmp


@pytest.mark.parametrize("bits", [8, 12, 16])
@pytest.mark.parametrize("gray", [False, True])
def test_jpeg_2000_with_transparency(tmp_path, rgb16, bits, gray):
    values = (rgb16 >> (16 - bits)).astype(np.uint8 if bits == 8 else np.uint16)
    alpha = np.ascontiguousarray(values[::-1, :, :1])
    stored = np.dstack((values[..., :1] if gray else values, alpha))
    content = imagecodecs.jpeg2k_encode(stored, 0, bitspersample=bits, reversible=True)
    photo = opened(content, tmp_path, "photo.jp2")
    expected = np.rint(values * ((255 if bits == 8 else 65535) / (2**bits - 1)))
    np.testing.assert_array_equal(photo.pixels, expected[..., 0] if gray else expected)
    np.testing.assert_array_equal(photo.alpha, expected[::-1, :, 0])
    assert photo.notices == ()


@pytest.mark.parametrize("bits", [1, 4, 7, 9, 10, 14])
def test_jpeg_2000_of_other_depths(tmp_path, rgb16, bits):
    values = (rgb16 >> (16 - bits)).astype(np.uint8 if bits <= 8 else np.uint16)
    content = imagecodecs.jpeg2k_encode(values, 0, bitspersample=bits, reversible=True)
    white = 255 if bits <= 8 else 65535
    expected = np.rint(values * (white / (2**bits - 1)))
    photo = opened(content, tmp_path, "photo.jp2")
    np.testing.assert_array_equal(photo.pixels, expected)


def _stream_changed(content, change):
    content = bytearray(content)
    change(content, content.index(b"\xff\x4f\xff\x51"))
    return bytes(content)


def test_jpeg_2000_whose_origin_is_not_its_corner(tmp_path, rgb):
    def move(content, start):
        sizes = list(struct.unpack_from(">8I", content, start + 8))
        moved = [size + (0 if index in (4, 5) else 4096) for index, size in enumerate(sizes)]
        struct.pack_into(">8I", content, start + 8, *moved)

    photo = opened(_stream_changed(jpeg2000(rgb), move), tmp_path, "photo.jp2")
    np.testing.assert_array_equal(photo.pixels, rgb)


def test_jpeg_2000_of_signed_values(tmp_path, rgb):
    def sign(content, start):
        for component in range(3):
            content[start + 42 + 3 * component] |= 0x80

    photo = opened(_stream_changed(jpeg2000(rgb), sign), tmp_path, "photo.jp2")
    np.testing.assert_array_equal(photo.pixels, rgb)


def test_jpeg_2000_with_a_palette(tmp_path, rgb):
    colors = np.random.default_rng(0).integers(0, 256, (256, 3), np.uint8)
    palette = struct.pack(">HB3B", 256, 3, 7, 7, 7) + colors.tobytes()
    channels = b"".join(struct.pack(">HBB", 0, 1, index) for index in range(3))
    extra = b"".join(
        struct.pack(">I", len(body) + 8) + kind + body
        for kind, body in ((b"pclr", palette), (b"cmap", channels))
    )
    content = _with_boxes(
        jpeg2000(np.ascontiguousarray(rgb[..., 0])), (b"colr", struct.pack(">3BI", 1, 0, 0, 16))
    )
    place = content.index(b"jp2h") - 4
    (length,) = struct.unpack_from(">I", content, place)
    head = struct.pack(">I", length + len(extra)) + content[place + 4 : place + length] + extra
    content = content[:place] + head + content[place + length :]
    photo = opened(content, tmp_path, "photo.jp2")
    np.testing.assert_array_equal(photo.pixels, colors[rgb[..., 0]])


def test_cmyk_in_jpeg_2000(tmp_path, rgb, icc):
    inks = np.asarray(Image.fromarray(rgb).convert("CMYK")).copy()
    inks[..., 3] = 40
    content = encoded("JPEG2000", Image.fromarray(inks, "CMYK"), irreversible=False)
    photo = opened(content, tmp_path, "photo.jp2")
    assert np.abs(photo.pixels - rgb * (215 / 255)).max() <= 0.51
    by_profile = _with_boxes(content, (b"colr", b"\x02\0\0" + icc.cmyk))
    converted = opened(by_profile, tmp_path, "profile.jp2").pixels.astype(int)
    assert np.abs(converted - photo.pixels).max() > 5


def test_a_second_code_stream_in_the_metadata_does_not_count(tmp_path, rgb):
    large = jpeg2000(np.zeros((2000, 2000), np.uint8))
    decoy = large[large.index(b"\xff\x4f\xff\x51") :]
    content = _with_boxes(jpeg2000(rgb), (b"uuid", bytes(16) + decoy))
    np.testing.assert_array_equal(opened(content, tmp_path, "photo.jp2").pixels, rgb)


def test_jpeg_2000_of_channels_of_different_sizes_is_called_unsupported(tmp_path, rgb):
    def halve(content, start):
        content[start + 46] = 2

    with pytest.raises(PhotoError, match=r"not supported \(channels of different sizes\)"):
        opened(_stream_changed(jpeg2000(rgb), halve), tmp_path, "photo.jp2")


def test_a_bare_code_stream_is_read(tmp_path, rgb):
    content = jpeg2000(rgb)
    stream = content[content.index(b"\xff\x4f\xff\x51") :]
    assert np.array_equal(opened(stream, tmp_path, "photo.j2k").pixels, rgb)


@pytest.mark.parametrize("clear", [False, True])
def test_avif_goes_in_and_out(tmp_path, rgb, clear):
    alpha = np.full(rgb.shape[:2], 255, np.uint8)
    alpha[:4] = 40
    source = io.BytesIO()
    Image.fromarray(np.dstack((rgb, alpha)) if clear else rgb).save(source, "AVIF", quality=100)
    photo = opened(source.getvalue(), tmp_path, "photo.avif")
    assert photo.format == "avif"
    written = read_photo(
        write_photo(tmp_path / "out.avif", photo.pixels, photo, options=WriteOptions(quality=100))
    )
    assert np.abs(written.pixels.astype(int) - rgb).mean() < 3
    assert (photo.alpha is not None) == (written.alpha is not None) == clear
    if clear:
        assert np.array_equal(written.alpha, alpha)


def test_a_turned_avif_is_turned_once(tmp_path, rgb):
    source, exif = io.BytesIO(), Image.Exif()
    exif[274] = 6
    Image.fromarray(rgb).save(source, "AVIF", quality=100, exif=exif)
    photo = opened(source.getvalue(), tmp_path, "photo.avif")
    assert np.abs(photo.pixels.astype(int) - np.rot90(rgb, -1)).mean() < 3


def test_heic_of_8_bits(tmp_path, rgb):
    photo = opened(heic(rgb, "RGB"), tmp_path, "photo.heic")
    assert (photo.format, photo.bit_depth) == ("heif", 8)
    assert np.abs(photo.pixels.astype(int) - rgb).mean() < 3


@pytest.mark.slow
def test_heic_keeps_its_pixels_while_others_are_read(tmp_path, rgb):
    large = np.tile(rgb, (6, 6, 1))
    photos = [opened(heic(large, "RGB"), tmp_path, f"{number}.heic") for number in range(6)]
    for photo in photos[1:]:
        np.testing.assert_array_equal(photo.pixels, photos[0].pixels)
    assert np.abs(photos[0].pixels.astype(int) - large).mean() < 5


def test_heic_of_10_bits_stays_deep_and_its_white_is_white(tmp_path, rgb):
    deep = rgb.astype(np.uint16) * 257
    deep[:16, :16] = 65535
    photo = opened(heic(deep, "RGB;16"), tmp_path, "photo.heic")
    assert photo.bit_depth == 16
    assert photo.pixels[4:12, 4:12].min() > 65000
    assert np.abs(photo.pixels.astype(int) - deep).mean() < 700


def test_a_raw_file_is_developed_into_16_bits(tmp_path, color_picture):
    photo = opened(raw(color_picture), tmp_path, "photo.dng")
    assert (photo.format, photo.bit_depth) == ("raw", 16)
    assert photo.pixels.shape == color_picture.shape
    assert np.abs(photo.pixels / 257 - color_picture).mean() < 4
    assert b"Maker" in photo.metadata.exif
    assert b"Test Camera" not in photo.metadata.exif


@pytest.mark.parametrize(
    ("module", "package", "content", "name"),
    [("pi_heif", "pi-heif", b"\0\0\0\x18ftypheic" + b"\0" * 40, "photo.heic"),
     ("rawpy", "rawpy", b"FUJIFILMCCD-RAW 0201", "photo.raf")],
)  # fmt: skip
def test_a_missing_package_is_named(tmp_path, monkeypatch, module, package, content, name):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(PhotoError, match=rf"need the package {package}.*pip install"):
        opened(content, tmp_path, name)


def test_a_packaged_program_does_not_speak_of_pip(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "rawpy", None)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(PhotoError, match=r"This program does not include it") as refused:
        opened(b"FUJIFILMCCD-RAW 0201", tmp_path, "photo.raf")
    assert "pip" not in str(refused.value)


def _float_tiff(tmp_path, pixels, **options):
    tifffile.imwrite(tmp_path / "scan.tif", pixels, **options)
    return read_photo(tmp_path / "scan.tif")


@pytest.mark.parametrize("white", [1.0, 255.0, 65535.0])
@pytest.mark.parametrize("gray", [False, True])
def test_floating_point_tiffs_become_16_bits(tmp_path, rgb, white, gray):
    values = (rgb[..., 0] if gray else rgb) / np.float32(255)
    values.flat[0] = 1
    options = {"photometric": "minisblack" if gray else "rgb"}
    photo = _float_tiff(tmp_path, values * np.float32(white), **options)
    assert np.abs(photo.pixels - values * 65535).max() <= 0.51


@pytest.mark.parametrize("dtype", [np.float16, np.float64])
@pytest.mark.parametrize("options", [{}, {"byteorder": ">", "compression": "zlib"}])
def test_real_numbers_of_half_and_double_precision(tmp_path, rgb, dtype, options):
    values = (rgb / 256).astype(dtype)
    photo = _float_tiff(tmp_path, values, photometric="rgb", **options)
    assert np.abs(photo.pixels - values.astype(float) * 65535).max() <= 0.51


@pytest.mark.parametrize("predictor", [2, 3])
@pytest.mark.parametrize("gray", [False, True])
def test_predicted_real_numbers(tmp_path, rgb, predictor, gray):
    values = ((rgb[..., 0] if gray else rgb) / 256).astype(np.float32)
    cv2.imwrite(
        str(tmp_path / "scan.tif"), values if gray else values[..., ::-1],
        (cv2.IMWRITE_TIFF_PREDICTOR, predictor, cv2.IMWRITE_TIFF_COMPRESSION, 8),
    )  # fmt: skip
    with tifffile.TiffFile(tmp_path / "scan.tif") as file:
        assert file.pages[0].predictor == predictor
    photo = read_photo(tmp_path / "scan.tif")
    assert np.abs(photo.pixels - values * 65535).max() <= 0.51


def test_what_is_no_number_or_brighter_than_white_is_clipped(tmp_path):
    values = np.full((16, 16), 0.5, np.float32)
    values[0, :4] = np.nan, np.inf, 3.0, -1.0
    photo = _float_tiff(tmp_path, values, compression="zlib")
    assert photo.pixels[0, :5].tolist() == [0, 0, 65535, 0, 32768]


@pytest.mark.parametrize("opacity", [0, 120])
def test_an_opacity_of_0_throughout_means_nothing_in_bmp(tmp_path, rgb, opacity):
    # A header of version 4, whose masks name a channel of opacity.
    masks = struct.pack("<4I", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    head = struct.pack("<IiiHHIIiiII", 108, rgb.shape[1], -rgb.shape[0], 1, 32, 3, 0, 0, 0, 0, 0)
    head += masks + b"BGRs" + bytes(48)
    body = np.dstack((rgb[..., ::-1], np.full(rgb.shape[:2], opacity, np.uint8))).tobytes()
    start = b"BM" + struct.pack("<IHHI", 14 + len(head) + len(body), 0, 0, 14 + len(head))
    photo = opened(start + head + body, tmp_path, "pasted.dib")
    assert np.array_equal(photo.pixels, rgb)
    assert (photo.alpha is None) == (opacity == 0)
