"""Saving with options, all photos at once, progress, and dragging the result out."""

import os

import numpy as np
import pytest
from gestures import file_dialog
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QDialogButtonBox

from colorizer_gui.engine.look import Look
from colorizer_gui.engine.photo import read_photo
from colorizer_gui.engine.session.export_kind import ExportKind
from colorizer_gui.gui.dialogs.save_options import SaveOptions
from model_files import ABOUT, write_model


@pytest.fixture
def options(colorized, qtbot):
    """The dialog of options, opened by its keys."""
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(colorized, Qt.Key.Key_S, keys)
    return next(each for each in colorized.findChildren(SaveOptions) if each.isVisible())


def choose(qtbot, control, choice):
    """Pick a choice of a list with the keyboard."""
    control.setFocus()
    qtbot.keyClick(control, Qt.Key.Key_Home)
    while control.currentData() != choice:
        qtbot.keyClick(control, Qt.Key.Key_Down)


def save(window, options, qtbot, path):
    """Press Enter, and answer the file dialog."""
    qtbot.keyClick(options.kinds, Qt.Key.Key_Return)
    dialog = file_dialog(window, qtbot)
    proposed = dialog.selectedFiles()[0]
    dialog.selectFile(str(path))
    with qtbot.waitSignal(window.exports.exporter.saved):
        dialog.accept()
    return proposed


def estimate(qtbot, options):
    """The size that is shown for the answers given, in bytes."""
    qtbot.waitUntil(lambda: not options.is_estimating)
    number, unit = options.size_label.text().split(" ")[1:]
    return float(number) * {"bytes": 1, "kB": 1e3, "MB": 1e6}[unit]


def test_quality_changes_the_file_and_the_estimate(colorized, options, qtbot, tmp_path):
    choose(qtbot, options.formats, "jpeg")
    options.number.setValue(95)
    large = estimate(qtbot, options)
    save(colorized, options, qtbot, tmp_path / "large.jpg")
    assert (tmp_path / "large.jpg").stat().st_size == pytest.approx(large, rel=0.15)
    colorized.acts.save_options.trigger()
    again = next(each for each in colorized.findChildren(SaveOptions) if each.isVisible())
    assert again.number.value() == 95
    again.number.setValue(30)
    assert estimate(qtbot, again) < large / 2


def test_the_estimate_of_a_large_photo_comes_from_pieces(window, qtbot, tmp_path, gray_picture):
    path = tmp_path / "large.png"
    Image.fromarray(gray_picture).resize((1600, 1400)).save(path)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([path])
    window.acts.save_options.trigger()
    options = window.findChild(SaveOptions)
    choose(qtbot, options.formats, "png")
    about = estimate(qtbot, options)
    save(window, options, qtbot, tmp_path / "result.png")
    assert (tmp_path / "result.png").stat().st_size == pytest.approx(about, rel=0.25)


def test_only_the_options_of_the_format_are_shown(options, qtbot):
    shown = {
        "jpeg": (True, False, False),
        "png": (False, True, False),
        "tiff": (False, True, True),
        "webp": (True, False, False),
    }
    for name, expected in shown.items():
        choose(qtbot, options.formats, name)
        controls = options.quality, options.depths, options.compressions
        assert tuple(control.isVisible() for control in controls) == expected


def test_a_color_space_holds_for_one_file(colorized, options, qtbot, tmp_path):
    choose(qtbot, options.formats, "png")
    choose(qtbot, options.spaces, "display-p3")
    save(colorized, options, qtbot, tmp_path / "wide.png")
    colorized.exports.save_to(tmp_path / "plain.png")
    qtbot.waitUntil(lambda: (tmp_path / "plain.png").exists())
    for name, words in (("wide.png", b"D\0i\0s\0p\0l\0a\0y"), ("plain.png", b"s\0R\0G\0B")):
        with Image.open(tmp_path / name) as image:
            assert words in image.info["icc_profile"]


def test_the_dialog_is_as_high_as_its_options(options, qtbot):
    for control, choice in ((options.formats, "tiff"), (options.kinds, ExportKind.BEFORE_AFTER)):
        choose(qtbot, control, choice)
        assert options.height() == options.sizeHint().height()


def test_what_is_always_srgb_has_no_choice_of_a_color_space(options, qtbot):
    choose(qtbot, options.formats, "jpegxl")
    assert not options.spaces.isVisible()


def test_automatic_quality_is_left_by_moving_the_slider(colorized, options, qtbot, tmp_path):
    choose(qtbot, options.formats, "jpeg")
    assert options.automatic.isChecked()
    automatic = estimate(qtbot, options)
    options.quality.setValue(60)
    assert not options.automatic.isChecked()
    assert estimate(qtbot, options) < automatic / 2
    options.automatic.setChecked(True)
    assert options.number.value() == 92
    assert estimate(qtbot, options) == automatic
    save(colorized, options, qtbot, tmp_path / "fine.jpg")
    assert (tmp_path / "fine.jpg").stat().st_size == pytest.approx(automatic, rel=0.15)


def test_depth_and_metadata(colorized, options, qtbot, tmp_path):
    choose(qtbot, options.formats, "tiff")
    choose(qtbot, options.depths, 16)
    choose(qtbot, options.keeps, "none")
    save(colorized, options, qtbot, tmp_path / "deep.tif")
    assert read_photo(tmp_path / "deep.tif").bit_depth == 16
    assert colorized.preferences.settings.keep == "none"


def test_file_dates_are_kept_where_that_is_chosen(colorized, options, qtbot, tmp_path):
    source = colorized.document.photo.path
    moment = 978_307_200_000_000_000
    os.utime(source, ns=(moment, moment))
    assert not options.dates.isChecked()
    options.dates.click()
    save(colorized, options, qtbot, tmp_path / "dated.jpg")
    assert (tmp_path / "dated.jpg").stat().st_mtime_ns == moment
    assert colorized.preferences.settings.keep_dates


def test_depth_and_metadata_apply_to_that_file_only(window, qtbot, tmp_path, gray_picture):
    paths = [tmp_path / name for name in ("a.tif", "b.tif")]
    for path in paths:
        deep = Image.fromarray(gray_picture.astype(np.uint16) * 257)
        deep.save(path, tiffinfo={270: "Grandmother"})

    def shown(path):
        with qtbot.waitSignal(window.document.colorized):
            window.open_paths([path])

    def kept(path):
        result = read_photo(path)
        return result.bit_depth, "Grandmother" in str(result.metadata)

    shown(paths[0])
    window.acts.save_options.trigger()
    options = window.findChild(SaveOptions)
    choose(qtbot, options.depths, 8)
    choose(qtbot, options.keeps, "none")
    save(window, options, qtbot, tmp_path / "small.tif")
    (tmp_path / "small.tif").unlink()
    with qtbot.waitSignal(window.exports.exporter.saved):
        window.acts.save.trigger()
    assert kept(tmp_path / "small.tif") == (8, False)
    shown(paths[1])
    window.acts.save.trigger()
    with qtbot.waitSignal(window.exports.exporter.saved):
        file_dialog(window, qtbot).accept()
    assert kept(tmp_path / "b_color.tif") == (16, True)
    assert window.preferences.settings.output().depth == 8  # for batches


@pytest.mark.parametrize(
    ("kind", "name"), [(ExportKind.BEFORE_AFTER, "_before-after"), (ExportKind.LAYER, "_layer")]
)
def test_other_export_kinds(colorized, options, qtbot, tmp_path, kind, name):
    choose(qtbot, options.kinds, kind)
    choose(qtbot, options.formats, "png")
    proposed = save(colorized, options, qtbot, tmp_path / "other.png")
    assert proposed.endswith(f"portrait{name}.png")
    result = colorized.document.result()
    expected = kind.compose(result.photo, result.lazy_image())
    assert np.array_equal(np.asarray(Image.open(tmp_path / "other.png")), expected)
    with qtbot.waitSignal(colorized.exports.exporter.saved):
        colorized.exports.save_to(tmp_path / "plain.png")


def test_a_key_that_was_typed_ahead_of_closing_does_no_harm(colorized, options, qtbot):
    qtbot.keyClick(options, Qt.Key.Key_Escape)
    qtbot.keyClick(options.kinds, "B")
    assert not options.is_estimating
    qtbot.waitUntil(lambda: colorized.findChild(SaveOptions) is None)
    assert colorized.parts.notices.sentence == ""


def test_cancel_saves_neither_file_nor_settings(colorized, options, qtbot, tmp_path):
    before, settings = list(tmp_path.iterdir()), colorized.preferences.settings
    choose(qtbot, options.formats, "tiff")
    choose(qtbot, options.depths, 8)
    choose(qtbot, options.keeps, "none")
    options.number.setValue(30)
    options.findChild(QDialogButtonBox).rejected.emit()
    assert not options.isVisible()
    assert list(tmp_path.iterdir()) == before
    assert colorized.preferences.settings == settings


# all photos


@pytest.fixture
def several(window, qtbot, tmp_path, gray_picture):
    """A window with three photos, the second with a warm look."""
    paths = [tmp_path / f"{name}.png" for name in "abc"]
    for path in paths:
        Image.fromarray(gray_picture[:200, :300]).save(path)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths(paths)
    with qtbot.waitSignal(window.document.colorized):
        window.acts.next_photo.trigger()
    with qtbot.waitSignal(window.document.colorized):
        window.parts.look_panel.rows[2].number.setValue(80)
    return window


def save_all(window, qtbot, folder):
    """Choose Save All, and answer the dialog."""
    folder.mkdir(exist_ok=True)
    window.acts.save_all.trigger()
    dialog = file_dialog(window, qtbot)
    dialog.setDirectory(str(folder))
    with qtbot.waitSignal(window.exports.finished, timeout=20000):
        dialog.accept()


def test_all_photos_are_saved_each_with_its_look(several, qtbot, tmp_path):
    folder = tmp_path / "results"
    save_all(several, qtbot, folder)
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["a_color.png", "b_color.png", "c_color.png"]
    plain, warm = (np.asarray(Image.open(folder / name)).astype(int) for name in names[:2])
    assert (warm[..., 0] - warm[..., 2]).mean() > (plain[..., 0] - plain[..., 2]).mean() + 3
    assert several.parts.status.state.full_text == "Saved 3 of 3 photos in results"


def test_an_existing_file_is_not_replaced(several, qtbot, tmp_path):
    folder = tmp_path / "results"
    folder.mkdir()
    (folder / "a_color.png").write_bytes(b"precious")
    (tmp_path / "c.png").write_bytes(b"broken")
    save_all(several, qtbot, folder)
    assert (folder / "a_color.png").read_bytes() == b"precious"
    assert "Saved 1 of 3 photos" in several.parts.status.state.full_text
    sentence = several.parts.notices.sentence
    assert "a_color.png" in sentence
    assert "c.png" in sentence


def test_all_photos_are_saved_by_the_chosen_model_though_it_is_still_being_loaded(
    make_window, qtbot, tiny_model, tmp_path, gray_picture
):
    other = write_model(tmp_path / "other.onnx", {**ABOUT, "id": "other", "name": "Other"})
    window = make_window(tiny_model, other)
    paths = [tmp_path / name for name in ("shown.png", "unseen.png")]
    for path in paths:
        Image.fromarray(gray_picture[:200, :300]).save(path)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths(paths)
    folder = tmp_path / "results"
    folder.mkdir()
    with qtbot.waitSignal(window.exports.finished):
        window.document.choose_model(other)
        window.exports.save_all(folder)
        assert window.document.models.info.path == tiny_model
    results = [(folder / f"{path.stem}_color.png").read_bytes() for path in paths]
    assert [b"(Other 0.1)" in each for each in results] == [True, True]


def test_photos_of_one_name_get_results_with_numbers(window, qtbot, tmp_path, gray_picture):
    for year in ("1931", "1932"):
        (tmp_path / year).mkdir()
        Image.fromarray(gray_picture[:200, :300]).save(tmp_path / year / "scan.jpg")
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    for _ in range(2):
        window.gallery.open_image(image)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([tmp_path / "1931" / "scan.jpg", tmp_path / "1932" / "scan.jpg"])
    save_all(window, qtbot, tmp_path / "results")
    assert window.parts.notices.sentence == ""
    assert sorted(path.name for path in (tmp_path / "results").iterdir()) == [
        "Pasted photo_color-2.png",
        "Pasted photo_color.png",
        "scan_color-2.jpg",
        "scan_color.jpg",
    ]


def test_the_photo_on_the_screen_is_saved_though_its_file_is_gone(several, qtbot, tmp_path):
    (tmp_path / "b.png").unlink()
    save_all(several, qtbot, tmp_path / "results")
    assert several.parts.status.state.full_text == "Saved 3 of 3 photos in results"


def test_edits_are_not_applied_to_another_photo_at_the_same_path(several, qtbot, tmp_path):
    with qtbot.waitSignal(several.document.colorized):
        several.acts.next_photo.trigger()
    assert several.document.photo.path.name == "c.png"
    for name in "ab":
        Image.new("L", (300, 300), 90).save(tmp_path / f"{name}.png")
    save_all(several, qtbot, tmp_path / "results")
    results = tmp_path / "results"
    assert sorted(path.name for path in results.iterdir()) == ["a_color.png", "c_color.png"]
    colorizer, photo = several.document.result().colorizer, read_photo(tmp_path / "a.png")
    plain = colorizer.render(photo, colorizer.predict(photo), Look())
    assert np.array_equal(np.asarray(Image.open(results / "a_color.png")), plain)
    assert "b.png is left out" in several.parts.notices.sentence
    assert "belongs to another photo" in several.parts.notices.sentence


def test_saving_all_can_be_cancelled_and_tells_how_many_are_saved(several, qtbot, tmp_path):
    folder = tmp_path / "results"
    folder.mkdir()

    def cancel_after_the_first(busy):
        if busy.percent:
            several.parts.saving_progress.cancelled.emit()

    several.exports.exporter.busy_changed.connect(cancel_after_the_first)
    with qtbot.waitSignal(several.exports.finished):
        several.exports.save_all(folder)
    saved = len(list(folder.glob("*.png")))
    assert 1 <= saved <= 2
    assert not list(folder.glob(".*"))
    assert several.parts.notices.sentence == f"Stopped: {saved} of 3 photos are saved in results."
    assert several.acts.save.isEnabled()


def test_one_photo_needs_no_save_all(colorized):
    assert not colorized.acts.save_all.isEnabled()


def test_dialogs_about_a_photo_close_when_another_is_shown(several, qtbot):
    several.acts.save_options.trigger()
    several.acts.variants.trigger()
    shown = [dialog for dialog in several.findChildren(QDialog) if dialog.isVisible()]
    assert len(shown) == 2
    with qtbot.waitSignal(several.document.colorized):
        several.acts.next_photo.trigger()
    assert not [dialog for dialog in several.findChildren(QDialog) if dialog.isVisible()]


def test_the_photo_shown_when_save_was_chosen_is_saved(several, qtbot, tmp_path):
    with qtbot.waitSignal(several.document.colorized):
        several.acts.next_photo.trigger()
        several.acts.save.trigger()
    dialog = file_dialog(several, qtbot)
    assert several.document.photo.path.name == "c.png"
    with qtbot.waitSignal(several.exports.exporter.saved):
        dialog.accept()
    saved = np.asarray(Image.open(tmp_path / "b_color.png"))
    with qtbot.waitSignal(several.document.colorized):
        several.gallery.show(1)
    assert np.array_equal(saved, several.document.result().pixels())
    several.acts.save.trigger()  # it has its file
    qtbot.waitUntil(lambda: not several.exports.exporter.busy)
    assert not (tmp_path / "c_color.png").exists()


def test_save_options_close_when_another_model_is_chosen(colorized, options, qtbot):
    with qtbot.waitSignal(colorized.document.colorized):
        colorized.document.choose_model(colorized.document.models.info.path)
    assert colorized.findChild(SaveOptions) is None


def test_closing_waits_for_all_photos(several, qtbot, tmp_path):
    folder = tmp_path / "results"
    folder.mkdir()
    several.exports.save_all(folder)
    several.close()
    assert "being saved" in several.parts.notices.sentence
    qtbot.waitUntil(lambda: not several.isVisible(), timeout=20000)
    assert len(list(folder.iterdir())) == 3
