"""Reading a photo ends when its work is cancelled, between two parts of the pixels."""

import cv2
import numpy as np
import pytest

from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.photo import Photo, read_photo, write_photo
from colorizer_gui.engine.stopping import stopped_by
from photo_files import tiff


def cases():
    rows = np.random.default_rng(1931).integers(0, 256, (1_200, 900, 3), np.uint8)
    return {
        "strips.tif": tiff(rows, photometric="rgb", rowsperstrip=50),
        "one_strip.tif": tiff(rows, photometric="rgb", rowsperstrip=1_200, compression="zlib"),
        "tiles.tif": tiff(rows, photometric="rgb", tile=(64, 64), compression="lzw"),
        "real.tif": tiff((rows / 255).astype(np.float32), photometric="rgb"),
    }


@pytest.fixture(params=[1, 3])
def threads(request):
    """The number of threads that work on a photo."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(request.param)
    yield
    cv2.setNumThreads(before)


@pytest.mark.usefixtures("threads")
@pytest.mark.parametrize("name", ["strips.tif", "one_strip.tif", "tiles.tif", "real.tif", "a.psd"])
def test_reading_ends_when_its_work_is_cancelled(tmp_path, name):
    path = tmp_path / name
    if name == "a.psd":
        write_photo(path, np.zeros((90, 120, 3), np.uint8), Photo(np.zeros((90, 120), np.uint8)))
    else:
        path.write_bytes(cases()[name])
    assert read_photo(path).height
    with stopped_by(lambda: True), pytest.raises(Cancelled):
        read_photo(path)
