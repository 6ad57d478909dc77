"""The values that options may have, each in one place. Imports nothing, for a quick start."""

from typing import Final

# The first argument that makes the command try a model, and do nothing else.
TRY_MODEL: Final = "--try-model"
# Of the window, by locale, each in its own words; the texts in the code are English.
LANGUAGES: Final = {"en": "English", "de": "Deutsch", "zh_CN": "简体中文"}
# `engine/model/providers.py` has a row for each but the first.
DEVICES: Final = (
    "auto", "cpu", "cuda", "tensorrt", "directml", "coreml", "webgpu", "openvino",
)  # fmt: skip
# The registry of file formats says the same, and more; these are for the command's help.
SAVE_FORMATS: Final = ("jpeg", "png", "tiff", "webp", "avif", "jpegxl", "psd")
QUALITY_FORMATS: Final = ("jpeg", "webp", "avif", "jpegxl")
DEPTH_FORMATS: Final = ("png", "tiff", "avif", "jpegxl", "psd")
COMPRESSION_FORMATS: Final = ("tiff",)
DEFAULT_QUALITY: Final = 92  # 1..100
DEPTHS: Final = (8, 10, 12, 16)  # bits of a channel
# Of results; `color/output_spaces.py` has a row for each.
OUTPUT_SPACES: Final = ("srgb", "display-p3", "adobe-rgb", "prophoto")
COMPRESSIONS: Final = ("deflate", "lzw")  # lossless
KEEP: Final = ("all", "no-location", "none")  # of a photo's EXIF, XMP and IPTC
EXPORT_KINDS: Final = ("result", "before-after", "layer", "slider", "animation")
# Of the visible mark: its size and opacity in percent.
MARK_CORNERS: Final = ("bottom-right", "bottom-left", "top-right", "top-left")
MARK_SIZE: Final = 3
MARK_OPACITY: Final = 60
MARK_SIZES: Final = (1, 20)
MARK_OPACITIES: Final = (10, 100)
COMPARISONS: Final = ("divider", "side-by-side", "after")  # of before and after, kept
ON_EXISTS: Final = ("skip", "overwrite", "rename")
PUBLISHED_MODELS: Final = ("eccv16", "siggraph17")  # `model/published.py` has a row for each
ON_NEW_MODEL: Final = ("keep", "redo")  # for photos that an earlier version of it colorized
WHOLE_METHODS: Final = ("spread", "histogram")  # they match the colors of photos as a whole
BY_PLACE: Final = "place"
REFERENCE_METHODS: Final = (*WHOLE_METHODS, BY_PLACE)
RESULT_NAME: Final = "{stem}_color{ext}"
ANY_NAME: Final = "*"  # a filter by name that keeps all photos
