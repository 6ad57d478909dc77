"""A new hint: it changes nothing until a color is chosen for it."""

import pytest
from gestures import (
    click_photo,
    drag_on,
    has_ring,
    hints,
    on_photo,
    picture,
    place_hint,
    point_at,
    take_suggestion,
    turn_wheel,
    without_hints,
)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from colorizer_gui.engine.hints import Reach
from colorizer_gui.engine.session.sidecar import sidecar_path
from model_files import CENTERS


def test_a_bare_click_changes_nothing(colorized, qtbot, gray_file):
    qtbot.keyClick(colorized, "4")
    plain, place = picture(colorized), on_photo(colorized, 0.7, 0.5)
    click_photo(colorized, qtbot, 0.7, 0.5)
    qtbot.waitUntil(colorized.hints.suggestions.isVisible)
    assert has_ring(colorized, 0.7, 0.5)
    shown = QColor(colorized.parts.color_panel.hex.text())
    there = plain.pixelColor(place * plain.devicePixelRatio())
    assert max(abs(p - q) for p, q in zip(shown.getRgb(), there.getRgb(), strict=True)) <= 12
    assert hints(colorized) == ()
    assert not colorized.acts.undo.isEnabled()
    assert without_hints(colorized) == plain
    colorized.shutdown()
    assert not sidecar_path(gray_file).exists()


def test_a_suggestion_shows_while_it_is_pointed_at_and_stays_when_it_is_clicked(colorized, qtbot):
    qtbot.keyClick(colorized, "4")
    plain, spot = picture(colorized), on_photo(colorized, 0.7, 0.5) + QPoint(0, -13)
    before = plain.pixelColor(spot * plain.devicePixelRatio())
    click_photo(colorized, qtbot, 0.7, 0.5)
    point_at(colorized.parts.canvas, QPoint(2, 2))  # beside the photo
    bar = colorized.hints.suggestions
    qtbot.waitUntil(bar.isVisible)
    swatch = bar.colors.swatches[1]
    with qtbot.waitSignal(colorized.document.colorized):
        point_at(swatch, swatch.rect().center())
    image = picture(colorized)
    assert image.pixelColor(spot * image.devicePixelRatio()) != before
    assert hints(colorized) == ()
    with qtbot.waitSignal(colorized.document.colorized):
        point_at(colorized.parts.canvas, QPoint(2, 2))
    assert without_hints(colorized) == plain
    place_hint(colorized, qtbot, 0.7, 0.5)
    (hint,) = hints(colorized)
    assert (hint.x, hint.y) == pytest.approx((0.7, 0.5), abs=0.002)
    assert (hint.a, hint.b) == pytest.approx(tuple(CENTERS[0]), abs=1)
    assert not bar.isVisible()
    assert colorized.acts.undo.text() == "Undo Add Hint"
    colorized.acts.undo.trigger()
    assert hints(colorized) == ()
    qtbot.waitUntil(bar.isVisible)  # to choose another


def test_the_suggestions_stay_beside_the_hint(colorized, qtbot):
    canvas, bar = colorized.parts.canvas, colorized.hints.suggestions
    for x, y in ((0.02, 0.02), (0.98, 0.98), (0.5, 0.5)):
        click_photo(colorized, qtbot, x, y)
        qtbot.waitUntil(bar.isVisible)
        assert canvas.rect().contains(bar.geometry())
        assert not bar.geometry().contains(on_photo(colorized, x, y))
    before = bar.pos()
    qtbot.keyClick(canvas, "+")
    # The keys zoom at the middle, which may lie between two pixels.
    assert (bar.pos() - before).manhattanLength() <= 2
    turn_wheel(canvas, QPoint(100, 100), 2)
    assert bar.pos() != before
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_a_new_hint_moves_and_grows_before_it_has_a_color(colorized, qtbot):
    canvas = colorized.parts.canvas
    click_photo(colorized, qtbot, 0.7, 0.5)
    drag_on(canvas, qtbot, on_photo(colorized, 0.7, 0.5), on_photo(colorized, 0.8, 0.6))
    qtbot.keyClick(canvas, "]")
    qtbot.keyClick(canvas, "R")
    assert hints(colorized) == ()
    assert not colorized.acts.undo.isEnabled()
    take_suggestion(colorized, qtbot)
    (hint,) = hints(colorized)
    assert (hint.x, hint.y) == pytest.approx((0.8, 0.6), abs=0.003)
    assert hint.reach is Reach.EVERYWHERE
    assert hint.radius == pytest.approx(0.0125)
    click_photo(colorized, qtbot, 0.3, 0.3)
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert not colorized.hints.suggestions.isVisible()
    assert hints(colorized) == (hint,)
