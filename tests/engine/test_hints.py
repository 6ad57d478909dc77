import numpy as np
import pytest

from colorizer_gui.engine.hints import ColorHint, rasterize


def test_a_hint_covers_its_radius_around_its_place():
    grid = rasterize([ColorHint(0.5, 0.25, 40.0, -20.0, radius=0.1)], 40, 80)
    rows, columns = np.nonzero(grid[..., 2])
    assert (rows.min(), rows.max()) == (2, 17)
    assert (columns.min(), columns.max()) == (32, 47)
    assert grid[10, 40].tolist() == [40.0, -20.0, 1.0]
    assert not grid[30].any()


@pytest.mark.parametrize("place", [0.0, 1.0])
def test_the_smallest_hint_in_a_corner_still_covers_a_pixel(place):
    grid = rasterize([ColorHint(place, place, 5.0, 5.0, radius=1e-6)], 32, 32)
    assert grid[..., 2].sum() == 1


def test_the_later_hint_lies_on_top():
    first, second = ColorHint(0.5, 0.5, 10, 10, 0.2), ColorHint(0.5, 0.5, -10, -10, 0.05)
    grid = rasterize([first, second], 64, 64)
    assert grid[32, 32, 0] == -10
    assert grid[32, 22, 0] == 10


@pytest.mark.parametrize(
    ("field", "value"), [("x", 1.2), ("y", -0.1), ("a", 200), ("b", float("nan")), ("radius", 0)]
)
def test_a_value_out_of_range_is_named(field, value):
    values = {"x": 0.5, "y": 0.5, "a": 0.0, "b": 0.0, "radius": 0.01, field: value}
    with pytest.raises(ValueError, match=field):
        ColorHint(**values)
