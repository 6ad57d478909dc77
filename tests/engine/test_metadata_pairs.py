"""What each format says of a photo is kept in each other format, or named when it is saved."""

import json
import shutil
import subprocess

import numpy as np
import pytest

from colorizer_gui.engine.photo import (
    FILE_FORMATS,
    WRITABLE_FORMATS,
    lost_for_good,
    read_photo,
    write_photo,
)
from metadata_files import (
    COMMENT,
    DPI,
    EXIF_CAPTION,
    KEYWORD,
    URL,
    full_files,
)

FILES = full_files()

# What each item is in the metadata of a photo, and how it is named where it is lost.
ITEMS = {
    "caption": (lambda m: EXIF_CAPTION.encode() in (m.exif or b""), "EXIF"),
    "title": (lambda m: b"Grandmother" in (m.xmp or b""), "XMP"),
    "keywords": (lambda m: KEYWORD in (m.iptc or b"") and b"lake" in (m.iptc or b""), "IPTC"),
    "resolution": (lambda m: m.dpi == pytest.approx(DPI, abs=0.02), "resolution"),
    "comment": (lambda m: any(COMMENT in extra.data for extra in m.extras), "JPEG comment"),
    "url": (lambda m: any(URL in extra.data for extra in m.extras), "Photoshop resources: URL"),
    "texts": (
        lambda m: {"Author", "Source", "Description"} <= {extra.name for extra in m.extras},
        "PNG text: Author, Source, Description",
    ),
    "time": (lambda m: any(extra.kind == "time" for extra in m.extras), "PNG time"),
    "XML": (lambda m: any(extra.kind == "xml" for extra in m.extras), "XML box"),
}
HELD = {
    "photo.jpg": {"caption", "title", "keywords", "resolution", "comment", "url"},
    "photo.png": {"caption", "title", "keywords", "resolution", "url", "texts", "time"},
    "photo.tif": {"caption", "title", "keywords", "resolution", "url"},
    "photo.webp": {"caption", "title", "resolution"},
    "photo.avif": {"caption", "title", "resolution"},
    "photo.jxl": {"caption", "title", "resolution"},
    "photo.heic": {"caption", "title", "resolution"},
    "photo.psd": {"caption", "title", "keywords", "resolution", "url"},
    "photo.jp2": {"caption", "title", "keywords", "resolution", "XML"},
    "photo.bmp": {"resolution"},
}


def opened(name, folder):
    """A photo with all metadata that its format holds."""
    path = folder / name
    path.write_bytes(FILES[name])
    return read_photo(path)


def colored(photo):
    """Pixels in color."""
    return np.dstack([photo.pixels] * 3) if photo.pixels.ndim == 2 else photo.pixels


def names_of_lost(row, metadata):
    """What the user reads of what a file lacks."""
    return {str(each) for each in (*row.left_out(metadata), *lost_for_good(metadata.extras))}


def test_every_format_that_is_read_takes_part():
    suffixes = {name.removeprefix("photo") for name in FILES}
    others = {row.id for row in FILE_FORMATS if suffixes.isdisjoint(row.suffixes)}
    assert others == {"raw", "jpegls"}


@pytest.mark.parametrize("name", HELD)
def test_a_photo_has_all_that_its_file_says(tmp_path, name):
    photo = opened(name, tmp_path)
    assert photo.notices == ()
    assert {item for item, (is_in, _) in ITEMS.items() if is_in(photo.metadata)} == HELD[name]


@pytest.mark.parametrize("row", WRITABLE_FORMATS, ids=lambda row: row.id)
@pytest.mark.parametrize("name", HELD)
def test_everything_is_kept_or_named(tmp_path, name, row):
    photo = opened(name, tmp_path)
    path = write_photo(tmp_path / f"result{row.suffix}", colored(photo), photo)
    result = read_photo(path)
    kept = {item for item in HELD[name] if ITEMS[item][0](result.metadata)}
    lost = {ITEMS[item][1] for item in HELD[name] - kept}
    assert lost == names_of_lost(row, photo.metadata)
    assert {"caption", "title", "resolution"} & HELD[name] <= kept


@pytest.mark.parametrize("row", WRITABLE_FORMATS, ids=lambda row: row.id)
def test_a_result_that_is_saved_again_stays_the_same(tmp_path, row):
    photo = opened("photo.png", tmp_path)
    once = read_photo(write_photo(tmp_path / f"once{row.suffix}", colored(photo), photo))
    twice = read_photo(write_photo(tmp_path / f"twice{row.suffix}", colored(once), once))
    assert twice.metadata == once.metadata


# What ExifTool sees in a file and not in its result, because it describes how it was stored.
STORAGE_GROUPS = (
    *("JFIF", "RIFF", "QuickTime", "Meta", "Jpeg2000", "ICC", "JXL", "ExifTool", "File", "System"),
    *("Composite", "SourceFile", "PNG-pHYs"),
)
STORAGE = {
    *("PNG:" + name for name in ("ImageWidth", "ImageHeight", "BitDepth", "ColorType")),
    *("PNG:" + name for name in ("Compression", "Filter", "Interlace", "SRGBRendering")),
    *("IFD0:" + name for name in ("ImageWidth", "ImageHeight", "BitsPerSample", "Compression")),
    *("IFD0:" + name for name in ("PhotometricInterpretation", "StripOffsets", "SamplesPerPixel")),
    *("IFD0:" + name for name in ("RowsPerStrip", "StripByteCounts", "PlanarConfiguration")),
    *("Photoshop:" + name for name in ("IPTCDigest", "NumChannels", "BitDepth", "ColorMode")),
    *("Photoshop:" + name for name in ("ImageWidth", "ImageHeight", "Compression")),
    *("Photoshop:" + name for name in ("XResolution", "YResolution")),
    *("Photoshop:" + name for name in ("DisplayedUnitsX", "DisplayedUnitsY")),
}
NAMED_GROUPS = {
    "IPTC": "IPTC",
    "Photoshop": "Photoshop resources: URL",
    "PNG": "PNG text: Author, Source, Description",
}
NAMED_TAGS = {
    "XML:Archive": "XML box",
    "PNG:ModifyDate": "PNG time",
    "File:Comment": "JPEG comment",
}


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="ExifTool is not installed")
@pytest.mark.parametrize("name", HELD)
def test_exiftool_finds_everything_too(tmp_path, name):
    photo = opened(name, tmp_path)
    results = {
        write_photo(tmp_path / f"result{row.suffix}", colored(photo), photo): row
        for row in WRITABLE_FORMATS
    }
    before, *after = seen_by_exiftool(photo.path, *results)
    for found, row in zip(after, results.values(), strict=True):
        lost = names_of_lost(row, photo.metadata)
        for tag, value in before.items():
            group = tag.partition(":")[0]
            named = NAMED_TAGS.get(tag) or NAMED_GROUPS.get(group)
            if not (is_same(found.get(tag), value) or is_kept_elsewhere(tag, value, found)):
                assert named in lost, (row.id, tag, value, found.get(tag))


def is_same(found, value):
    """Whether two values are the same but for rounding."""
    return found == (pytest.approx(value, rel=1e-5) if isinstance(value, float | int) else value)


def is_kept_elsewhere(tag, value, found):
    """Whether a PNG has a comment as one of its texts."""
    return tag == "File:Comment" and found.get("PNG:Comment") == value


def seen_by_exiftool(*paths):
    """The tags of files by ExifTool's group and name, without those of storage."""
    run = subprocess.run(
        ["exiftool", "-j", "-G1", "-a", "-n", *map(str, paths)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found = []
    for tags in json.loads(run.stdout):
        shown = {
            tag: value
            for tag, value in tags.items()
            if tag == "File:Comment"
            or not tag.startswith(
                (*STORAGE_GROUPS, "System", "Composite", "SourceFile", "PNG-pHYs")
            )
        }
        found.append({tag: value for tag, value in shown.items() if tag not in STORAGE})
    return found
