"""Hints and look of one photo, carried over to others."""

import pytest
from gestures import click_photo, hints
from PIL import Image
from PySide6.QtCore import Qt

from colorizer_gui.engine.look import Look
from colorizer_gui.engine.preparation import Crop, Preparation
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import read_recipe, write_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def photos(tmp_path, gray_picture):
    """Four photos, the last of another shape."""
    paths = [tmp_path / f"{name}.png" for name in "abcd"]
    for path in paths:
        Image.fromarray(gray_picture).save(path)
    Image.fromarray(gray_picture[:200]).save(paths[3])
    return paths


@pytest.fixture
def copied(window, qtbot, photos):
    """A window in which look and hints of the first photo were copied."""
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths(photos)
    qtbot.keyClick(window, "4")
    click_photo(window, qtbot, 0.3, 0.3)
    with qtbot.waitSignal(window.document.colorized):
        window.acts.keep_gray.trigger()
    window.parts.look_panel.rows[2].number.setValue(30)
    assert not window.acts.paste_look.isEnabled()
    qtbot.keyClick(window, "C", CTRL | Qt.KeyboardModifier.AltModifier)
    return window


def click_thumbnail(window, qtbot, row, keys=Qt.KeyboardModifier.NoModifier):
    """Click on a thumbnail."""
    strip = window.parts.strip
    place = strip.visualRect(strip.model().index(row, 0)).center()
    qtbot.mouseClick(strip.viewport(), LEFT, keys, place)


def paste(window, qtbot, action):
    """Paste, and wait until all photos have it."""
    action.trigger()
    qtbot.waitUntil(lambda: "Pasted" in window.parts.status.state.full_text, timeout=20000)


def show(window, qtbot, row):
    """Show a photo, and wait for its colors."""
    with qtbot.waitSignal(window.document.opened, timeout=20000):
        click_thumbnail(window, qtbot, row)
    qtbot.waitUntil(lambda: window.document.result() is not None)


def test_a_look_is_pasted_into_the_selected_photos_alone(copied, qtbot, photos):
    click_thumbnail(copied, qtbot, 2, CTRL)
    assert copied.document.photo.path == photos[0]
    paste(copied, qtbot, copied.acts.paste_look)
    assert copied.parts.status.state.full_text == "Pasted into 2 of 2 photos"
    assert read_recipe(sidecar_path(photos[2])).look.warmth == pytest.approx(0.3)
    show(copied, qtbot, 2)
    assert (copied.document.look.warmth, hints(copied)) == (pytest.approx(0.3), ())
    assert copied.acts.undo.text() == "Undo Paste Look"
    copied.acts.undo.trigger()
    assert copied.document.look == Look()
    show(copied, qtbot, 1)
    assert copied.document.look == Look()


def test_a_photo_that_is_shown_while_edits_are_pasted_into_it_has_them(copied, qtbot, photos):
    click_thumbnail(copied, qtbot, 2, SHIFT)
    copied.acts.paste_look.trigger()
    show(copied, qtbot, 2)
    qtbot.waitUntil(lambda: not copied.exports.exporter.busy, timeout=20000)
    assert copied.document.photo.path == photos[2]
    assert copied.document.look.warmth == pytest.approx(0.3)


def test_closing_waits_until_a_look_is_pasted_into_all_photos(copied, qtbot, photos):
    click_thumbnail(copied, qtbot, 3, SHIFT)
    copied.acts.paste_look.trigger()
    copied.close()
    assert copied.isVisible()
    said = "The look is being pasted into other photos. The window closes when it is done."
    assert copied.parts.notices.sentence == said
    qtbot.waitUntil(lambda: not copied.isVisible(), timeout=20000)
    looks = [read_recipe(sidecar_path(photo)).look for photo in photos]
    assert [look.warmth for look in looks] == pytest.approx([0.3] * 4)


def break_photo(photo):
    """A photo that cannot be read any more."""
    photo.write_bytes(b"no photo any more")
    return "c.png"


def crop_photo(photo):
    """A photo whose crop leaves out what is pasted."""
    write_recipe(sidecar_path(photo), Recipe("tiny", preparation=Preparation(crop=Crop(0.9))))
    return "left out in: c.png"


def edit_elsewhere(photo):
    """A photo that another program edited after what was pasted before."""
    write_recipe(sidecar_path(photo), Recipe("tiny", look=Look(tint=0.5)))
    return "c.png.colorizer.json.1.bak"


@pytest.mark.parametrize("change", [break_photo, crop_photo, edit_elsewhere])
def test_the_window_stays_open_to_tell_what_was_not_pasted(copied, qtbot, photos, change):
    click_thumbnail(copied, qtbot, 2, SHIFT)
    if change is edit_elsewhere:
        paste(copied, qtbot, copied.acts.paste_look)
    told = change(photos[2])
    with qtbot.waitSignal(copied.exports.finished, timeout=20000):
        copied.acts.paste_hints.trigger()
        copied.close()
        assert "being pasted" in copied.parts.notices.sentence
    assert copied.isVisible()
    assert told in copied.parts.notices.sentence
    copied.close()
    assert not copied.isVisible()


def test_the_window_stays_open_to_tell_where_hints_are_to_be_checked(copied, qtbot):
    click_thumbnail(copied, qtbot, 3, SHIFT)
    with qtbot.waitSignal(copied.exports.finished, timeout=20000):
        copied.acts.paste_hints.trigger()
        copied.close()
    assert copied.isVisible()
    assert "Check where they lie in: d.png" in copied.parts.notices.sentence


def test_closing_without_pasting_is_possible(copied, qtbot):
    click_thumbnail(copied, qtbot, 3, SHIFT)
    copied.acts.paste_look.trigger()
    copied.close()
    assert copied.parts.notices.action_button.text() == "Close Without Pasting"
    qtbot.mouseClick(copied.parts.notices.action_button, LEFT)
    assert not copied.isVisible()


def test_a_photo_that_kept_its_colors_is_colorized_with_what_is_pasted(
    window, qtbot, photos, color_picture
):
    Image.fromarray(color_picture).save(photos[2])
    write_recipe(sidecar_path(photos[2]), Recipe("tiny", own_colors=True))
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths(photos)
    window.acts.copy_edits.trigger()
    click_thumbnail(window, qtbot, 2, CTRL)
    paste(window, qtbot, window.acts.paste_look)
    assert not read_recipe(sidecar_path(photos[2])).keeps_colors
    show(window, qtbot, 2)
    assert not window.document.keeps_colors
    window.acts.undo.trigger()
    assert window.document.keeps_colors


def test_hints_are_pasted_and_other_shapes_are_told(copied, qtbot, photos):
    own = hints(copied)
    click_thumbnail(copied, qtbot, 3, SHIFT)
    paste(copied, qtbot, copied.acts.paste_hints)
    assert "another shape" in copied.parts.notices.sentence
    assert "d.png" in copied.parts.notices.sentence
    assert "c.png" not in copied.parts.notices.sentence
    for row in (1, 3):
        show(copied, qtbot, row)
        assert (hints(copied), copied.document.look) == (own, Look())


def test_hints_outside_the_crop_are_told(copied, qtbot, photos):
    write_recipe(sidecar_path(photos[2]), Recipe("tiny", preparation=Preparation(crop=Crop(0.9))))
    click_thumbnail(copied, qtbot, 2, SHIFT)
    paste(copied, qtbot, copied.acts.paste_hints)
    said = "Hints outside the crop are left out in: c.png."
    assert copied.parts.notices.sentence == said
    show(copied, qtbot, 2)
    assert hints(copied) == ()
    copied.parts.notices.clear()
    copied.acts.paste_hints.trigger()
    assert copied.parts.notices.sentence == said


def test_what_a_photo_has_of_its_own_stays(copied, qtbot):
    show(copied, qtbot, 1)
    copied.parts.look_panel.rows[1].number.setValue(-20)
    own = copied.document.look
    show(copied, qtbot, 0)
    click_thumbnail(copied, qtbot, 1, CTRL)
    paste(copied, qtbot, copied.acts.paste_hints)
    show(copied, qtbot, 1)
    assert copied.document.look == own
    assert len(hints(copied)) == 1


def test_pasting_into_the_photo_on_the_screen_is_an_edit(copied, qtbot):
    show(copied, qtbot, 1)
    copied.acts.paste_look.trigger()
    assert copied.document.look.warmth == pytest.approx(0.3)
    copied.acts.paste_hints.trigger()
    assert len(hints(copied)) == 1
    assert copied.acts.undo.text() == "Undo Paste Hints"


def test_a_photo_that_cannot_be_read_is_told(copied, qtbot, photos):
    photos[1].write_bytes(b"broken")
    click_thumbnail(copied, qtbot, 2, SHIFT)
    paste(copied, qtbot, copied.acts.paste_look)
    assert "b.png" in copied.parts.notices.sentence
    assert copied.parts.status.state.full_text == "Pasted into 2 of 3 photos"
    assert read_recipe(sidecar_path(photos[2])).look.warmth == pytest.approx(0.3)


def test_photos_that_failed_and_those_of_another_shape_are_told_together(copied, qtbot, photos):
    photos[2].write_bytes(b"no photo any more")
    click_thumbnail(copied, qtbot, 3, SHIFT)
    paste(copied, qtbot, copied.acts.paste_hints)
    said = copied.parts.notices.sentence
    assert "c.png" in said
    assert "another shape. Check where they lie in: d.png" in said


def test_pasting_loses_no_recipe_that_somebody_else_wrote(copied, qtbot, photos):
    click_thumbnail(copied, qtbot, 2, SHIFT)
    paste(copied, qtbot, copied.acts.paste_look)
    other = Recipe("tiny", look=Look(tint=0.5))
    write_recipe(sidecar_path(photos[2]), other)
    copied.parts.status.show_state("")
    paste(copied, qtbot, copied.acts.paste_hints)
    aside = photos[2].with_name("c.png.colorizer.json.1.bak")
    assert str(aside) in copied.parts.notices.sentence
    assert read_recipe(aside) == other
    assert len(list(photos[2].parent.glob("*.bak"))) == 1
    show(copied, qtbot, 2)
    copied.parts.look_panel.rows[1].number.setValue(-20)
    copied.close()
    assert len(list(photos[2].parent.glob("*.bak"))) == 1  # what was pasted is its own
