"""The numbers of the TIFF and EXIF tags that the program reads or writes."""

# What a page is, and how its pixels are stored
NEW_SUBFILE_TYPE, SUB_PAGES = 254, 330
WIDTH, HEIGHT = 256, 257
BITS, SAMPLES, SAMPLE_FORMAT, EXTRA_SAMPLES = 258, 277, 339, 338
COMPRESSION, PREDICTOR, FILL_ORDER = 259, 317, 266
PHOTOMETRIC, PLANAR = 262, 284
STRIP_OFFSETS, STRIP_SIZES, ROWS_PER_STRIP = 273, 279, 278
TILE_OFFSETS, TILE_SIZES, TILE_WIDTH, TILE_HEIGHT = 324, 325, 322, 323
ICC_PROFILE = 34675
DNG_VERSION = 50706

# Metadata
ORIENTATION = 274
X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT = 282, 283, 296
SOFTWARE = 305
XMP, IPTC = 700, 33723

# Directories inside, and tags of the first of them
EXIF, GPS, INTEROPERABILITY = 34665, 34853, 40965
COLOR_SPACE, PIXEL_WIDTH, PIXEL_HEIGHT = 40961, 40962, 40963

# What describes how the old file was stored, or colors that are sRGB now: results do not keep it.
STORAGE = {
    *range(254, 269),
    *(273, 275, 276, 277, 278, 279, 280, 281, 284),
    *range(288, 294),
    301,
    *range(317, 348),
    *range(512, 533),
    *(XMP, IPTC, 34377, ICC_PROFILE, 37724),
}
