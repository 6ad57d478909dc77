"""Write docs/formats.md from the registry of file formats: ``python tools/formats.py``."""

from pathlib import Path

from colorizer_gui.engine.photo import FILE_FORMATS, WRITABLE_FORMATS, Extra, FileFormat
from colorizer_gui.engine.photo.metadata.extras import (
    COMMENT,
    EXTRA_KINDS,
    HELD_KINDS,
    RESOURCE,
    TEXT,
    TIME,
    labels,
)

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "formats.md"
HEAD = """\
# File formats

The content of a file decides on its format; its name only tells raw files from other TIFFs. \
Pixels keep their depth of 8 or 16 bits through all the work. `tools/formats.py` writes this page \
from the registry, `engine/photo/registry.py`.

| format | names end in | written | options | longest side | needs |
| --- | --- | --- | --- | --- | --- |
"""
METADATA = """
Without a quality of one's own, lossy results have 92; but a JPEG of a JPEG has luminance of 99 \
and chroma of 98, whatever the tables of the photo, and so twice the size. With the tables of the \
photo, a fifth of the photos that were measured missed the bar that 99.9 % of the pixels stay \
within 1.0 of their L\\*; with 99 and 98 none did, see [ADR 12](adr/0012-fine-jpegs.md). Color \
spaces other than sRGB can be chosen for all but JPEG XL and PSD, which refuse them before work \
begins. Photos are read into sRGB, so one that keeps its own colors and has a wider profile \
loses the colors beyond it.

Transparency stays, but in JPEG, where the photo lies on white, and in before and after; a notice \
says so. For real numbers, white is 1; where more than a thousandth of them reach 16, it is 255, \
and where so many reach 4,080, 65,535. A notice names it where it is not 1.

Of files that lack their last part, JPEG, PNG, TIFF, BMP, WebP and JPEG 2000 open as far as they \
go, with a notice of the share that is missing; where that is most, they are refused.

## Metadata

All that a file says about its photo is read, in whatever part of it it stands, and is kept, put \
right or named when the result is saved; `tests/engine/test_metadata_pairs.py` holds it for every \
pair of formats. A result of each of these formats keeps EXIF, XMP and the resolution, and:

"""
RIGHT = """
Put right, or left out because it describes the old file: size, depth, colors, profile and \
thumbnails; regions, subjects, crops and paths turn with the pixels; the resolution of EXIF counts \
more than that of JFIF. Maker notes stay in their place, because their offsets count from it. In \
the EXIF tag for the program, this one stands first, before those of the scan.

Named in every format, as far as a photo has it: {names}.

Behind the end of a JPEG, captions (IPTC of AFCP and FotoStation) are read; what else stands there \
is named by its program or kind. Raw files: EXIF, XMP and IPTC, of RAF from the preview inside. A \
profile that a PNG keeps as text counts where its chunks state no colors, and is named otherwise.

Where the XMP of a photo has ids (`xmpMM`), a result keeps those of the document, gets an instance \
of its own, which follows from the photo and all that was done, and names the photo under \
`DerivedFrom`.

`--strip-location` takes away whatever tells the place: GPS and places in EXIF, XMP, IPTC, GeoTIFF \
and texts, and the maker notes, which may hold some. Keywords go as far as the metadata show that \
they are places: the same words as a city, state, country or the like that is taken away; all \
under a root such as `Places|` or `Orte|`, with their levels as plain words; and `geo:...`. Other \
keywords stay, and so do captions and titles, whatever they tell. `--strip-metadata` leaves the \
resolution.
"""
# Kinds that some formats hold.
TITLES = {
    RESOURCE: "Photoshop resources",
    COMMENT: "JPEG comment",
    TEXT: "PNG text",
    TIME: "PNG time",
}


def page() -> str:
    """The page, in Markdown."""
    formats = "".join(f"| {' | '.join(_cells(row))} |\n" for row in FILE_FORMATS)
    names = [str(label) for kind in EXTRA_KINDS for label in _labels(kind)]
    return HEAD + formats + METADATA + _kept() + RIGHT.format(names=", ".join(names))


def _kept() -> str:
    """The table of what results hold."""
    columns = ("format", "IPTC", *TITLES.values())
    lines = [columns, ("---",) * len(columns)]
    for row in WRITABLE_FORMATS:
        kinds = [kind in row.extras for kind in TITLES]
        lines.append(
            (row.label, *("kept" if is_in else "named" for is_in in (row.has_iptc, *kinds)))
        )
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _labels(kind: str) -> list[str]:
    """What the user reads of a kind that no format holds, without names of single ones."""
    if kind in HELD_KINDS:
        return []
    return [str(label).strip().removesuffix(":") for label in labels([Extra(kind)])]


def _cells(row: FileFormat) -> tuple[str, ...]:
    names = (row.label, " ".join((*row.suffixes, *row.read_suffixes)))
    needs = f"[extra](start.md#extras) `{row.package.extra}`" if row.package else ""
    if row.write is None:
        return (*names, "no", "", "", needs)
    *depths, deepest = map(str, row.depths)
    bits = f"{', '.join(depths)} and {deepest} bits" if depths else f"{deepest} bits"
    applies = {"quality": row.has_quality, "depth": row.has_depths}
    applies["compression"] = row.has_compression
    options = ", ".join(name for name, is_there in applies.items() if is_there)
    side = f"{row.longest_side:,}" if row.longest_side else ""
    return (*names, bits, options, side, needs)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
