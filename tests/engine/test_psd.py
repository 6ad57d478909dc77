"""PSD: layers as Photoshop's own library of structures reads them, and files of other programs."""

import io
from dataclasses import replace

import numpy as np
import pytest
from psd_tools import PSDImage
from psd_tools.constants import BlendMode, Compression

from colorizer_gui.cli import main
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.hints import ColorHint, Reach
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Metadata, Photo, read_photo, write_photo
from colorizer_gui.engine.session.export_kind import ExportKind
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.saving import save_colorized
from photo_files import notices_of


@pytest.fixture
def saved(tiny_model, tmp_path):
    """Saves a photo with hints as PSD; gives the file and the result as other formats get it."""

    def save(photo, hints=(), kind=ExportKind.RESULT):
        colorizer, recipe = Colorizer(Model(tiny_model, "cpu")), Recipe(hints=tuple(hints))
        path = tmp_path / "layers.psd"
        save_colorized(path, photo, colorizer, recipe, Output(kind=kind))
        plain = tmp_path / "plain.tif"
        save_colorized(plain, photo, colorizer, recipe, Output(kind=kind))
        return path, read_photo(plain).pixels

    return save


def of_type(pixels, dtype):
    return pixels.astype(dtype) * (257 if dtype == np.uint16 else 1)


def share(pixels):
    return pixels / np.iinfo(pixels.dtype).max


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("has_alpha", [False, True])
def test_a_result_has_the_scan_and_its_colors_as_layers(saved, gray_picture, dtype, has_alpha):
    pixels = of_type(gray_picture[:150, :203], dtype)
    alpha = np.tile(np.linspace(0, np.iinfo(dtype).max, 203).astype(dtype), (150, 1))
    path, result = saved(Photo(pixels, alpha if has_alpha else None))
    file = PSDImage.open(path)
    assert (file.size, file.depth) == ((203, 150), pixels.itemsize * 8)
    assert [(layer.name, layer.blend_mode) for layer in file] == [
        ("Scan", BlendMode.NORMAL), ("Colors", BlendMode.COLOR),
    ]  # fmt: skip
    scan, merged = file[0].numpy(), file.numpy()
    assert np.allclose(scan[..., :3], share(pixels)[..., None], atol=1e-6)
    shown = merged[:, 100:, :3]
    assert np.allclose(shown, share(result)[:, 100:], atol=0.01 if has_alpha else 1e-6)
    again = read_photo(path).pixels[:, 100:]
    assert np.allclose(share(again), share(result)[:, 100:], atol=0.01 if has_alpha else 0)
    if has_alpha:
        assert np.allclose(scan[..., 3], share(alpha), atol=1e-6)
        assert np.allclose(merged[..., 3], share(alpha), atol=1e-6)


def test_layers_together_are_nearly_the_result(saved, gray_picture):
    path, result = saved(Photo(gray_picture[:200, :200]))
    file = PSDImage.open(path)
    composed = np.asarray(file.composite(force=True).convert("RGB")).astype(float)
    # The blend mode keeps luma, the program L*.
    assert np.abs(composed - result).mean() < 3


def test_each_hint_on_a_surface_has_a_layer_with_a_mask(saved, gray_picture):
    hints = [
        ColorHint(0.3, 0.3, 40, 20, reach=Reach.HERE),
        ColorHint(0.7, 0.7, -20, 20, reach=Reach.EVERYWHERE),
        ColorHint(0.5, 0.6, 0, -30, reach=Reach.SURFACE),
    ]
    path, _ = saved(Photo(gray_picture), hints)
    layers = {layer.name: layer for layer in PSDImage.open(path)}
    assert list(layers) == ["Scan", "Colors", "Hint 1", "Hint 3"]
    mask = np.asarray(layers["Hint 1"].mask.topil()) / 255
    height, width = mask.shape
    assert (height, width) == gray_picture.shape
    assert mask[round(0.3 * height), round(0.3 * width)] > 0.9
    assert mask[-1].max() < 0.1


@pytest.mark.parametrize("kind", [ExportKind.BEFORE_AFTER, ExportKind.LAYER])
def test_other_kinds_have_one_picture(saved, gray_picture, kind):
    path, result = saved(Photo(gray_picture[:60, :80]), kind=kind)
    assert not list(PSDImage.open(path))
    assert np.array_equal(read_photo(path).pixels, result)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_result_is_read_again_with_its_metadata(saved, gray_picture, dtype):
    xmp = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
        b'"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="box 7"/></rdf:RDF></x:xmpmeta>'
    )
    iptc = b"\x1c\x02\x78\x00\x05a boy"
    metadata = Metadata(xmp=xmp, iptc=iptc, dpi=(600, 300))
    photo = Photo(of_type(gray_picture[:64, :65], dtype), metadata=metadata)
    path, result = saved(photo)
    again = read_photo(path)
    assert np.array_equal(again.pixels, result)
    assert (again.format, again.metadata.dpi) == ("psd", (600, 300))
    assert b"box 7" in again.metadata.xmp
    assert b"a boy" in again.metadata.iptc
    assert [extra.kind for extra in again.metadata.extras] == ["layers"]


@pytest.mark.parametrize("compression", list(Compression))
@pytest.mark.parametrize("depth", [8, 16])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_files_of_other_programs_are_read(tmp_path, color_picture, compression, depth, mode):
    values = color_picture[:50, :71] if mode == "RGB" else color_picture[:50, :71, 0]
    values = of_type(values, np.uint16 if depth == 16 else np.uint8)
    file = PSDImage.new(mode, (71, 50), depth=depth)
    record = file._record
    stored = values if values.ndim == 3 else values[..., None]
    planes = [plane.astype(f">u{depth // 8}").tobytes() for plane in np.moveaxis(stored, -1, 0)]
    record.image_data.compression = compression
    record.image_data.set_data(planes, record.header)
    buffer = io.BytesIO()
    record.write(buffer)
    path = tmp_path / "other.psd"
    path.write_bytes(buffer.getvalue())
    photo = read_photo(path)
    assert np.array_equal(photo.pixels, values)
    assert photo.alpha is None


def test_cmyk_is_converted(tmp_path):
    file = PSDImage.new("CMYK", (8, 8))
    white, black = b"\xff" * 64, b"\0" * 64
    file._record.image_data.set_data([black, white, white, white], file._record.header)
    buffer = io.BytesIO()
    file._record.write(buffer)
    path = tmp_path / "cyan.psd"
    path.write_bytes(buffer.getvalue())
    red, _, blue = read_photo(path).pixels[4, 4].astype(int)
    assert blue > red + 80


def changed(path, place, value):
    data = bytearray(path.read_bytes())
    data[place : place + len(value)] = value
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("place", "value", "reason"),
    [
        (22, b"\0\x20", "PSD of 32 bits"),
        (24, b"\0\x09", "PSD of color mode 9"),
        (12, b"\0\0\0\0", "damaged"),
        (26, b"\x7f\0\0\0", "damaged"),
    ],
)
def test_what_is_not_read_is_said(saved, gray_picture, place, value, reason):
    path, _ = saved(Photo(gray_picture[:40, :40]))
    changed(path, place, value)
    with pytest.raises(ColorizerError, match=reason):
        read_photo(path)


def test_a_file_cut_anywhere_is_damaged(saved, gray_picture, tmp_path):
    path, _ = saved(Photo(gray_picture[:40, :40]))
    data = path.read_bytes()
    cut = tmp_path / "cut.psd"
    for size in range(4, len(data), len(data) // 40):
        cut.write_bytes(data[:size])
        with pytest.raises(ColorizerError, match=r"cut\.psd"):
            read_photo(cut)


def test_a_side_that_psd_cannot_have_is_refused(tmp_path):
    pixels = np.zeros((1, 30_001, 3), np.uint8)
    with pytest.raises(ColorizerError, match="at most 30000 pixels a side"):
        write_photo(tmp_path / "wide.psd", pixels, replace(Photo(pixels), path=None))


def test_the_command_writes_layers(gray_file, tiny_model, tmp_path, capsys):
    path = tmp_path / "out.psd"
    assert main(["colorize", str(gray_file), "-o", str(path), "--model", str(tiny_model)]) == 0
    assert [layer.name for layer in PSDImage.open(path)] == ["Scan", "Colors"]
    assert not notices_of(read_photo(path))
