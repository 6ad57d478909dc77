"""Open photos: their edits come back, unless another photo lies in their place."""

import pytest
from PIL import Image

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import PhotoError, SaveError
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Photo, read_photo
from colorizer_gui.engine.session.edits import EditState
from colorizer_gui.engine.session.open_photo import OpenPhoto, screen_copies
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.pasted import keep_pasted, pasted_folder
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import read_recipe, write_recipe
from colorizer_gui.engine.session.save_all import Colorizers, SaveJob, save_all
from colorizer_gui.engine.session.sidecar import Kept, sidecar_path
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


def test_photo_without_edits_gets_no_sidecar(gray_file):
    writer = SidecarWriter()
    writer.begin(gray_file, Kept("print"))
    assert writer.take() is None
    writer.want(Recipe("tiny"))
    assert writer.take() is None
    writer.want(Recipe("tiny", look=WARM))
    assert writer.is_due


def test_edit_that_is_taken_back_is_written_over_the_edit(gray_file):
    writer = SidecarWriter()
    writer.begin(gray_file, Kept("print"))
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
    writer = SidecarWriter()
    writer.begin(gray_file, Kept("print"))
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
        writer.begin(photo, Kept("print"))
        writer.want(Recipe("tiny", look=WARM))
        writings.append(writer.take())
    for writing in reversed(writings):
        writer.write(writing)
    assert read_recipe(sidecar_path(gray_file)) == read_recipe(sidecar_path(other))


def test_unusable_sidecar_is_moved_aside_once(gray_file):
    sidecar = sidecar_path(gray_file)
    sidecar.write_text("{")
    writer = SidecarWriter()
    writer.begin(gray_file, Kept("print", unusable=sidecar))
    for warmth in (0.5, 1):
        writer.want(Recipe("tiny", look=Look(warmth=warmth)))
        writer.write(writer.take())
    assert sidecar.with_name(f"{sidecar.name}.1.bak").read_text() == "{"
    assert not sidecar.with_name(f"{sidecar.name}.2.bak").exists()
    assert read_recipe(sidecar).look.warmth == 1


# saving all


@pytest.fixture
def colorizers(colorizer):
    """Colorizers with one installed model."""
    return Colorizers(colorizer, "tiny", {}, "cpu")


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
