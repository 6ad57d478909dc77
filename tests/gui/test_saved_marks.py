"""Which photos the strip marks as saved, where there are several models."""

import pytest
from gestures import marks
from PIL import Image

from model_files import ABOUT, write_model


@pytest.fixture
def other(tmp_path):
    """A model beside the tiny one."""
    return write_model(tmp_path / "other.onnx", {**ABOUT, "id": "other", "name": "Other"})


@pytest.fixture
def three(make_window, qtbot, tiny_model, other, tmp_path, gray_picture):
    """A window with two models and three photos, the first on the screen."""
    window = make_window(tiny_model, other)
    paths = [tmp_path / f"{name}.png" for name in "abc"]
    for path in paths:
        Image.fromarray(gray_picture[:200, :300]).save(path)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths(paths)
    return window


def choose(window, qtbot, model):
    """Choose a model, and wait for its colors."""
    with qtbot.waitSignal(window.document.colorized):
        window.document.choose_model(model)


def show_next(window, qtbot):
    """Go to the next photo, and wait for its colors."""
    with qtbot.waitSignal(window.document.colorized):
        window.acts.next_photo.trigger()


def save_all(window, qtbot, folder):
    """Save all photos in a folder."""
    folder.mkdir()
    with qtbot.waitSignal(window.exports.finished, timeout=20000):
        window.exports.save_all(folder)


def test_the_mark_leaves_with_the_colors_of_another_model_and_comes_back(
    three, qtbot, tiny_model, other, tmp_path
):
    with qtbot.waitSignal(three.exports.exporter.saved):
        three.exports.save_to(tmp_path / "result.png")
    assert marks(three)[0] == "a.png, Saved"
    changed = three.parts.strip.model().dataChanged
    for model, words in ((other, "a.png"), (tiny_model, "a.png, Saved")):
        with qtbot.waitSignal(changed, check_params_cb=lambda *_, w=words: marks(three)[0] == w):
            three.document.choose_model(model)


def test_photos_that_were_never_shown_are_not_saved_in_the_colors_of_another_model(
    three, qtbot, tiny_model, other, tmp_path
):
    show_next(three, qtbot)
    save_all(three, qtbot, tmp_path / "results")
    assert marks(three) == ["a.png, Saved", "b.png, Saved", "c.png, Saved"]
    choose(three, qtbot, other)
    assert marks(three) == ["a.png, Saved", "b.png", "c.png"]  # the first keeps its model
    show_next(three, qtbot)
    assert marks(three) == ["a.png, Saved", "b.png", "c.png"]
    choose(three, qtbot, tiny_model)
    assert marks(three) == ["a.png, Saved", "b.png", "c.png, Saved"]


def test_a_model_that_is_still_being_loaded_has_the_mark_of_what_it_saved(
    three, qtbot, other, tmp_path
):
    with qtbot.waitSignal(three.document.colorized):
        three.document.choose_model(other)
        save_all(three, qtbot, tmp_path / "results")
    assert marks(three) == ["a.png, Saved", "b.png, Saved", "c.png, Saved"]
