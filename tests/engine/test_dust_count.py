"""How many specks a mask of dust has."""

import numpy as np
import pytest

from colorizer_gui.engine.preparation.dust_count import dust_count
from colorizer_gui.engine.preparation.dust_mask import DustMask


@pytest.mark.parametrize("size", [(60, 90), (2600, 3100)])
def test_specks_that_touch_are_one(size):
    places = np.zeros(size, np.bool_)
    places[5:8, 5:8] = places[8:10, 8:10] = True  # by a corner
    places[30, 20:80] = True
    places[50:52, 50] = True
    assert dust_count(DustMask.of(places)) == 3


def test_a_mask_without_dust_has_none():
    assert dust_count(DustMask.of(np.zeros((9, 9), np.bool_))) == 0
