"""Which photos a batch finds, and where their results go."""

import os
from dataclasses import replace

import pytest

from batch_files import make_photos, options_for, run
from colorizer_gui.engine.batch import State, plan_batch
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.session.recipe import Recipe, write_recipe
from colorizer_gui.engine.session.saving import Output
from colorizer_gui.engine.session.sidecar import sidecar_path


@pytest.fixture
def source(tmp_path):
    return make_photos(tmp_path / "in", "a.png", "album/b.jpg", "album/old/c.tif", "d.bmp")


@pytest.fixture
def asked(source, tmp_path, tiny_model):
    return options_for(source, tmp_path / "out", tiny_model)


def results(options):
    return {item.name: item.result for item in plan_batch(options).items}


def test_results_mirror_the_folders_and_take_a_format_that_can_be_written(asked):
    assert results(asked) == {
        "a.png": "a_color.png",
        "album/b.jpg": "album/b_color.jpg",
        "album/old/c.tif": "album/old/c_color.tif",
        "d.bmp": "d_color.png",
    }
    assert list(results(replace(asked, recursive=False))) == ["a.png", "d.bmp"]
    jpeg = replace(asked, output=Output("jpeg"), name="colorized/{stem}{ext}")
    assert results(jpeg)["album/old/c.tif"] == "album/old/colorized/c.jpg"
    assert not asked.dest.exists()


def test_what_is_no_photo_or_hidden_or_does_not_match_is_left_out(asked):
    (asked.source / "notes.txt").write_text("no photo")
    make_photos(asked.source, ".hidden.png", ".trash/e.png")
    (asked.source / "folder.jpg").mkdir()
    assert len(results(asked)) == 4
    assert list(results(replace(asked, pattern="*.TIF"))) == ["album/old/c.tif"]


def test_results_inside_the_source_are_not_taken_for_photos(asked):
    inside = replace(asked, dest=asked.source / "album" / "results")
    make_photos(inside.dest, "a_color.png")
    assert len(results(inside)) == 4


def test_links_are_followed_once_and_loops_end(asked):
    (asked.source / "album" / "loop").symlink_to(asked.source)
    (asked.source / "again").symlink_to(asked.source / "album")
    make_photos(asked.source.parent / "elsewhere", "e.png")
    (asked.source / "link").symlink_to(asked.source.parent / "elsewhere")
    assert sorted(results(asked)) == ["a.png", "album/b.jpg", "album/old/c.tif", "d.bmp",
                                      "link/e.png"]  # fmt: skip


def test_links_to_themselves_do_no_harm(asked):
    for folder in (asked.source, asked.dest):
        folder.mkdir(exist_ok=True)
        (folder / "album2").symlink_to(folder / "album2")
    (asked.source / "self.png").symlink_to(asked.source / "self.png")
    make_photos(asked.source, "x/album2/e.png")
    assert len(results(asked)) == 6
    (asked.dest / "x").symlink_to(asked.dest)
    assert len(results(asked)) == 6
    summary = run(asked)
    failed = [outcome.name for outcome in summary.outcomes if outcome.state == State.FAILED]
    assert failed == ["self.png", "x/album2/e.png"]


def test_two_photos_with_one_result_are_both_named(asked):
    make_photos(asked.source, "d.png")
    (clash,) = plan_batch(asked).clashes
    assert "d.bmp and d.png would both give d_color.png" in str(clash)


def test_two_photos_with_one_result_are_numbered_if_asked(asked):
    make_photos(asked.source, "d.png", "D.jpg", "d-2.bmp")
    plan = plan_batch(replace(asked, on_exists="rename", name="{stem}.png"))
    assert not plan.clashes
    named = {item.name: item.result for item in plan.items}
    keys = [name.casefold() for name in named.values() if name[0] in "dD"]
    assert len(set(keys)) == 4, "no two that a disk could take for one"


def test_a_numbered_name_is_not_the_name_of_another_photo(asked):
    make_photos(asked.source, "a-2.png")
    make_photos(asked.dest, "a.png")
    found = results(replace(asked, on_exists="rename", name="{stem}{ext}", recursive=False))
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
def test_a_file_that_is_there_is_treated_as_asked(asked, on_exists, state, overwrite, result):
    make_photos(asked.dest, "a_color.png")
    item = plan_batch(replace(asked, on_exists=on_exists)).items[0]
    assert (item.state, item.overwrite, item.result) == (state, overwrite, result)


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("../{stem}{ext}", "leads out"),
        ("/tmp/{stem}{ext}", "leads out"),
        ("{stem}", "format"),
        ("{stem}.gif", "format"),
        ("{stem}{date}{ext}", "{date}"),
        ("{stem.parent}{ext}", "{stem.parent}"),
        ("{stem!r}{ext}", "{stem}"),
        ("{stem{ext}", "can't be used"),
        ("", "leads out"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused(asked, template, says):
    with pytest.raises(UsageError, match="name") as refusal:
        replace(asked, name=template)
    assert says in str(refusal.value)


def test_a_name_that_does_not_fit_the_format_is_refused(asked):
    with pytest.raises(UsageError, match="jpg"):
        replace(asked, name="{stem}.png", output=Output("jpeg"))


def test_a_result_cannot_come_between_the_photos_by_a_link(asked):
    make_photos(asked.source, "x/y.png")
    asked.dest.mkdir()
    (asked.dest / "x").symlink_to(asked.source / "album")
    failed = [item for item in plan_batch(asked).items if item.state == State.FAILED]
    assert [item.name for item in failed] == ["x/y.png"]


def test_results_are_never_written_between_the_photos(asked, tmp_path):
    with pytest.raises(UsageError, match="Name another folder"):
        replace(asked, dest=asked.source / "album" / "..")
    make_photos(asked.source, "in/e.png")
    around = replace(asked, dest=tmp_path)
    failed = [item.name for item in plan_batch(around).items if item.state == State.FAILED]
    assert failed == ["in/e.png"]


def test_a_source_or_destination_of_the_wrong_kind_is_refused(asked):
    for wrong, says in (
        ({"source": asked.source / "none"}, "no folder"),
        ({"source": asked.source / "a.png"}, "is a file"),
        ({"dest": asked.source / "a.png"}, "is a file"),
    ):
        with pytest.raises(UsageError, match=says):
            replace(asked, **wrong)


def test_shards_share_the_photos_out(asked):
    make_photos(asked.source, *(f"p{number}.png" for number in range(30)))
    parts = [set(results(replace(asked, shard=(number, 3)))) for number in (1, 2, 3)]
    assert set.union(*parts) == set(results(asked))
    assert sum(map(len, parts)) == 34
    assert min(map(len, parts)) > 3
    (asked.source / "a.png").unlink()
    assert set(results(replace(asked, shard=(2, 3)))) == parts[1] - {"a.png"}


def test_a_photo_has_its_own_recipe_and_options_go_before_it(asked, tiny_model):
    photo = asked.source / "a.png"
    write_recipe(sidecar_path(photo), Recipe("other", (), Look(warmth=0.5, strength=0.4)))
    asked = replace(asked, recipe=Recipe(look=Look(warmth=-1)), look=(("strength", 1.0),))
    a, b, *_ = plan_batch(asked).items
    assert a.recipe == Recipe(str(tiny_model), (), Look(warmth=0.5, strength=1))
    assert b.recipe.look == Look(warmth=-1, strength=1)


def test_a_recipe_that_cannot_be_used_fails_its_photo_alone(asked):
    sidecar_path(asked.source / "a.png").write_text("{")
    found = {item.name: item.state for item in plan_batch(asked).items}
    assert found.pop("a.png") == State.FAILED
    assert set(found.values()) == {State.WAITING}


def test_names_of_any_kind_are_found(asked):
    names = ["Großmutter.png", "祖母 1931.png", "two\nlines.png", "n" * 240 + ".png"]
    make_photos(asked.source, *names)
    if os.name == "posix":
        raw = os.fsdecode(b"\xff\xfe.png")
        make_photos(asked.source, "plain.png")
        (asked.source / "plain.png").rename(asked.source / raw)
        names.append(raw)
    assert set(names) <= set(results(asked))
