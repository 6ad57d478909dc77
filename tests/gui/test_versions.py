"""Colors of another version of the photo: the file, the strength, and where both agree."""

import pytest
from gestures import file_dialog, picture
from PySide6.QtCore import Qt

from colorizer_gui.engine.look import Look
from colorizer_gui.engine.session.carry_over import CopiedEdits
from colorizer_gui.engine.session.edits import EditState
from version_files import write_version


@pytest.fixture
def version_file(tmp_path, color_picture):
    return write_version(tmp_path / "version.jpg", color_picture)


def choose_version(window, qtbot, path):
    """Press the button and answer the dialog."""
    panel = window.parts.look_panel
    panel.unfold(True)
    qtbot.mouseClick(panel.version.button, Qt.MouseButton.LeftButton)
    dialog = file_dialog(window, qtbot)
    dialog.selectFile(str(path))
    dialog.accept()


@pytest.fixture
def versioned(colorized, qtbot, version_file):
    """A window whose photo has the colors of a version."""
    with qtbot.waitSignal(colorized.document.colorized, timeout=60000):
        choose_version(colorized, qtbot, version_file)
    return colorized


def test_colors_of_a_version(colorized, qtbot, version_file):
    progress, rows = colorized.parts.borrowing_progress, colorized.parts.look_panel.version
    qtbot.keyClick(colorized, "4")
    plain = picture(colorized)
    assert not rows.strength.slider.isVisible()
    with qtbot.waitSignal(colorized.document.colorized, timeout=60000):
        choose_version(colorized, qtbot, version_file)
        assert progress.words == "Aligning version.jpg to this photo"
    assert progress.words == ""
    assert colorized.acts.undo.text() == "Undo Colors of Another Version"
    assert picture(colorized) != plain
    rows.strength.number.setValue(40)
    assert colorized.document.look.version.strength == pytest.approx(0.4)
    assert colorized.acts.undo.text() == "Undo Version"
    qtbot.mouseClick(rows.button, Qt.MouseButton.LeftButton)
    assert colorized.document.look.version is None
    assert not rows.strength.slider.isVisible()
    colorized.acts.undo.trigger()
    assert colorized.document.look.version.strength == pytest.approx(0.4)


def test_a_version_of_a_photo_that_is_turned_meanwhile_is_dropped(colorized, qtbot, version_file):
    choose_version(colorized, qtbot, version_file)
    assert colorized.parts.borrowing_progress.words
    colorized.acts.rotate_right.trigger()
    assert not colorized.parts.borrowing_progress.words  # at once, not when the photo is prepared
    with qtbot.waitSignal(colorized.document.colorized):
        pass
    assert colorized.document.look == Look()


def test_the_agreement_is_shown_instead_of_uncertain_areas(versioned, qtbot):
    acts = versioned.acts
    qtbot.keyClick(versioned, "4")
    plain = picture(versioned)
    acts.agreement.trigger()
    assert picture(versioned) != plain
    acts.uncertainty.trigger()
    assert not acts.agreement.isChecked()
    acts.agreement.trigger()
    assert not acts.uncertainty.isChecked()
    versioned.parts.look_panel.reset()
    assert not acts.agreement.isChecked()
    assert not acts.agreement.isEnabled()


def test_without_a_version_there_is_no_agreement_to_show(colorized):
    assert not colorized.acts.agreement.isEnabled()


def test_a_version_that_cannot_be_used_is_named(colorized, qtbot, gray_file):
    with qtbot.waitSignal(colorized.document.failed):
        choose_version(colorized, qtbot, gray_file)
    assert "Can't take colors from portrait.jpg: it has none" in colorized.parts.notices.sentence
    assert colorized.document.look == Look()


def test_a_pasted_look_leaves_each_photo_its_own_version(versioned):
    version = versioned.document.look.version
    copied = CopiedEdits(None, Look(warmth=0.5, version=version), (1, 1))
    assert copied.applied(EditState()).look == Look(warmth=0.5)
    own = EditState(look=Look(version=version))
    pasted = CopiedEdits(None, Look(warmth=0.5), (1, 1)).applied(own)
    assert pasted.look == Look(warmth=0.5, version=version)


def test_a_preset_keeps_the_version(versioned):
    menu = versioned.parts.look_panel.presets
    menu.fill()
    next(each for each in menu.actions() if each.text() == "Calm").trigger()
    assert versioned.document.look.version is not None
    assert versioned.document.look.vividness < 0.5


def test_a_saved_preset_has_no_colors_of_the_version(versioned):
    versioned.parts.look_panel.rows[2].number.setValue(30)
    menu = versioned.parts.look_panel.presets
    menu.fill()
    next(each for each in menu.actions() if each.text() == "&Save as Preset").trigger()
    assert versioned.preferences.settings.looks == {"Look 1": Look(warmth=0.3)}
    assert versioned.document.look.version is not None
