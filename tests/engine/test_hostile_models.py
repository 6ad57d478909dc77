"""Models that do harm: their results are refused, and their runs can be stopped."""

import json
import os
import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch_files import Ended, make_photos, options_for, run, states
from colorizer_gui.engine.batch import Control
from colorizer_gui.engine.color.tables import lightness_of
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import Cancelled, ModelError, is_out_of_memory
from colorizer_gui.engine.limits import LARGEST_AB, LARGEST_MODEL_FILE
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model import file_check, runtime
from colorizer_gui.engine.model.file_check import problem_in
from colorizer_gui.engine.model.library import (
    DEFAULT_MODEL,
    find_model,
    model_name,
    user_models_folder,
)
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.saving import save_colorized
from colorizer_gui.engine.session.sidecar import sidecar_path
from colorizer_gui.engine.stopping import stopped_by
from hostile_models import (
    GROWTHS,
    write_endless_model,
    write_growing_model,
    write_model_of_values,
)
from model_files import write_model

LIGHTNESS = np.full((16, 16), 50, np.float32)
CENTERS = np.full((5, 2), 10, np.float32)
TIMEOUT = 120  # seconds, on a busy machine

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


def test_a_name_that_is_no_text_prints_nothing(tiny_model, tmp_path, capsys):
    path = tmp_path / "model.onnx"
    path.write_bytes(tiny_model.read_bytes().replace(b"Conv", b"Con\xff"))
    with pytest.raises(ModelError):
        Model(path, "cpu")
    assert not capsys.readouterr().out


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


# models that ask for memory

ONE_GIGABYTE = 28  # doublings of a number of 4 bytes

MEMORY = """
import sys
sys.path[:0] = sys.argv[1:2]
from pathlib import Path
import numpy as np
from colorizer_gui.engine.errors import ModelError
from colorizer_gui.engine.model.runtime import Model

models = []  # kept, as the window keeps one while another is loaded
before = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
for path in sys.argv[2:]:
    try:
        models.append(Model(path, "cpu"))
        models[-1].run(np.full((16, 16), 50, np.float32))
    except ModelError as error:
        print(error)
peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
assert peak - before < 2_000_000, f"{peak} kB"
"""


def run_models(*paths):
    """Load and run models one after the other in a process that checks its memory."""
    command = [sys.executable, "-c", MEMORY, Path(__file__).parents[1], *paths]
    return subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=True)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read as Linux tells it")
@pytest.mark.parametrize("growth", GROWTHS)
def test_a_model_that_asks_for_the_memory_of_the_machine_is_refused(tmp_path, growth):
    done = run_models(write_growing_model(tmp_path / "m.onnx", growth))
    assert done.stdout.startswith(("The model Tiny needs too much memory", "Can't use the model"))
    assert done.stderr == ""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read as Linux tells it")
def test_models_in_a_row_keep_to_one_bound_together(tmp_path, tiny_model):
    growing = write_growing_model(tmp_path / "growing.onnx", "Loop")
    large = write_growing_model(tmp_path / "large.onnx", "Tile", ONE_GIGABYTE)
    done = run_models(growing, tiny_model, large)
    assert done.stdout.count("needs too much memory") == 2
    assert done.stderr == ""


def test_a_run_that_needs_too_much_memory_counts_as_such(tmp_path):
    model = Model(write_growing_model(tmp_path / "m.onnx", "Expand"), "cpu")
    with pytest.raises(ModelError, match="needs too much memory") as raised:
        model.run(LIGHTNESS)
    assert is_out_of_memory(raised.value)


def test_a_model_of_too_many_operators_is_refused(tmp_path, tiny_model, monkeypatch):
    monkeypatch.setattr(file_check, "MOST_NODES", 4)
    with pytest.raises(ModelError, match="more than 4 operators"):
        Model(tiny_model, "cpu")


@pytest.mark.skipif(os.name == "nt", reason="Windows writes the whole file")
def test_a_gigantic_model_is_refused_unread(tmp_path):
    with (tmp_path / "m.onnx").open("wb") as file:
        file.truncate(LARGEST_MODEL_FILE + 1)
    with pytest.raises(ModelError, match="larger than 1 GB"):
        Model(tmp_path / "m.onnx", "cpu")


# weights in other files


def test_weights_in_other_files_are_found_at_any_depth(tmp_path, endless_file):
    model = onnx.load(endless_file)
    assert problem_in(model.SerializeToString()) is None
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


@pytest.mark.parametrize("content", [b"\x08\x0a", b"\x3a\0"])
def test_a_file_of_endless_fields_is_refused_in_seconds(tmp_path, content):
    (tmp_path / "m.onnx").write_bytes(content * 5_000_000)
    with pytest.raises(ModelError, match="not an ONNX model"):
        Model(tmp_path / "m.onnx", "cpu")


@given(st.binary())
def test_any_bytes_are_a_protobuf_or_refused(content):
    try:
        problem_in(content)
    except ValueError as error:
        assert "protobuf" in str(error)  # noqa: PT017 - either is right


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_is_no_model(tmp_path):
    os.mkfifo(tmp_path / "m.onnx")
    with pytest.raises(ModelError, match="not an ordinary file"):
        Model(tmp_path / "m.onnx", "cpu")


# names


@given(st.binary(max_size=200))
def test_a_file_that_is_no_model_is_named_by_its_file(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("names") / "odd.onnx"
    path.write_bytes(content)
    assert model_name(path) == "odd"


def test_a_model_without_a_usable_name_is_named_by_its_file(tmp_path):
    for name in (None, 5, "", "x" * 1000):
        path = write_model(tmp_path / "odd.onnx", {"name": name})
        assert model_name(path) == "odd"
    assert model_name(write_model(tmp_path / "a.onnx", {"name": "A\nB"})) == "A\\nB"
    assert model_name(tmp_path / "missing.onnx") == "missing"
