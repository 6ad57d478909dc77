"""Open photos: their edits come back, unless another photo lies in their place."""

import errno
import os

import pytest
from PIL import Image

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import PhotoError, SaveError
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Photo, read_photo
from colorizer_gui.engine.session.edits import EditState
from colorizer_gui.engine.session.known_recipes import KnownRecipes
from colorizer_gui.engine.session.open_photo import OpenPhoto, screen_copies
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.pasted import keep_pasted, pasted_folder
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import read_recipe, write_recipe
from colorizer_gui.engine.session.save_all import Colorizers, SaveJob, save_all
from colorizer_gui.engine.session.sidecar import find_kept, sidecar_path, spare_path
from colorizer_gui.engine.session.sidecar_writer import SidecarWriter

WARM = Look(warmth=0.5)


def shown(path):
    """An open photo that is shown."""
    entry = OpenPhoto(path)
    entry.show(entry.load())
    return entry


def edit(entry, look=WARM):
    """Edit the look of an open photo, and note its model."""
    entry.history = entry.history.edit(Message("Warmth"), EditState(look=look), gesture=1)
    entry.model = "tiny"


@pytest.fixture
def entry(gray_file):
    """An open photo that is shown and edited."""
    entry = shown(gray_file)
    edit(entry)
    return entry


@pytest.fixture
def colorizer(tiny_model):
    """A colorizer with the tiny model."""
    return Colorizer(Model(tiny_model, "cpu"))


def test_photo_without_edits_has_no_recipe(gray_file):
    entry = shown(gray_file)
    assert entry.recipe is None
    assert entry.rendering is None
    assert entry.photo.width == 512


def test_edits_stay_while_another_photo_is_shown(entry):
    entry.hide()
    assert (entry.photo, entry.screens, entry.predictions) == (None, (), None)
    entry.show(entry.load())
    assert entry.recipe.look == WARM
    assert entry.history.can_undo


def test_kept_recipe_comes_back_without_undo(entry, gray_file):
    write_recipe(sidecar_path(gray_file), entry.recipe)
    again = shown(gray_file)
    assert again.recipe == entry.recipe
    assert not again.history.can_undo


def test_edits_in_memory_go_before_a_sidecar_that_cannot_be_used(entry, gray_file):
    sidecar_path(gray_file).write_text("{")
    assert entry.load().notices == ()
    (notice,) = shown_notices = OpenPhoto(gray_file).load().notices
    assert "renamed, not lost" in str(notice)
    assert len(shown_notices) == 1


def test_another_photo_in_its_place_has_none_of_its_edits(entry, gray_file):
    Image.new("L", (300, 200), 90).save(gray_file)
    entry.show(entry.load())
    assert entry.history.state == EditState()
    assert not entry.history.can_undo
    assert entry.recipe is None


def test_photo_that_is_gone_is_told(gray_file):
    gray_file.unlink()
    with pytest.raises(PhotoError):
        OpenPhoto(gray_file).load()


def test_rendering_follows_the_edits(entry, colorizer):
    entry.use(colorizer)
    rendering = entry.rendering
    warm = rendering.pixels()
    entry.history = entry.history.undo()
    assert entry.rendering.look == Look()
    assert (entry.rendering.pixels() != warm).any()
    assert rendering.prediction() is entry.rendering.prediction()


def test_screen_copies_are_the_photo_itself_where_it_is_small(gray_file):
    photo = read_photo(gray_file)
    assert screen_copies(photo) == (photo,)


# sidecars


def writing_for(photo, kept=None):
    """A writer of the recipe of a photo that has just been opened."""
    writer = SidecarWriter()
    writer.begin(photo, kept, KnownRecipes())
    return writer


def written(known, photo, warmth):
    """Write a recipe of some warmth; the files of others that are told, and what is told."""
    notice = known.write(photo, Recipe("tiny", look=Look(warmth=warmth)))
    return () if notice is None else notice.fields["files"]


def aside(path, number=1):
    """What a file is called once it was moved aside."""
    return path.with_name(f"{path.name}.{number}.bak")


def test_photo_without_edits_gets_no_sidecar(gray_file):
    writer = writing_for(gray_file)
    assert writer.take() is None
    writer.want(Recipe("tiny"))
    assert writer.take() is None
    writer.want(Recipe("tiny", look=WARM))
    assert writer.is_due


def test_edit_that_is_taken_back_is_written_over_the_edit(gray_file):
    writer = writing_for(gray_file)
    writer.want(Recipe("tiny", look=WARM))
    writing = writer.take()
    writer.want(Recipe("tiny"))
    assert writer.is_due
    writer.write(writing)
    writer.end(writing)
    latest = writer.take()
    writer.write(latest)
    writer.end(latest)
    assert read_recipe(sidecar_path(gray_file)) == Recipe("tiny")
    assert not writer.is_due


def test_earlier_recipe_is_not_written_over_a_later_one(gray_file):
    writer = writing_for(gray_file)
    writer.want(Recipe("tiny", look=WARM))
    earlier = writer.take()
    writer.want(Recipe("tiny", look=Look(warmth=1)))
    writer.write(writer.take())
    writer.write(earlier)
    assert read_recipe(sidecar_path(gray_file)).look.warmth == 1


def test_recipe_is_written_after_a_later_one_of_another_photo(gray_file, tmp_path):
    writer, other = SidecarWriter(), tmp_path / "other.png"
    writings = []
    for photo in (gray_file, other):
        writer.begin(photo, None, KnownRecipes())
        writer.want(Recipe("tiny", look=WARM))
        writings.append(writer.take())
    for writing in reversed(writings):
        writer.write(writing)
    assert read_recipe(sidecar_path(gray_file)) == read_recipe(sidecar_path(other))


def test_unusable_sidecar_is_moved_aside_once(gray_file):
    sidecar = sidecar_path(gray_file)
    sidecar.write_text("{")
    known = shown(gray_file).known_recipes
    assert [written(known, gray_file, warmth) for warmth in (0.5, 1)] == [(), ()]
    assert aside(sidecar).read_text() == "{"
    assert not aside(sidecar, 2).exists()
    assert read_recipe(sidecar).look.warmth == 1


@pytest.mark.parametrize("has_sidecar", [False, True])
def test_recipe_that_somebody_else_writes_meanwhile_is_moved_aside_and_told(gray_file, has_sidecar):
    sidecar = sidecar_path(gray_file)
    if has_sidecar:
        write_recipe(sidecar, Recipe("tiny"))
    known = shown(gray_file).known_recipes
    others = [Recipe("tiny", look=Look(tint=tint)) for tint in (0.25, 0.5)]
    for number, other in enumerate(others, 1):
        write_recipe(sidecar, other)
        assert written(known, gray_file, number / 10) == (aside(sidecar, number),)
        assert read_recipe(sidecar).look.warmth == number / 10
    assert [read_recipe(aside(sidecar, number)) for number in (1, 2)] == others


def test_own_recipes_are_no_news_whatever_touches_or_restores_them(gray_file):
    sidecar = sidecar_path(gray_file)
    write_recipe(sidecar, Recipe("tiny"))
    before = sidecar.read_bytes()
    known = shown(gray_file).known_recipes
    assert [written(known, gray_file, warmth) for warmth in (0.1, 0.2)] == [(), ()]
    os.utime(sidecar, (1, 1))
    assert written(known, gray_file, 0.3) == ()
    sidecar.write_bytes(before)
    assert written(known, gray_file, 0.4) == ()
    sidecar.unlink()
    assert written(known, gray_file, 0.5) == ()
    assert list(gray_file.parent.glob("*.bak")) == []


def test_own_recipe_is_not_read_again_for_each_edit(gray_file, monkeypatch):
    known = shown(gray_file).known_recipes
    written(known, gray_file, 0.1)

    def read(path):
        raise AssertionError(f"{path} was read")

    monkeypatch.setattr("colorizer_gui.engine.session.known_recipes.file_digest", read)
    written(known, gray_file, 0.2)


def test_older_recipe_in_the_other_place_is_known(gray_file):
    beside, spare = sidecar_path(gray_file), spare_path(gray_file)
    spare.parent.mkdir(parents=True)
    for path, tint in ((spare, 0.25), (beside, 0.5)):
        write_recipe(path, Recipe("tiny", look=Look(tint=tint)))
    os.utime(spare, (1, 1))
    known = shown(gray_file).known_recipes
    assert written(known, gray_file, 0.1) == ()
    write_recipe(spare, Recipe("tiny"))
    assert written(known, gray_file, 0.2) == (aside(spare),)


def test_edits_in_memory_are_not_written_over_what_was_never_shown(entry, gray_file):
    sidecar = sidecar_path(gray_file)
    entry.hide()
    other = Recipe("tiny", look=Look(tint=0.5))
    write_recipe(sidecar, other)
    entry.show(entry.load())
    assert entry.recipe.look == WARM
    assert written(entry.known_recipes, gray_file, 0.1) == (aside(sidecar),)
    assert read_recipe(aside(sidecar)) == other


def test_recipe_of_another_that_cannot_be_moved_stays_where_it_is(gray_file):
    long = gray_file.rename(gray_file.with_name("a" * 234 + ".png"))  # too long a name with .1.bak
    beside = sidecar_path(long)
    known = shown(long).known_recipes
    other = Recipe("tiny", look=Look(tint=0.5))
    write_recipe(beside, other)
    assert written(known, long, 0.1) == (beside,)
    assert written(known, long, 0.2) == ()  # told already
    assert read_recipe(beside) == other
    assert read_recipe(spare_path(long)).look.warmth == 0.2


def test_where_the_other_recipe_is_is_told_though_nothing_can_be_written(gray_file, monkeypatch):
    sidecar = sidecar_path(gray_file)
    known = shown(gray_file).known_recipes
    write_recipe(sidecar, Recipe("tiny"))

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("colorizer_gui.engine.session.recipe_file.atomic_write", full)
    with pytest.raises(SaveError, match="disk is full") as failed:
        written(known, gray_file, 0.1)
    assert str(aside(sidecar)) in str(failed.value.message)


# saving all


@pytest.fixture
def colorizers(colorizer):
    """Colorizers with one installed model."""
    return Colorizers(colorizer, "tiny", {}, "cpu")


def note_all(saved):
    """Note that photos were saved."""
    for job in saved:
        job.entry.note_saved(job.target, Output("png"), job.state, job.model)


def save(jobs, folder, colorizers, is_cancelled=lambda: False):
    """Save without a listener."""
    return save_all(jobs, folder, colorizers, Output("png"), is_cancelled, lambda _: None)


def test_problems_of_some_photos_do_not_stop_the_others(entry, gray_file, tmp_path, colorizers):
    taken = tmp_path / "taken.png"
    taken.write_bytes(b"precious")
    jobs = [
        SaveJob.of(entry, taken),
        SaveJob.of(OpenPhoto(tmp_path / "no such photo.jpg"), tmp_path / "gone.png"),
        SaveJob.of(entry, tmp_path / "result.png"),
    ]
    saved = save(jobs, tmp_path, colorizers)
    assert [job.target.name for job in saved.saved] == ["result.png"]
    assert (saved.total, saved.stopped) == (3, False)
    assert [problem.fields["name"] for problem in saved.problems] == [
        "taken.png",
        "no such photo.jpg",
    ]
    assert taken.read_bytes() == b"precious"
    assert (tmp_path / "result.png").exists()


def test_photo_with_pasted_edits_is_saved_before_it_is_shown(gray_file, tmp_path, colorizers):
    unseen = OpenPhoto(gray_file)
    unseen.adopt(find_kept(read_photo(gray_file)))
    edit(unseen)
    assert not unseen.is_saved
    note_all(save([SaveJob.of(unseen, tmp_path / "result.png")], tmp_path, colorizers).saved)
    assert unseen.is_saved


def test_unseen_photo_with_a_recipe_keeps_the_colors_that_were_saved(
    gray_file, tmp_path, colorizers
):
    for recipe, is_saved in ((None, False), (Recipe("tiny", look=WARM), True)):
        unseen = OpenPhoto(gray_file)
        if recipe is not None:
            write_recipe(sidecar_path(gray_file), recipe)
            unseen.was_edited = True
        target = tmp_path / f"{is_saved}.png"
        note_all(save([SaveJob.of(unseen, target)], tmp_path, colorizers).saved)
        unseen.follow("other")
        assert unseen.is_saved == is_saved


def test_cancel_ends_saving_all(entry, tmp_path, colorizers):
    jobs = [SaveJob.of(entry, tmp_path / "result.png")]
    saved = save(jobs, tmp_path, colorizers, is_cancelled=lambda: True)
    assert (saved.saved, saved.stopped) == ((), True)
    assert not (tmp_path / "result.png").exists()


def test_model_that_is_not_installed_is_replaced_by_the_one_in_use(colorizers, colorizer):
    assert colorizers.of(Recipe("gone")) is colorizer


# pasted photos


def test_pasted_photos_of_one_minute_get_numbers(color_picture):
    photo = Photo(color_picture)
    first, second = (keep_pasted(photo, "Pasted photo") for _ in range(2))
    assert first.parent == second.parent == pasted_folder()
    assert first != second
    assert read_photo(second).width == photo.width


def test_pasted_photo_that_cannot_be_written_leaves_no_file(color_picture, monkeypatch):
    def full(*_, **__):
        raise SaveError(Message("The disk is full."))

    monkeypatch.setattr("colorizer_gui.engine.session.pasted.write_photo", full)
    with pytest.raises(SaveError):
        keep_pasted(Photo(color_picture), "Pasted photo")
    assert list(pasted_folder().iterdir()) == []
