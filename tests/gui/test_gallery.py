"""Several photos: the strip, the way from one to another, and what each keeps of its own."""

import pytest
from gestures import drop, files, hints, marks, picture, place_hint, turn
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from colorizer_gui.engine.look import Look
from colorizer_gui.engine.session.sidecar import sidecar_path
from colorizer_gui.gui.dialogs.variants import VariantsDialog

SHIFT = Qt.KeyboardModifier.ShiftModifier


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


def test_each_press_of_an_arrow_counts_while_a_photo_is_being_opened(several, qtbot):
    canvas, strip = several.parts.canvas, several.parts.strip
    with qtbot.waitSignal(several.document.opened):
        for row in (1, 2):
            qtbot.keyClick(canvas, Qt.Key.Key_Right)
            assert strip.currentIndex().row() == row
    assert shown(several) == "b.png"
    opened = []
    several.document.opened.connect(opened.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(canvas, key)
    assert not several.document.is_loading
    assert strip.currentIndex().row() == 2
    qtbot.waitUntil(lambda: several.document.result() is not None)
    assert shown(several) == "b.png"
    assert opened == []


def test_a_photo_that_cannot_be_opened_is_passed_over(several, qtbot, photos):
    photos[1].write_bytes(b"no photo")
    qtbot.keyClick(several.parts.canvas, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: len(several.gallery.photos) == 2)
    assert several.parts.strip.currentIndex().row() == 0
    press(several, qtbot, Qt.Key.Key_Right)
    assert shown(several) == "b.png"


def test_the_strip_shows_what_is_on_the_screen_where_a_folder_has_no_photos(
    several, qtbot, tmp_path
):
    empty = tmp_path / "empty"
    empty.mkdir()
    with qtbot.waitSignal(several.document.failed):
        qtbot.keyClick(several.parts.canvas, Qt.Key.Key_Right)
        several.open_paths([empty])  # before the next one is open
    assert shown(several) == "a 2.jpg"
    assert several.parts.strip.currentIndex().row() == 0
    press(several, qtbot, Qt.Key.Key_Right)
    assert shown(several) == "a 10.jpg"


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
    # Those that were not shown yet follow while nothing else is done.
    qtbot.waitUntil(lambda: all(is_in_color(thumbnails.of(path)) for path in paths))


def is_in_color(image):
    """Whether a thumbnail has colors somewhere."""
    places = [(x, y) for x in range(0, image.width(), 8) for y in range(0, image.height(), 8)]
    return max(image.pixelColor(*place).saturation() for place in places) > 10


def test_thumbnails_made_in_the_background_follow_the_recipe_beside_the_photo(
    several, qtbot, photos
):
    press(several, qtbot, Qt.Key.Key_Right)
    turn(several, 40)
    qtbot.waitUntil(lambda: sidecar_path(photos[1]).exists())
    several.acts.close_all.trigger()
    with qtbot.waitSignal(several.document.colorized):
        drop(several, files(photos[2], *photos[:2]))
    assert marks(several) == ["b.png", "a 2.jpg", "a 10.jpg"]
    qtbot.waitUntil(lambda: marks(several)[2] == "a 10.jpg, Edited")


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


def test_home_and_end_go_to_the_first_and_the_last_photo(several, qtbot):
    status = several.parts.status
    assert status.place.text() == "1 of 3"
    press(several, qtbot, Qt.Key.Key_End)
    assert (shown(several), status.place.text()) == ("b.png", "3 of 3")
    press(several, qtbot, Qt.Key.Key_Home)
    assert (shown(several), status.place.text()) == ("a 2.jpg", "1 of 3")
    with qtbot.waitSignal(several.document.opened):
        several.acts.close_photo.trigger()
    assert status.place.text() == "1 of 2"


def test_one_photo_has_no_number(colorized):
    assert not colorized.parts.status.place.isVisible()


def test_all_photos_are_closed_at_once_and_their_edits_are_kept(several, qtbot, photos):
    turn(several, 30)
    qtbot.keyClick(several, "W", Qt.KeyboardModifier.ControlModifier | SHIFT)
    assert several.gallery.photos == []
    assert several.parts.empty_page.isVisible()
    assert not several.parts.strip.isVisible()
    assert not several.acts.close_all.isEnabled()
    with qtbot.waitSignal(several.document.colorized):
        drop(several, files(photos[0]))
    assert several.document.look.warmth == pytest.approx(0.3)


def test_marks_tell_which_photos_are_edited_and_which_are_saved(several, qtbot, tmp_path):
    assert marks(several) == ["a 2.jpg", "a 10.jpg", "b.png"]
    turn(several, 30)
    assert marks(several)[0] == "a 2.jpg, Edited"
    qtbot.waitUntil(lambda: several.acts.save.isEnabled())
    with qtbot.waitSignal(several.exports.exporter.saved):
        several.exports.save_to(tmp_path / "result.png")
    assert marks(several)[0] == "a 2.jpg, Saved"
    several.acts.reset_look.trigger()
    assert marks(several)[0] == "a 2.jpg"
    several.acts.undo.trigger()
    assert marks(several)[0] == "a 2.jpg, Saved"
    with qtbot.waitSignal(several.exports.finished, timeout=20000):
        several.exports.save_all(tmp_path)
    assert [words.rpartition(", ")[2] for words in marks(several)] == ["Saved"] * 3
    press(several, qtbot, Qt.Key.Key_Right)
    assert marks(several)[1] == "a 10.jpg, Saved"


def test_names_and_marks_are_drawn(several, qtbot, tmp_path):
    strip = several.parts.strip
    qtbot.waitUntil(lambda: all(map(several.thumbnails.has, paths_of(several))))

    def picture_of(row):
        return strip.viewport().grab(strip.visualRect(strip.model().index(row, 0))).toImage()

    plain = picture_of(0)
    below = plain.copy(0, plain.height() * 3 // 4, plain.width(), plain.height() // 5)
    tones = {below.pixel(x, y) for x in range(below.width()) for y in range(below.height())}
    assert len(tones) > 2  # letters on a ground
    turn(several, 30)
    qtbot.waitUntil(lambda: picture_of(0) != plain)


def test_the_frame_of_a_very_thin_photo_is_large_enough_to_be_seen(window, qtbot, tmp_path):
    for number in range(2):
        Image.new("L", (2000, 20), 90).save(tmp_path / f"{number}.png")
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([tmp_path])
    strip = window.parts.strip
    image = strip.viewport().grab(strip.visualRect(strip.model().index(0, 0))).toImage()
    column = [image.pixelColor(image.width() // 2, y) for y in range(image.height())]
    blue = [y for y, color in enumerate(column) if color.saturation() > 90]
    assert max(blue) - min(blue) > 20


def paths_of(window):
    """The paths of the open photos."""
    return [entry.path for entry in window.gallery.photos]
