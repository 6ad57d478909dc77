"""A JPEG that is saved as JPEG keeps its lightness, unless a quality is asked for."""

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from skimage import color, data

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Photo, WriteOptions, read_photo, write_photo
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.saving import save_colorized


def drawn():
    """Edges, slopes and grain, uint8 of shape (240, 320)."""
    y, x = np.mgrid[:240, :320]
    slopes = 40 + 85 * x / 320 + 60 * np.sin(y / 25) + 25 * ((x // 40 + y // 40) % 2)
    grain = np.random.default_rng(0).normal(0, 4, slopes.shape)
    return (slopes + grain).clip(0, 255).astype(np.uint8)


PICTURES = {
    "drawn": drawn,
    "camera": lambda: data.camera()[100:400, 100:420],
    "rocket": lambda: np.asarray(Image.fromarray(data.rocket()).convert("L"))[:300, :400],
    "tinted": lambda: (data.astronaut()[:300, :300] * (1, 0.85, 0.7)).astype(np.uint8),
}


@pytest.fixture(scope="module")
def colorizer(tiny_model):
    return Colorizer(Model(tiny_model, "cpu"))


def scan(folder, pixels, quality):
    """A scan as a JPEG."""
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=quality)
    path = folder / "scan.jpg"
    path.write_bytes(buffer.getvalue())
    return read_photo(path)


def lightness(pixels):
    rgb = pixels if pixels.ndim == 3 else np.dstack([pixels] * 3)
    return color.rgb2lab(rgb)[..., 0]


def moved(photo, path):
    """How far L* of each pixel of a result is from that of its photo."""
    return np.abs(lightness(read_photo(path).pixels) - lightness(photo.pixels))


@pytest.mark.parametrize("quality", [75, 85, 92, 95, 100])
@pytest.mark.parametrize("name", PICTURES)
def test_lightness_stays_within_a_step(tmp_path, colorizer, name, quality):
    photo = scan(tmp_path, PICTURES[name](), quality)
    recipe = Recipe(look=Look(saturation=1.5))
    saved = save_colorized(tmp_path / "out.jpg", photo, colorizer, recipe, Output())
    assert np.quantile(moved(photo, saved.path), 0.999) < 1.0


def test_a_quality_that_is_asked_for_decides(tmp_path, colorizer):
    photo = scan(tmp_path, drawn(), 95)
    sizes = []
    for quality in (None, 92, 50):
        output = Output(quality=quality)
        path = tmp_path / f"{quality}.jpg"
        save_colorized(path, photo, colorizer, Recipe(), output)
        sizes.append(path.stat().st_size)
    assert sizes == sorted(sizes, reverse=True)
    assert np.quantile(moved(photo, tmp_path / "92.jpg"), 0.999) > 1.0
    with Image.open(tmp_path / "92.jpg") as image:
        tables = image.quantization
    Image.fromarray(drawn()).save(tmp_path / "plain.jpg", quality=92)
    with Image.open(tmp_path / "plain.jpg") as image:
        assert image.quantization[0] == tables[0]


def test_results_of_other_photos_have_the_usual_quality(tmp_path):
    pixels = np.dstack([drawn()] * 3)
    source = Photo(pixels, format="png")
    plain = write_photo(tmp_path / "plain.jpg", pixels, source).read_bytes()
    usual = WriteOptions(quality=92)
    assert write_photo(tmp_path / "92.jpg", pixels, source, options=usual).read_bytes() == plain
    fine = write_photo(tmp_path / "fine.jpg", pixels, replace(source, format="jpeg"))
    assert fine.stat().st_size > len(plain)


def test_batches_of_earlier_versions_are_not_done_again():
    assert Output().stored()["quality"] == 92
    assert Output(quality=92).stored() != Output().stored() != Output(quality=91).stored()
