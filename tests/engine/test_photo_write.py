"""What is saved: pixels, metadata, and the promise that nothing is ever half written."""

import struct
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from colorizer_gui.engine.errors import SaveError
from colorizer_gui.engine.photo import (
    WRITABLE_FORMATS,
    Metadata,
    Photo,
    format_by_id,
    marked,
    read_photo,
    write_photo,
)
from colorizer_gui.engine.photo.profiles import srgb_profile

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF></rdf:RDF></x:xmpmeta>'
IPTC = b"\x1c\x02\x78\x00\x05Hello"
SUFFIXES = [row.suffix for row in WRITABLE_FORMATS]
# Pillow does not read JPEG XL, nor the metadata of PSD.
NOT_OF_PILLOW = (".jxl", ".psd")


@pytest.fixture
def source(tmp_path, rgb):
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
    Image.fromarray(np.rot90(rgb)).convert("L").save(
        path,
        exif=exif,
        xmp=XMP,
        dpi=(300, 300),
        extra=b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment,
    )
    return read_photo(path)


def meant_for(pixels, **fields):
    return Photo(pixels=pixels, **fields)


def test_the_same_photo_gives_the_same_bytes(tmp_path, rgb, source):
    """Also at another time: LittleCMS writes it into its profiles."""
    first, second = (
        [write_photo(tmp_path / (name + suffix), rgb, source).read_bytes() for suffix in SUFFIXES]
        for name in "ab"
    )
    assert first == second
    year, *_ = struct.unpack_from(">6H", srgb_profile(), 24)
    assert year == 2000


# Metadata


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("depth", [8, 16])
def test_metadata_survives(tmp_path, rgb, rgb16, source, suffix, depth):
    values = rgb if depth == 8 else rgb16
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
    if suffix in (".jpg", ".tif", ".png"):
        assert photo.metadata.iptc == IPTC
    assert photo.metadata.dpi == pytest.approx((300, 300), abs=0.01)
    if suffix in NOT_OF_PILLOW:
        return
    with Image.open(path) as image:
        assert image.info["icc_profile"] == srgb_profile()
        assert image.getexif()[305] == "Colorizer 0.1.0 (U-Net 1.0)"
        assert image.getexif().get_ifd(34853)[1] == "N"


@pytest.mark.parametrize(
    "earlier", ["SilverFast 9.2", "Colorizer 0.0.9 (U-Net 0.9); SilverFast 9.2"]
)
def test_the_program_of_the_scanner_stays_behind_this_one(tmp_path, rgb, earlier):
    exif = Image.Exif()
    exif[305] = earlier
    source = meant_for(rgb, metadata=Metadata(exif=exif.tobytes()[6:]))
    path = write_photo(tmp_path / "out.tif", rgb, source, software="Colorizer 0.1.0 (U-Net 1.0)")
    with Image.open(path) as image:
        assert image.getexif()[305] == "Colorizer 0.1.0 (U-Net 1.0); SilverFast 9.2"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_photo_without_metadata_gets_no_exif(tmp_path, rgb, suffix):
    path = write_photo(tmp_path / ("out" + suffix), rgb, meant_for(rgb))
    photo = read_photo(path)
    assert photo.metadata.xmp is None
    assert photo.metadata.exif is None
    if suffix in NOT_OF_PILLOW:
        return
    with Image.open(path) as image:
        assert "exif" not in image.info
        assert 305 not in image.getexif()


def test_jpeg_leaves_out_what_its_segments_cannot_hold(tmp_path, rgb):
    exif = Image.Exif()
    exif[270] = "At the lake"
    exif.get_ifd(34665)[37500] = b"private" * 10000
    long = b'<rdf:Description dc:title="%b"/></rdf:RDF>' % (b"word " * 20000)
    big = Metadata(
        exif=exif.tobytes()[6:],
        xmp=XMP.replace(b"</rdf:RDF>", long),
        iptc=b"".join(b"\x1c\x02\x19\x03\xe8" + b"k" * 1000 for _ in range(80)),
    )
    source = meant_for(rgb, metadata=marked(big, "Net", "12ab", "34cd"))
    assert format_by_id("jpeg").left_out(source.metadata) == ("EXIF",)
    kept = read_photo(write_photo(tmp_path / "out.jpg", rgb, source)).metadata
    assert b"At the lake" in kept.exif
    assert b"private" not in kept.exif
    assert b'colorizer:Model="Net"' in kept.xmp
    assert b"word " * 20000 in kept.xmp
    assert kept.iptc == big.iptc
    assert format_by_id("tiff").left_out(source.metadata) == ()
    whole = read_photo(write_photo(tmp_path / "out.tif", rgb, source)).metadata
    assert (whole.xmp, whole.iptc) == (source.metadata.xmp, big.iptc)
    assert b"privateprivate" in whole.exif


def test_a_long_caption_is_left_out_of_exif_alone(tmp_path, rgb):
    exif = Image.Exif()
    exif[270] = "far too long " * 6000
    exif[315] = "A. Photographer"
    source = meant_for(rgb, metadata=Metadata(exif=exif.tobytes()[6:]))
    path = write_photo(tmp_path / "out.jpg", rgb, source, software="Colorizer")
    with Image.open(path) as image:
        tags = image.getexif()
    assert (tags[315], tags[305], tags.get(270)) == ("A. Photographer", "Colorizer", None)


@pytest.mark.parametrize("suffix", [".webp", ".avif"])
def test_formats_without_iptc_say_that_it_is_left_out(tmp_path, suffix):
    row = format_by_id(suffix[1:])
    assert row.left_out(Metadata(iptc=IPTC)) == ("IPTC",)
    assert row.left_out(Metadata(xmp=XMP)) == ()


# Places and names


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_format_argument_wins_over_the_suffix(tmp_path, rgb, suffix):
    path = write_photo(tmp_path / ("out" + suffix), rgb, meant_for(rgb), format="png")
    assert read_photo(path).format == "png"


@pytest.mark.parametrize("suffix", [s for row in WRITABLE_FORMATS for s in row.suffixes])
def test_suffix_says_the_format(tmp_path, rgb, suffix):
    path = write_photo(tmp_path / ("OUT" + suffix.upper()), rgb, meant_for(rgb))
    assert suffix in format_by_id(read_photo(path).format).suffixes


def test_missing_folder_is_made(tmp_path, rgb):
    path = write_photo(tmp_path / "new" / "deeper" / "out.png", rgb, meant_for(rgb))
    assert path.is_file()
    assert [p.name for p in path.parent.iterdir()] == ["out.png"]


def test_new_files_have_ordinary_permissions(tmp_path, rgb):
    path = write_photo(tmp_path / "out.png", rgb, meant_for(rgb))
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


def test_existing_file_is_not_overwritten_unless_allowed(tmp_path, rgb):
    path = tmp_path / "out.png"
    path.write_bytes(b"precious")
    message = refusal(tmp_path, path, rgb, meant_for(rgb))
    assert message == (
        "Can't save out.png: the file exists. "
        "Choose another name or allow overwriting (--overwrite)."
    )
    write_photo(path, rgb, meant_for(rgb), overwrite=True)
    np.testing.assert_array_equal(read_photo(path).pixels, rgb)


def test_source_is_never_overwritten(tmp_path, rgb, source, monkeypatch):
    assert "the photo it came from" in refusal(tmp_path, source.path, rgb, source, overwrite=True)
    link = tmp_path / "link.jpg"
    link.symlink_to(source.path)
    assert "the photo it came from" in refusal(tmp_path, link, rgb, source, overwrite=True)
    monkeypatch.chdir(tmp_path)
    for name in ("lake.jpg", "../" + tmp_path.name + "/lake.jpg"):
        assert "came from" in refusal(tmp_path, name, rgb, source, overwrite=True)
    source.path.unlink()
    assert "came from" in refusal(tmp_path, source.path, rgb, source)


def test_bad_destinations_are_refused(tmp_path, rgb):
    source = meant_for(rgb)
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "file").write_bytes(b"not a folder")
    assert "a folder has that name" in refusal(tmp_path, tmp_path / "folder.png", rgb, source)
    assert "End it in .jpg" in refusal(tmp_path, tmp_path / "out.bmp", rgb, source)
    assert "End it in .jpg" in refusal(tmp_path, tmp_path / "out", rgb, source)
    assert "not a format" in refusal(tmp_path, tmp_path / "o", rgb, source, format="gif")
    refusal(tmp_path, tmp_path / "file" / "out.png", rgb, source)
    refusal(tmp_path, tmp_path / ("x" * 300 + ".png"), rgb, source)


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("out.webp", 16_384),
        ("out.psd", 30_001),
        ("out.jpg", 65_501),
        ("out.avif", 65_536),
        ("out.png", 1_000_001),
    ],
)
def test_a_side_longer_than_the_format_allows(tmp_path, name, side):
    pixels = np.zeros((1, side, 3), np.uint8)
    source = meant_for(pixels)
    sentence = refusal(tmp_path, tmp_path / name, pixels, source)
    assert "pixels a side" in sentence
    advised = sentence.partition("Choose ")[2].rstrip(".").split(", ")
    formats = {row.label: row.suffixes[0] for row in WRITABLE_FORMATS}
    for label in advised:
        write_photo(tmp_path / ("advised" + formats[label]), pixels, source)
    assert advised


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


def test_pixels_of_another_size_than_the_transparency(tmp_path, rgb):
    source = meant_for(rgb, alpha=np.zeros((5, 5), np.uint8))
    with pytest.raises(ValueError, match="another size"):
        write_photo(tmp_path / "out.png", rgb, source)


def test_a_gray_result_is_a_programming_error(tmp_path, rgb):
    with pytest.raises(ValueError, match=r"\(H, W, 3\)"):
        write_photo(tmp_path / "out.png", rgb[..., 0], meant_for(rgb))
