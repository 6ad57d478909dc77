"""Several photos: the strip, the way from one to another, and what each keeps of its own."""

import pytest
from gestures import drop, files, hints, picture, place_hint
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from colorizer_gui.engine.look import Look
from colorizer_gui.gui.dialogs.variants import VariantsDialog


@pytest.fixture
def photos(tmp_path, gray_picture):
    """Three photos in a folder."""
    paths = [tmp_path / "folder" / name for name in ("a 2.jpg", "a 10.jpg", "b.png")]
    paths[0].parent.mkdir()
    for turns, path in enumerate(paths):
        Image.fromarray(gray_picture).rotate(90 * turns).save(path)
    return paths


@pytest.fixture
def several(window, qtbot, photos):
    """A window with three photos, the first on the screen."""
    with qtbot.waitSignal(window.document.colorized):
        drop(window, files(photos[0].parent))
    return window


def shown(window):
    """Name of the photo on the screen."""
    return window.document.photo.path.name


def press(window, qtbot, key):
    """Press a key over the photo, and wait for the next one and its colors."""
    with qtbot.waitSignal(window.document.opened):
        qtbot.keyClick(window.parts.canvas, key)
    qtbot.waitUntil(lambda: window.document.result() is not None)


def turn(window, value):
    """Edit the look."""
    with_row = {row.adjustment.name: row for row in window.parts.look_panel.rows}
    with_row["warmth"].number.setValue(value)


def test_one_photo_needs_no_strip(colorized):
    assert not colorized.parts.strip.isVisible()
    assert not colorized.acts.next_photo.isEnabled()


def test_a_folder_opens_in_the_order_of_its_names(several, photos):
    assert [entry.path.name for entry in several.gallery.photos] == ["a 2.jpg", "a 10.jpg", "b.png"]
    assert several.parts.strip.isVisible()


def test_arrow_keys_go_to_the_next_photo_and_wrap_around(several, qtbot):
    press(several, qtbot, Qt.Key.Key_Right)
    assert shown(several) == "a 10.jpg"
    press(several, qtbot, Qt.Key.Key_Left)
    press(several, qtbot, Qt.Key.Key_Left)
    assert shown(several) == "b.png"
    assert several.parts.strip.currentIndex().row() == 2


def test_arrow_keys_on_a_slider_still_move_the_slider(several, qtbot):
    slider = several.parts.look_panel.rows[0].slider
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert slider.value() == 51
    assert shown(several) == "a 2.jpg"


def test_a_click_on_a_thumbnail_shows_the_photo(several, qtbot):
    strip = several.parts.strip
    place = strip.visualRect(strip.model().index(1, 0)).center()
    with qtbot.waitSignal(several.document.colorized):
        qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown(several) == "a 10.jpg"


def test_the_thumbnail_of_a_colorized_photo_has_colors(several, qtbot):
    strip, thumbnails = several.parts.strip, several.thumbnails
    paths = [entry.path for entry in several.gallery.photos]
    qtbot.waitUntil(lambda: all(thumbnails.of(path) for path in paths))
    image = strip.viewport().grab().toImage()
    x, y = strip.visualRect(strip.model().index(1, 0)).center().toTuple()
    ratio = image.devicePixelRatio()
    assert image.pixelColor(int(x * ratio), int(y * ratio)).red() > 0

    def is_colored():
        first = thumbnails.of(paths[0])
        return first.pixelColor(first.width() // 2, first.height() // 2).saturation() > 10

    qtbot.waitUntil(is_colored)
    assert thumbnails.of(paths[1]).pixelColor(40, 40).saturation() == 0


def test_every_photo_keeps_its_hints_its_look_and_its_undo(several, qtbot):
    place_hint(several, qtbot, 0.7, 0.5)
    turn(several, 30)
    kept = hints(several), several.document.look
    press(several, qtbot, Qt.Key.Key_Right)
    assert (hints(several), several.document.look) == ((), Look())
    assert not several.acts.undo.isEnabled()
    turn(several, -20)
    press(several, qtbot, Qt.Key.Key_Left)
    assert (hints(several), several.document.look) == kept
    assert several.acts.undo.text() == "Undo Warmth"
    several.acts.undo.trigger()
    several.acts.undo.trigger()
    assert (hints(several), several.document.look) == ((), Look())
    press(several, qtbot, Qt.Key.Key_Right)
    assert several.document.look.warmth == pytest.approx(-0.2)
    several.acts.undo.trigger()
    assert several.document.look == Look()


def test_a_pasted_photo_keeps_its_edits(several, qtbot):
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    QGuiApplication.clipboard().setImage(image)
    with qtbot.waitSignal(several.document.colorized):
        several.acts.paste.trigger()
    turn(several, 40)
    press(several, qtbot, Qt.Key.Key_Right)
    press(several, qtbot, Qt.Key.Key_Left)
    assert several.document.photo.width == 400
    assert several.document.look.warmth == pytest.approx(0.4)


def test_a_photo_not_yet_colorized_has_no_result_to_copy_and_no_variants(several, qtbot):
    with qtbot.waitSignal(several.document.opened):
        qtbot.keyClick(several.parts.canvas, Qt.Key.Key_Right)
    qtbot.keyClick(several, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(several, "V")
    assert several.findChild(VariantsDialog) is None
    qtbot.waitUntil(lambda: several.acts.copy.isEnabled() and several.acts.variants.isEnabled())


def test_an_open_photo_is_not_opened_twice(several, qtbot, photos):
    with qtbot.waitSignal(several.document.colorized):
        drop(several, files(photos[2]))
    assert shown(several) == "b.png"
    assert len(several.gallery.photos) == 3


def test_two_paths_of_one_file_are_one_photo(several, qtbot, photos):
    folder = photos[2].parent
    with qtbot.waitSignal(several.document.colorized):
        several.open_paths([folder / ".." / folder.name / "b.png"])
    assert shown(several) == "b.png"
    assert len(several.gallery.photos) == 3


def test_a_photo_that_cannot_be_read_leaves_the_strip(several, qtbot, photos):
    photos[1].write_bytes(b"broken")
    with qtbot.waitSignal(several.document.failed):
        qtbot.keyClick(several.parts.canvas, Qt.Key.Key_Right)
    assert "a 10.jpg" in several.parts.notices.sentence
    assert shown(several) == "a 2.jpg"
    assert several.parts.strip.currentIndex().row() == 0
    press(several, qtbot, Qt.Key.Key_Right)
    assert shown(several) == "b.png"


def test_of_several_the_first_that_can_be_read_is_shown(window, qtbot, photos):
    photos[0].write_bytes(b"broken")
    with qtbot.waitSignal(window.document.colorized):
        drop(window, files(*photos))
    assert shown(window) == "a 10.jpg"
    assert "a 2.jpg" in window.parts.notices.sentence


def test_closing_shows_the_neighbor_and_in_the_end_the_start_page(several, qtbot):
    for name in ("a 10.jpg", "b.png"):
        with qtbot.waitSignal(several.document.colorized):
            several.acts.close_photo.trigger()
        assert shown(several) == name
    several.acts.close_photo.trigger()
    assert several.parts.empty_page.isVisible()
    assert not several.acts.save.isEnabled()
    assert not several.acts.close_photo.isEnabled()
    assert not several.acts.undo.isEnabled()
    assert several.parts.status.photo.full_text == ""
    with qtbot.waitSignal(several.document.colorized):
        drop(several, files(*[several.preferences.recent_photos()[0]]))
    assert picture(several).width() > 100


def test_edits_before_closing_a_photo_come_back(several, qtbot, photos):
    turn(several, 30)
    with qtbot.waitSignal(several.document.opened):
        several.acts.close_photo.trigger()
    with qtbot.waitSignal(several.document.opened):
        drop(several, files(photos[0]))
    assert several.document.look.warmth == pytest.approx(0.3)
    assert not several.acts.undo.isEnabled()


def test_five_hundred_photos_leave_the_window_usable(window, qtbot, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    Image.new("L", (64, 48), 120).save(folder / "000.png")
    content = (folder / "000.png").read_bytes()
    for number in range(1, 500):
        (folder / f"{number:03}.png").write_bytes(content)
    with qtbot.waitSignal(window.document.colorized):
        drop(window, files(folder))
    assert len(window.gallery.photos) == 500
    qtbot.waitUntil(lambda: window.thumbnails.of(folder / "003.png") is not None)
    made = window.thumbnails.count
    assert made < 100  # only those that can be seen, and a few that were asked for
    window.parts.strip.setFocus()
    with qtbot.waitSignal(window.document.colorized):
        qtbot.keyClick(window.parts.strip, Qt.Key.Key_End)
    assert shown(window) == "499.png"
