"""Work names its model by checksum, so that another version of it changes no colors unasked."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from batch_files import contents, make_photos, options_for, run, states
from colorizer_gui.cli import main
from colorizer_gui.engine.batch import BatchOptions
from colorizer_gui.engine.errors import RecipeError
from colorizer_gui.engine.model.library import user_models_folder
from colorizer_gui.engine.model.versions import (
    RELEASED,
    changed_colors,
    checksum,
    find_meant_model,
    meant_model,
)
from colorizer_gui.engine.photo import read_photo
from colorizer_gui.engine.photo.fingerprint import fingerprint
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import parse_recipe, read_recipe, write_recipe
from colorizer_gui.engine.session.recipe_text import recipe_hash, recipe_text
from colorizer_gui.engine.session.sidecar import sidecar_path
from model_files import ABOUT, write_model

OTHER = {**ABOUT, "version": "0.2"}


@pytest.fixture
def models(user_folders: Path) -> Path:
    """The user's folder of models, with one called mine."""
    folder = user_models_folder()
    folder.mkdir(parents=True)
    write_model(folder / "mine.onnx")
    return folder


@pytest.fixture
def options(tmp_path: Path, models: Path) -> BatchOptions:
    """A finished batch with the model mine, to be resumed."""
    source = make_photos(tmp_path / "in", "a.png", "b.png")
    options = options_for(source, tmp_path / "out", "mine", resume=True)
    assert set(states(run(options)).values()) == {"done"}
    return options


def update(models: Path) -> None:
    """Give the model mine another version."""
    write_model(models / "mine.onnx", OTHER, bins=False)


@pytest.mark.parametrize("model_named", [True, False])
def test_resuming_leaves_alone_what_another_version_made(
    options: BatchOptions, models: Path, model_named: bool
) -> None:
    if not model_named:
        options = replace(options, model=None, recipe=Recipe("mine"))
    before = contents(options.dest)
    update(models)
    for _ in range(2):
        summary = run(options)
        assert set(states(summary).values()) == {"unchanged"}
        assert "2 keep the colors of another version of the model" in str(summary.text())
    assert contents(options.dest) == before
    assert set(states(run(replace(options, on_new_model="redo"))).values()) == {"done"}
    summary = run(options)
    assert (set(states(summary).values()), summary.kept_count) == ({"unchanged"}, 0)


def test_a_photo_that_keeps_its_own_colors_has_those_of_no_version(
    options: BatchOptions, models: Path
) -> None:
    path = options.source / "a.png"
    recipe = Recipe("mine", photo=fingerprint(read_photo(path)), own_colors=True)
    write_recipe(sidecar_path(path), recipe)
    assert states(run(options)) == {"a.png": "done", "b.png": "unchanged"}
    update(models)
    assert run(options).kept_count == 1
    again = run(replace(options, on_new_model="redo"))
    assert states(again) == {"a.png": "unchanged", "b.png": "done"}


def test_photos_in_color_that_are_only_prepared_have_the_colors_of_no_version(
    options: BatchOptions, models: Path, color_picture: NDArray[np.uint8]
) -> None:
    Image.fromarray(color_picture).save(options.source / "a.png")
    options = replace(options, keep_colors=True)
    assert set(states(run(options)).values()) == {"done"}
    update(models)
    kept = run(options)
    assert (set(states(kept).values()), kept.kept_count) == ({"unchanged"}, 1)
    again = run(replace(options, on_new_model="redo"))
    assert states(again) == {"a.png": "unchanged", "b.png": "done"}


def test_another_model_that_is_asked_for_colorizes_again(
    options: BatchOptions, models: Path
) -> None:
    write_model(models / "other.onnx", OTHER, bins=False)
    assert set(states(run(replace(options, model="other"))).values()) == {"done"}


def test_other_settings_colorize_again_with_the_new_version(
    options: BatchOptions, models: Path
) -> None:
    update(models)
    assert set(states(run(replace(options, look=(("warmth", 0.5),)))).values()) == {"done"}


def test_an_archive_of_0_1_0_keeps_the_colors_of_the_model_that_came_with_it(
    options: BatchOptions, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = options.dest / ".colorizer-batch.jsonl"
    records = [json.loads(line) for line in journal.read_text().splitlines()]
    for record in records:
        if "what" in record:
            del record["what"]["model"], record["what"]["model_sha256"]
    journal.write_text("".join(json.dumps(record) + "\n" for record in records))
    monkeypatch.setitem(RELEASED, "mine", (checksum(models / "mine.onnx"),))
    update(models)
    summary = run(options)
    assert (set(states(summary).values()), summary.kept_count) == ({"unchanged"}, 2)


def test_the_command_tells_how_to_colorize_again(
    options: BatchOptions, models: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    update(models)
    command = ["batch", str(options.source), str(options.dest), "--model", "mine", "--resume",
               "--no-tag", "--device", "cpu"]  # fmt: skip
    assert main(command) == 0
    assert "2 keep the colors of another version" in (told := capsys.readouterr().err)
    assert "--on-new-model redo" in told
    assert main([*command, "--on-new-model", "redo"]) == 0
    assert "2 of 2 photos colorized" in capsys.readouterr().err


# recipes


def test_a_recipe_finds_the_model_that_it_means(models: Path) -> None:
    meant = checksum(models / "mine.onnx")
    assert find_meant_model("mine", meant).is_same
    shutil.copy(models / "mine.onnx", models / "mine-old.onnx")
    update(models)
    found = find_meant_model("mine", meant)
    assert (found.model, found.is_same, found.newer) == ("mine-old", True, models / "mine.onnx")
    (models / "mine-old.onnx").unlink()
    found = find_meant_model("mine", meant)
    assert (found.model, found.is_same, found.newer) == ("mine", False, None)
    assert find_meant_model("mine").is_same
    assert meant_model("gone", meant, [models / "mine.onnx"]) is None


def test_a_recipe_beside_a_photo_is_followed_with_the_version_that_it_means(
    tmp_path: Path, models: Path
) -> None:
    source = make_photos(tmp_path / "in", "a.png")
    recipe = Recipe("mine", model_sha256=checksum(models / "mine.onnx"))
    write_recipe(sidecar_path(source / "a.png"), recipe)
    options = replace(options_for(source, tmp_path / "old", "mine"), model=None)
    run(options)
    shutil.copy(models / "mine.onnx", models / "mine-old.onnx")
    update(models)
    run(replace(options, dest=tmp_path / "kept"))
    assert contents(tmp_path / "kept") == contents(tmp_path / "old")
    (models / "mine-old.onnx").unlink()
    (outcome,) = run(replace(options, dest=tmp_path / "new")).outcomes
    assert outcome.message == changed_colors("a.png", "mine")
    assert contents(tmp_path / "new") != contents(tmp_path / "old")


def test_the_command_tells_that_a_recipe_means_another_version(
    tmp_path: Path, models: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = make_photos(tmp_path, "a.png") / "a.png"
    write_recipe(tmp_path / "r.json", Recipe("mine", model_sha256="5f" * 32))
    assert main(["colorize", str(photo), "--recipe", str(tmp_path / "r.json")]) == 0
    assert "another version of the model mine" in capsys.readouterr().err


def test_a_checksum_is_kept_in_recipes_and_counts_in_no_hash(tmp_path: Path) -> None:
    recipe = Recipe("mine", model_sha256="5f" * 32)
    write_recipe(tmp_path / "r.json", recipe)
    assert read_recipe(tmp_path / "r.json") == recipe
    assert recipe_hash(recipe) == recipe_hash(Recipe("mine"))
    assert "sha256" not in recipe_text(Recipe("mine"))
    assert recipe.adjusted("other").model_sha256 == ""
    assert recipe.adjusted(look=[("warmth", 0.5)]).model_sha256 == recipe.model_sha256
    with pytest.raises(RecipeError, match="model_sha256"):
        parse_recipe('{"recipe": 1, "model_sha256": 5}', "r.json")
