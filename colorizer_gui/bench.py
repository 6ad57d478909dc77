"""The figures of `colorizer bench`: how fast each device runs each model and whole photos."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypedDict

import cv2
import numpy as np

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.model.device_check import check_pattern
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import read_photo
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.saving import save_colorized

_RUNS = 9
_ASPECT = 1.5


class Figures(TypedDict):
    """The figures of one model on one device.

    Attributes
    ----------
    model, device : str
        As ``--model`` and ``--device`` name them.
    notice : str or None
        Why the device has no figures: it could not be started, or failed at work.
    load_ms : float
        Until the model is ready, with the check of the device against the processor.
    first_ms : float
        The first run of the network.
    steady_ms : float
        The median of the next runs.
    photo_ms : dict of str to float
        By megapixels: a gray JPEG is read, colorized, and saved as JPEG.
    """

    model: str
    device: str
    notice: str | None
    load_ms: float
    first_ms: float
    steady_ms: float
    photo_ms: dict[str, float]


def measure(
    models: Sequence[Path], devices: Sequence[str], megapixels: Sequence[float]
) -> Iterator[Figures]:
    """Measure each model on each device, one after the other.

    Parameters
    ----------
    models : sequence of Path
    devices : sequence of str
        Of `choices.DEVICES`.
    megapixels : sequence of float
        Sizes of the photos, which are made up.

    Yields
    ------
    Figures

    Raises
    ------
    ModelError, SaveError
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        photos = {f"{size:g}": _photo(Path(folder), size) for size in megapixels}
        for path in models:
            for device in devices:
                yield _measure(path, device, photos)


def _measure(path: Path, device: str, photos: dict[str, Path]) -> Figures:
    begun = time.perf_counter()
    told: list[str] = []
    model = Model(path, device, tell=lambda notice: told.append(str(notice)))
    load = _since(begun)
    figures = Figures(
        model=path.stem,
        device=model.provider.device,
        notice=None if model.notice is None else str(model.notice),
        load_ms=load,
        first_ms=0.0,
        steady_ms=0.0,
        photo_ms={},
    )
    if device not in ("auto", model.provider.device):
        figures["device"] = device
        return figures
    lightness, hints = check_pattern(model.info)
    figures["first_ms"], *runs = [
        _milliseconds(lambda: model.run(lightness, hints)) for _ in range(_RUNS)
    ]
    figures["steady_ms"] = statistics.median(runs)
    colorizer = Colorizer(model)
    figures["photo_ms"] = {
        size: _milliseconds(lambda photo=photo: _colorize(photo, colorizer))  # type: ignore[misc]
        for size, photo in photos.items()
    }
    figures["notice"] = next(iter(told), figures["notice"])
    return figures


def _colorize(path: Path, colorizer: Colorizer) -> None:
    result = path.with_name("result.jpg")
    save_colorized(result, read_photo(path), colorizer, Recipe(), Output(), overwrite=True)


def _photo(folder: Path, megapixels: float) -> Path:
    """A gray JPEG with soft shapes and grain."""
    height = max(8, round((megapixels * 1e6 / _ASPECT) ** 0.5))
    width = round(height * _ASPECT)
    random = np.random.default_rng(1839)
    shapes = random.uniform(20, 235, (9, 13)).astype(np.float32)
    gray = cv2.resize(shapes, (width, height), interpolation=cv2.INTER_CUBIC)
    grain = random.normal(0, 6, (height, width))
    _, encoded = cv2.imencode(".jpg", np.clip(gray + grain, 0, 255).astype(np.uint8))
    path = folder / f"{megapixels:g}.jpg"
    path.write_bytes(encoded.tobytes())
    return path


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return _since(begun)


def _since(begun: float) -> float:
    return round((time.perf_counter() - begun) * 1000, 2)
