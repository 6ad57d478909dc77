"""Recipes beside a photo that are of no use, or that somebody else writes: none of them is lost."""

import numpy as np
import pytest
from gestures import open_photo, turn
from PIL import Image

from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.photo.fingerprint import fingerprint
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import read_recipe, write_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path


@pytest.fixture
def sidecar(gray_file):
    """Where the recipe of the photo is kept."""
    return sidecar_path(gray_file)


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b'{"recipe": 99}', b"[]"])
def test_an_unusable_sidecar_stays_until_the_first_edit(window, qtbot, sidecar, gray_file, content):
    sidecar.write_bytes(content)
    open_photo(window, qtbot, gray_file)
    assert sidecar.name in window.parts.notices.sentence
    assert "renamed, not lost" in window.parts.notices.sentence
    open_photo(window, qtbot, gray_file)
    assert sidecar.read_bytes() == content
    turn(window)
    window.close()
    assert read_recipe(sidecar).look == window.document.look
    assert sidecar.with_name(f"{sidecar.name}.1.bak").read_bytes() == content


def test_a_sidecar_of_another_photo_is_renamed_not_lost(
    window, qtbot, sidecar, gray_file, gray_picture
):
    other = Photo(pixels=np.ascontiguousarray(gray_picture[::-1]))
    foreign = Recipe("tiny", (), Look(warmth=0.5), fingerprint(other))
    write_recipe(sidecar, foreign)
    open_photo(window, qtbot, gray_file)
    assert "belongs to another photo" in window.parts.notices.sentence
    assert window.document.look == Look()
    turn(window)
    with qtbot.waitSignal(window.document.colorized):
        turn(window, 40)
    window.document.sidecar.write().wait()
    turn(window, 50)
    window.close()
    assert read_recipe(sidecar.with_name(f"{sidecar.name}.1.bak")) == foreign
    assert not sidecar.with_name(f"{sidecar.name}.2.bak").exists()


def colored_elsewhere(sidecar):
    """Edit the recipe of a photo as a visitor of the web page or a colleague does."""
    other = Recipe("tiny", (ColorHint(0.5, 0.5, 10, 20),), Look(tint=0.5))
    write_recipe(sidecar, other)
    return other


def test_a_recipe_that_somebody_else_wrote_is_not_lost(colorized, qtbot, sidecar):
    notices = colorized.parts.notices
    other = colored_elsewhere(sidecar)
    turn(colorized)
    aside = sidecar.with_name(f"{sidecar.name}.1.bak")
    qtbot.waitUntil(lambda: str(aside) in notices.sentence)
    assert "was changed by another program meanwhile" in notices.sentence
    assert read_recipe(aside) == other
    notices.close_button.click()
    turn(colorized, 40)
    colorized.document.sidecar.write().wait()
    qtbot.waitUntil(lambda: colorized.document.result() is not None)
    assert notices.sentence == ""
    assert read_recipe(sidecar).look.warmth == 0.4


def test_where_the_recipe_of_somebody_else_is_stays_told_beside_other_notices(
    colorized, qtbot, sidecar, gray_file, color_picture
):
    other = gray_file.with_name("other.png")
    Image.fromarray(color_picture).save(other)
    colored_elsewhere(sidecar)
    turn(colorized)
    with qtbot.waitSignal(colorized.document.opened):
        colorized.open_paths([other])
    notices = colorized.parts.notices
    assert "is in color" in notices.sentence
    assert f"{sidecar.name}.1.bak" in notices.sentence
    with qtbot.waitSignal(colorized.document.opened):
        colorized.acts.previous_photo.trigger()
    assert notices.sentence.endswith(f"{sidecar.name}.1.bak.")
    assert "is in color" not in notices.sentence
    notices.close_button.click()
    assert notices.sentence == ""


def test_edits_that_come_back_from_memory_do_not_hide_those_of_somebody_else(
    colorized, qtbot, sidecar, gray_file
):
    other = gray_file.with_name("other.png")
    Image.new("L", (60, 60), 128).save(other)
    turn(colorized)
    with qtbot.waitSignal(colorized.document.opened):
        colorized.open_paths([other])
    qtbot.waitUntil(sidecar.exists)
    foreign = colored_elsewhere(sidecar)
    with qtbot.waitSignal(colorized.document.opened):
        colorized.acts.previous_photo.trigger()
    assert colorized.document.look.warmth == 0.3
    turn(colorized, 50)
    colorized.close()
    assert read_recipe(sidecar).look.warmth == 0.5
    assert read_recipe(sidecar.with_name(f"{sidecar.name}.1.bak")) == foreign


# photos that were not shown yet


@pytest.fixture
def unseen(colorized, qtbot, gray_file):
    """A photo that is open, but was not shown yet; its recipe is one of a later program."""
    path = gray_file.with_name("unseen.png")
    Image.new("L", (300, 200), 90).save(path)
    sidecar_path(path).write_text('{"recipe": 99}')
    with qtbot.waitSignal(colorized.document.colorized):
        colorized.open_paths([gray_file, path])
    return path


def test_save_all_leaves_out_a_photo_whose_recipe_cannot_be_used(colorized, qtbot, unseen):
    folder = unseen.with_name("results")
    folder.mkdir()
    with qtbot.waitSignal(colorized.exports.finished):
        colorized.exports.save_all(folder)
    assert [path.name for path in folder.iterdir()] == ["portrait_color.jpg"]
    assert "1 of 2 photos" in colorized.parts.notices.sentence
    assert "unseen.png is left out" in colorized.parts.notices.sentence
    assert "it is version 99" in colorized.parts.notices.sentence
    with qtbot.waitSignal(colorized.document.colorized):
        colorized.acts.next_photo.trigger()
    with qtbot.waitSignal(colorized.exports.finished):
        colorized.exports.save_all(folder.parent)  # the user knows by now, and sees the photo
    assert colorized.parts.notices.sentence == ""


def test_pasting_leaves_a_recipe_that_cannot_be_used_where_it_is(colorized, qtbot, unseen):
    turn(colorized)
    colorized.acts.copy_edits.trigger()
    colorized.parts.strip.selectAll()
    with qtbot.waitSignal(colorized.exports.finished):
        colorized.acts.paste_look.trigger()
    assert "unseen.png is left out" in colorized.parts.notices.sentence
    assert "it is version 99" in colorized.parts.notices.sentence
    assert colorized.parts.status.state.full_text == "Pasted into 1 of 2 photos"
    assert sidecar_path(unseen).read_text() == '{"recipe": 99}'
    assert list(unseen.parent.glob("*.bak")) == []
