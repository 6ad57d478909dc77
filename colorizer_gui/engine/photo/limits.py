"""How much metadata of one file is read. What is beyond is left out with a notice.

Ordinary files stay far below; the limits keep files that are made to exhaust time or memory from
doing so.
"""

# The values of all tags of a file, which cannot take more than the file has either.
MAX_TAG_BYTES = 2**28
# Many programs let a few tags share their bytes, such as both resolutions.
SHARED_TAG_BYTES = 2**16
# What is read while the page of a TIFF that is the photo is looked for: pages, and of each as many
# tags and bytes.
MAX_PAGES = 1000
GLANCE_TAGS = 1000
GLANCE_BYTES = 4096
# An XMP packet, its parts together, and how many elements it has, one inside another. Photoshop's
# lists of ancestors reach megabytes.
MAX_XMP_BYTES = 2**25
MAX_XMP_ELEMENTS = 200_000
MAX_XMP_DEPTH = 100
# The texts of a PNG, unpacked.
MAX_TEXT_BYTES = 2**26
