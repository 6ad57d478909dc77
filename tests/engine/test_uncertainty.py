"""Uncertainty is the entropy of the bins; the most uncertain places keep a distance."""

import numpy as np
import pytest

from colorizer_gui.engine.color.uncertainty import bin_entropy, uncertain_places
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.model.contract import ModelOutput
from colorizer_gui.engine.prediction import Prediction


def prediction(logits, lightness, size=(24, 24)):
    """A prediction with these logits, shape (Q, *size), or None, and this L*."""
    ab = np.zeros((*size, 2), np.float32)
    centers = None if logits is None else np.zeros((len(logits), 2), np.float32)
    light = np.full(size, lightness, np.float32)
    return Prediction(light, ab, ab, ab[..., :1], (), ModelOutput(ab, logits, centers))


def test_the_entropy_of_the_bins_is_normalized():
    logits = np.random.default_rng(1).normal(0, 3, (7, 4, 5)).astype(np.float32)
    share = np.exp(logits) / np.exp(logits).sum(axis=0)
    entropy = -(share * np.log(share)).sum(axis=0) / np.log(7)
    assert np.allclose(bin_entropy(logits), entropy, atol=1e-5)
    assert np.allclose(bin_entropy(np.zeros((7, 2, 2), np.float32)), 1)
    sure = np.array([1e4, 0, -1e4], np.float32).reshape(3, 1, 1)
    assert bin_entropy(sure)[0, 0] == 0


def test_a_model_without_bins_gives_no_uncertainty():
    assert prediction(None, 50).uncertainty() is None


def test_uncertainty_is_low_where_color_is_hardly_visible():
    logits = np.zeros((5, 24, 24), np.float32)
    assert prediction(logits, 50).uncertainty().min() > 0.9
    assert prediction(logits, 2).uncertainty().max() < 0.1


def test_uncertain_places_are_maxima_at_a_distance():
    values = np.full((60, 80), 0.2, np.float32)
    values[40:44, 20:24] = 0.9
    values[10:14, 60:64] = 0.8
    first, second, *rest = uncertain_places(values, [])
    assert first == pytest.approx((20.5 / 80, 40.5 / 60))
    assert second == pytest.approx((60.5 / 80, 10.5 / 60))
    places = np.array([first, second, *rest]) * (80, 60)
    apart = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    assert apart[~np.eye(len(places), dtype=bool)].min() >= 80 / 6 - 1
    assert len(places) <= 5


def test_no_uncertain_place_is_near_a_hint():
    values = np.full((60, 80), 0.1, np.float32)
    values[40:44, 20:24] = 0.9
    assert uncertain_places(values, [ColorHint(0.27, 0.7, 0, 0)]) == []
