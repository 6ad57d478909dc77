"""A folder that is watched."""

import pytest

from batch_files import contents, make_photos, options_for, states
from colorizer_gui.engine.batch import Batch, watch
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.session.recipe import Recipe, write_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path


def watched(options, *between):
    """Watch a folder while, between looks, functions are called; give the states in the end."""
    acts = iter(between)

    def wait(_seconds):
        act = next(acts, None)
        if act is None:
            return True
        act()
        return False

    with Batch(options) as batch:
        return watch(batch, wait=wait)


def test_photos_are_colored_once_they_are_complete(tmp_path, tiny_model):
    make_photos(tmp_path / "in", "a.png", "b.png")
    asked = options_for(tmp_path / "in", tmp_path / "out", tiny_model, resume=True)
    late = make_photos(tmp_path / "other", "late.png", side=300) / "late.png"
    complete = late.read_bytes()
    seen = []

    def look():
        seen.append(set(contents(asked.dest)))

    def come(part):
        def act():
            look()
            (asked.source / "late.png").write_bytes(complete[:part])

        return act

    half = len(complete) // 2
    summary = watched(asked, come(half), come(half + 9), come(None), look, look, look)
    assert states(summary) == {"a.png": "done", "b.png": "done", "late.png": "done"}
    before = {"a_color.png", "b_color.png"}
    assert seen == [set(), before, before, before, *2 * [before | {"late_color.png"}]]


def test_a_photo_that_failed_is_tried_again_when_it_changes(tmp_path, tiny_model):
    source = make_photos(tmp_path / "in", "a.png", "b.png")
    asked = options_for(source, tmp_path / "out", tiny_model, resume=True)
    good = (source / "b.png").read_bytes()
    (source / "b.png").write_text("half a photo")

    def wait():
        pass

    def mend():
        (source / "b.png").write_bytes(good)

    assert states(watched(asked, wait, wait)) == {"a.png": "done", "b.png": "failed"}
    mended = watched(asked, wait, mend, wait, wait)
    assert states(mended) == {"a.png": "unchanged", "b.png": "done"}


def test_a_clash_fails_one_photo_and_watching_goes_on(tmp_path, tiny_model):
    asked = options_for(
        make_photos(tmp_path / "in", "a.bmp", "a.png"), tmp_path / "out", tiny_model, resume=True
    )
    assert states(watched(asked, lambda: None)) == {"a.bmp": "done", "a.png": "failed"}


def test_a_photo_is_colored_again_when_its_recipe_comes(tmp_path, tiny_model):
    source = make_photos(tmp_path / "in", "a.png", "b.png")
    asked = options_for(source, tmp_path / "out", tiny_model, resume=True)
    before = []

    def come():
        before.append(contents(asked.dest))
        write_recipe(sidecar_path(source / "a.png"), Recipe(look=Look(saturation=0.0)))

    watched(asked, lambda: None, come, lambda: None, lambda: None)
    after = contents(asked.dest)
    assert {name for name in after if after[name] != before[0][name]} == {"a_color.png"}


@pytest.mark.parametrize(("on_exists", "later"), [("rename", "done"), ("skip", "failed")])
def test_a_photo_that_came_later_costs_no_other_its_result(tmp_path, tiny_model, on_exists, later):
    source = make_photos(tmp_path / "in", "a.png")
    asked = options_for(source, tmp_path / "out", tiny_model, resume=True, on_exists=on_exists)
    watched(asked, lambda: None)
    make_photos(source, "b.png", "a.bmp")
    after = {"a.png": "unchanged", "b.png": "done", "a.bmp": later}
    assert states(watched(asked, lambda: None)) == after


def test_watching_ends_with_its_folder(tmp_path, tiny_model):
    source = make_photos(tmp_path / "in", "a.png")
    asked = options_for(source, tmp_path / "out", tiny_model, resume=True)
    summary = watched(
        asked, lambda: None, lambda: source.rename(tmp_path / "elsewhere"), lambda: None
    )
    assert states(summary) == {"a.png": "done"}
    assert "Can't look into the folder" in str(summary.problem)
