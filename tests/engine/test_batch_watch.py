"""Watching a folder."""

import pytest

from batch_files import contents, make_photos, options_for, states
from colorizer_gui.engine.batch import Batch, watch
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import write_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path


def watched(options, *actions):
    """Watch a folder, with an action between each two searches; returns the summary."""
    remaining = iter(actions)

    def wait(_seconds):
        action = next(remaining, None)
        if action is None:
            return True
        action()
        return False

    with Batch(options) as batch:
        return watch(batch, wait=wait)


def nothing():
    """An action: only wait for the next search."""


def test_photos_are_colorized_once_they_are_complete(tmp_path, tiny_model):
    make_photos(tmp_path / "in", "a.png", "b.png")
    options = options_for(tmp_path / "in", tmp_path / "out", tiny_model, resume=True)
    late = make_photos(tmp_path / "other", "late.png", side=300) / "late.png"
    complete = late.read_bytes()
    seen = []

    def observe():
        seen.append(set(contents(options.dest)))

    def write(size):
        def action():
            observe()
            (options.source / "late.png").write_bytes(complete[:size])

        return action

    half = len(complete) // 2
    summary = watched(options, write(half), write(half + 9), write(None), observe, observe, observe)
    assert states(summary) == {"a.png": "done", "b.png": "done", "late.png": "done"}
    before = {"a_color.png", "b_color.png"}
    assert seen == [set(), before, before, before, *2 * [before | {"late_color.png"}]]


def test_a_failed_photo_is_tried_again_when_its_file_changes(tmp_path, tiny_model):
    source = make_photos(tmp_path / "in", "a.png", "b.png")
    options = options_for(source, tmp_path / "out", tiny_model, resume=True)
    good = (source / "b.png").read_bytes()
    (source / "b.png").write_text("half a photo")

    def repair():
        (source / "b.png").write_bytes(good)

    assert states(watched(options, nothing, nothing)) == {"a.png": "done", "b.png": "failed"}
    repaired = watched(options, nothing, repair, nothing, nothing)
    assert states(repaired) == {"a.png": "unchanged", "b.png": "done"}


def test_a_clash_fails_one_photo_and_watching_continues(tmp_path, tiny_model):
    options = options_for(
        make_photos(tmp_path / "in", "a.bmp", "a.png"), tmp_path / "out", tiny_model, resume=True
    )
    assert states(watched(options, nothing)) == {"a.bmp": "done", "a.png": "failed"}


def test_a_photo_is_colorized_again_when_its_recipe_arrives(tmp_path, tiny_model):
    source = make_photos(tmp_path / "in", "a.png", "b.png")
    options = options_for(source, tmp_path / "out", tiny_model, resume=True)
    before = []

    def add_recipe():
        before.append(contents(options.dest))
        write_recipe(sidecar_path(source / "a.png"), Recipe(look=Look(saturation=0.0)))

    watched(options, nothing, add_recipe, nothing, nothing)
    after = contents(options.dest)
    assert {name for name in after if after[name] != before[0][name]} == {"a_color.png"}


@pytest.mark.parametrize(("on_exists", "later"), [("rename", "done"), ("skip", "failed")])
def test_a_photo_that_arrives_later_does_not_change_other_results(
    tmp_path, tiny_model, on_exists, later
):
    source = make_photos(tmp_path / "in", "a.png")
    options = options_for(source, tmp_path / "out", tiny_model, resume=True, on_exists=on_exists)
    watched(options, nothing)
    make_photos(source, "b.png", "a.bmp")
    after = {"a.png": "unchanged", "b.png": "done", "a.bmp": later}
    assert states(watched(options, nothing)) == after


def test_watching_ends_when_the_folder_is_gone(tmp_path, tiny_model):
    source = make_photos(tmp_path / "in", "a.png")
    options = options_for(source, tmp_path / "out", tiny_model, resume=True)
    summary = watched(options, nothing, lambda: source.rename(tmp_path / "elsewhere"), nothing)
    assert states(summary) == {"a.png": "done"}
    assert "Can't look into the folder" in str(summary.problem)
