"""The boxes of a JPEG XL file that are both read and written."""

BOXES_SIGNATURE = b"\0\0\0\x0cJXL \r\n\x87\n"
EXIF, XMP, STREAM = b"Exif", b"xml ", b"jxlc"
