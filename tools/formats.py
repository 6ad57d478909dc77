"""Write docs/formats.md from the registry of file formats: ``python tools/formats.py``."""

from pathlib import Path

from colorizer_gui.engine.photo import FILE_FORMATS, FileFormat

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "formats.md"
HEAD = """\
# File formats

The content of a file decides on its format; its name only tells raw files from other TIFFs. \
Pixels keep their depth of 8 or 16 bits through all the work. Metadata that the format of a result \
cannot hold is named when it is saved. `tools/formats.py` writes this page from the registry, \
`engine/photo/registry.py`.

| format | names end in | written | options | IPTC | longest side | needs |
| --- | --- | --- | --- | --- | --- | --- |
"""


def page() -> str:
    """The page, in Markdown."""
    return HEAD + "".join(f"| {' | '.join(_cells(row))} |\n" for row in FILE_FORMATS)


def _cells(row: FileFormat) -> tuple[str, ...]:
    names = (row.label, " ".join(row.suffixes))
    needs = f"`pip install 'colorizer[{row.package.extra}]'`" if row.package else ""
    if row.write is None:
        return (*names, "no", "", "", "", needs)
    *depths, deepest = map(str, row.depths)
    bits = f"{', '.join(depths)} and {deepest} bits" if depths else f"{deepest} bits"
    applies = {"quality": row.has_quality, "depth": row.has_depths}
    applies["compression"] = row.has_compression
    options = ", ".join(name for name, is_there in applies.items() if is_there)
    side = f"{row.longest_side:,}" if row.longest_side else ""
    return (*names, bits, options, "kept" if row.has_iptc else "left out", side, needs)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
