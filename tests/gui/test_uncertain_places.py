"""The key that goes to the next place where a hint helps most."""

import pytest
from gestures import hints, picture, take_suggestion

from colorizer_gui.engine.model.library import DEFAULT_MODEL, installed_models


@pytest.fixture
def shipped(make_window, qtbot, gray_file):
    """A window whose photo the shipped model has colorized."""
    models = [path for path in installed_models() if path.stem == DEFAULT_MODEL]
    if not models:
        pytest.skip("no model is shipped")
    window = make_window(*models)
    with qtbot.waitSignal(window.document.colorized, timeout=30000):
        window.open_paths([gray_file])
    return window


def test_a_key_begins_hints_at_uncertain_places(shipped, qtbot):
    qtbot.keyClick(shipped, "4")
    plain = picture(shipped)
    qtbot.keyClick(shipped, "N")
    qtbot.waitUntil(lambda: shipped.document.hint_state.draft is not None)
    assert shipped.acts.uncertainty.isChecked()
    assert picture(shipped) != plain
    first = shipped.document.hint_state.draft
    qtbot.keyClick(shipped, "N")
    second = shipped.document.hint_state.draft
    assert (second.x, second.y) != (first.x, first.y)
    assert hints(shipped) == ()
    take_suggestion(shipped, qtbot)
    assert len(hints(shipped)) == 1


def test_a_notice_says_that_no_place_is_uncertain(colorized, qtbot):
    qtbot.keyClick(colorized, "N")
    qtbot.waitUntil(lambda: "no other place" in colorized.parts.notices.sentence)


def test_the_toolbar_shows_and_hides_uncertain_areas(colorized, qtbot):
    plain, toolbar = picture(colorized), colorized.parts.toolbar
    button = toolbar.widgetForAction(colorized.acts.uncertainty)
    button.click()
    qtbot.waitUntil(lambda: picture(colorized) != plain)
    button.click()
    assert picture(colorized) == plain
