import numpy as np
import pytest

from colorizer_gui.engine.painting.layers import before_after, color_layer

LUMA = np.array((0.3, 0.59, 0.11))


def blended(layer, below, peak):
    """The blend mode Color as ISO 32000 defines it, without its clipping."""
    layer, below = layer / peak, below / peak
    return (layer + ((below @ LUMA) - (layer @ LUMA))[..., None]) * peak


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_the_color_layer_over_the_photo_is_the_result(color_picture, dtype):
    peak = np.iinfo(dtype).max
    result = color_picture.astype(dtype) * (peak // 255)
    layer = np.asarray(color_layer(result))
    gray = np.rint(result @ LUMA).astype(dtype)
    below = np.repeat(gray[..., None], 3, axis=-1)
    reachable = np.abs(result / peak - (result / peak @ LUMA)[..., None]).max(axis=-1) < 0.5
    off = np.abs(blended(layer, below, peak) - result)[reachable] * 255 / peak
    assert reachable.mean() > 0.9
    assert off.max() < 1.5
    assert np.abs((layer / peak) @ LUMA - 0.5).max() < 0.01


def test_before_and_after_stand_side_by_side(gray_picture):
    result = np.full((*gray_picture.shape, 3), 90, np.uint8)
    both = np.asarray(before_after(gray_picture, result))
    width = gray_picture.shape[1]
    assert np.array_equal(both[:, :width], np.repeat(gray_picture[..., None], 3, axis=-1))
    assert np.array_equal(both[:, -width:], result)
    assert (both[:, width:-width] == 255).all()
    assert both.shape[1] > 2 * width
