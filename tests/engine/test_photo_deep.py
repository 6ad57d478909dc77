"""Photos of 10 and 12 bits: read, and written again, without a step less."""

import cv2
import imagecodecs
import numpy as np
import pi_heif
import pillow_heif
import pytest
from PIL import Image

from colorizer_gui.engine.batch.memory import pixels_of
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import (
    Metadata,
    Photo,
    WriteOptions,
    format_by_id,
    marked,
    read_photo,
    write_photo,
)
from colorizer_gui.engine.photo.codecs.depths import shrunk, stretched
from colorizer_gui.engine.session.export_kind import ExportKind
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.saving import save_colorized
from photo_files import heic, notices_of, tiff

HEIGHT, WIDTH = 24, 64


def steps(depth, *channels):
    """Values of a depth, all that fit, from black to white."""
    count = HEIGHT * WIDTH
    ramp = np.rint(np.linspace(0, 2**depth - 1, count)).astype(np.uint16).reshape(HEIGHT, WIDTH)
    if not channels:
        return ramp
    return np.stack([ramp[:: 1 if n % 2 else -1] for n in range(*channels)], axis=-1)


def avif(values, depth, **options):
    gray = values.ndim == 2
    return imagecodecs.avif_encode(
        np.ascontiguousarray(values), level=100, bitspersample=depth,
        pixelformat="400" if gray else "444", **options,
    )  # fmt: skip


def opened(content, tmp_path, name="photo.avif"):
    path = tmp_path / name
    path.write_bytes(content)
    return read_photo(path)


def sixteen(values, depth):
    """Values of a depth at 16 bits."""
    return np.rint(values * (65535 / (2**depth - 1))).astype(np.uint16)


@pytest.mark.parametrize("depth", [10, 12])
@pytest.mark.parametrize("channels", [0, 3, 4])
def test_a_deep_avif_keeps_every_value(tmp_path, depth, channels):
    values = steps(depth, channels) if channels else steps(depth)
    photo = opened(avif(values, depth), tmp_path)
    assert photo.file_depth == depth
    color = values[..., :3] if channels else values
    assert np.array_equal(photo.pixels, sixteen(color, depth))
    if channels == 4:
        assert np.array_equal(photo.alpha, sixteen(values[..., 3], depth))
    else:
        assert photo.alpha is None


def test_of_a_deep_animation_the_first_frame_is_used(tmp_path):
    frames = np.stack([steps(10, 3), steps(10, 3)[::-1]])
    photo = opened(avif(frames, 10), tmp_path, "photo.avifs")
    assert np.array_equal(photo.pixels, sixteen(frames[0], 10))
    assert "is an animation" in str(photo.notices[0])


@pytest.mark.parametrize("depth", [10, 12])
def test_a_deep_heic_keeps_its_depth(tmp_path, monkeypatch, depth):
    monkeypatch.setattr(pillow_heif.options, "SAVE_HDR_TO_12_BIT", depth == 12)
    gray = np.dstack([sixteen(steps(depth), depth)] * 3)
    photo = opened(heic(gray, "RGB;16"), tmp_path, "photo.heic")
    assert photo.file_depth == depth
    assert len(np.unique(photo.pixels)) > 300
    assert np.abs(photo.pixels.astype(int) - gray).mean() < 700


@pytest.mark.parametrize("depth", [10, 12])
@pytest.mark.parametrize("clear", [False, True])
def test_a_deep_photo_is_written_as_a_deep_avif(tmp_path, depth, clear):
    pixels = sixteen(steps(depth, 3), depth)
    alpha = sixteen(steps(depth), depth) if clear else None
    metadata = marked(Metadata(dpi=(300, 300)), "Some model", "1" * 64, "2" * 64)
    photo = Photo(pixels, alpha, metadata=metadata, file_depth=depth)
    options = WriteOptions(quality=100)
    path = write_photo(tmp_path / "out.avif", pixels, photo, options=options, software="Colorizer")
    written = read_photo(path)
    assert written.file_depth == depth
    assert np.abs(written.pixels.astype(int) - pixels).max() < 3 * 65535 / 2**depth
    assert written.metadata.dpi == (300, 300)
    assert b"Some model" in written.metadata.xmp
    assert b"Colorizer" in written.metadata.exif
    if clear:
        assert np.array_equal(written.alpha, alpha)
    with Image.open(path) as image:
        assert image.info["icc_profile"]


@pytest.mark.parametrize(
    ("name", "wanted", "written"),
    [("png", 10, 16), ("avif", 16, 12), ("avif", 10, 10), ("avif", 8, 8), ("jpeg", 16, 8)],
)
def test_a_format_writes_the_depth_or_the_next_that_it_has(name, wanted, written):
    assert format_by_id(name).depth_of(wanted) == written


@pytest.mark.parametrize(
    ("name", "depth", "told"),
    [
        ("png", None, None),
        ("avif", None, None),
        ("jpeg", None, "out.jpg has 8 bits a channel, and the photo has 10."),
        ("png", 8, None),  # as asked for
    ],
)
def test_lost_depth_is_named(tmp_path, tiny_model, name, depth, told):
    photo = Photo(sixteen(steps(10, 3), 10), file_depth=10)
    path = tmp_path / f"out{format_by_id(name).suffix}"
    colorizer = Colorizer(Model(tiny_model, "cpu"))
    saved = save_colorized(path, photo, colorizer, Recipe(), Output(format=name, depth=depth))
    assert [str(notice) for notice in saved.notices] == ([told] if told else [])


def test_hot_pixels_do_not_decide_what_is_white(saved, rgb16):
    values = (rgb16 / 65535).astype("f4")
    expected = np.rint(values * 65535)
    expected[3, 5] = 65535
    values[3, 5] = 300  # of 6,060 pixels
    photo = saved(tiff(values, photometric="rgb"))
    np.testing.assert_array_equal(photo.pixels, expected)
    assert photo.notices == ()


@pytest.mark.parametrize("white", [255, 65535])
def test_white_beyond_1_is_told(saved, rgb16, white):
    values = (rgb16 / 65535 * white).astype("f4")
    photo = saved(tiff(values, photometric="rgb"))
    assert np.abs(photo.pixels - rgb16.astype(int)).max() <= 1
    (notice,) = notices_of(photo)
    assert f"so {white} was taken for white" in notice


@pytest.mark.parametrize(
    ("name", "kind", "least", "is_told"),
    [
        ("png", ExportKind.RESULT, 0, False),
        ("jpeg", ExportKind.RESULT, 0, True),
        ("jpeg", ExportKind.RESULT, 255, False),  # it hides nothing
        ("png", ExportKind.BEFORE_AFTER, 0, True),
    ],
)
def test_lost_transparency_is_named(tmp_path, tiny_model, rgb, name, kind, least, is_told):
    alpha = np.full(rgb.shape[:2], 255, np.uint8)
    alpha[:20] = least
    path = tmp_path / f"out{format_by_id(name).suffix}"
    colorizer = Colorizer(Model(tiny_model, "cpu"))
    saved = save_colorized(
        path, Photo(rgb, alpha=alpha), colorizer, Recipe(), Output(format=name, kind=kind)
    )
    told = [f"{path.name} does not keep the transparency of the photo."] if is_told else []
    assert [str(notice) for notice in saved.notices] == told


@pytest.mark.parametrize("depth", [2, 9, 10, 12, 15, 16])
def test_stretched_values_come_back(depth):
    values = np.arange(2**depth, dtype=np.uint16)
    wide = stretched(values.copy(), depth)
    assert (wide[0], wide[-1]) == (0, 65535)
    if depth > 8:
        assert np.array_equal(shrunk(wide, depth), values)
    moved = values << np.uint16(16 - depth)
    assert np.array_equal(stretched(moved, depth, 16 - depth), wide)


def test_stretching_takes_no_second_image():
    values = np.zeros((2000, 1500, 3), np.uint16)
    assert np.shares_memory(stretched(values, 10), values)


@pytest.mark.parametrize("name", ["photo.heic", "photo.avif"])
def test_the_memory_of_deep_photos_is_reckoned_with(tmp_path, name):
    values = np.full((64, 128, 3), 500, np.uint16)
    content = avif(values, 10) if name.endswith("avif") else heic(values << 6, "RGB;16")
    (tmp_path / name).write_bytes(content)
    assert pixels_of(tmp_path / name) == 64 * 128


def test_a_decoder_that_gives_fewer_bits_is_named(tmp_path, monkeypatch):
    def opened_at_8_bits(file, **options):
        return pi_heif_open(file, convert_hdr_to_8bit=True)

    pi_heif_open = pi_heif.open_heif
    monkeypatch.setattr(pi_heif, "open_heif", opened_at_8_bits)
    content = heic(np.full((64, 64, 3), 30000, np.uint16), "RGB;16")
    photo = opened(content, tmp_path, "photo.heic")
    assert photo.bit_depth == 8
    assert notices_of(photo) == [
        "photo.heic has 10 bits a channel, and only 8 of them could be read."
    ]


def test_a_result_does_not_depend_on_the_number_of_threads(tmp_path):
    pixels = sixteen(steps(10, 3), 10).repeat(8, axis=0).repeat(6, axis=1)
    threads, files = cv2.getNumThreads(), []
    for count in (1, 4):
        cv2.setNumThreads(count)
        try:
            for suffix in (".avif", ".jxl"):
                path = tmp_path / f"{count}{suffix}"
                files.append(write_photo(path, pixels, Photo(pixels)).read_bytes())
        finally:
            cv2.setNumThreads(threads)
    assert files[:2] == files[2:]
