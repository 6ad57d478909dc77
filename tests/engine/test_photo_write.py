"""What is saved: pixels, metadata, and the promise that nothing is ever half written."""

import os
import struct
import subprocess
import sys
import time
from dataclasses import replace

import cv2
import numpy as np
import pytest
import tifffile
from PIL import Image
from skimage import data

from colorizer_gui.engine.errors import SaveError
from colorizer_gui.engine.photo import (
    WRITABLE_FORMATS,
    Metadata,
    Photo,
    WriteOptions,
    format_by_id,
    marked,
    read_photo,
    write_photo,
)
from colorizer_gui.engine.photo.profiles import srgb_profile

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF></rdf:RDF></x:xmpmeta>'
IPTC = b"\x1c\x02\x78\x00\x05Hello"
SUFFIXES = [row.suffix for row in WRITABLE_FORMATS]


@pytest.fixture(scope="module")
def pixels():
    return np.ascontiguousarray(data.astronaut()[100:160, 200:301])


@pytest.fixture(scope="module")
def pixels16(pixels):
    noise = np.random.default_rng(0).integers(0, 256, pixels.shape)
    return (pixels.astype(np.uint16) << 8) + noise.astype(np.uint16)


@pytest.fixture
def source(tmp_path, pixels):
    """A photo with all the metadata there is, as a camera's big-endian JPEG holds it."""
    exif = Image.Exif()
    exif.endian = ">"
    exif[270], exif[274], exif[315] = "At the lake", 6, "Anna"
    inside = exif.get_ifd(34665)
    inside[36867], inside[40961], inside[40962], inside[40963] = "1931:05:01 12:00:00", 65535, 9, 9
    gps = exif.get_ifd(34853)
    gps[1], gps[2] = "N", (50.0, 56.0, 29.0)
    segment = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(IPTC)) + IPTC
    path = tmp_path / "lake.jpg"
    Image.fromarray(np.rot90(pixels)).convert("L").save(
        path,
        exif=exif,
        xmp=XMP,
        dpi=(300, 300),
        extra=b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment,
    )
    return read_photo(path)


def meant_for(pixels, **fields):
    return Photo(pixels=pixels, **fields)


def jpeg_error(path, pixels):
    with Image.open(path) as image:
        return np.abs(np.asarray(image).astype(int) - pixels).max()


# Pixels


@pytest.mark.parametrize("suffix", [".png", ".tif"])
@pytest.mark.parametrize("with_alpha", [False, True])
@pytest.mark.parametrize("depth", [8, 16])
def test_pixels_and_transparency_come_back(tmp_path, pixels, pixels16, suffix, with_alpha, depth):
    values = pixels if depth == 8 else pixels16
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


def test_others_read_our_16_bit_files(tmp_path, pixels16):
    big_endian = replace(
        meant_for(pixels16), metadata=Metadata(exif=b"MM\0*\0\0\0\x08\0\0\0\0\0\0")
    )
    for source in (meant_for(pixels16), big_endian):
        path = write_photo(tmp_path / "out.tif", pixels16, source, overwrite=True)
        with tifffile.TiffFile(path) as file:
            page = file.pages[0]
            assert page.bitspersample == 16
            assert page.tags[34675].value == srgb_profile()
            np.testing.assert_array_equal(page.asarray(), pixels16)
        by_cv2 = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
        np.testing.assert_array_equal(by_cv2[..., ::-1], pixels16)
    path = write_photo(tmp_path / "out.png", pixels16, meant_for(pixels16))
    assert path.read_bytes()[24] == 16
    np.testing.assert_array_equal(cv2.imread(str(path), cv2.IMREAD_UNCHANGED)[..., ::-1], pixels16)


@pytest.mark.parametrize("suffix", [".tif", ".png"])
def test_pillow_reads_our_8_bit_files(tmp_path, pixels, suffix):
    path = write_photo(tmp_path / ("out" + suffix), pixels, meant_for(pixels))
    with Image.open(path) as image:
        np.testing.assert_array_equal(np.asarray(image), pixels)
        assert image.info["icc_profile"] == srgb_profile()


@pytest.mark.parametrize("suffix", [".jpg", ".webp"])
def test_16_bits_are_rounded_where_8_is_all_there_is(tmp_path, suffix):
    """Cutting the low byte off would darken all of this by one step."""
    steps = np.arange(8, 248, 8, dtype=np.uint16).repeat(8)
    pixels16 = np.repeat(np.tile(steps * 257 - 100, (64, 1))[..., None], 3, axis=2)
    path = write_photo(
        tmp_path / ("out" + suffix),
        pixels16,
        meant_for(pixels16),
        options=WriteOptions(quality=100),
    )
    photo = read_photo(path)
    assert photo.bit_depth == 8
    assert abs(photo.pixels.astype(float).mean() - steps.mean()) < 0.3


def test_jpeg_keeps_fine_color_and_follows_quality(tmp_path, pixels):
    fine = write_photo(
        tmp_path / "fine.jpg", pixels, meant_for(pixels), options=WriteOptions(quality=98)
    )
    small = write_photo(
        tmp_path / "small.jpg", pixels, meant_for(pixels), options=WriteOptions(quality=40)
    )
    assert jpeg_error(fine, pixels) <= 10
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


def test_jpeg_lays_transparency_onto_white(tmp_path, pixels, pixels16):
    for values in (pixels, pixels16):
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
        assert np.abs(saved[:, 64:].astype(int) - pixels[:, 64:]).max() <= 10


def test_webp_keeps_transparency(tmp_path, pixels):
    alpha = np.where(np.indices(pixels.shape[:2])[1] < 50, 0, 255).astype(np.uint8)
    path = write_photo(tmp_path / "out.webp", pixels, meant_for(pixels, alpha=alpha))
    np.testing.assert_array_equal(read_photo(path).alpha, alpha)


def test_same_photo_same_bytes(tmp_path, pixels, source):
    """Also a second later, and from another process: LittleCMS dates its profiles."""
    first = [write_photo(tmp_path / ("a" + s), pixels, source).read_bytes() for s in SUFFIXES]
    made = srgb_profile()
    second_began = int(time.time())
    while int(time.time()) == second_began:
        srgb_profile.cache_clear()
        assert srgb_profile() == made
    srgb_profile.cache_clear()
    second = [write_photo(tmp_path / ("b" + s), pixels, source).read_bytes() for s in SUFFIXES]
    assert first == second


# Metadata


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("depth", [8, 16])
def test_metadata_survives(tmp_path, pixels, pixels16, source, suffix, depth):
    values = pixels if depth == 8 else pixels16
    path = write_photo(
        tmp_path / ("out" + suffix), values, source, software="Colorizer 0.1.0 (U-Net 1.0)"
    )
    photo = read_photo(path)
    assert photo.notices == ()
    exif = Image.Exif()
    exif.load(photo.metadata.exif)
    assert exif[270] == "At the lake"
    assert exif[315] == "Anna"
    assert exif[305] == "Colorizer 0.1.0 (U-Net 1.0)"
    assert exif.get(274, 1) == 1
    assert exif.get_ifd(34665)[36867] == "1931:05:01 12:00:00"
    assert exif.get_ifd(34853)[2] == (50.0, 56.0, 29.0)
    inside = exif.get_ifd(34665)
    assert (inside[40962], inside[40963]) == (101, 60)
    assert inside[40961] == 1  # sRGB
    assert photo.metadata.xmp == XMP
    if suffix in (".jpg", ".tif"):
        assert photo.metadata.iptc == IPTC
    assert photo.metadata.dpi == pytest.approx((300, 300), abs=0.01)
    with Image.open(path) as image:
        assert image.info["icc_profile"] == srgb_profile()
        assert image.getexif()[305] == "Colorizer 0.1.0 (U-Net 1.0)"
        assert image.getexif().get_ifd(34853)[1] == "N"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nothing_to_say_is_no_exif(tmp_path, pixels, suffix):
    path = write_photo(tmp_path / ("out" + suffix), pixels, meant_for(pixels))
    photo = read_photo(path)
    assert photo.metadata.xmp is None
    with Image.open(path) as image:
        assert "exif" not in image.info
        assert 305 not in image.getexif()


def test_jpeg_leaves_out_what_its_segments_cannot_hold(tmp_path, pixels):
    exif = Image.Exif()
    exif[270] = "At the lake"
    exif.get_ifd(34665)[37500] = b"private" * 10000
    long = XMP.replace(b"</rdf:RDF>", b" " * 70000 + b"</rdf:RDF>")
    big = Metadata(exif=exif.tobytes()[6:], xmp=long, iptc=b"\x1c" * 70000)
    source = meant_for(pixels, metadata=marked(big, "Net", "12ab"))
    assert format_by_id("jpeg").left_out(source.metadata) == ("EXIF", "XMP", "IPTC")
    kept = read_photo(write_photo(tmp_path / "out.jpg", pixels, source)).metadata
    assert b"At the lake" in kept.exif
    assert b"private" not in kept.exif
    assert b'colorizer:Model="Net"' in kept.xmp
    assert len(kept.xmp) < 2000
    assert kept.iptc is None
    assert format_by_id("tiff").left_out(source.metadata) == ()
    whole = read_photo(write_photo(tmp_path / "out.tif", pixels, source)).metadata
    assert (whole.xmp, len(whole.iptc)) == (source.metadata.xmp, 70000)
    assert b"privateprivate" in whole.exif


def test_a_long_caption_does_not_cost_the_rest_of_exif(tmp_path, pixels):
    exif = Image.Exif()
    exif[270] = "far too long " * 6000
    exif[315] = "A. Photographer"
    source = meant_for(pixels, metadata=Metadata(exif=exif.tobytes()[6:]))
    path = write_photo(tmp_path / "out.jpg", pixels, source, software="Colorizer")
    with Image.open(path) as image:
        tags = image.getexif()
    assert (tags[315], tags[305], tags.get(270)) == ("A. Photographer", "Colorizer", None)


@pytest.mark.parametrize("suffix", [".png", ".webp", ".avif"])
def test_where_iptc_has_no_place_the_user_can_be_told(tmp_path, suffix):
    row = format_by_id(suffix[1:])
    assert row.left_out(Metadata(iptc=IPTC)) == ("IPTC",)
    assert row.left_out(Metadata(xmp=XMP)) == ()


# Places and names


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_whatever_the_suffix_says_format_wins(tmp_path, pixels, suffix):
    path = write_photo(tmp_path / ("out" + suffix), pixels, meant_for(pixels), format="png")
    assert read_photo(path).format == "png"


@pytest.mark.parametrize("suffix", [s for row in WRITABLE_FORMATS for s in row.suffixes])
def test_suffix_says_the_format(tmp_path, pixels, suffix):
    path = write_photo(tmp_path / ("OUT" + suffix.upper()), pixels, meant_for(pixels))
    assert suffix in format_by_id(read_photo(path).format).suffixes


def test_missing_folder_is_made(tmp_path, pixels):
    path = write_photo(tmp_path / "new" / "deeper" / "out.png", pixels, meant_for(pixels))
    assert path.is_file()
    assert [p.name for p in path.parent.iterdir()] == ["out.png"]


def test_new_files_have_ordinary_permissions(tmp_path, pixels):
    path = write_photo(tmp_path / "out.png", pixels, meant_for(pixels))
    (tmp_path / "plain").touch()
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode


def refusal(tmp_path, *arguments, **options):
    """The sentence a refused save gives; nothing may be left lying about."""
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    with pytest.raises(SaveError) as refused:
        write_photo(*arguments, **options)
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before
    message = str(refused.value)
    assert "\n" not in message
    return message


def test_existing_file_is_not_overwritten_unless_allowed(tmp_path, pixels):
    path = tmp_path / "out.png"
    path.write_bytes(b"precious")
    message = refusal(tmp_path, path, pixels, meant_for(pixels))
    assert message == (
        "Can't save out.png: the file is there already. "
        "Choose another name or allow overwriting (--overwrite)."
    )
    write_photo(path, pixels, meant_for(pixels), overwrite=True)
    np.testing.assert_array_equal(read_photo(path).pixels, pixels)


def test_source_is_never_overwritten(tmp_path, pixels, source, monkeypatch):
    assert "the photo it came from" in refusal(
        tmp_path, source.path, pixels, source, overwrite=True
    )
    link = tmp_path / "link.jpg"
    link.symlink_to(source.path)
    assert "the photo it came from" in refusal(tmp_path, link, pixels, source, overwrite=True)
    monkeypatch.chdir(tmp_path)
    for name in ("lake.jpg", "../" + tmp_path.name + "/lake.jpg"):
        assert "came from" in refusal(tmp_path, name, pixels, source, overwrite=True)
    os.unlink(source.path)
    assert "came from" in refusal(tmp_path, source.path, pixels, source)


def test_bad_targets_are_one_sentence(tmp_path, pixels):
    source = meant_for(pixels)
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "file").write_bytes(b"not a folder")
    assert "a folder has that name" in refusal(tmp_path, tmp_path / "folder.png", pixels, source)
    assert "End it in .jpg" in refusal(tmp_path, tmp_path / "out.bmp", pixels, source)
    assert "End it in .jpg" in refusal(tmp_path, tmp_path / "out", pixels, source)
    assert "not a format" in refusal(tmp_path, tmp_path / "o", pixels, source, format="gif")
    refusal(tmp_path, tmp_path / "file" / "out.png", pixels, source)
    refusal(tmp_path, tmp_path / ("x" * 300 + ".png"), pixels, source)


def test_too_long_a_side(tmp_path):
    for name, side in (("out.webp", 16384), ("out.jpg", 65501)):
        pixels = np.zeros((1, side, 3), np.uint8)
        assert "pixels a side" in refusal(tmp_path, tmp_path / name, pixels, meant_for(pixels))


@pytest.mark.skipif(sys.platform == "win32", reason="limits on file size are a thing of Unix")
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_failure_half_way_leaves_everything_as_it_was(tmp_path, suffix):
    """A limit on file size fails a write just as a full disk does."""
    path = tmp_path / ("out" + suffix)
    path.write_bytes(b"precious")
    program = (
        "import resource, sys, numpy as np\n"
        "from colorizer_gui.engine.photo import Photo, write_photo\n"
        "from colorizer_gui.engine.errors import SaveError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))\n"
        "pixels = np.random.default_rng(0).integers(0, 256, (99, 99, 3), np.uint8)\n"
        "try:\n"
        "    write_photo(sys.argv[1], pixels, Photo(pixels=pixels), overwrite=True)\n"
        "except SaveError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True)
    assert done.stderr == ""
    begin = f"Can't save {path.name} in {tmp_path}: "
    assert done.stdout.startswith(f"{begin}the file would be too large")
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b"precious"


def test_pixels_of_another_size_than_the_transparency(tmp_path, pixels):
    source = meant_for(pixels, alpha=np.zeros((5, 5), np.uint8))
    with pytest.raises(ValueError, match="another size"):
        write_photo(tmp_path / "out.png", pixels, source)


def test_gray_result_is_a_mistake_of_the_program(tmp_path, pixels):
    with pytest.raises(ValueError, match=r"\(H, W, 3\)"):
        write_photo(tmp_path / "out.png", pixels[..., 0], meant_for(pixels))


@pytest.mark.parametrize("suffix", [".tif", ".png"])
def test_the_depth_can_be_chosen(tmp_path, pixels, pixels16, suffix):
    deep = write_photo(
        tmp_path / f"deep{suffix}", pixels, meant_for(pixels), options=WriteOptions(depth=16)
    )
    assert np.array_equal(read_photo(deep).pixels, pixels.astype(np.uint16) * 257)
    flat = write_photo(
        tmp_path / f"flat{suffix}", pixels16, meant_for(pixels16), options=WriteOptions(depth=8)
    )
    assert read_photo(flat).bit_depth == 8
    assert np.abs(read_photo(flat).pixels * 257.0 - pixels16).max() <= 129


@pytest.mark.parametrize("clear", [False, True])
def test_lzw_has_the_same_pixels_as_deflate(tmp_path, pixels16, clear):
    alpha = pixels16[..., 0].copy() if clear else None
    path = write_photo(
        tmp_path / "out.tif",
        pixels16,
        meant_for(pixels16, alpha=alpha),
        options=WriteOptions(compression="lzw"),
    )
    with tifffile.TiffFile(path) as file:
        assert file.pages[0].compression == tifffile.COMPRESSION.LZW
    photo = read_photo(path)
    assert np.array_equal(photo.pixels, pixels16)
    assert (photo.alpha is None) == (alpha is None)
