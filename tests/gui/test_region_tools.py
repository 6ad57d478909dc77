"""Brush, eraser, protection and selection, by mouse, wheel and keys."""

from dataclasses import replace

import numpy as np
import pytest
from gestures import (
    click_photo,
    drag_on,
    hints,
    is_gray,
    on_photo,
    picture,
    place_hint,
    touch,
    turn_wheel,
)
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit

from colorizer_gui.engine.regions import Mask, Region, RegionKind
from colorizer_gui.engine.regions.stroke import Dab
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import read_recipe, write_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path
from colorizer_gui.gui.canvas.panes import Mode
from colorizer_gui.gui.session.tools import Tool

LEFT = Qt.MouseButton.LeftButton
ACROSS = ((0.6, 0.3), (0.75, 0.3), (0.9, 0.3))
BLUE, GREEN = QColor("#4a66d0"), QColor("#3d9a46")


@pytest.fixture
def painting(colorized, qtbot):
    """A window with the brush in use, and a photo that shows its result alone."""
    colorized.acts.modes[Mode.AFTER].trigger()
    qtbot.keyClick(colorized, Qt.Key.Key_B)
    colorized.parts.color_panel.take(BLUE)
    for _ in range(4):
        qtbot.keyClick(colorized, Qt.Key.Key_BracketRight)
    return colorized


def regions(window):
    """The regions of the open photo."""
    return window.document.region_state.regions


def stroke(window, qtbot, *places):
    """Drag over places (0..1) of the photo, and wait for their colors."""
    with qtbot.waitSignal(window.document.colorized):
        drag_on(window.parts.canvas, qtbot, *(on_photo(window, *place) for place in places))
    qtbot.waitUntil(lambda: not window.document.is_painting)


def shown(window, x, y):
    """The color on the canvas at a place of the photo."""
    return picture(window).pixelColor(on_photo(window, x, y))


def covered(region):
    """The share of the photo that a region covers."""
    return float(region.mask.coverage().mean())


@pytest.mark.parametrize("key", [Qt.Key.Key_B, Qt.Key.Key_S])
def test_escape_takes_back_what_is_being_drawn(painting, qtbot, key):
    stroke(painting, qtbot, *ACROSS)
    before = regions(painting)
    qtbot.keyClick(painting, key)
    canvas, places = painting.parts.canvas, ((0.2, 0.6), (0.4, 0.6), (0.4, 0.8))
    qtbot.mousePress(canvas, LEFT, pos=on_photo(painting, *places[0]))
    for place in places:
        qtbot.mouseMove(canvas, on_photo(painting, *place))
    qtbot.keyClick(painting, Qt.Key.Key_Escape)
    qtbot.mouseMove(canvas, on_photo(painting, 0.6, 0.8))
    qtbot.mouseRelease(canvas, LEFT, pos=on_photo(painting, 0.6, 0.8))
    assert regions(painting) == before


def test_a_stroke_paints_its_places_and_no_others(painting, qtbot):
    before, beside = shown(painting, 0.75, 0.3), shown(painting, 0.3, 0.8)
    stroke(painting, qtbot, *ACROSS)
    (region,) = regions(painting)
    assert region.kind is RegionKind.PAINT
    assert shown(painting, 0.3, 0.8) == beside
    after = shown(painting, 0.75, 0.3)
    assert after != before
    assert after.blue() > after.red()
    assert hints(painting) == ()


def test_strokes_of_one_color_are_one_region_and_each_is_undone(painting, qtbot):
    stroke(painting, qtbot, *ACROSS)
    first = regions(painting)
    stroke(painting, qtbot, (0.6, 0.6), (0.9, 0.6))
    (region,) = regions(painting)
    assert covered(region) > 1.5 * covered(first[0])
    assert painting.acts.undo.text() == "Undo Paint"
    painting.acts.undo.trigger()
    assert regions(painting) == first
    painting.acts.undo.trigger()
    assert regions(painting) == ()
    painting.acts.redo.trigger()
    painting.acts.redo.trigger()
    assert regions(painting) == (region,)


def test_another_color_covers_the_first(painting, qtbot):
    stroke(painting, qtbot, *ACROSS)
    painting.acts.deselect.trigger()
    painting.parts.color_panel.take(GREEN)
    stroke(painting, qtbot, *ACROSS)
    assert len(regions(painting)) == 2
    color = shown(painting, 0.75, 0.3)
    assert color.green() > color.blue()
    painting.parts.region_panel.list.setCurrentRow(1)  # the first color once more
    painting.acts.deselect.trigger()
    painting.regions.editor.set_brush(
        replace(painting.regions.editor.brush, ab=regions(painting)[0].ab)
    )
    stroke(painting, qtbot, *ACROSS)
    assert shown(painting, 0.75, 0.3).blue() > shown(painting, 0.75, 0.3).green()


def test_a_color_changes_what_is_painted_and_selected(painting, qtbot):
    stroke(painting, qtbot, *ACROSS)
    with qtbot.waitSignal(painting.document.colorized):
        painting.parts.color_panel.take(GREEN)
    (region,) = regions(painting)
    assert region.ab[0] < -20
    assert painting.acts.undo.text() == "Undo Change Painted Color"


def test_the_eraser_takes_away_and_removes_what_is_empty(painting, qtbot):
    stroke(painting, qtbot, *ACROSS)
    before = covered(regions(painting)[0])
    qtbot.keyClick(painting, Qt.Key.Key_E)
    stroke(painting, qtbot, (0.75, 0.3), (0.9, 0.3))
    assert covered(regions(painting)[0]) < 0.8 * before
    for _ in range(6):
        qtbot.keyClick(painting, Qt.Key.Key_BracketRight)
    stroke(painting, qtbot, *ACROSS)
    assert regions(painting) == ()


def test_the_eraser_takes_from_what_it_touches_whatever_is_selected(painting, qtbot):
    stroke(painting, qtbot, *ACROSS)
    qtbot.keyClick(painting, Qt.Key.Key_P)
    stroke(painting, qtbot, (0.6, 0.8), (0.9, 0.8))
    paint, protected = regions(painting)
    qtbot.keyClick(painting, Qt.Key.Key_E)
    stroke(painting, qtbot, (0.75, 0.3), (0.9, 0.3))
    assert painting.document.region_state.selected == protected.id
    assert covered(regions(painting)[0]) < 0.8 * covered(paint)
    assert regions(painting)[1] == protected


def test_the_eraser_without_anything_to_erase_says_so(painting, qtbot):
    qtbot.keyClick(painting, Qt.Key.Key_E)
    qtbot.mouseClick(painting.parts.canvas, LEFT, pos=on_photo(painting, 0.5, 0.5))
    assert "nothing to erase" in painting.parts.notices.sentence


def test_protected_places_stay_gray(painting, qtbot):
    assert not is_gray(shown(painting, 0.75, 0.3))
    qtbot.keyClick(painting, Qt.Key.Key_P)
    stroke(painting, qtbot, *ACROSS)
    painting.acts.deselect.trigger()
    qtbot.mouseMove(painting.parts.canvas, on_photo(painting, 0.1, 0.9))
    assert is_gray(shown(painting, 0.75, 0.3))
    assert not is_gray(shown(painting, 0.3, 0.8))


def test_a_lasso_makes_a_region_for_the_look_and_for_hints(painting, qtbot):
    canvas, panel = painting.parts.canvas, painting.parts.look_panel
    qtbot.keyClick(painting, Qt.Key.Key_S)
    corners = [(0.55, 0.1), (0.95, 0.1), (0.95, 0.5), (0.55, 0.5), (0.55, 0.12)]
    drag_on(canvas, qtbot, *(on_photo(painting, *place) for place in corners))
    (region,) = regions(painting)
    assert region.kind is RegionKind.REGION
    assert covered(region) == pytest.approx(0.16, abs=0.02)
    assert panel.target.text() == "Adjusts only: Region 1"
    outside = shown(painting, 0.3, 0.8)
    panel.rows[3].number.setValue(0)  # strength
    qtbot.waitUntil(lambda: is_gray(shown(painting, 0.75, 0.3)))
    assert shown(painting, 0.3, 0.8) == outside
    assert painting.document.look.strength == 1
    panel.reset_button.click()
    assert regions(painting)[0].look == ()
    qtbot.keyClick(painting, Qt.Key.Key_H)
    place_hint(painting, qtbot, 0.75, 0.3)
    assert hints(painting)[0].region == region.id
    painting.acts.deselect.trigger()  # the hint
    painting.acts.deselect.trigger()  # the region
    assert panel.target.text() == "Adjusts the whole photo"
    panel.rows[3].number.setValue(50)
    assert painting.document.look.strength == 0.5


def test_shift_adds_to_a_region_and_alt_takes_away(painting, qtbot):
    qtbot.keyClick(painting, Qt.Key.Key_S)

    def circle(modifier, left, top=0.1, width=0.2):
        right, low = left + width, 0.6 - top
        corners = [(left, top), (right, top), (right, low), (left, low)]
        places = [on_photo(painting, *place) for place in corners]
        canvas = painting.parts.canvas
        qtbot.mousePress(canvas, LEFT, modifier, places[0])
        for place in places[1:]:
            qtbot.mouseMove(canvas, place)
        qtbot.mouseRelease(canvas, LEFT, modifier, places[-1])
        return covered(regions(painting)[0])

    first = circle(Qt.KeyboardModifier.NoModifier, 0.5)
    assert circle(Qt.KeyboardModifier.ShiftModifier, 0.7) == pytest.approx(2 * first, rel=0.1)
    assert circle(Qt.KeyboardModifier.AltModifier, 0.7) == pytest.approx(first, rel=0.1)
    circle(Qt.KeyboardModifier.AltModifier, 0.45, 0.05, 0.5)
    assert "covers nothing" in painting.parts.notices.sentence
    assert len(regions(painting)) == 1


def test_a_click_selects_a_surface(painting, qtbot):
    qtbot.keyClick(painting, Qt.Key.Key_S)
    click_photo(painting, qtbot, 0.75, 0.2)
    (region,) = regions(painting)
    coverage = region.mask.coverage()
    assert coverage[round(0.2 * 512), round(0.75 * 512)] > 0.9
    assert 0 < coverage.mean() < 0.9


def test_a_brush_stays_within_the_selected_region(painting, qtbot):
    qtbot.keyClick(painting, Qt.Key.Key_S)
    corners = [(0.7, 0.1), (0.95, 0.1), (0.95, 0.5), (0.7, 0.5)]
    drag_on(painting.parts.canvas, qtbot, *(on_photo(painting, *place) for place in corners))
    qtbot.keyClick(painting, Qt.Key.Key_B)
    stroke(painting, qtbot, *ACROSS)
    coverage = regions(painting)[1].mask.coverage()
    assert coverage[:, : round(0.68 * 512)].max() == 0
    assert coverage[round(0.3 * 512), round(0.8 * 512)] == 1
    assert painting.document.region_state.selected == regions(painting)[0].id


def test_the_list_selects_renames_shows_and_removes(painting, qtbot):
    panel = painting.parts.region_panel
    stroke(painting, qtbot, *ACROSS)
    assert [panel.list.item(row).text() for row in range(2)] == ["Whole Photo", "Paint 1"]
    assert panel.list.currentRow() == 1
    row = panel.list.visualItemRect(panel.list.item(1)).center()
    qtbot.mouseClick(panel.list.viewport(), LEFT, pos=row)
    qtbot.mouseDClick(panel.list.viewport(), LEFT, pos=row)
    name = panel.list.findChild(QLineEdit)
    QApplication.processEvents()
    qtbot.keyClicks(name, "Dress")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: regions(painting)[0].name == "Dress")
    panel.list.item(1).setText("  ")
    assert panel.list.item(1).text() == regions(painting)[0].name == "Dress"
    qtbot.mouseMove(painting.parts.canvas, on_photo(painting, 0.1, 0.9))
    plain = picture(painting)
    qtbot.mouseClick(panel.show_button, LEFT)
    assert picture(painting) != plain
    panel.list.setCurrentRow(0)
    assert painting.document.region_state.selected is None
    panel.list.setCurrentRow(1)
    qtbot.keyClick(painting, Qt.Key.Key_Delete)
    assert regions(painting) == ()
    assert not panel.list.isVisible()
    painting.acts.undo.trigger()
    assert regions(painting)[0].name == "Dress"


def test_hints_of_a_removed_region_are_limited_no_more(painting, qtbot):
    qtbot.keyClick(painting, Qt.Key.Key_S)
    click_photo(painting, qtbot, 0.75, 0.2)
    qtbot.keyClick(painting, Qt.Key.Key_H)
    place_hint(painting, qtbot, 0.75, 0.2)
    painting.acts.deselect.trigger()
    qtbot.mouseClick(painting.parts.region_panel.remove_button, LEFT)
    assert [hint.region for hint in hints(painting)] == [0]
    painting.acts.undo.trigger()
    assert [hint.region for hint in hints(painting)] == [1]


def test_keys_slider_and_wheel_change_the_brush(painting, qtbot):
    editor, panel = painting.regions.editor, painting.parts.region_panel
    first = editor.brush.radius
    qtbot.keyClick(painting, Qt.Key.Key_BracketLeft)
    assert editor.brush.radius < first
    smaller = panel.size_row.slider.value()
    turn_wheel(painting.parts.canvas, on_photo(painting, 0.5, 0.5), 2,
               Qt.KeyboardModifier.ControlModifier)  # fmt: skip
    assert panel.size_row.slider.value() > smaller
    panel.size_row.number.setValue(0)
    panel.softness_row.number.setValue(100)
    assert editor.brush.radius == pytest.approx(0.002)
    assert editor.brush.softness == 1
    qtbot.keyClick(painting, Qt.Key.Key_BracketLeft)
    assert editor.brush.radius == pytest.approx(0.002)


def test_space_moves_the_photo_with_a_brush_too(painting, qtbot):
    canvas = painting.parts.canvas
    canvas.zoom_to(4.0)
    qtbot.mouseMove(canvas, canvas.rect().center())
    middle = canvas.middle()
    canvas.setFocus()
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    drag_on(canvas, qtbot, canvas.rect().center(), canvas.rect().center() / 2)
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert regions(painting) == ()
    assert canvas.middle() != middle


def test_a_stroke_is_seen_before_it_ends(painting, qtbot):
    canvas = painting.parts.canvas
    places = [on_photo(painting, *place) for place in ACROSS]
    before = shown(painting, 0.75, 0.3)
    qtbot.mousePress(canvas, LEFT, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(canvas, place)
    assert shown(painting, 0.7, 0.3) != before
    qtbot.mouseRelease(canvas, LEFT, pos=places[-1])


def test_regions_come_back_from_the_sidecar(painting, qtbot, make_window, tiny_model, gray_file):
    stroke(painting, qtbot, *ACROSS)
    kept = regions(painting)
    painting.close()
    assert read_recipe(sidecar_path(gray_file)).regions == kept
    window = make_window(tiny_model)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    assert regions(window) == kept
    assert window.parts.region_panel.list.count() == 2
    assert window.acts.tools[Tool.HINT].isChecked()


def test_a_region_of_a_sidecar_that_covers_nothing_is_told(window, qtbot, gray_file):
    empty = Region(1, "Hat", RegionKind.KEEP, Mask.of(np.zeros((20, 20), np.float32)))
    write_recipe(sidecar_path(gray_file), Recipe("tiny", regions=(empty,)))
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    assert "The region Hat covers nothing" in window.parts.notices.sentence


def test_tools_without_a_color_leave_room_for_the_look(painting, qtbot):
    panel = painting.parts.color_panel
    for key, has_color in ((Qt.Key.Key_S, False), (Qt.Key.Key_B, True), (Qt.Key.Key_P, False),
                           (Qt.Key.Key_H, True)):  # fmt: skip
        qtbot.keyClick(painting, key)
        assert panel.isVisible() is has_color


def test_many_strokes_stay_one_small_mask(painting):
    editor = painting.regions.editor
    place = np.random.default_rng(0)
    for _ in range(60):
        drawn = editor.begin_stroke(Tool.BRUSH)
        for x, y in place.random((2, 2)):
            drawn.add(Dab(x, y, 0.03))
        editor.end_stroke()
    (region,) = regions(painting)
    assert len(region.mask.data) < 512 * 512 / 4
    assert covered(region) > 0.6


def test_two_fingers_zoom_instead_of_painting(painting, qtbot):
    canvas = painting.parts.canvas
    middle, zoom = canvas.rect().center(), canvas.shown_photos()[0].photo.width()
    steps = [
        (middle - QPoint(reach, 0), middle + QPoint(reach, 0)) for reach in (40, 60, 90, 130, 180)
    ]
    touch(canvas, *steps)
    qtbot.waitUntil(lambda: canvas.shown_photos()[0].photo.width() > 1.5 * zoom)
    assert regions(painting) == ()
    assert not painting.acts.undo.isEnabled()


def test_a_saved_result_has_its_regions(painting, qtbot, tmp_path):
    qtbot.keyClick(painting, Qt.Key.Key_P)
    stroke(painting, qtbot, *ACROSS)
    with qtbot.waitSignal(painting.exports.exporter.saved):
        painting.exports.save_to(tmp_path / "result.png")
    saved = np.asarray(Image.open(tmp_path / "result.png")).astype(int)
    place = saved[round(0.3 * 512), round(0.75 * 512)]
    assert place.max() == place.min()
    assert np.ptp(saved, axis=-1).max() > 10
