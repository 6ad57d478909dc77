"""What files say about photos: EXIF, XMP, IPTC and more, read, kept, corrected and written.

`keep` says what is kept of a file; `exif`, `xmp` (on top of `xml_tree`), `iptc` and `photoshop` are
the standards; `regions` turns with the pixels what points to places among them, `old_file` removes
what is no longer true, `privacy` what tells places, and `provenance` adds who made a result.
`extras` lists all other kinds; `jpeg_segments`, `jpeg_trailers` and `png_chunks` are containers of
them all, `media_boxes` and `raw_containers` of some.
"""

from colorizer_gui.engine.photo.metadata.exif import exif_bytes, page_to_write

__all__ = ["exif_bytes", "page_to_write"]
