import os
import subprocess
import sys

import numpy as np
import onnx
import pytest

from colorizer_gui.engine.errors import ModelError
from colorizer_gui.engine.model.library import find_model, installed_models, user_models_folder
from colorizer_gui.engine.model.providers import CPU, CUDA
from colorizer_gui.engine.model.runtime import Model
from model_files import ABOUT, CENTERS, write_model


def test_a_model_describes_itself_and_runs(tiny_model):
    model = Model(tiny_model, "cpu")
    assert (model.info.id, model.info.working_size, model.info.has_hints) == ("tiny", 64, True)
    assert model.provider is CPU
    output = model.run(np.full((24, 40), 60, np.float32))
    assert output.ab.shape == (6, 10, 2)
    assert np.allclose(output.ab, 15)
    assert output.bins.shape == (3, 6, 10)
    assert np.array_equal(output.bin_centers, CENTERS)


def test_the_runtime_writes_no_usage_data(tiny_model, tmp_path):
    """ONNX Runtime would send telemetry, and keeps it in the user's folders until then."""
    code = (
        f"from colorizer_gui.engine.model.runtime import Model; Model({str(tiny_model)!r}, 'cpu')"
    )
    environment = {name: value for name, value in os.environ.items() if "TELEMETRY" not in name}
    environment |= {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert list(tmp_path.iterdir()) == []


def test_hints_reach_the_network(tiny_model):
    hints = np.zeros((16, 16, 3), np.float32)
    hints[:4, :4] = (20, -8, 1)
    output = Model(tiny_model, "cpu").run(np.zeros((16, 16), np.float32), hints)
    assert output.ab[0, 0].tolist() == [20, -8]
    assert not output.ab[2:].any()


def test_a_plain_model_needs_no_hints_and_gives_no_bins(tmp_path):
    model = Model(write_model(tmp_path / "plain.onnx", hints=False, bins=False), "cpu")
    output = model.run(np.full((8, 8), 40, np.float32), np.zeros((8, 8, 3), np.float32))
    assert output.bins is None
    assert np.allclose(output.ab, 10)


def test_a_notice_says_that_cuda_cannot_start(tiny_model):
    model = Model(tiny_model, "cuda")
    if model.provider is CUDA:
        assert model.notice is None
    else:
        assert "CUDA" in str(model.notice)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"contract": 2}, "contract 2"),
        ({"name": None}, "name"),
        ({"stride": 0}, "stride"),
        ({"working_size": "256"}, "working_size"),
    ],
)
def test_wrong_metadata_is_named(tmp_path, changes, named):
    path = write_model(tmp_path / "odd.onnx", {**ABOUT, **changes})
    with pytest.raises(ModelError, match=named) as caught:
        Model(path, "cpu")
    assert "odd.onnx" in str(caught.value)


def test_a_model_without_metadata_is_refused(tmp_path):
    with pytest.raises(ModelError, match="metadata"):
        Model(write_model(tmp_path / "bare.onnx", about=None), "cpu")


def test_outputs_of_the_wrong_shape_are_refused(tmp_path):
    with pytest.raises(ModelError, match="output ab"):
        Model(write_model(tmp_path / "three.onnx", hints=False, channels=3), "cpu")


def test_a_result_of_another_size_than_promised_is_refused(tmp_path):
    model = Model(write_model(tmp_path / "lies.onnx", {**ABOUT, "output_stride": 2}), "cpu")
    with pytest.raises(ModelError, match="wrong kind"):
        model.run(np.zeros((16, 16), np.float32))


def test_external_weights_are_refused(tmp_path, tiny_model):
    path = tmp_path / "outside.onnx"
    onnx.save(
        onnx.load(tiny_model), path, save_as_external_data=True, size_threshold=0, location="w.bin"
    )
    with pytest.raises(ModelError, match="another file"):
        Model(path, "cpu")


@pytest.mark.parametrize("content", [b"", b"not a model", b"\x08\x0a" * 500])
def test_what_is_no_model_is_refused(tmp_path, content):
    path = tmp_path / "broken.onnx"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"broken\.onnx"):
        Model(path, "cpu")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_model_is_refused(tmp_path, tiny_model, share):
    content = tiny_model.read_bytes()
    path = tmp_path / "short.onnx"
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(ModelError, match=r"short\.onnx"):
        Model(path, "cpu")


def test_the_shipped_model_is_found_by_its_id():
    assert find_model("unet") in installed_models()
    assert Model(find_model("unet"), "cpu").info.has_bins


def test_a_model_of_the_user_is_found(tiny_model):
    user_models_folder().mkdir(parents=True)
    (user_models_folder() / "mine.onnx").write_bytes(tiny_model.read_bytes())
    assert find_model("mine").parent == user_models_folder()


def test_an_unknown_model_is_answered_with_the_known_ones():
    with pytest.raises(ModelError, match=r"'unknown'.*unet"):
        find_model("unknown")
