"""Photos in and out: what a file holds becomes upright sRGB pixels, and goes back unharmed.

`picture` is what a photo is; `read` looks at a file and gives it to `pillow_read`, `png`,
`tiff_read`, `jpeg2000` or `extras`; `profiles` turns color profiles into sRGB; `metadata`,
`directory` and `tiff_tags` keep EXIF; `provenance` says what was done; `write`, `jpeg_write`,
`tiff_write` and `opencv_write` save.
"""

from colorizer_gui.engine.photo.file_content import MAX_MEGAPIXELS
from colorizer_gui.engine.photo.photo import Metadata, Photo, reduced
from colorizer_gui.engine.photo.provenance import marked, without_location, without_metadata
from colorizer_gui.engine.photo.read import OPEN_SUFFIXES, read_photo
from colorizer_gui.engine.photo.write import (
    IN_BANDS,
    SAVE_FORMATS,
    check_destination,
    format_by_suffix,
    left_out,
    write_photo,
)

__all__ = [
    "IN_BANDS",
    "MAX_MEGAPIXELS",
    "OPEN_SUFFIXES",
    "SAVE_FORMATS",
    "Metadata",
    "Photo",
    "check_destination",
    "format_by_suffix",
    "left_out",
    "marked",
    "read_photo",
    "reduced",
    "without_location",
    "without_metadata",
    "write_photo",
]
