"""In how many places of a scan there is dust."""

import math

import cv2
import numpy as np

from colorizer_gui.engine.preparation.dust_mask import DustMask

_MOST_PLACES = 6_000_000  # of the grid that is looked at, which bounds time and memory


def dust_count(mask: DustMask) -> int:
    """Count specks and scratches: masked places that touch are one.

    In a scan of more than 6 megapixels, those that nearly touch are one too.

    Parameters
    ----------
    mask : DustMask

    Returns
    -------
    int
    """
    step = math.ceil(math.sqrt(mask.width * mask.height / _MOST_PLACES))
    places = mask.places((-(-mask.height // step), -(-mask.width // step)))
    labels, _ = cv2.connectedComponents(places.view(np.uint8), connectivity=8)
    return labels - 1
