"""Models that do harm: their results are refused, and their runs can be stopped."""

import json
import os
import shutil
import threading
from dataclasses import replace

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch_files import Ended, make_photos, options_for, run, states
from colorizer_gui.engine.batch import Control
from colorizer_gui.engine.color.tables import lightness_of
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import Cancelled, ModelError
from colorizer_gui.engine.limits import LARGEST_AB
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model import runtime
from colorizer_gui.engine.model.external_data import has_external_data
from colorizer_gui.engine.model.library import DEFAULT_MODEL, find_model, user_models_folder
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.saving import Output, save_colorized
from colorizer_gui.engine.session.sidecar import sidecar_path
from colorizer_gui.engine.stopping import stopped_by
from hostile_models import write_endless_model, write_model_of_values
from model_files import write_model

LIGHTNESS = np.full((16, 16), 50, np.float32)
CENTERS = np.full((5, 2), 10, np.float32)
TIMEOUT = 30

# results


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"ab": np.nan}, "ab"),
        ({"ab": np.inf}, "ab"),
        ({"ab": 1e30}, "ab"),
        ({"ab": -1e4}, "ab"),
        ({"bins": np.nan, "centers": CENTERS}, "bins"),
        ({"bins": -np.inf, "centers": CENTERS}, "bins"),
        ({"bins": 1e38, "centers": CENTERS}, "bins"),
        ({"bins": 0, "centers": CENTERS * np.float32(np.nan)}, "bin_centres"),
        ({"bins": 0, "centers": CENTERS * np.float32(1e30)}, "bin_centres"),
        ({"bins": 0, "centers": CENTERS[:0]}, "bin_centres"),
        ({"bins": 0, "centers": CENTERS[:4]}, "bins"),
        ({"bins": 0, "centers": np.vstack([CENTERS] * 2)}, "bins"),
        ({"surface": np.nan}, "surface"),
        ({"surface": 1e30}, "surface"),
    ],
)
def test_results_that_are_no_colors_are_refused_and_nothing_is_saved(tmp_path, values, named):
    model = Model(write_model_of_values(tmp_path / "m.onnx", **values), "cpu")
    photo = Photo(np.arange(256, dtype=np.uint8).reshape(16, 16))
    with pytest.raises(ModelError, match=f"result of the wrong kind .{named}"):
        save_colorized(tmp_path / "o.png", photo, Colorizer(model), Recipe(), Output())
    assert not (tmp_path / "o.png").exists()


@pytest.mark.parametrize("ab", [LARGEST_AB, -LARGEST_AB])
def test_the_farthest_results_that_count_keep_the_lightness_of_the_photo(tmp_path, ab):
    path = write_model_of_values(tmp_path / "m.onnx", ab, bins=0, centers=CENTERS, surface=0)
    colorizer = Colorizer(Model(path, "cpu"))
    photo = Photo(np.linspace(60, 190, 64 * 64).astype(np.uint8).reshape(64, 64))
    result = colorizer.render(photo, colorizer.predict(photo), Look(saturation=2, vividness=1))
    assert np.abs(lightness_of(result) - lightness_of(photo.pixels)).max() < 2


# runs that do not end


@pytest.fixture(scope="module")
def endless_file(tmp_path_factory):
    return write_endless_model(tmp_path_factory.mktemp("endless") / "endless.onnx")


def test_a_run_ends_when_its_work_is_cancelled(endless_file):
    stop = threading.Event()
    timer = threading.Timer(0.3, stop.set)
    timer.start()
    with stopped_by(stop.is_set), pytest.raises(Cancelled):
        Model(endless_file, "cpu").run(LIGHTNESS)
    timer.join(TIMEOUT)


def test_a_run_ends_at_its_time_limit(endless_file, monkeypatch):
    monkeypatch.setattr(runtime, "LONGEST_RUN", 0.3)
    with pytest.raises(ModelError, match=r"took longer than 0\.3 seconds"):
        Model(endless_file, "cpu").run(LIGHTNESS)


def test_a_run_ends_with_an_exception_in_the_thread_that_waits(endless_file):
    def interrupt():
        raise KeyboardInterrupt

    with stopped_by(interrupt), pytest.raises(KeyboardInterrupt):
        Model(endless_file, "cpu").run(LIGHTNESS)


def test_saving_with_a_model_that_does_not_end_is_cancelled(endless_file, tmp_path):
    photo, colorizer = Photo(np.zeros((16, 16), np.uint8)), Colorizer(Model(endless_file, "cpu"))
    target = tmp_path / "o.png"
    with pytest.raises(Cancelled):
        save_colorized(target, photo, colorizer, Recipe(), Output(), is_cancelled=lambda: True)
    assert not target.exists()


def test_a_batch_with_a_model_that_does_not_end_is_cancelled(tmp_path, endless_file):
    source = make_photos(tmp_path / "in", "a.png")
    control = Control()

    class Starting(Ended):
        def started(self, item):
            control.cancel()

    options = options_for(source, tmp_path / "out", endless_file)
    summary = run(options, Starting(lambda _: None), control)
    assert states(summary) == {"a.png": "stopped"}


# which models a recipe beside a photo may name


@pytest.fixture
def options(tmp_path):
    source = make_photos(tmp_path / "in", "a.png", "b.png")
    write_model(source / "unasked.onnx")
    return replace(options_for(source, tmp_path / "out", DEFAULT_MODEL), model=None)


@pytest.mark.parametrize("place", ["path", "name", "share", "half"])
def test_a_recipe_beside_a_photo_names_only_installed_models(options, place, monkeypatch):
    monkeypatch.chdir(options.source)
    shutil.copy(options.source / "unasked.onnx", options.source / "unasked")
    model = {
        "path": str(options.source / "unasked.onnx"),
        "name": "unasked",
        "share": "\\\\host\\share\\x.onnx",
        "half": "../in/unasked.onnx",
    }[place]
    recipe = {"recipe": 1, "model": model}
    sidecar_path(options.source / "a.png").write_text(json.dumps(recipe))
    summary = run(options)
    assert states(summary) == {"a.png": "failed", "b.png": "done"}
    assert "which is not installed" in str(summary.outcomes[0].message)


def test_a_model_for_all_photos_stands_in_for_one_that_is_not_installed(options, tiny_model):
    recipe = {"recipe": 1, "model": "/no/such.onnx"}
    sidecar_path(options.source / "a.png").write_text(json.dumps(recipe))
    summary = run(replace(options, model=str(tiny_model)))
    assert states(summary) == {"a.png": "done", "b.png": "done"}


def test_a_file_among_the_photos_does_not_take_the_name_of_a_model(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / DEFAULT_MODEL).write_bytes(b"")
    assert find_model(DEFAULT_MODEL).suffix == ".onnx"


def test_a_model_of_the_user_is_installed(options, tiny_model):
    user_models_folder().mkdir(parents=True)
    shutil.copy(tiny_model, user_models_folder() / "mine.onnx")
    sidecar_path(options.source / "a.png").write_text('{"recipe": 1, "model": "mine"}')
    assert set(states(run(options)).values()) == {"done"}


# weights in other files


def test_weights_in_other_files_are_found_at_any_depth(tmp_path, endless_file):
    model = onnx.load(endless_file)
    assert not has_external_data(model.SerializeToString())
    loop = next(node for node in model.graph.node if node.op_type == "Loop")
    tensor = loop.attribute[0].g.initializer.add()
    tensor.name, tensor.data_type = "x", onnx.TensorProto.FLOAT
    tensor.data_location = onnx.TensorProto.EXTERNAL
    entry = tensor.external_data.add()
    entry.key, entry.value = "location", "/etc/passwd"
    onnx.save(model, tmp_path / "m.onnx")
    with pytest.raises(ModelError, match="another file"):
        Model(tmp_path / "m.onnx", "cpu")


def test_a_text_that_looks_like_an_entry_of_another_file_is_none(tmp_path):
    path = write_model(tmp_path / "m.onnx")
    model = onnx.load(path)
    model.doc_string = "\n\x08location"
    onnx.save(model, path)
    assert Model(path, "cpu").info.id == "tiny"


@pytest.mark.parametrize("content", [b"\0\0", b"\x08\x0a", b"\x3a\0"])
def test_a_file_of_endless_fields_is_refused_in_seconds(tmp_path, content):
    (tmp_path / "m.onnx").write_bytes(content * 5_000_000)
    with pytest.raises(ModelError, match="not an ONNX model"):
        Model(tmp_path / "m.onnx", "cpu")


@given(st.binary())
def test_any_bytes_are_a_protobuf_or_refused(content):
    try:
        assert has_external_data(content) in (False, True)
    except ValueError as error:
        assert "protobuf" in str(error)  # noqa: PT017 - either is right


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_is_no_model(tmp_path):
    os.mkfifo(tmp_path / "m.onnx")
    with pytest.raises(ModelError, match="not an ordinary file"):
        Model(tmp_path / "m.onnx", "cpu")
