"""Photos: files become upright sRGB pixels with their metadata, and results become files.

`registry` lists the file formats, one module of `formats` each; `codecs` holds what several formats
share. `read` and `write` do what all formats have in common: color profiles (`profiles`), metadata
(`metadata`, on top of the tag directories of `directory`), whole files.
"""

from colorizer_gui.engine.photo.file_content import MAX_MEGAPIXELS
from colorizer_gui.engine.photo.file_format import Blend, FileFormat, Layer, WriteOptions
from colorizer_gui.engine.photo.metadata.extras import lost_for_good
from colorizer_gui.engine.photo.metadata.privacy import without_location, without_metadata
from colorizer_gui.engine.photo.metadata.provenance import derived, marked
from colorizer_gui.engine.photo.metadata.regions import without_regions
from colorizer_gui.engine.photo.photo import Extra, Metadata, Photo, reduced
from colorizer_gui.engine.photo.read import is_photo_content, read_photo, stated_size
from colorizer_gui.engine.photo.registry import (
    FILE_FORMATS,
    OPEN_SUFFIXES,
    WRITABLE_FORMATS,
    format_by_id,
    writable_format,
)
from colorizer_gui.engine.photo.write import (
    check_destination,
    check_space,
    format_by_suffix,
    write_photo,
    written_depth,
)

__all__ = [
    "FILE_FORMATS",
    "MAX_MEGAPIXELS",
    "OPEN_SUFFIXES",
    "WRITABLE_FORMATS",
    "Blend",
    "Extra",
    "FileFormat",
    "Layer",
    "Metadata",
    "Photo",
    "WriteOptions",
    "check_destination",
    "check_space",
    "derived",
    "format_by_id",
    "format_by_suffix",
    "is_photo_content",
    "lost_for_good",
    "marked",
    "read_photo",
    "reduced",
    "stated_size",
    "without_location",
    "without_metadata",
    "without_regions",
    "writable_format",
    "write_photo",
    "written_depth",
]
