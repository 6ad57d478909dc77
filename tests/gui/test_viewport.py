"""The geometry of the canvas."""

import pytest

from colorizer_gui.gui.canvas.viewport import LARGEST_ZOOM, Viewport


def place_under(view, x, y):
    """The photo's place that lies under a place of the pane."""
    return tuple(
        center + (at - pane / 2) / view.zoom
        for center, at, pane in zip(view.center, (x, y), view.pane, strict=True)
    )


def test_fitted_shows_the_whole_photo_in_the_middle():
    view = Viewport((4000, 2000), (1040.0, 800.0), margin=20).fitted()
    assert view.size == (1000, 500)
    assert view.origin == (20, 150)
    assert not view.can_pan


def test_zoom_keeps_what_is_under_the_cursor():
    view = Viewport((4000, 2000), (1000.0, 500.0)).fitted()
    before = place_under(view, 700, 200)
    view = view.zoomed(2.0, (700, 200))
    assert place_under(view, 700, 200) == pytest.approx(before)


def test_a_photo_is_never_dragged_out_of_sight():
    view = Viewport((4000, 2000), (1000.0, 500.0)).fitted().zoomed(1.0)
    view = view.panned(1e6, -1e6)
    assert view.origin == (0, 500 - 2000)
    assert view.zoomed(0.1).panned(300, 300).origin == (300, 150)


def test_zoom_steps_go_to_round_values_and_end():
    view = Viewport((100, 100), (500.0, 500.0), zoom=0.9)
    assert view.next_zoom(1) == 1.0
    assert view.zoomed(1.0).next_zoom(1) == 1.5
    assert view.zoomed(1.0).next_zoom(-1) == 0.67
    assert view.zoomed(1e9).zoom == LARGEST_ZOOM
