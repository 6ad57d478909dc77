"""Models are tried in a process of their own before they are imported."""

import json
import os
import threading
from pathlib import Path

import onnx
import pytest

from colorizer_gui import doctor
from colorizer_gui.cli import main
from colorizer_gui.engine.errors import Cancelled, ModelError, UsageError
from colorizer_gui.engine.model import trial
from colorizer_gui.engine.model.description import describe, quality_text
from colorizer_gui.engine.model.installing import import_model, remove_model
from colorizer_gui.engine.model.library import find_model, installed_models, user_models_folder
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.model.self_check import answer, is_as_exported
from colorizer_gui.engine.stopping import stopped_by
from hostile_models import write_endless_model
from hostile_trials import hostile_model
from model_files import ABOUT, write_model


def files_of_user() -> list[str]:
    """What the user's folder of models holds."""
    folder = user_models_folder()
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_model_is_imported_beside_others_of_its_name_and_removed(tmp_path: Path) -> None:
    tiny = write_model(tmp_path / "any name.onnx")
    imported = import_model(tiny)
    assert (imported.model, imported.is_new) == ("tiny", True)
    assert imported.description.title == "Tiny 0.1"
    again = import_model(tiny)
    assert (again.model, again.is_new) == ("tiny", False)
    other = write_model(tmp_path / "other.onnx", {**ABOUT, "version": "0.2"})
    beside = import_model(other)
    assert beside.model.startswith("tiny-")
    assert files_of_user() == sorted(["tiny.onnx", f"{beside.model}.onnx"])
    assert find_model("tiny").read_bytes() == tiny.read_bytes()
    remove_model("tiny")
    assert files_of_user() == [f"{beside.model}.onnx"]
    with pytest.raises(UsageError, match="no model 'tiny'"):
        remove_model("tiny")


@pytest.mark.parametrize(
    ("model", "installed"), [("unet", "unet-"), ("../../evil", "m"), ("CON", "m"), (".x", "m")]
)
def test_no_id_takes_the_place_of_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: str, installed: str
) -> None:
    monkeypatch.setattr("colorizer_gui.engine.model.installing.try_model", lambda _: None)
    shipped = installed_models()
    killed = user_models_folder() / ".import-killed"
    killed.mkdir(parents=True)
    os.utime(killed, (0, 0))
    imported = import_model(write_model(tmp_path / "m.onnx", {**ABOUT, "id": model}))
    assert imported.model.startswith(installed)
    assert files_of_user() == [f"{imported.model}.onnx"]
    assert set(shipped) < set(installed_models())


def test_models_that_came_with_the_program_stay() -> None:
    with pytest.raises(UsageError, match="came with the program"):
        remove_model("unet")
    assert find_model("unet").exists()


# The attack tries all hundred.
@pytest.mark.parametrize(
    ("number", "sentence"),
    [(1, "too much memory"), (54, "gives other colors than when it was exported")],
)
def test_a_hostile_model_is_refused_in_a_sentence(
    tmp_path: Path, number: int, sentence: str
) -> None:
    with pytest.raises(ModelError, match=sentence):
        import_model(hostile_model(number, tmp_path))
    assert files_of_user() == []


def test_custom_operators_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"custom operators \(hostile\)"):
        Model(hostile_model(71, tmp_path), "cpu")


def test_a_process_that_dies_ends_nothing_else(
    tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "_program", lambda: ["false"])
    with pytest.raises(ModelError, match="the process that tried it ended"):
        import_model(tiny_model)


def test_a_model_without_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = write_endless_model(tmp_path / "endless.onnx")
    monkeypatch.setattr(trial, "LONGEST_TRIAL", 0.5)
    with pytest.raises(ModelError, match=r"takes longer than 0\.5 seconds"):
        import_model(endless)
    stop = threading.Event()
    stop.set()
    with stopped_by(stop.is_set), pytest.raises(Cancelled):
        import_model(endless)
    assert files_of_user() == []


# the self-check


def test_the_shipped_models_give_the_colors_of_their_export() -> None:
    for path in installed_models():
        model = Model(path, "cpu")
        assert len(model.info.self_check) == 32
        assert is_as_exported(model)


def test_a_model_whose_weights_were_changed_is_told(tmp_path: Path) -> None:
    path = write_model(tmp_path / "m.onnx")
    found = answer(Model(path, "cpu"))
    write_model(path, {**ABOUT, "self_check": found})
    assert is_as_exported(Model(path, "cpu"))
    model = onnx.load(path)
    model.graph.initializer[0].raw_data = b"\0\0\0?" * 2  # 0.5 in place of 0.25
    onnx.save(model, path)
    assert not is_as_exported(Model(path, "cpu"))


def test_the_doctor_tells_that_the_model_gives_other_colors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_model(tmp_path / "m.onnx", {**ABOUT, "self_check": [50.0] * 32})
    monkeypatch.setattr(doctor, "find_model", lambda: path)
    assert "gives other colors than when it was exported" in doctor.examine("cpu")["model_check"]


# what is told about models


def test_the_command_lists_checks_imports_and_removes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    metrics = {"no hints": {"psnr": 24.04, "ciede2000": 9.61}, "steps": 5}
    tiny = write_model(tmp_path / "t.onnx", {**ABOUT, "metrics": metrics})
    assert main(["models", "import", str(tiny)]) == 0
    assert "Imported Tiny 0.1 as tiny" in capsys.readouterr().err
    assert main(["models"]) == 0
    told = capsys.readouterr().out
    for words in ("Tiny 0.1", "MIT", "tests", "no hints: PSNR 24.0 dB, CIEDE2000 9.6", "sha256"):
        assert words in told
    assert main(["models", "check", str(tiny)]) == 0
    assert "holds no colors to compare with" in capsys.readouterr().out
    assert main(["models", "remove", "tiny"]) == 0
    capsys.readouterr()
    assert main(["models", "import", str(tmp_path / "none.onnx")]) == 1
    assert "there is no such file" in capsys.readouterr().err


def test_a_file_that_is_no_model_is_listed_as_such(
    capsys: pytest.CaptureFixture[str],
) -> None:
    user_models_folder().mkdir(parents=True)
    (user_models_folder() / "junk.onnx").write_bytes(b"no model")
    assert main(["models"]) == 1
    assert "junk.onnx" in capsys.readouterr().err
    assert describe(user_models_folder() / "junk.onnx").name == "junk"


def test_any_figures_become_one_line() -> None:
    assert quality_text({"psnr": 20}) == "PSNR 20.0 dB"
    assert quality_text({"psnr": True, "a": {"psnr": "x"}, "b": [1]}) == ""
    assert json.loads(json.dumps(quality_text({}))) == ""
