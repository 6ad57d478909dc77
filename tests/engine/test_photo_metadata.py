"""Orientation, EXIF, XMP, IPTC and resolution of the photos that are read; notices about them."""

import struct

import numpy as np
import pytest
from PIL import Image

from photo_files import notices_of, png, png_chunk, tiff

# Orientation

TURNS = {
    1: lambda p: p,
    2: lambda p: p[:, ::-1],
    3: lambda p: p[::-1, ::-1],
    4: lambda p: p[::-1],
    5: lambda p: p.swapaxes(0, 1),
    6: lambda p: np.rot90(p, -1),
    7: lambda p: np.rot90(p, 2).swapaxes(0, 1),
    8: lambda p: np.rot90(p, 1),
}


def exif_of(photo):
    exif = Image.Exif()
    exif.load(photo.metadata.exif)
    return exif


@pytest.mark.parametrize("orientation", TURNS)
@pytest.mark.parametrize("way", ["jpeg", "png", "png16", "webp", "tiff", "tiff16", "gray tiff16"])
def test_orientation_is_applied_once(saved, rgb, rgb16, way, orientation):
    exif = Image.Exif()
    exif[274] = orientation
    pixels = rgb16 if "16" in way else rgb
    if way == "gray tiff16":
        pixels = pixels[..., 0]
    if way == "png16":
        photo = saved(png(rgb16, 2, png_chunk(b"eXIf", exif.tobytes()[6:])))
    elif "tiff" in way:
        photo = saved(
            tiff(
                pixels,
                photometric=None if pixels.ndim == 2 else "rgb",
                extratags=[(274, "H", 1, orientation, True)],
            )
        )
    else:
        options = {"jpeg": {"quality": 98, "subsampling": 0}, "webp": {"lossless": True}}
        photo = saved(rgb, "photo." + way, exif=exif, **options.get(way, {}))
    difference = photo.pixels.astype(int) - TURNS[orientation](pixels)
    assert np.abs(difference).max() <= (12 if way == "jpeg" else 0)
    assert exif_of(photo)[274] == 1


@pytest.mark.parametrize("orientation", TURNS)
def test_orientation_of_tiffs_that_pillow_turns(saved, rgb, orientation):
    image = Image.fromarray(rgb).quantize(16)
    photo = saved(image, tiffinfo={274: orientation})
    np.testing.assert_array_equal(
        photo.pixels, TURNS[orientation](np.asarray(image.convert("RGB")))
    )


def test_orientation_turns_the_transparency_too(saved, rgb):
    exif = Image.Exif()
    exif[274] = 6
    alpha = rgb[..., 0]
    photo = saved(np.dstack((rgb, alpha)), "photo.png", exif=exif)
    np.testing.assert_array_equal(photo.alpha, np.rot90(alpha, -1))


def test_orientation_in_xmp_alone(saved, rgb):
    description = b'<rdf:Description tiff:Orientation="8"/>'
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>%b</rdf:RDF></x:xmpmeta>' % description
    photo = saved(rgb, "photo.webp", lossless=True, xmp=xmp)
    np.testing.assert_array_equal(photo.pixels, np.rot90(rgb))
    assert b'tiff:Orientation="1"' in photo.metadata.xmp


# Metadata


def test_exif_keeps_gps_and_caption_and_drops_the_thumbnail(saved, rgb):
    """Built by hand: Pillow cannot write captions beyond ASCII, nor thumbnails."""
    caption = "Großmutter, Köln 1931".encode() + b"\0"
    thumbnail = b"\xff\xd8THUMBNAIL\xff\xd9"
    gps = 8 + 2 + 3 * 12 + 4
    text = gps + 2 + 12 + 4
    second = text + len(caption)
    exif = struct.pack("<2sHI", b"II", 42, 8) + struct.pack("<H", 3)
    exif += struct.pack("<HHII", 270, 2, len(caption), text)
    exif += struct.pack("<HHIHH", 274, 3, 1, 1, 0) + struct.pack("<HHII", 34853, 4, 1, gps)
    exif += struct.pack("<I", second)
    exif += struct.pack("<HHHI4sI", 1, 1, 2, 2, b"N\0\0\0", 0) + caption
    exif += struct.pack("<HHHIIHHIII", 2, 513, 4, 1, second + 30, 514, 4, 1, len(thumbnail), 0)
    exif += thumbnail
    photo = saved(rgb, "photo.jpg", exif=b"Exif\0\0" + exif)
    kept = photo.metadata.exif
    assert caption in kept
    assert exif_of(photo).get_ifd(34853) == {1: "N"}
    assert b"THUMBNAIL" not in kept
    assert photo.notices == ()


def test_resolution(saved, rgb, rgb16):
    for name in ("photo.jpg", "photo.png", "photo.tif"):
        assert saved(rgb, name, dpi=(300, 600)).metadata.dpi == pytest.approx((300, 600), abs=0.01)
    photo = saved(
        tiff(rgb16, photometric="rgb", resolution=(118.11, 118.11), resolutionunit="centimeter")
    )
    assert photo.metadata.dpi == pytest.approx((300, 300), abs=0.01)
    assert saved(rgb, "none.png").metadata.dpi is None


@pytest.mark.parametrize("orientation", TURNS)
@pytest.mark.parametrize("name", ["photo.jpg", "photo.png", "photo.tif", "jpeg inside.tif"])
def test_resolution_is_turned_too(saved, rgb, name, orientation):
    exif = Image.Exif()
    exif[274] = orientation
    options = {"compression": "jpeg"} if "inside" in name else {}
    photo = saved(rgb, name, dpi=(300, 600), exif=exif, **options)
    expected = (600, 300) if orientation > 4 else (300, 600)
    assert photo.metadata.dpi == pytest.approx(expected, abs=0.01)


def test_xmp_and_iptc(saved, rgb, rgb16):
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF></rdf:RDF></x:xmpmeta>'
    assert saved(rgb, "photo.jpg", xmp=xmp).metadata.xmp == xmp
    assert saved(rgb, "photo.webp", xmp=xmp).metadata.xmp == xmp
    iptc = b"\x1c\x02\x78\x00\x05Hello"
    photo = saved(
        tiff(
            rgb16,
            photometric="rgb",
            extratags=[(700, "B", len(xmp), xmp, True), (33723, "B", len(iptc), iptc, True)],
        )
    )
    assert (photo.metadata.xmp, photo.metadata.iptc) == (xmp, iptc)
    segment = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc
    segment = b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment
    assert saved(rgb, "photo.jpg", extra=segment).metadata.iptc == iptc


def test_damaged_exif_is_a_notice(saved, rgb):
    photo = saved(rgb, "photo.jpg", exif=b"Exif\0\0this is not EXIF at all")
    assert photo.metadata.exif is None
    assert notices_of(photo) == ["The EXIF data in photo.jpg is damaged and was left out."]
    exif = Image.Exif()
    exif[270] = "a caption that is longer than four bytes"
    cut = exif.tobytes()[:-20]
    exif[315] = "Anna"
    photo = saved(rgb, "cut.webp", exif=cut)
    assert notices_of(photo) == ["Some metadata in cut.webp is damaged and was left out."]


def test_only_the_first_page_with_a_notice(saved, rgb, rgb16):
    for pixels in (rgb, rgb16):
        photo = saved(tiff(np.stack((pixels, pixels[::-1])), photometric="rgb"), "pages.tif")
        np.testing.assert_array_equal(photo.pixels, pixels)
        assert notices_of(photo) == ["pages.tif has several pages; only the first is used."]


def test_only_the_first_picture_of_an_animation(saved, rgb):
    frames = [Image.fromarray(rgb[::-1])]
    for name in ("moving.png", "moving.webp"):
        options = {"lossless": True} if name.endswith("webp") else {}
        photo = saved(rgb, name, save_all=True, append_images=frames, **options)
        np.testing.assert_array_equal(photo.pixels, rgb)
        assert "only its first frame" in str(photo.notices[0])
