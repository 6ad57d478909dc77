"""The values that options may have, each in one place. Imports nothing, for a quick start."""

from typing import Final

DEVICES: Final = ("auto", "cpu", "cuda")
SAVE_FORMATS: Final = ("jpeg", "png", "tiff", "webp", "avif")
DEFAULT_QUALITY: Final = 92  # 1..100, of JPEG, WebP and AVIF
DEPTHS: Final = (8, 16)  # bits of a channel, in PNG and TIFF
COMPRESSIONS: Final = ("deflate", "lzw")  # of TIFF
KEEP: Final = ("all", "no-location", "none")  # of a photo's EXIF, XMP and IPTC
EXPORT_KINDS: Final = ("result", "before-after", "layer")
ON_EXISTS: Final = ("skip", "overwrite", "rename")
REFERENCE_METHODS: Final = ("spread", "histogram")
RESULT_NAME: Final = "{stem}_color{ext}"
