"""Where the strips or tiles of a TIFF page lie in the file and in the image.

References
----------
TIFF 6.0 (Adobe, 1992), sections 3 and 15.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import Page
from colorizer_gui.engine.photo.formats.tiff.encoding import Compression, Encoding

# Strips that are not compressed are read in pieces of about this many bytes, which keeps memory low
# where one strip is the whole photo.
_PIECE_BYTES = 2**22
# Tiles reach beyond the image, and a file has a limited number of blocks.
_LARGEST_PADDED_BLOCK, _MOST_BLOCKS = 2**28, 2**18
_WHOLE_STREAM, _NOWHERE = 2**62, (2**62, 0)


@dataclass(frozen=True)
class Block:
    """A strip or tile, or a piece of a strip.

    Attributes
    ----------
    top, left : int
        Its first row and column in the image.
    rows, columns : int
        Its size as stored; a tile may reach beyond the image.
    places : tuple of (int, int)
        For each plane, where its bytes begin in the file and how many there are.
    """

    top: int
    left: int
    rows: int
    columns: int
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Layout:
    """How the samples of a page are arranged.

    Attributes
    ----------
    width, height : int
        Of the image.
    is_tiled : bool
    block_width, block_height : int
        Of a strip or tile; the last strip may have fewer rows.
    planes : int
    piece_rows : int
        Most rows of a piece that a strip may be read in.
    row_bytes : int
        Of a row of a strip that is read in pieces.
    offsets, sizes : sequence of int
        Where each strip or tile lies in the file and its bytes there, plane by plane, row by row.
    """

    width: int
    height: int
    is_tiled: bool
    block_width: int
    block_height: int
    planes: int
    piece_rows: int
    row_bytes: int
    offsets: Sequence[int]
    sizes: Sequence[int]

    @classmethod
    def of(cls, page: Page, encoding: Encoding, file_size: int) -> "Layout":
        """The layout that a page states.

        Raises
        ------
        ValueError
            It states none.
        """
        width, height = page.required(tiff_tags.WIDTH), page.required(tiff_tags.HEIGHT)
        # Some programs store tiles under the tags of strips.
        strips = page.numbers(tiff_tags.STRIP_OFFSETS), page.numbers(tiff_tags.STRIP_SIZES)
        tiles = page.numbers(tiff_tags.TILE_OFFSETS), page.numbers(tiff_tags.TILE_SIZES)
        is_tiled = bool(page.number(tiff_tags.TILE_WIDTH) and page.number(tiff_tags.TILE_HEIGHT))
        preferred, other = (tiles, strips) if is_tiled else (strips, tiles)
        offsets, sizes = preferred[0] or other[0], preferred[1] or other[1]
        if is_tiled:
            block_width = page.required(tiff_tags.TILE_WIDTH)
            block_height = page.required(tiff_tags.TILE_HEIGHT)
        else:
            block_width = width
            block_height = min(page.number(tiff_tags.ROWS_PER_STRIP) or height, height)
        piece_rows, row_bytes = block_height, 0
        if not is_tiled and len(offsets) == encoding.planes:
            block_height = piece_rows = height
        if not is_tiled and encoding.compression == Compression.NONE and not encoding.is_subsampled:
            row_bytes = -(-width * encoding.samples_in_plane * encoding.bits // 8)
            if _are_contiguous(offsets, block_height * row_bytes, -(-height // block_height)):
                offsets = offsets[:: -(-height // block_height)]
                sizes, block_height = (), height
            piece_rows = max(1, min(block_height, _PIECE_BYTES // row_bytes))
        if encoding.compression == Compression.OLD_JPEG:
            is_tiled, block_width, block_height, piece_rows = False, width, height, height
            offsets, sizes = (0,), (_WHOLE_STREAM,)  # one stream, which `old_jpeg` puts together
        if not offsets:
            raise ValueError("the TIFF has no blocks")
        _check_blocks(width, height, block_width, block_height, encoding, len(offsets))
        return cls(
            width=width,
            height=height,
            is_tiled=is_tiled,
            block_width=block_width,
            block_height=block_height,
            planes=encoding.planes,
            piece_rows=piece_rows,
            row_bytes=row_bytes,
            offsets=offsets,
            sizes=_likely_sizes(offsets, sizes, file_size),
        )

    def blocks(self) -> Iterator[Block]:
        """All strips or tiles from top to bottom, large strips in pieces."""
        across = -(-self.width // self.block_width)
        down = -(-self.height // self.block_height)
        for row in range(down):
            for column in range(across):
                indices = range(row * across + column, down * across * self.planes, down * across)
                block = self._block(row * self.block_height, column * self.block_width, indices)
                yield from self._pieces(block)

    def _block(self, top: int, left: int, indices: Sequence[int]) -> Block:
        # What the page has no entry for lies behind the end of the file: it is missing.
        places = tuple(
            (self.offsets[index], self.sizes[index]) if index < len(self.offsets) else _NOWHERE
            for index in indices
        )
        return Block(top, left, self._rows_of(top), self.block_width, places)

    def _rows_of(self, top: int) -> int:
        return self.block_height if self.is_tiled else min(self.block_height, self.height - top)

    def _pieces(self, block: Block) -> Iterator[Block]:
        if self.piece_rows >= block.rows:
            yield block
            return
        for row in range(0, block.rows, self.piece_rows):
            rows = min(self.piece_rows, block.rows - row)
            places = tuple(
                (start + row * self.row_bytes, rows * self.row_bytes) for start, _ in block.places
            )
            yield Block(block.top + row, block.left, rows, block.columns, places)


def _check_blocks(
    width: int, height: int, block_width: int, block_height: int, encoding: Encoding, found: int
) -> None:
    """Raise a ValueError for blocks that would take time or memory without end."""
    count = -(-width // block_width) * -(-height // block_height) * encoding.planes
    sample_bytes = encoding.samples_in_plane * max(1, encoding.bits // 8)
    largest = max(_LARGEST_PADDED_BLOCK, width * height * sample_bytes)
    if count > min(_MOST_BLOCKS, 2 * found):
        raise ValueError("the TIFF lacks most of its blocks, or has too many")
    if block_width * block_height * sample_bytes > largest:
        raise ValueError("the blocks of the TIFF are too large")


def _are_contiguous(offsets: Sequence[int], strip_bytes: int, strips_in_plane: int) -> bool:
    """Whether the strips of each plane lie one after the other, as if they were a single one."""
    return len(offsets) % strips_in_plane == 0 and all(
        after - before == strip_bytes
        for index, (before, after) in enumerate(pairwise(offsets), 1)
        if index % strips_in_plane
    )


def _likely_sizes(offsets: Sequence[int], sizes: Sequence[int], file_size: int) -> Sequence[int]:
    """The sizes of blocks; where they are not stated, up to the next block or the file's end."""
    if len(sizes) >= len(offsets) and all(sizes):
        return sizes
    starts = sorted({*offsets, file_size})
    following = dict(pairwise(starts)) | {0: 0}  # 0 stands for no block
    stated = [*sizes, *[0] * len(offsets)]
    return [
        stated[index] or max(0, following.get(offset, file_size) - offset)
        for index, offset in enumerate(offsets)
    ]
