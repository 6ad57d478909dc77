"""One photo, stored in every kind of TIFF, gives one result, or a sentence that it is not read."""

import io
import itertools
import struct

import imagecodecs
import numpy as np
import pytest
import tifffile
from PIL import Image

from colorizer_gui.engine.color import cielab
from colorizer_gui.engine.errors import PhotoError
from photo_files import PLACES, notices_of, packed_bits, page_tags, tiff, tiff_by_hand

COMPRESSIONS = (None, "lzw", "zlib", "packbits", "lzma", "zstd")


@pytest.mark.parametrize("dtype", ["u1", "u2", "u4", "f2", "f4", "f8"])
@pytest.mark.parametrize("order", "<>")
def test_every_arrangement_of_samples_gives_the_same_photo(saved, rgb16, dtype, order):
    """Compression x prediction x strips or tiles x planes, at each depth and byte order."""
    largest = 1 if dtype[0] == "f" else np.iinfo(dtype).max
    stored = (rgb16 / 65535 * largest).astype(dtype)
    if dtype[0] == "f":
        expected = np.rint(stored.astype("f8" if dtype == "f8" else "f4") * 65535)
    else:
        expected = stored if dtype == "u1" else rgb16
    predictors = (1, 3) if dtype[0] == "f" else (1, 2)
    blocks = {"rowsperstrip": 27}, {"tile": (32, 48)}
    for compression, predictor, block, planar in itertools.product(
        COMPRESSIONS, predictors, blocks, ("contig", "separate")
    ):
        if predictor > 1 and compression in (None, "packbits"):
            continue
        values = np.moveaxis(stored, 2, 0) if planar == "separate" else stored
        content = tiff(
            values, photometric="rgb", planarconfig=planar, byteorder=order,
            compression=compression, predictor=predictor, **block,
        )  # fmt: skip
        photo = saved(content)
        np.testing.assert_array_equal(photo.pixels, expected)
        assert photo.notices == ()


@pytest.mark.parametrize("bits", [1, 2, 3, 4, 6, 8, 10, 12, 14, 16])
@pytest.mark.parametrize("order", "<>")
def test_every_depth_of_integers(saved, rgb16, bits, order):
    values = rgb16 >> (16 - bits)
    largest = 255 if bits <= 8 else 65535
    expected = np.rint(values * (largest / (2**bits - 1)))
    for photometric, stored, wanted in (
        (0, values[..., 0], largest - expected[..., 0]),
        (1, values[..., 0], expected[..., 0]),
        (2, values, expected),
    ):
        data = packed_bits(stored, bits)
        if bits == 16:
            data = stored.astype(order + "u2").reshape(len(stored), -1).view(np.uint8)
        tags = page_tags(stored, photometric, bits, _278=(3, 25))
        strips = [data[:25].tobytes(), data[25:50].tobytes(), data[50:].tobytes()]
        photo = saved(tiff_by_hand(tags, strips, order))
        np.testing.assert_array_equal(photo.pixels, wanted)
        if bits < 16:  # the differences of 16 bits are in the test before
            differences = np.diff(stored, axis=1, prepend=0) & (2**bits - 1)
            packed = imagecodecs.lzw_encode(packed_bits(differences, bits).tobytes())
            tags = page_tags(stored, photometric, bits, _259=(3, 5), _317=(3, 2))
            np.testing.assert_array_equal(saved(tiff_by_hand(tags, [packed], order)).pixels, wanted)


def test_fax_compressions(saved):
    y, x = np.mgrid[0:61, 0:77]
    bits = (x // 7 + y // 5) % 3 == 0
    for compression in ("tiff_ccitt", "group3", "group4"):
        photo = saved(Image.fromarray(bits), compression=compression)
        np.testing.assert_array_equal(photo.pixels, np.where(bits, 255, 0))


def test_lzw_of_before_1988(saved, rgb):
    """Its codes begin at the lowest bit, and grow one code later."""
    data = rgb[..., 0].tobytes()
    table, codes, width, bits = {}, [(256, 9)], 9, 258
    known = b""
    for value in data:
        longer = known + bytes([value])
        if len(longer) == 1 or longer in table:
            known = longer
            continue
        codes.append((table.get(known, known[0]), width))
        table[longer], bits = bits, bits + 1
        width = max(width, (bits - 1).bit_length())
        if bits == 4094:
            codes.append((256, width))
            table, width, bits = {}, 9, 258
        known = bytes([value])
    codes += [(table.get(known, known[0]), width), (257, width)]
    number, place = 0, 0
    for code, size in codes:
        number |= code << place
        place += size
    packed = number.to_bytes(-(-place // 8), "little")
    photo = saved(tiff_by_hand(page_tags(rgb[..., 0], 1, _259=(3, 5)), [packed]))
    np.testing.assert_array_equal(photo.pixels, rgb[..., 0])


# Colors


def test_palettes_of_8_and_16_bits(saved, rgb):
    index = rgb[..., 0]
    entries = np.random.default_rng(2).integers(0, 256, (256, 3))
    expected = entries[index]
    for scale in (1, 256, 257):
        tags = page_tags(index, 3, _320=(3, (entries.T * scale).ravel()))
        np.testing.assert_array_equal(saved(tiff_by_hand(tags, [index.tobytes()])).pixels, expected)
    four = index >> 4
    tags = page_tags(four, 3, 4, _320=(3, (entries[:16].T * 257).ravel()))
    photo = saved(tiff_by_hand(tags, [packed_bits(four, 4).tobytes()]))
    np.testing.assert_array_equal(photo.pixels, entries[four])
    deep = index.astype(np.uint16) * 256
    wide = np.repeat(entries, 256, axis=0)
    tags = page_tags(deep, 3, _320=(3, (wide.T * 257).ravel()))
    photo = saved(tiff_by_hand(tags, [deep.tobytes()]))
    np.testing.assert_array_equal(photo.pixels, expected)


@pytest.mark.parametrize("depth", [8, 16])
def test_cmyk(saved, rgb, rgb16, icc, depth):
    light = rgb if depth == 8 else rgb16
    largest = 2**depth - 1
    inks = np.dstack((largest - light, np.full(light.shape[:2], largest // 5, light.dtype)))
    for planar in (1, 2):
        planes = np.moveaxis(inks, 2, 0) if planar == 2 else inks[None]
        tags = page_tags(inks, 5, _284=(3, planar))
        photo = saved(tiff_by_hand(tags, [plane.tobytes() for plane in planes]))
        expected = light * (1 - (largest // 5) / largest)
        assert np.abs(photo.pixels - expected).max() <= 0.51
    photo = saved(tiff(inks, photometric="separated", iccprofile=icc.cmyk))
    exact = saved(tiff(inks.astype(np.uint16) * (257 if depth == 8 else 1),
                       photometric="separated", iccprofile=icc.cmyk))  # fmt: skip
    assert photo.bit_depth == depth
    assert np.abs(photo.pixels * (65535 / largest) - exact.pixels).max() < 257 * 4
    assert np.abs(photo.pixels - expected).max() > largest / 50


@pytest.mark.parametrize("sampling", [(1, 1), (2, 1), (2, 2), (4, 2)])
@pytest.mark.parametrize("compression", [1, 5])
def test_ycbcr_that_is_no_jpeg(saved, gray_picture, sampling, compression):
    across, down = sampling
    luma = gray_picture[:50, :101]
    height, width = -(-50 // down), -(-101 // across)
    padded = np.pad(luma, ((0, height * down - 50), (0, width * across - 101)), "edge")
    units = padded.reshape(height, down, width, across).swapaxes(1, 2).reshape(height, width, -1)
    chroma = np.full((height, width, 2), (128, 148), np.uint8)
    data = np.concatenate((units, chroma), axis=2)
    strips = [data[top : top + 40 // down].tobytes() for top in range(0, height, 40 // down)]
    strips = [imagecodecs.lzw_encode(strip) if compression == 5 else strip for strip in strips]
    tags = page_tags(np.dstack((luma,) * 3), 6, _530=(3, sampling), _259=(3, compression))
    photo = saved(tiff_by_hand(tags | {278: (3, 40)}, strips))
    expected = np.stack((luma + 20 * 1.402, luma - 20 * 0.714136, luma + 0.0), axis=-1)
    assert np.abs(photo.pixels - np.clip(np.rint(expected), 0, 255)).max() <= 1


@pytest.mark.parametrize("depth", [8, 16])
@pytest.mark.parametrize("photometric", [8, 9])
@pytest.mark.parametrize("transparent", [False, True])
def test_lab_keeps_its_lightness(saved, rgb, depth, photometric, transparent):
    lab = cielab.srgb_to_lab(rgb / np.float32(255))
    if depth == 8:
        stored = np.rint(lab * (2.55, 1, 1) + ((0, 128, 128) if photometric == 9 else 0))
    else:
        white = 0xFF00 if photometric == 9 else 65535
        stored = np.rint(
            lab * (white / 100, 256, 256) + ((0, 32768, 32768) if photometric == 9 else 0)
        )
    stored = stored.astype(np.int64).astype(f"u{depth // 8}")
    alpha = np.full(rgb.shape[:2], 77, stored.dtype)
    values = np.dstack((stored, alpha)) if transparent else stored
    tags = page_tags(values, photometric, **({"_338": (3, 2)} if transparent else {}))
    photo = saved(tiff_by_hand(tags, [values.tobytes()]))
    assert photo.notices == ()
    scale = 257 if depth == 16 else 1
    assert photo.bit_depth == depth
    assert np.abs(photo.pixels / scale - rgb).max() < (4 if depth == 8 else 0.5)
    if transparent:
        assert np.all(photo.alpha == 77)


def test_what_is_not_said_is_guessed_as_others_do(saved, rgb):
    """Samples without a meaning are gray or RGB; blocks without a size end at the next."""
    for pixels in (rgb[..., 0], rgb):
        tags = page_tags(pixels, 1)
        del tags[262]
        np.testing.assert_array_equal(saved(tiff_by_hand(tags, [pixels.tobytes()])).pixels, pixels)
    packed = [imagecodecs.lzw_encode(part.tobytes()) for part in (rgb[:40], rgb[40:])]
    tags = page_tags(rgb, 2, _259=(3, 5), _278=(3, 40), _279=(4, (0, 0)))
    np.testing.assert_array_equal(saved(tiff_by_hand(tags, packed)).pixels, rgb)
    tags = page_tags(rgb, 2, _278=(3, 5))  # one strip, whatever is said
    np.testing.assert_array_equal(saved(tiff_by_hand(tags, [rgb.tobytes()])).pixels, rgb)


@pytest.mark.parametrize("kind", [0, 1, 2])
def test_kinds_of_extra_samples(saved, rgb, kind):
    extra = np.full(rgb.shape[:2], 128, np.uint8)
    light = rgb // 2
    stored = np.dstack((light, np.zeros_like(extra), extra))
    photo = saved(tiff_by_hand(page_tags(stored, 2, _338=(3, (0, kind))), [stored.tobytes()]))
    expected = np.minimum(np.rint(light * (255 / 128)), 255) if kind == 1 else light
    assert np.abs(photo.pixels.astype(int) - expected).max() <= 1
    assert (photo.alpha is None) == (kind == 0)


# JPEG and other images inside


@pytest.mark.parametrize("block", [{"rowsperstrip": 16}, {"tile": (32, 32)}])
@pytest.mark.parametrize("kind", ["minisblack", "rgb"])
def test_jpeg_inside(saved, rgb, block, kind):
    pixels = rgb[..., 0] if kind == "minisblack" else rgb
    options = {"photometric": kind, "compressionargs": {"level": 99}}
    photo = saved(tiff(pixels, compression="jpeg", **options, **block))
    assert np.abs(photo.pixels.astype(int) - pixels).mean() < 2


def test_jpeg_of_rgb_inside(saved, rgb):
    data = imagecodecs.jpeg8_encode(rgb, 99, colorspace="RGB", outcolorspace="RGB")
    photo = saved(tiff_by_hand(page_tags(rgb, 2, _259=(3, 7)), [bytes(data)]))
    assert np.abs(photo.pixels.astype(int) - rgb).mean() < 2


def test_jpeg_of_12_bits_inside(saved, rgb16):
    gray = rgb16[..., 0] >> 4
    data = imagecodecs.jpeg8_encode(gray, 99, bitspersample=12)
    photo = saved(tiff_by_hand(page_tags(gray, 1, 12, _259=(3, 7)), [bytes(data)]))
    assert photo.bit_depth == 16
    assert np.abs(photo.pixels / 65535 - gray / 4095).mean() < 0.01


@pytest.mark.parametrize("compression", ["webp", "jpeg2000"])
def test_other_images_inside(saved, rgb, compression):
    photo = saved(tiff(rgb, photometric="rgb", compression=compression, rowsperstrip=30))
    assert np.abs(photo.pixels.astype(int) - rgb).mean() < 3


def test_jpeg_of_before_1995(saved, rgb):
    """As a whole stream, as a head with a scan in a strip, and as tables with such a scan."""
    buffer = io.BytesIO()
    Image.fromarray(rgb).save(buffer, "JPEG", quality=97, subsampling="4:2:0")
    stream = buffer.getvalue()
    scan = stream.index(b"\xff\xda")
    head, body = stream[:scan], stream[scan + 14 : -2]
    tags = page_tags(rgb, 6, _259=(3, 6))
    whole = saved(tiff_by_hand(tags | {513: (4, PLACES), 514: (4, len(stream))}, [stream]))
    assert np.abs(whole.pixels.astype(int) - rgb).mean() < 4
    places = 8, 8 + len(head) + len(head) % 2
    parts = {513: (4, places[0]), 514: (4, len(head)), 273: (4, places[1]), 279: (4, 2**20)}
    joined = saved(tiff_by_hand(tags | parts, [head, stream[scan:]]))
    np.testing.assert_array_equal(joined.pixels, whole.pixels)
    tables = {}
    place = 2
    while place < scan:
        marker, size = struct.unpack_from(">HH", stream, place)
        if marker in (0xFFDB, 0xFFC4):
            kind = stream[place + 4]
            number = 519 if marker == 0xFFDB else 521 if kind >> 4 else 520
            tables.setdefault(number, []).append(stream[place + 5 : place + 2 + size])
        place += 2 + size
    offset, blob, pointers = 8, b"", {}
    for number, parts in tables.items():
        places = []
        for part in parts:
            places.append(offset + len(body) + len(body) % 2 + len(blob))
            blob += part
        pointers[number] = (4, places if len(places) == 3 else [*places, places[-1]])
    content = tiff_by_hand(
        tags | pointers | {530: (3, (2, 2)), 273: (4, 8), 279: (4, len(body))}, [body, blob]
    )
    np.testing.assert_array_equal(saved(content).pixels, whole.pixels)


# Where samples lie, and the types of tags


@pytest.mark.parametrize("tag_type", [3, 4, 9, 13, 16])
@pytest.mark.parametrize("order", "<>")
def test_offsets_and_sizes_of_every_type(saved, rgb, tag_type, order):
    gray = np.ascontiguousarray(rgb[..., 0])
    tags = {number: (tag_type, values) for number, (_, values) in page_tags(gray, 1).items()}
    tags |= {273: (tag_type, PLACES), 279: (tag_type, gray.nbytes), 278: (tag_type, 60)}
    photo = saved(tiff_by_hand(tags, [gray.tobytes()], order, big=tag_type == 16))
    np.testing.assert_array_equal(photo.pixels, gray)


def test_tiles_under_the_tags_of_strips(saved, rgb):
    gray = np.pad(rgb[..., 0], ((0, 4), (0, 27)))
    tiles = [gray[y : y + 32, x : x + 32].tobytes() for y in (0, 32) for x in range(0, 128, 32)]
    tags = page_tags(rgb[..., 0], 1, _322=(3, 32), _323=(3, 32))
    np.testing.assert_array_equal(saved(tiff_by_hand(tags, tiles)).pixels, rgb[..., 0])


@pytest.mark.parametrize("tag_type", [1, 3, 4, 9])
@pytest.mark.parametrize("bits", [1, 8])
def test_an_orientation_of_any_type_turns(saved, rgb, tag_type, bits):
    gray = np.ascontiguousarray(rgb[..., 0] >> (8 - bits))
    tags = page_tags(gray, 1, bits, _274=(tag_type, 6))
    photo = saved(tiff_by_hand(tags, [packed_bits(gray, bits).tobytes()]))
    np.testing.assert_array_equal(photo.pixels, np.rot90(gray, -1) * (255 if bits == 1 else 1))


@pytest.mark.parametrize(
    "value", [(5, (300, 1)), (3, 300), (4, 300), (9, 300), (11, 300.0), (12, 300.0)]
)
def test_a_resolution_of_any_type_is_kept(saved, rgb, value):
    tags = page_tags(rgb, 2, _282=value, _283=value, _296=(3, 2))
    assert saved(tiff_by_hand(tags, [rgb.tobytes()])).metadata.dpi == (300, 300)


# Which page is the photo


@pytest.mark.parametrize("mark", [{"_254": (4, 1)}, {"_254": (4, 4)}, {"_255": (3, 2)}])
def test_a_thumbnail_before_the_photo_is_passed_over(saved, rgb, mark):
    small = np.ascontiguousarray(rgb[::4, ::4])
    photo = (page_tags(rgb, 2, _254=(4, 0)), [rgb.tobytes()])
    content = tiff_by_hand(page_tags(small, 2, **mark), [small.tobytes()], following=photo)
    np.testing.assert_array_equal(saved(content).pixels, rgb)
    assert saved(content).notices == ()


def test_a_photo_inside_the_page_of_its_thumbnail(saved, rgb):
    buffer = io.BytesIO()
    with tifffile.TiffWriter(buffer) as file:
        file.write(
            rgb[::4, ::4], photometric="rgb", subfiletype=1, subifds=1, resolution=(75, 75),
            extratags=[(315, "s", 0, "An artist", True)],
        )  # fmt: skip
        file.write(rgb, photometric="rgb", resolution=(300, 300))
    photo = saved(buffer.getvalue())
    np.testing.assert_array_equal(photo.pixels, rgb)
    assert photo.metadata.dpi == (300, 300)
    assert b"An artist" in photo.metadata.exif
    assert photo.notices == ()


def test_several_photos_are_a_notice(saved, rgb):
    page = (page_tags(rgb, 2), [rgb.tobytes()])
    photo = saved(tiff_by_hand(*page, following=page))
    assert notices_of(photo) == ["photo.tif has several pages; only the first is used."]


# What is not read


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({259: (3, 34661)}, "TIFF compression 34661"),
        ({262: (3, 32844)}, "TIFF colors of kind 32844"),
        ({339: (3, (2, 2, 2))}, "signed, complex or unusually deep numbers"),
        ({258: (3, (8, 8, 16))}, "channels of different depths"),
        ({317: (3, 9), 259: (3, 5)}, "TIFF predictor 9"),
        ({277: (3, 2)}, "2 values per pixel"),
        ({262: (3, 8), 258: (3, 12)}, "CIELAB of 12 bits"),
        ({262: (3, 3), 277: (3, 1), 258: (3, 8)}, "a palette without its colors"),
        ({262: (3, 3), 277: (3, 1), 258: (3, 8), 320: (3, (1, 2))}, "a palette without its colors"),
        ({262: (3, 32845), 259: (3, 34676)}, "TIFF compression 34676"),
        ({262: (3, 32845), 259: (3, 34677)}, "TIFF compression 34677"),
        ({259: (3, 32809)}, "TIFF compression 32809"),
    ],
)
def test_other_kinds_are_called_unsupported(saved, rgb, change, kind):
    content = tiff_by_hand(page_tags(rgb, 2) | change, [rgb.tobytes()])
    with pytest.raises(PhotoError) as refused:
        saved(content)
    assert f"its pixels are of a kind that is not supported ({kind})." in str(refused.value)


@pytest.mark.parametrize("columns", [100, 101])
def test_thunderscan(saved, rgb, columns):
    """Bytes of the form 11xxvvvv are values of 4 bits; 00nnnnnn repeats the last n times."""
    gray = np.repeat(rgb[..., 0] >> 4, 2, axis=1)[:, :columns]
    half = (columns - 1) // 2
    rows = [
        b"".join(bytes((0xC0 | value, 1)) for value in row[: 2 * half : 2])
        + bytes(0xC0 | value for value in row[2 * half :])
        for row in gray
    ]
    strips = [b"".join(rows[top : top + 16]) for top in range(0, 60, 16)]
    change = {259: (3, 32809), 258: (3, 4), 278: (3, 16), 273: (4, PLACES)}
    photo = saved(tiff_by_hand(page_tags(gray, 1) | change, strips))
    np.testing.assert_array_equal(photo.pixels, gray * 17)
    assert photo.notices == ()
