"""The same picture is known again, another one is not."""

import cv2
import numpy as np
import pytest
import skimage.data

from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.photo.fingerprint import fingerprint, is_same_photo


def of(pixels):
    """The fingerprint of pixels."""
    return fingerprint(Photo(pixels=np.ascontiguousarray(pixels)))


CHANGES = {
    "nothing": lambda p: p,
    "half the size": lambda p: cv2.resize(p, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA),
    "16 bits": lambda p: p.astype(np.uint16) * 257,
    "colors": lambda p: np.dstack([p] * 3),
    "a scratch mended": lambda p: cv2.rectangle(p.copy(), (100, 50), (120, 400), 200, -1),
    "brighter": lambda p: cv2.convertScaleAbs(p, alpha=1.05, beta=8),
    "encoded anew": lambda p: cv2.imdecode(
        cv2.imencode(".jpg", p, [cv2.IMWRITE_JPEG_QUALITY, 30])[1], cv2.IMREAD_GRAYSCALE
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_picture_is_known_again(gray_picture, change):
    assert is_same_photo(of(gray_picture), of(change(gray_picture)))


OTHERS = {
    "upside down": lambda p: p[::-1],
    "mirrored": lambda p: p[:, ::-1],
    "turned": lambda p: np.rot90(p)[:, :-40],
    "cropped": lambda p: p[:300, :],
    "another": lambda p: cv2.resize(skimage.data.camera(), p.shape[::-1]),
    "negative": lambda p: 255 - p,
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
def test_another_picture_is_not(gray_picture, other):
    assert not is_same_photo(of(gray_picture), of(other(gray_picture)))


@pytest.mark.parametrize("nonsense", ["", "1 2", "a b c", "5 5 zz", "5 5 00", "0 5 " + "00" * 64])
def test_nonsense_is_like_nothing(gray_picture, nonsense):
    assert not is_same_photo(nonsense, of(gray_picture))


def test_the_smallest_photos_have_one_too():
    assert is_same_photo(of(np.zeros((1, 1), np.uint8)), of(np.zeros((1, 1), np.uint8)))
