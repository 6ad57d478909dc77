"""Which photos a batch finds, and where their results go."""

import os
from dataclasses import replace

import pytest

from batch_files import make_photos, options_for, run
from colorizer_gui.engine.batch import State, plan_batch
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import write_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path


@pytest.fixture
def source(tmp_path):
    return make_photos(tmp_path / "in", "a.png", "album/b.jpg", "album/old/c.tif", "d.bmp")


@pytest.fixture
def options(source, tmp_path, tiny_model):
    return options_for(source, tmp_path / "out", tiny_model)


def results(options):
    return {item.name: item.result for item in plan_batch(options).items}


def test_results_mirror_the_folders_and_take_a_format_that_can_be_written(options):
    assert results(options) == {
        "a.png": "a_color.png",
        "album/b.jpg": "album/b_color.jpg",
        "album/old/c.tif": "album/old/c_color.tif",
        "d.bmp": "d_color.png",
    }
    assert list(results(replace(options, recursive=False))) == ["a.png", "d.bmp"]
    jpeg = replace(options, output=Output("jpeg"), name="colorized/{stem}{ext}")
    assert results(jpeg)["album/old/c.tif"] == "album/old/colorized/c.jpg"
    assert not options.dest.exists()


def test_other_files_hidden_ones_and_those_that_do_not_match_are_left_out(options):
    (options.source / "notes.txt").write_text("no photo")
    make_photos(options.source, ".hidden.png", ".trash/e.png")
    (options.source / "folder.jpg").mkdir()
    assert len(results(options)) == 4
    assert list(results(replace(options, pattern="*.TIF"))) == ["album/old/c.tif"]


def test_results_inside_the_source_are_not_taken_for_photos(options):
    inside = replace(options, dest=options.source / "album" / "results")
    make_photos(inside.dest, "a_color.png")
    assert len(results(inside)) == 4


def test_links_are_followed_once_and_circles_end(options):
    (options.source / "album" / "loop").symlink_to(options.source)
    (options.source / "again").symlink_to(options.source / "album")
    make_photos(options.source.parent / "elsewhere", "e.png")
    (options.source / "link").symlink_to(options.source.parent / "elsewhere")
    assert sorted(results(options)) == ["a.png", "album/b.jpg", "album/old/c.tif", "d.bmp",
                                      "link/e.png"]  # fmt: skip


def test_a_link_to_itself_fails_alone(options):
    for folder in (options.source, options.dest):
        folder.mkdir(exist_ok=True)
        (folder / "album2").symlink_to(folder / "album2")
    (options.source / "self.png").symlink_to(options.source / "self.png")
    make_photos(options.source, "x/album2/e.png")
    assert len(results(options)) == 6
    (options.dest / "x").symlink_to(options.dest)
    assert len(results(options)) == 6
    summary = run(options)
    failed = [outcome.name for outcome in summary.outcomes if outcome.state == State.FAILED]
    assert failed == ["self.png", "x/album2/e.png"]


def test_the_message_about_a_clash_names_both_photos(options):
    make_photos(options.source, "d.png")
    (clash,) = plan_batch(options).clashes
    assert "d.bmp and d.png would both give d_color.png" in str(clash)


def test_clashing_results_are_numbered_with_rename(options):
    make_photos(options.source, "d.png", "D.jpg", "d-2.bmp")
    plan = plan_batch(replace(options, on_exists="rename", name="{stem}.png"))
    assert not plan.clashes
    named = {item.name: item.result for item in plan.items}
    keys = [name.casefold() for name in named.values() if name[0] in "dD"]
    assert len(set(keys)) == 4, "no two that a disk could take for one"


def test_a_numbered_result_avoids_the_results_of_other_photos(options):
    make_photos(options.source, "a-2.png")
    make_photos(options.dest, "a.png")
    found = results(replace(options, on_exists="rename", name="{stem}{ext}", recursive=False))
    assert found["a.png"] == "a-3.png"
    assert found["a-2.png"] == "a-2.png"


@pytest.mark.parametrize(
    ("on_exists", "state", "overwrite", "result"),
    [
        ("skip", State.SKIPPED, False, "a_color.png"),
        ("overwrite", State.WAITING, True, "a_color.png"),
        ("rename", State.WAITING, False, "a_color-2.png"),
    ],
)
def test_on_exists_decides_about_an_existing_file(options, on_exists, state, overwrite, result):
    make_photos(options.dest, "a_color.png")
    item = plan_batch(replace(options, on_exists=on_exists)).items[0]
    assert (item.state, item.overwrite, item.result) == (state, overwrite, result)


def test_a_template_that_leads_out_of_the_folder_is_refused(options):
    with pytest.raises(UsageError, match="leads out"):
        replace(options, name="../{stem}{ext}")


def test_a_template_of_another_format_is_refused(options):
    with pytest.raises(UsageError, match="jpg"):
        replace(options, name="{stem}.png", output=Output("jpeg"))


def test_a_result_that_a_link_leads_among_the_photos_fails(options):
    make_photos(options.source, "x/y.png")
    options.dest.mkdir()
    (options.dest / "x").symlink_to(options.source / "album")
    failed = [item for item in plan_batch(options).items if item.state == State.FAILED]
    assert [item.name for item in failed] == ["x/y.png"]


def test_results_are_never_written_among_the_photos(options, tmp_path):
    with pytest.raises(UsageError, match="Name another folder"):
        replace(options, dest=options.source / "album" / "..")
    make_photos(options.source, "in/e.png")
    around = replace(options, dest=tmp_path)
    failed = [item.name for item in plan_batch(around).items if item.state == State.FAILED]
    assert failed == ["in/e.png"]


def test_folders_that_are_missing_or_files_are_refused(options):
    for wrong, says in (
        ({"source": options.source / "none"}, "no folder"),
        ({"source": options.source / "a.png"}, "is a file"),
        ({"dest": options.source / "a.png"}, "is a file"),
    ):
        with pytest.raises(UsageError, match=says):
            replace(options, **wrong)


def test_shards_divide_the_photos(options):
    make_photos(options.source, *(f"p{number}.png" for number in range(30)))
    parts = [set(results(replace(options, shard=(number, 3)))) for number in (1, 2, 3)]
    assert set.union(*parts) == set(results(options))
    assert sum(map(len, parts)) == 34
    assert min(map(len, parts)) > 3
    (options.source / "a.png").unlink()
    assert set(results(replace(options, shard=(2, 3)))) == parts[1] - {"a.png"}


def test_options_override_the_recipe_of_a_photo(options, tiny_model):
    photo = options.source / "a.png"
    write_recipe(sidecar_path(photo), Recipe("other", (), Look(warmth=0.5, strength=0.4)))
    options = replace(options, recipe=Recipe(look=Look(warmth=-1)), look=(("strength", 1.0),))
    a, b, *_ = plan_batch(options).items
    assert a.recipe == Recipe(str(tiny_model), (), Look(warmth=0.5, strength=1))
    assert b.recipe.look == Look(warmth=-1, strength=1)


def test_a_recipe_that_cannot_be_used_fails_its_photo_alone(options):
    sidecar_path(options.source / "a.png").write_text("{")
    found = {item.name: item.state for item in plan_batch(options).items}
    assert found.pop("a.png") == State.FAILED
    assert set(found.values()) == {State.WAITING}


def test_photos_with_unusual_names_are_found(options):
    names = ["Großmutter.png", "祖母 1931.png", "two\nlines.png", "n" * 240 + ".png"]
    make_photos(options.source, *names)
    if os.name == "posix":
        raw = os.fsdecode(b"\xff\xfe.png")
        make_photos(options.source, "plain.png")
        (options.source / "plain.png").rename(options.source / raw)
        names.append(raw)
    assert set(names) <= set(results(options))
