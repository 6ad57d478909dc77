"""Results in wider color spaces: the colors that sRGB cannot show, the same lightness."""

import io

import numpy as np
import pytest
from PIL import Image, ImageCms
from skimage import color

from batch_files import make_photos, options_for
from colorizer_gui.engine import choices
from colorizer_gui.engine.color.cielab import RELATIVE_XYZ_TO_SRGB
from colorizer_gui.engine.color.output_spaces import SPACES, output_space
from colorizer_gui.engine.color.upsampling import ColorField
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import SaveError, UsageError
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.painting.paint import paint
from colorizer_gui.engine.photo import Metadata, Photo, WriteOptions, read_photo, write_photo
from colorizer_gui.engine.session.export_kind import ExportKind
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.saving import save_colorized

WIDE = tuple(space.id for space in SPACES[1:])
GRAYS = np.linspace(40, 200, 64).astype(np.uint8).reshape(8, 8)


def field(a, b):
    """One color everywhere."""
    offset = np.full((1, 1, 2), (a, b), np.float32)
    return ColorField(np.zeros_like(offset), offset)


def lab_of(pixels, space):
    """CIELAB, relative to the white of sRGB, of pixels in a space."""
    values = pixels / np.iinfo(pixels.dtype).max
    if space.has_srgb_curve:
        light = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    else:
        light = values ** space.space.curve[1][0]
    relative = light @ np.linalg.inv(space.rgb_of_xyz()).T
    return color.xyz2lab(relative * WHITE)


WHITE = np.array((0.95047, 1.0, 1.08883))


def test_there_is_a_row_for_each_choice():
    assert tuple(space.id for space in SPACES) == choices.OUTPUT_SPACES


def test_grays_stay_gray_in_all_spaces():
    for space in SPACES:
        assert np.allclose(space.rgb_of_xyz().sum(axis=1), 1, atol=1e-6)
    assert np.array_equal(SPACES[0].rgb_of_xyz(), RELATIVE_XYZ_TO_SRGB)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("space_id", choices.OUTPUT_SPACES)
def test_lightness_and_hue_are_kept_and_chroma_reaches_further(dtype, space_id):
    space = output_space(space_id)
    photo = GRAYS.astype(dtype) * dtype(1 if dtype == np.uint8 else 257)
    lightness = color.rgb2lab(np.dstack([GRAYS] * 3))[..., 0]
    step = 1 if dtype == np.uint8 else 0.02
    for a, b in ((-90, 60), (80, 60), (-40, -45), (5, 5)):
        pixels = np.asarray(paint(photo, field(a, b), space=space))
        lab = lab_of(pixels, space)
        assert np.abs(lab[..., 0] - lightness).max() < step
        chroma = np.hypot(lab[..., 1], lab[..., 2])
        plain = lab_of(np.asarray(paint(photo, field(a, b))), SPACES[0])
        assert (chroma > np.hypot(plain[..., 1], plain[..., 2]) - 3 * step - 1).all()
        assert chroma.max() < np.hypot(a, b) + 3 * step + 0.5
        if (a, b) == (-90, 60) and space_id != "srgb":
            assert chroma.mean() > 1.1 * np.hypot(plain[..., 1], plain[..., 2]).mean()


@pytest.fixture(scope="module")
def colorizer(tiny_model):
    return Colorizer(Model(tiny_model, "cpu"))


@pytest.mark.parametrize("name", ["out.tif", "out.png", "out.jpg", "out.webp", "out.avif"])
@pytest.mark.parametrize("space_id", WIDE[:2])
def test_files_carry_the_profile_of_their_space(tmp_path, colorizer, name, space_id):
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0xA001] = 1
    photo = Photo(np.tile(GRAYS, (4, 4)), metadata=Metadata(exif=exif.tobytes()[6:]))
    output = Output(space=space_id)
    saved = save_colorized(tmp_path / name, photo, colorizer, Recipe(look=Look()), output)
    with Image.open(saved.path) as image:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
        expected = output_space(space_id).space.name
        assert expected in ImageCms.getProfileDescription(profile)
        assert image.getexif().get_ifd(0x8769)[0xA001] == 0xFFFF
    again = read_photo(saved.path)
    plain = save_colorized(tmp_path / f"srgb-{name}", photo, colorizer, Recipe(), Output())
    difference = again.pixels.astype(int) - read_photo(plain.path).pixels
    assert np.abs(difference).mean() < 3, "what sRGB can show looks the same"


def test_a_deep_avif_carries_the_profile_too(tmp_path):
    pixels = np.full((16, 16, 3), 30000, np.uint16)
    path = tmp_path / "out.avif"
    write_photo(path, pixels, Photo(pixels), options=WriteOptions(space="display-p3"))
    with Image.open(path) as image:
        assert b"D\0i\0s\0p\0l\0a\0y" in image.info["icc_profile"]
    assert np.abs(read_photo(path).pixels.astype(int) - 30000).max() < 40


def test_prophoto_has_16_bits_also_of_photos_of_8(tmp_path, colorizer):
    photo = Photo(np.tile(GRAYS, (4, 4)))
    output = Output(space="prophoto")
    saved = save_colorized(tmp_path / "out.tif", photo, colorizer, Recipe(), output)
    assert read_photo(saved.path).bit_depth == 16
    for name in ("out.jpg", "out.avif"):
        with pytest.raises(SaveError, match="ProPhoto RGB needs 16 bits"):
            save_colorized(tmp_path / name, photo, colorizer, Recipe(), output)


@pytest.mark.parametrize("name", ["out.jxl", "out.psd"])
def test_formats_of_srgb_alone_refuse_others(tmp_path, colorizer, name):
    photo = Photo(np.tile(GRAYS, (4, 4)))
    with pytest.raises(SaveError, match="results are always sRGB"):
        save_colorized(tmp_path / name, photo, colorizer, Recipe(), Output(space="adobe-rgb"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("format_id", "space_id", "reason"),
    [
        ("jpegxl", "display-p3", "JPEG XL results are always sRGB"),
        ("psd", "adobe-rgb", "PSD results are always sRGB"),
        ("jpeg", "prophoto", "ProPhoto RGB needs 16 bits a channel, and JPEG has 8"),
        ("avif", "prophoto", "ProPhoto RGB needs 16 bits a channel, and AVIF has 12"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_before_a_batch_begins(
    tmp_path, tiny_model, format_id, space_id, reason
):
    source = make_photos(tmp_path / "in", "a.png")
    with pytest.raises(UsageError, match=reason):
        options_for(
            source, tmp_path / "out", tiny_model, output=Output(format=format_id, space=space_id)
        )
    Output(format=format_id, space=space_id, kind=ExportKind.LAYER).check()
    Output(format="tiff", space=space_id).check()


def test_layers_stay_srgb(tmp_path, colorizer):
    photo = Photo(np.tile(GRAYS, (4, 4)))
    for kind in (ExportKind.LAYER, ExportKind.BEFORE_AFTER):
        files = [
            save_colorized(
                tmp_path / f"{kind}-{space}.png", photo, colorizer, Recipe(),
                Output(space=space, kind=kind, tagged=False),
            ).path.read_bytes()
            for space in ("srgb", "display-p3")
        ]  # fmt: skip
        assert files[0] == files[1]


def test_batches_of_srgb_are_not_done_again():
    assert "space" not in Output().stored()
    assert Output(space="display-p3").stored()["space"] == "display-p3"
