import numpy as np
import pytest
from PIL import Image
from skimage import data

from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.resources import resource
from export.quantize import main

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def photos(tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in ("astronaut", "coffee", "chelsea", "rocket"):
        Image.fromarray(getattr(data, name)()).resize((320, 256)).save(folder / f"{name}.png")
    return folder


def test_an_int8_model_says_nearly_the_same_in_less_space(photos, tmp_path, capsys):
    shipped, small = resource("models/unet.onnx"), tmp_path / "small.onnx"
    figures = tmp_path / "figures.json"
    figures.write_text('{"no hints": {"psnr": 23.5}}')
    told = ["--data", str(photos), "--metrics", str(figures)]
    assert main([str(shipped), str(small), *told]) == 0
    assert "small.onnx" in capsys.readouterr().out
    assert [path.name for path in tmp_path.glob("*.onnx")] == ["small.onnx"]
    assert small.stat().st_size < 0.6 * shipped.stat().st_size
    exact, rounded = Model(shipped, "cpu"), Model(small, "cpu")
    assert rounded.info.checkpoint_sha256 == exact.info.checkpoint_sha256
    assert (rounded.info.id, rounded.info.name) == ("small", f"{exact.info.name}, int8")
    assert rounded.info.metrics == {"no hints": {"psnr": 23.5}}
    lightness = data.camera()[::2, ::2].astype(np.float32) / 2.55
    hints = np.zeros((*lightness.shape, 3), np.float32)
    hints[100:107, 60:67] = (40, 20, 1)
    ab = [model.run(lightness, hints).ab for model in (exact, rounded)]
    assert np.abs(ab[0] - ab[1]).mean() < 2
    assert np.corrcoef(ab[0].ravel(), ab[1].ravel())[0, 1] > 0.9


def test_no_photos_to_measure_on_is_one_line(tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    arguments = [str(resource("models/unet.onnx")), str(tmp_path / "small.onnx")]
    assert main([*arguments, "--data", str(tmp_path / "empty")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not list(tmp_path.glob("*.onnx"))


def test_what_is_no_model_is_one_line(photos, tmp_path, capsys):
    junk = tmp_path / "junk.onnx"
    junk.write_bytes(b"no model")
    assert main([str(junk), str(tmp_path / "small.onnx"), "--data", str(photos)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert list(tmp_path.glob("*.onnx")) == [junk]
