"""Where the network is least sure of a color that shows: the best places for a hint."""

import cv2
import numpy as np

from colorizer_gui.engine.color.bins import uncertainty

# In parts of the grid's longer side.
SMOOTHING = 1 / 24
APART = 1 / 6
MARGIN = 1 / 16  # the network is less sure at the edge of what it sees, whatever is there
LEAST_GAIN = 0.15  # a place with less doubt than this needs no hint


def doubt(prediction):
    """How much a hint would settle, everywhere in a photo.

    Parameters
    ----------
    prediction : Prediction

    Returns
    -------
    ndarray of float32, shape (h, w), or None
        The uncertainty of the network, 0..1, less where it is so dark or bright that colors hardly
        differ. None for a model without bins.
    """
    bins = prediction.output.bins
    if bins is None:
        return None
    height, width = bins.shape[1:]
    light = cv2.resize(prediction.lightness, (width, height), interpolation=cv2.INTER_AREA)
    values = uncertainty(bins) * np.sin(np.clip(light, 0, 100) * np.float32(np.pi / 100))
    side = 2 * round(SMOOTHING * max(height, width) / 2) + 1
    return cv2.blur(values.astype(np.float32), (side, side), borderType=cv2.BORDER_REFLECT)


def where_to_click(values, hints, count=5):
    """The places with the most doubt, apart from each other and from the hints there are.

    Parameters
    ----------
    values : ndarray of float32, shape (h, w)
        What `doubt` gives.
    hints : iterable of ColorHint
    count : int

    Returns
    -------
    list of tuple of float
        x and y, 0..1 from the left and upper edge, of at most `count` places, the best first.
    """
    height, width = values.shape
    y, x = np.mgrid[:height, :width].astype(np.float32) + np.float32(0.5)
    left = np.zeros_like(values)
    edges = [round(side * MARGIN) for side in values.shape]
    inside = tuple(slice(edge, side - edge) for edge, side in zip(edges, values.shape, strict=True))
    left[inside] = values[inside]

    def settle(place):
        distance = np.hypot(x - place[0] * width, y - place[1] * height)
        left[distance < APART * max(height, width)] = 0

    for hint in hints:
        settle((hint.x, hint.y))
    places = []
    while len(places) < count and left.max() > LEAST_GAIN:
        row, column = np.unravel_index(left.argmax(), left.shape)
        places.append(((float(column) + 0.5) / width, (float(row) + 0.5) / height))
        settle(places[-1])
    return places
