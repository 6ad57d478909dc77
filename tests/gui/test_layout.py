"""What stays in its place, what is shown where, and what is remembered of it."""

from gestures import click_photo, picture, take_suggestion
from PySide6.QtCore import QPoint, Qt

from colorizer_gui.gui.window.main_window import MainWindow


def test_without_a_photo_there_is_no_panel_and_no_zoom(colorized, qtbot):
    assert colorized.parts.side.isVisible()
    colorized.acts.close_photo.trigger()
    assert not colorized.parts.side.isVisible()
    assert colorized.parts.zoom_label.text() == "\N{EN DASH}"


def test_a_panel_that_was_hidden_stays_hidden(window, qtbot, gray_file):
    qtbot.keyClick(window, Qt.Key.Key_F9)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    assert not window.parts.side.isVisible()


def test_a_notice_lies_over_the_photo(colorized, qtbot):
    size, zoom = colorized.parts.canvas.size(), colorized.parts.zoom_label.text()
    colorized.parts.notices.say("Something happened.")
    qtbot.waitUntil(colorized.parts.notices.isVisible)
    assert colorized.parts.canvas.size() == size
    assert colorized.parts.zoom_label.text() == zoom
    notice = colorized.parts.notices
    place = notice.mapTo(colorized, notice.rect().center())
    canvas = colorized.parts.canvas
    assert canvas.rect().contains(canvas.mapFrom(colorized, place))


def tops(panel):
    """Where the parts of the color panel are."""
    parts = (panel.plane, panel.recent, panel.color_sets.list, panel.reach)
    return [part.mapTo(panel, QPoint()).y() for part in parts]


def test_a_long_name_leaves_room_for_the_state(window, qtbot, gray_file):
    path = gray_file.rename(gray_file.with_name(f"{20 * 'a long name '}.jpg"))
    window.resize(1024, 700)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([path])
    status = window.parts.status
    assert status.state.full_text.startswith("Colorized in")
    qtbot.waitUntil(lambda: status.state.text() == status.state.full_text)
    assert status.photo.text().endswith("8-bit gray    ")


def test_nothing_in_the_panel_jumps(colorized, qtbot):
    panel = colorized.parts.color_panel
    before, look = tops(panel), colorized.parts.look_panel.y()
    click_photo(colorized, qtbot, 0.7, 0.5)
    take_suggestion(colorized, qtbot)
    panel.color_sets.add_button.click()
    qtbot.waitUntil(lambda: len(panel.color_sets.swatches) == 1)
    panel.hex.selectAll()
    qtbot.keyClicks(panel.hex, "#ff8000")
    qtbot.keyClick(panel.hex, Qt.Key.Key_Return)
    assert panel.becomes.text()
    assert tops(panel) == before
    assert colorized.parts.look_panel.y() == look


def test_nothing_in_the_panel_moves_when_it_needs_a_scroll_bar(colorized, qtbot):
    side, field = colorized.parts.side, colorized.parts.look_panel.rows[0].number
    colorized.resize(1280, 1000)
    qtbot.waitUntil(lambda: not side.verticalScrollBar().isVisible())
    place, width = field.mapTo(side, QPoint()).x(), field.width()
    colorized.resize(1280, 500)
    qtbot.waitUntil(side.verticalScrollBar().isVisible)
    assert (field.mapTo(side, QPoint()).x(), field.width()) == (place, width)
    assert place + width <= side.viewport().width()


def test_how_photos_are_compared_is_remembered(colorized, qtbot, make_window):
    qtbot.keyClick(colorized, "2")
    colorized.close()
    window = make_window()
    assert [action.text() for action in window.acts.modes.values() if action.isChecked()] == [
        "Side &by Side"
    ]
    qtbot.keyClick(window, "3")
    window.close()
    assert make_window().preferences.settings.comparison == "side-by-side"


def test_sides_are_labeled(colorized, qtbot):
    qtbot.keyClick(colorized, "4")
    plain = picture(colorized)
    qtbot.keyClick(colorized, "1")
    place = label_place(colorized) * plain.devicePixelRatio()
    assert picture(colorized).pixel(place) != plain.pixel(place)


def label_place(window):
    """A place on the ground of the word After."""
    canvas = window.parts.canvas
    side = min(canvas.width(), canvas.height()) - 32
    right, top = (canvas.width() + side) // 2, (canvas.height() - side) // 2
    return QPoint(right - 12, top + 12)


def test_a_first_window_shows_no_panel(qtbot):
    window = MainWindow(find_models=list)
    qtbot.addWidget(window)
    window.show()
    assert not window.parts.side.isVisible()
    window.shutdown()
