"""The header and the numbers of PSD, for the reader and the writer."""

import struct
from dataclasses import dataclass

from colorizer_gui.engine.photo.formats.psd import SIGNATURE

HEADER_BYTES = 26
# Color modes. The inks of a duotone are for printers: programs show its grays.
GRAY, INDEXED, RGB, CMYK, DUOTONE, LAB = 1, 2, 3, 4, 8, 9
RAW, RLE, ZIP, PREDICTED_ZIP = 0, 1, 2, 3  # compressions

# Image resources.
RESOLUTION, ICC_PROFILE, VERSION_INFO, EXIF, XMP = 1005, 1039, 1057, 1058, 1060

_HEADER = struct.Struct(">4sH6xHIIHH")


@dataclass(frozen=True)
class Header:
    """The first bytes of a file.

    Attributes
    ----------
    version : int
        1 for PSD, 2 for PSB, whose lengths have more bytes.
    channels : int
        Of the merged picture.
    height, width : int
    depth : int
        Bits of a channel.
    mode : int
        Its colors.
    """

    version: int
    channels: int
    height: int
    width: int
    depth: int
    mode: int

    @classmethod
    def read(cls, data: bytes) -> "Header":
        """The header of a file; struct.error where it ends too early."""
        return cls(*_HEADER.unpack_from(data)[1:])

    @property
    def written(self) -> bytes:
        """Its bytes."""
        return _HEADER.pack(
            SIGNATURE, self.version, self.channels, self.height, self.width, self.depth, self.mode
        )
