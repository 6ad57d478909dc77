"""BMPs with bit fields of every kind, and kinds that are not read."""

import struct

import numpy as np
import pytest

from colorizer_gui.engine.errors import PhotoError


def bmp(pixels, masks, bits=32, compression=3, top_down=False, header=56):
    """A BMP of (H, W, channels) values below the size of each field."""
    height, width = pixels.shape[:2]
    stored = np.zeros((height, width), np.uint64)
    for channel, mask in enumerate(masks):
        if mask:
            stored |= pixels[..., channel].astype(np.uint64) << ((mask & -mask).bit_length() - 1)
    rows = stored.astype(f"<u{bits // 8}")
    rows = np.pad(rows, ((0, 0), (0, width % (32 // bits))))
    data = (rows if top_down else rows[::-1]).tobytes()
    fields = struct.pack(f"<{len(masks)}I", *masks).ljust(16, b"\0")
    info = struct.pack(
        "<IiiHHIIiiII", header, width, -height if top_down else height, 1, bits, compression,
        len(data), 11811, 11811, 0, 0,
    )  # fmt: skip
    start = 14 + len(info) + len(fields)
    return struct.pack("<2sIHHI", b"BM", start + len(data), 0, 0, start) + info + fields + data


@pytest.mark.parametrize("top_down", [False, True])
@pytest.mark.parametrize(
    ("masks", "bits"),
    [
        ((0xFF, 0xFF00, 0xFF0000), 32),
        ((0xFF0000, 0xFF00, 0xFF), 32),
        ((0xF00, 0xF0, 0xF), 16),
        ((0xF800, 0x7E0, 0x1F), 16),
        ((0x1F, 0x7E0, 0xF800), 16),
        ((0xF00, 0xF0, 0xF, 0xF000), 16),
        ((0xFF, 0xFF00, 0xFF0000, 0xFF000000), 32),
        ((0x3FF00000, 0xFFC00, 0x3FF), 32),
        ((0x3FF, 0xFFC00, 0x3FF00000, 0xC0000000), 32),
    ],
)
def test_bit_fields(saved, rgb16, masks, bits, top_down):
    source = np.dstack((rgb16, rgb16[::-1, :, 0]))[..., : len(masks)]
    sizes = np.array([mask.bit_count() for mask in masks])
    values = source >> (16 - sizes)
    photo = saved(bmp(values, masks, bits, top_down=top_down), "photo.bmp")
    white = 65535 if sizes.max() > 8 else 255
    expected = np.rint(values * (white / (2**sizes - 1)))
    assert photo.bit_depth == (16 if white > 255 else 8)
    np.testing.assert_array_equal(photo.pixels, expected[..., :3])
    assert photo.metadata.dpi == pytest.approx((300, 300), abs=0.01)
    if len(masks) == 4:
        np.testing.assert_array_equal(photo.alpha, expected[..., 3])


def test_an_opacity_of_zero_throughout_means_nothing(saved, rgb):
    values = np.dstack((rgb, np.zeros_like(rgb[..., 0])))
    photo = saved(bmp(values, (0xFF, 0xFF00, 0xFF0000, 0xFF000000)), "photo.bmp")
    assert photo.alpha is None


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ({"compression": 4}, "BMP compression 4 of 32 bits"),
        ({"header": 77}, "BMP header of 77 bytes"),
        ({"masks": (0x5, 0xF0, 0xF00)}, "unusual bit fields"),
    ],
)
def test_other_kinds_are_called_unsupported(saved, rgb, options, kind):
    content = bmp(rgb * 0, **({"masks": (0xFF, 0xFF00, 0xFF0000)} | options))
    with pytest.raises(PhotoError, match=rf"of a kind that is not supported \({kind}\)"):
        saved(content, "photo.bmp")
