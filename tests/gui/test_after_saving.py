"""After saving: the result in its folder and in other programs, before and after in motion."""

import base64
import re
import sys

import numpy as np
import pytest
from gestures import file_dialog, middle
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialogButtonBox

from colorizer_gui.engine.session.export_kind import ExportKind
from colorizer_gui.gui.base.other_programs import Opening
from colorizer_gui.gui.dialogs.save_options import SaveOptions

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(monkeypatch):
    """The paths that the system is asked to open."""
    paths = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: paths.append(url.toLocalFile()) or True
    )
    monkeypatch.setattr("sys.platform", "linux")  # elsewhere a program of the system is started
    return paths


def save(window, qtbot, path):
    """Save the result to a file."""
    with qtbot.waitSignal(window.exports.exporter.saved):
        window.exports.save_to(path)


def test_a_saved_result_is_shown_in_its_folder(colorized, qtbot, tmp_path, opened):
    button = colorized.parts.status.result
    assert not button.isVisible()
    assert not colorized.acts.open_result.isEnabled()
    (tmp_path / "results").mkdir()
    save(colorized, qtbot, tmp_path / "results" / "one.png")
    assert button.isVisible()
    qtbot.mouseClick(button, LEFT, pos=middle(button))
    colorized.acts.open_result.trigger()
    assert opened == [str(tmp_path / "results"), str(tmp_path / "results" / "one.png")]
    with qtbot.waitSignal(colorized.document.opened):
        colorized.open_paths([tmp_path / "results" / "one.png"])
    assert not button.isVisible()


def test_without_a_program_for_it_the_path_of_the_result_is_told(
    colorized, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    save(colorized, qtbot, tmp_path / "one.png")
    colorized.acts.open_result.trigger()
    assert str(tmp_path / "one.png") in colorized.parts.notices.sentence


@pytest.mark.parametrize(("status", "refusals"), [(0, 0), (3, 1)])
def test_a_program_of_the_system_that_opens_nothing_is_noticed(qtbot, status, refusals):
    told = []
    opening = Opening([sys.executable, "-c", f"exit({status})"], lambda: told.append(status))
    with qtbot.waitSignal(opening.destroyed):
        pass
    assert len(told) == refusals


@pytest.mark.usefixtures("opened")
def test_a_result_that_is_gone_is_told(colorized, qtbot, tmp_path):
    save(colorized, qtbot, tmp_path / "one.png")
    (tmp_path / "one.png").unlink()
    colorized.acts.show_result.trigger()
    assert "one.png is no longer where" in colorized.parts.notices.sentence


# before and after in motion


def save_kind(window, qtbot, kind):
    """Save a kind of file with the dialogs; gives its path."""
    window.acts.save_options.trigger()
    options = next(each for each in window.findChildren(SaveOptions) if each.isVisible())
    options.kinds.setFocus()
    while options.kinds.currentData() != kind:
        qtbot.keyClick(options.kinds, Qt.Key.Key_Down)
    assert not options.formats.isVisible()
    qtbot.waitUntil(lambda: not options.is_estimating, timeout=20000)
    size = options.size_label.text()
    options.findChild(QDialogButtonBox).accepted.emit()
    dialog = file_dialog(window, qtbot)
    saved = []
    window.exports.exporter.saved.connect(lambda one: saved.append(one.path))
    dialog.accept()
    qtbot.waitUntil(lambda: bool(saved), timeout=20000)
    assert "kB" in size
    return saved[0]


def test_before_and_after_as_a_web_page(colorized, qtbot, gray_picture):
    colorized.parts.look_panel.rows[2].number.setValue(40)
    path = save_kind(colorized, qtbot, ExportKind.SLIDER)
    assert path.name == "portrait_slider.html"
    page = path.read_text(encoding="utf-8")
    sources = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert len(sources) == 2
    assert all(source.startswith("data:image/jpeg;base64,") for source in sources)
    assert "http" not in re.sub(r'"data:[^"]*"', "", page).replace("http-equiv", "")
    before, after = (
        np.asarray(Image.open(_bytes(source.partition(",")[2])).convert("RGB")).astype(int)
        for source in sources
    )
    assert np.abs(before - gray_picture[..., None]).mean() < 2
    wanted = colorized.document.result().pixels()
    assert np.abs(after - wanted).mean() < 4
    assert np.ptp(before, axis=-1).max() < 3 < np.ptp(after, axis=-1).max()


def _bytes(text):
    import io

    return io.BytesIO(base64.b64decode(text))


def test_before_and_after_as_an_animation(colorized, qtbot):
    path = save_kind(colorized, qtbot, ExportKind.ANIMATION)
    assert path.name == "portrait_animation.webp"
    with Image.open(path) as image:
        spread = []
        for frame in range(image.n_frames):
            image.seek(frame)
            spread.append(np.ptp(np.asarray(image.convert("RGB")).astype(int), axis=-1).mean())
        assert image.info["loop"] == 0
    middle_frame = len(spread) // 2
    assert spread[0] < 3
    assert spread[middle_frame] == max(spread)
    assert spread[:middle_frame] == sorted(spread[:middle_frame])
