"""The bounds of what files may hold and work may take, in one place.

A file that goes beyond them was made to harm or is damaged: it is refused in a sentence. They are
far above what the program itself writes.
"""

# Texts: settings, recipes, journals, what a model says about itself. In bytes.
LARGEST_SETTINGS = 2**20
LARGEST_RECIPE = 2**26  # as many regions as there may be, each with a mask that hardly deflates
LARGEST_JOURNAL = 2**30
LONGEST_JOURNAL_LINE = 2**18  # two paths of 4,096 bytes, six characters for each
LARGEST_MODEL_TEXT = 2**20
LARGEST_HANDOVER = 4 * 2**20  # the paths that a second start of the window hands over
DEEPEST_NESTING = 32
# Decimal digits of a whole number; longer ones count as infinite.
MOST_DIGITS = 19

# Lists and texts in them.
MOST_HINTS = 1_000
MOST_REGIONS = 100
LARGEST_MASK_SIDE = 512  # places of the longer side of a region's mask
# Of a mask in base64: even values that do not deflate take no more.
LONGEST_MASK_TEXT = LARGEST_MASK_SIDE**2 * 4 // 3 + 1_000
# Of the grid of dust and scratches, which is as fine as the scan up to here.
MOST_DUST_PLACES = 100_000_000
# Of that grid in base64: bits that do not deflate take no more.
LONGEST_DUST_TEXT = MOST_DUST_PLACES // 8 * 4 // 3 + 2**20
MOST_SAVED_COLORS = 100
MOST_FEATURES = 1_000  # numbers that a saved color's thing is known by
MOST_ENTRIES = 10_000
LONGEST_TEXT = 2_000  # characters
LONGEST_NAME = 200
LONGEST_PATH = 32_768
# Of a file's own words in one sentence.
LONGEST_QUOTE = 300

# Grids that looks carry: the colors of another version of the photo, the copy of a reference photo.
LARGEST_PLANE_SIDE = 512  # cells
LONGEST_PLANES = 2**20  # characters of the packed cells

# Models.
LARGEST_WORKING_SIZE = 4_096  # pixels of the short side
# Messages and values in a file; a network of a thousand nodes has some ten thousand.
MOST_MODEL_FIELDS = 1_000_000
MOST_NODES = 10_000
LARGEST_MODEL_FILE = 2**30  # bytes
# Of all networks that run at a time on the processor, in bytes: in any case, and for each core.
MODEL_MEMORY, MODEL_MEMORY_OF_CORE = 2**30, 2**28
LARGEST_FOLDED = 2**16  # bytes of a value that is computed while a model is loaded
LONGEST_LOAD = 60.0  # seconds
# The first load and run of a model, in a process of its own: seconds, bytes, bytes of its answer.
LONGEST_TRIAL = 50.0
TRIAL_MEMORY = 2**30 + 2**29  # Python and its libraries take some of it
LARGEST_TRIAL_ANSWER = 2**16
LARGEST_DOWNLOAD = 2**28  # bytes of a published checkpoint
LONGEST_START = 900.0  # seconds until a device has compiled a network and run it once
LARGEST_STRIDE = 1_024
MOST_BINS = 4_096
LARGEST_AB = 1_000.0  # a* and b* that a network may give; real colors end at 128
LARGEST_LOGIT = 1e6
LONGEST_RUN = 120.0  # seconds of one run of a network
LONGEST_END = 60  # seconds after a signal, until the program ends whatever it waits for

# Photo files, in bytes.
LARGEST_PHOTO_FILE = 8 * 2**30

# Metadata of photo files, in bytes unless said; what is beyond is left out with a notice.
# The values of all tags of a file, which cannot take more than the file has either.
LARGEST_TAGS = 2**28
# Many programs let a few tags share their bytes, such as both resolutions.
SHARED_TAGS = 2**16
# What is read while the page of a TIFF that is the photo is looked for: pages, and of each as many
# tags and bytes.
MOST_PAGES = 1000
MOST_GLANCED_TAGS = 1000
LARGEST_GLANCE = 4096
# Segments, chunks and boxes that are looked at, and what is kept of them beside EXIF, XMP and IPTC.
MOST_PARTS = 20_000
MOST_EXTRAS = 10_000
# IPTC records, which have captions and no pictures.
LARGEST_IPTC = 2**21
# An XMP packet, its parts together, and how many elements it has, one inside another. Photoshop's
# lists of ancestors reach megabytes.
LARGEST_XMP = 2**25
MOST_XMP_ELEMENTS = 200_000
DEEPEST_XMP = 100
# The texts of a PNG, unpacked.
LARGEST_TEXTS = 2**26
