"""Ways in for a photo, and what happens when it is none."""

from pathlib import Path

import numpy as np
import pytest
from gestures import drag_over, drop, file_dialog, files, leave, middle, text
from PIL import Image
from PySide6.QtCore import QMimeData, QStandardPaths, QSysInfo, Qt, QUrl
from PySide6.QtGui import QColor, QColorSpace, QImage
from PySide6.QtWidgets import QLineEdit, QPushButton

from colorizer_gui.engine.photo import read_photo
from colorizer_gui.engine.session.pasted import pasted_folder
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.images import photo_from_image
from colorizer_gui.gui.dialogs import file_dialogs
from colorizer_gui.gui.session.pasted import keep_picture


def opened_name(window):
    """The name of the open photo, as the status bar tells it."""
    return window.parts.status.photo.full_text.split("    ")[0]


def test_the_empty_window_asks_for_a_photo(window, qtbot):
    assert window.parts.empty_page.isVisible()
    assert not window.acts.save.isEnabled()
    qtbot.mouseClick(window.parts.empty_page.button, Qt.MouseButton.LeftButton)
    assert file_dialog(window, qtbot).isVisible()


def test_the_start_page_highlights_a_drag(window, gray_file):
    def shows_the_accent():
        image = window.parts.empty_page.grab().toImage()
        accent = QColor(theme.current().accent)
        return any(image.pixelColor(x, image.height() // 2) == accent for x in range(40))

    assert not shows_the_accent()
    drag_over(window, files(gray_file))
    assert shows_the_accent()
    leave(window)
    assert not shows_the_accent()


def test_a_dropped_photo_is_colorized_at_once(window, qtbot, gray_file):
    with qtbot.waitSignal(window.document.colorized):
        drop(window, files(gray_file))
    assert window.parts.canvas.isVisible()
    status = window.parts.status
    assert status.photo.full_text.startswith("portrait.jpg    512 ")
    assert "8-bit gray" in status.photo.full_text
    assert status.state.full_text.startswith("Colorized in ")
    assert status.device.text() == "CPU"
    assert window.windowTitle().startswith("portrait.jpg")


def test_open_dialog(window, qtbot, gray_file):
    qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = file_dialog(window, qtbot)
    dialog.selectFile(str(gray_file))
    with qtbot.waitSignal(window.document.colorized):
        dialog.accept()
    assert opened_name(window) == "portrait.jpg"


def test_without_a_folder_for_pictures_the_dialog_shows_the_home_folder(
    window, qtbot, tmp_path, monkeypatch
):
    missing = str(tmp_path / "Pictures")
    monkeypatch.setattr(QStandardPaths, "writableLocation", staticmethod(lambda _: missing))
    window.acts.open.trigger()
    dialog = file_dialog(window, qtbot)
    assert Path(dialog.directory().path()) == Path.home()
    assert dialog.findChild(QLineEdit).text() == ""


@pytest.fixture
def pasted_picture(clipboard):
    """What another program has put on the clipboard."""
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    clipboard.setImage(image)
    return image


def paste(window, qtbot):
    """Press Ctrl+V, and wait for the colors."""
    with qtbot.waitSignal(window.document.colorized):
        qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_pasted_photos_become_files_named_after_the_time(window, qtbot, pasted_picture):
    for _ in range(2):
        paste(window, qtbot)
        assert opened_name(window).startswith("Pasted photo 20")
        assert window.document.photo.pixels.shape == (30, 40, 3)
    first, second = (entry.path for entry in window.gallery.photos)
    assert first.parent == second.parent == pasted_folder()
    assert first.name != second.name
    assert window.preferences.recent_photos() == [second, first]
    assert file_dialogs.folder_of(window.document.photo) == file_dialogs.pictures_folder()
    window.acts.save.trigger()
    proposed = Path(file_dialog(window, qtbot).selectedFiles()[0])
    assert proposed == file_dialogs.pictures_folder() / f"{second.stem}_color.png"


def test_a_pasted_photo_opens_where_no_file_can_be_made(
    window, qtbot, pasted_picture, user_folders
):
    (user_folders / "Colorizer").write_text("in the way of the data folder")
    paste(window, qtbot)
    assert opened_name(window) == "Pasted photo"


def test_opening_a_pasted_photo_can_be_cancelled(colorized, qtbot, pasted_picture):
    colorized.acts.paste.trigger()
    cancel = colorized.parts.opening_progress.findChild(QPushButton)
    cancel.click()
    made = []
    colorized.tasks.run(lambda: keep_picture(pasted_picture), made.append, colorized.document.fail)
    qtbot.waitUntil(lambda: bool(made))
    assert colorized.parts.opening_progress.words == ""
    assert [entry.path.name for entry in colorized.gallery.photos] == ["portrait.jpg"]


def test_pasted_file(window, qtbot, gray_file, clipboard):
    clipboard.setMimeData(files(gray_file))
    with qtbot.waitSignal(window.document.colorized):
        window.acts.paste.trigger()
    assert opened_name(window) == "portrait.jpg"


@pytest.mark.parametrize("host", ["", "localhost", QSysInfo.machineHostName()])
@pytest.mark.parametrize("as_text", [False, True])
def test_urls_of_files_are_opened(window, qtbot, gray_file, host, as_text):
    path = gray_file.rename(gray_file.with_name("my scan #1 100%.jpg"))
    url = path.as_uri().replace("file://", f"file://{host}")
    mime = text(f"{url}\n") if as_text else QMimeData()
    if not as_text:
        mime.setUrls([QUrl(url)])
    with qtbot.waitSignal(window.document.colorized):
        drop(window, mime)
    assert window.document.photo.path == path


def test_a_url_as_the_argument_of_the_program_is_opened(window, qtbot, gray_file):
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file.as_uri()])
    assert window.document.photo.path == gray_file


def test_what_is_left_out_of_a_drop_is_told(window, qtbot, gray_file):
    letter = gray_file.with_name("letter.txt")
    letter.write_text("no photo")
    with qtbot.waitSignal(window.document.colorized):
        drop(window, files(letter, gray_file))
    told = window.parts.notices.sentence
    assert told == "Left out: files that are no photos (1: letter.txt)."


PIXELS = np.dstack([np.arange(48, dtype=np.uint8).reshape(6, 8) * 5] * 3)


@pytest.mark.parametrize(
    "kind", [QImage.Format.Format_ARGB32, QImage.Format.Format_ARGB32_Premultiplied]
)
def test_an_opacity_of_0_throughout_means_nothing_in_pasted_photos(kind):
    clear = np.dstack((PIXELS, np.zeros((6, 8), np.uint8)))
    photo = photo_from_image(QImage(clear.tobytes(), 8, 6, kind).copy())
    assert photo.alpha is None
    assert np.array_equal(photo.pixels, PIXELS)


def test_pasted_photos_keep_opacity_resolution_and_depth(user_folders):
    rgba = np.dstack((PIXELS.astype(np.uint16) * 257 + 1, np.full((6, 8), 30000, np.uint16)))
    image = QImage(rgba.tobytes(), 8, 6, QImage.Format.Format_RGBA64).copy()
    image.setDotsPerMeterX(23622)
    image.setDotsPerMeterY(11811)
    photo = read_photo(keep_picture(image))
    assert np.array_equal(photo.pixels, rgba[..., :3])
    assert np.array_equal(photo.alpha, rgba[..., 3])
    assert photo.metadata.dpi == pytest.approx((600, 300), abs=0.01)


def test_pasted_photos_without_a_resolution_get_none():
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    assert photo_from_image(image).metadata.dpi is None


def test_pasted_colors_become_srgb():
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 100, 50))
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3))
    red, green, blue = photo_from_image(image).pixels[0, 0]
    assert red > 205
    assert green < 100
    assert blue < 50


def test_of_a_folder_the_first_photo_is_shown(window, qtbot, gray_file):
    Image.new("L", (20, 20)).save(gray_file.with_name("a.png"))
    gray_file.with_name("a.txt").write_text("no photo")
    with qtbot.waitSignal(window.document.colorized):
        drop(window, files(gray_file.parent))
    assert opened_name(window) == "a.png"
    assert [entry.path.name for entry in window.gallery.photos] == ["a.png", "portrait.jpg"]
    assert window.parts.strip.isVisible()


def test_several_photos_without_endings_open_too(window, qtbot, gray_file):
    scans = [gray_file.with_name(name) for name in ("scan 1", "scan 2")]
    for scan in scans:
        scan.write_bytes(gray_file.read_bytes())
    letter = gray_file.with_name("a.txt")
    letter.write_text("no photo")
    with qtbot.waitSignal(window.document.colorized):
        drop(window, files(letter, *scans))
    assert [entry.path for entry in window.gallery.photos] == scans


def test_the_newest_of_two_openings_wins(window, qtbot, gray_file):
    other = gray_file.with_name("other.png")
    Image.new("L", (20, 20)).save(other)
    seen = []
    window.document.opened.connect(lambda opened: seen.append(opened.photo.path.name))
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
        window.open_paths([gray_file])
        window.open_paths([other])
    assert seen == ["other.png"]


def web_link():
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/photo.jpg")])
    return mime


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (web_link, "works offline"),
        (lambda: text("https://example.org/photo.jpg"), "works offline"),
        (lambda: text("Dear grandma"), "Can't open text"),
        (QMimeData, "no photo"),
    ],
    ids=["link", "link as text", "text", "nothing"],
)
def test_a_drop_that_is_no_photo_is_told(colorized, make, words):
    drop(colorized, make())
    assert words in colorized.parts.notices.sentence
    assert opened_name(colorized) == "portrait.jpg"


def test_an_empty_folder_is_told(window, qtbot, tmp_path):
    with qtbot.waitSignal(window.document.failed):
        drop(window, files(tmp_path))
    assert "no photo in the folder" in window.parts.notices.sentence


def test_a_broken_photo_leaves_the_window_usable(colorized, qtbot, tmp_path):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff nothing more")
    with qtbot.waitSignal(colorized.document.failed):
        drop(colorized, files(broken))
    notices = colorized.parts.notices
    assert "broken.jpg" in notices.sentence
    assert opened_name(colorized) == "portrait.jpg"
    with qtbot.waitSignal(colorized.document.colorized):
        drop(colorized, files(colorized.document.photo.path))
    assert notices.sentence == ""


def test_details_of_an_error_unfold_on_demand(colorized, qtbot, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n nothing more")
    with qtbot.waitSignal(colorized.document.failed):
        drop(colorized, files(broken))
    notices = colorized.parts.notices
    assert not notices.details.isVisible()
    button = notices.details_button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=middle(button))
    assert notices.details.isVisible()
    assert "error" in notices.details.text().lower()
    drop(colorized, text("words"))
    assert not button.isVisible()
    assert not notices.details.isVisible()


@pytest.mark.parametrize("part", ["toolbar", "side", "status", "canvas", "empty_page"])
def test_photos_can_be_dropped_anywhere(window, qtbot, gray_file, part):
    widget = getattr(window.parts, part)
    if part == "canvas":
        with qtbot.waitSignal(window.document.colorized):
            drop(window, files(gray_file))
    place = widget.mapTo(window, middle(widget))
    with qtbot.waitSignal(window.document.colorized):
        drop(window, files(gray_file), place)
    assert opened_name(window) == "portrait.jpg"


def test_a_notice_can_be_closed(colorized, qtbot):
    drop(colorized, text("words"))
    notices = colorized.parts.notices
    qtbot.mouseClick(
        notices.close_button, Qt.MouseButton.LeftButton, pos=middle(notices.close_button)
    )
    assert notices.sentence == ""
