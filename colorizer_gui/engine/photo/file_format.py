"""What a row of the registry of file formats holds, and what its writer is given."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import IO, NamedTuple

from colorizer_gui.engine.arrays import Float32Array, PixelArray
from colorizer_gui.engine.choices import COMPRESSIONS, DEFAULT_QUALITY, OUTPUT_SPACES
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.painting.lazy_image import LazyImage
from colorizer_gui.engine.photo.directory import Page
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.metadata.extras import HELD_KINDS, labels
from colorizer_gui.engine.photo.photo import Metadata

Pixels = LazyImage | PixelArray


@dataclass(frozen=True)
class WriteOptions:
    """How a result is encoded; a format ignores the options it does not have.

    Parameters
    ----------
    quality : int or None
        1..100, for lossy formats. None for the default, with which a JPEG of a JPEG keeps its
        lightness.
    depth : {8, 10, 12, 16} or None
        Bits of a channel; None for those of the photo. A format that lacks the depth writes the
        next one that it has, or its deepest.
    compression : {'deflate', 'lzw'}
        For formats that offer several lossless compressions.
    space : str
        One of `choices.OUTPUT_SPACES`, in which the pixels are.
    """

    quality: int | None = None
    depth: int | None = None
    compression: str = COMPRESSIONS[0]
    space: str = OUTPUT_SPACES[0]

    @property
    def known_quality(self) -> int:
        """The quality, or the default one."""
        return DEFAULT_QUALITY if self.quality is None else self.quality


class Blend(Enum):
    """How a layer is put over those below."""

    NORMAL = "normal"
    COLOR = "color"  # its hue and saturation with the luma below


@dataclass(frozen=True, eq=False)
class Layer:
    """A layer of a result, for formats with layers.

    Parameters
    ----------
    name : str
    pixels : LazyImage or ndarray of the result's type, shape (H, W) or (H, W, 3)
        sRGB.
    blend : Blend
    mask : ndarray of float32 or None
        0..1 where it shows, of any size; None for everywhere.
    """

    name: str
    pixels: Pixels
    blend: Blend = Blend.NORMAL
    mask: Float32Array | None = None


@dataclass(frozen=True, eq=False)
class ImageToWrite:
    """What a writer encodes.

    Parameters
    ----------
    pixels : LazyImage or ndarray of uint8 or uint16, shape (H, W, 3)
        In the color space of the profile.
    icc : bytes
        The profile, to be embedded.
    profile_name : str
        What it is called.
    source_format : str
        The id of the format of the photo that it comes from.
    depth : int
        Bits of a channel to write, one of the format's; more than 8 for pixels of uint16.
    alpha : ndarray of the same type, shape (H, W), or None
        Opacity.
    page : Page
        The EXIF tags, resolution among them; without tags where there is nothing to say.
    metadata : Metadata
        For XMP, IPTC and resolution.
    layers : tuple of Layer
        From the lowest up; empty for a format without layers.
    """

    pixels: Pixels
    icc: bytes
    profile_name: str
    source_format: str
    depth: int
    alpha: PixelArray | None
    page: Page
    metadata: Metadata
    layers: tuple[Layer, ...] = ()


class Package(NamedTuple):
    """A Python package that a format needs beyond those of the program.

    Parameters
    ----------
    module : str
        The module to import.
    name : str
        Its name for pip.
    extra : str
        The program's extra that installs it.
    """

    module: str
    name: str
    extra: str


# Takes a file's bytes and its name, for notices. Raises UnreadableError, and nearly anything at
# damaged files.
Reader = Callable[[bytes, str], FileContent]
# Takes an empty, seekable file. Raises OSError and EncodingError.
Writer = Callable[[IO[bytes], ImageToWrite, WriteOptions], None]


class FileFormat(NamedTuple):
    """A file format: a row of the registry.

    Parameters
    ----------
    id : str
        For the command, settings and `Photo.format`.
    label : str
        What users call it; the same in all languages.
    suffixes : tuple of str
        In lower case with their dot; new files get the first.
    recognizes : callable
        Takes the first `SIGNATURE_BYTES` bytes of a file and the suffix of its name in lower case;
        True for a file of this format.
    read : callable
        A Reader.
    write : callable or None
        A Writer; None for a format that is only read.
    depths : tuple of int
        Bits of a channel that it writes, the fewest first.
    has_quality, has_compression : bool
        Which `WriteOptions` apply to it.
    has_layers : bool
        Whether files have layers.
    has_iptc : bool
        Whether files have a place for IPTC-IIM records.
    extras : frozenset of str
        The kinds of other metadata that files have a place for, see `metadata.extras`.
    has_alpha : bool
        Whether files have a place for transparency.
    has_profiles : bool
        Whether files may have another color space than sRGB.
    longest_side : int or None
        Pixels of the longest side it writes.
    largest_image : int or None
        Bytes of the largest image it writes, decoded.
    is_banded : bool
        Whether it is encoded band by band, as the pixels are computed, and not from a whole image.
    cut_metadata : callable or None
        Where metadata of any kind may be too long for the format: takes `Metadata` and gives the
        names of the standards that are cut.
    size_of : callable or None
        Where Pillow cannot always tell: takes an open file and gives width and height of what is
        decoded, or None.
    package : Package or None
        What reading it needs.
    read_suffixes : tuple of str
        Further ones, of files that are only read.
    """

    id: str
    label: str
    suffixes: tuple[str, ...]
    recognizes: Callable[[bytes, str], bool]
    read: Reader
    write: Writer | None = None
    depths: tuple[int, ...] = (8,)
    has_quality: bool = False
    has_compression: bool = False
    has_layers: bool = False
    has_iptc: bool = False
    extras: frozenset[str] = frozenset()
    has_alpha: bool = True
    has_profiles: bool = True
    longest_side: int | None = None
    largest_image: int | None = None
    is_banded: bool = False
    cut_metadata: Callable[[Metadata], tuple[str, ...]] | None = None
    size_of: Callable[[IO[bytes]], tuple[int, int] | None] | None = None
    package: Package | None = None
    read_suffixes: tuple[str, ...] = ()

    @property
    def suffix(self) -> str:
        """The suffix of new files."""
        return self.suffixes[0]

    def depth_of(self, wanted: int) -> int:
        """The depth that is written for another: the same, the next deeper, or the deepest."""
        return next((depth for depth in self.depths if depth >= wanted), self.depths[-1])

    @property
    def has_depths(self) -> bool:
        """Whether `WriteOptions.depth` applies to it."""
        return len(self.depths) > 1

    def left_out(self, metadata: Metadata) -> tuple[str | Message, ...]:
        """What of some metadata a file will not hold, or not all of, and others would."""
        lost: tuple[str | Message, ...] = ("IPTC",) if metadata.iptc and not self.has_iptc else ()
        cut = self.cut_metadata(metadata) if self.cut_metadata else ()
        kinds = HELD_KINDS - self.extras
        return lost + cut + labels(extra for extra in metadata.extras if extra.kind in kinds)
