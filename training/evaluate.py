"""Measure models on color photos that they have never seen, beside "no color".

``python -m training.evaluate --model models/unet.onnx --data val.tar [--hints 0,1,10]``
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from colorizer_gui.engine.color.cielab import lightness_to_gray
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.hints import ColorHint, Reach
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Metadata, Photo
from training.augment import center_views
from training.lab import photo_to_lab
from training.metrics import HUES, SSIM_WINDOW, compare
from training.photos import load_photos

SIDE = 256
HINT_PIXELS = 7
SEED = 20170501
SHEET_PHOTOS = 12

Pixels = NDArray[np.uint8]
Lab = NDArray[np.float32]


@dataclass(frozen=True)
class Way:
    """One row of the table: a way of colorizing the photos.

    Parameters
    ----------
    name : str
    colorizer : Colorizer or None
        None leaves the photos gray.
    look : Look
    hints : int
        Hints on each photo, squares of 7 px in their true mean color at random places.
    reach : Reach
        Of the hints.
    """

    name: str
    colorizer: Colorizer | None
    look: Look
    hints: int = 0
    reach: Reach = Reach.EVERYWHERE


def true_colors(data: Path, most: int | None = None) -> list[Pixels]:
    """The center squares of the photos in a tar file or folder, uint8 of shape (256, 256, 3)."""
    store = load_photos([Path(data)], SIDE, most)
    squares = []
    for index in range(len(store)):
        pixels, sizes = store.decode([index], exact=True)
        square = (center_views(pixels, sizes, SIDE)[0] * 255).round().to(torch.uint8)
        squares.append(np.ascontiguousarray(square.permute(1, 2, 0).numpy()))
    return squares


def gray_photo(lab: Lab) -> Photo:
    """A gray 8-bit `Photo` with the L* of an array of shape (H, W, 3)."""
    gray = np.rint(lightness_to_gray(lab[..., 0]) * 255).astype(np.uint8)
    return Photo(gray, None, "png", Metadata(), None, ())


def true_hints(
    lab: Lab, count: int, random: np.random.Generator, reach: Reach = Reach.EVERYWHERE
) -> list[ColorHint]:
    """Hints in the true colors, at random places.

    Parameters
    ----------
    lab : ndarray of float32, shape (H, W, 3)
    count : int
    random : numpy.random.Generator
    reach : Reach

    Returns
    -------
    list of ColorHint
    """
    height, width = lab.shape[:2]
    half = HINT_PIXELS // 2
    hints = []
    for _ in range(count):
        y = int(random.integers(half, height - half))
        x = int(random.integers(half, width - half))
        patch = lab[y - half : y + half + 1, x - half : x + half + 1, 1:]
        a, b = patch.mean(axis=(0, 1)).tolist()
        radius = HINT_PIXELS / 2 / max(height, width)
        place = (x + 0.5) / width, (y + 0.5) / height
        hints.append(ColorHint(*place, a, b, radius, reach))
    return hints


def hint_misses(result: Pixels, hints: Iterable[ColorHint]) -> list[float]:
    """Distance in ab of each hinted place from its color, in CIELAB units."""
    hints, lab = list(hints), photo_to_lab(result)
    found = [lab[hint.area(*lab.shape[:2])][..., 1:].mean(axis=(0, 1)) for hint in hints]
    wanted = [(hint.a, hint.b) for hint in hints]
    return [float(np.hypot(*(ab - want))) for ab, want in zip(found, wanted, strict=True)]


def measure(way: Way, photos: Sequence[Pixels]) -> tuple[dict[str, float], list[Pixels]]:
    """Colorize photos in one way and average the figures.

    Parameters
    ----------
    way : Way
    photos : list of ndarray of uint8, shape (256, 256, 3)
        The true colors.

    Returns
    -------
    figures : dict of str to float
    results : list of ndarray of uint8, shape (256, 256, 3)
    """
    random = np.random.default_rng(SEED)
    rows, results = [], []
    misses: list[float] = []
    for truth in photos:
        lab = photo_to_lab(truth)
        hints = true_hints(lab, way.hints, random, way.reach)
        result, seconds = colorized(way, gray_photo(lab), hints)
        rows.append({**compare(result, truth), "milliseconds": 1000 * seconds})
        results.append(result)
        misses += hint_misses(result, hints)
    figures = {key: float(np.mean([row[key] for row in rows])) for key in rows[0]}
    figures["colorfulness_ratio"] = figures["colorfulness"] / figures.pop("true_colorfulness")
    for name in HUES:
        found, asked = figures.pop(f"found_{name}"), figures.pop(f"asked_{name}")
        if asked:
            figures[f"hue_recall_{name}"] = found / asked
    if misses:
        figures["hint_miss_median"] = float(np.median(misses))
        figures["hints_within_5"] = float(np.mean(np.array(misses) <= 5))
    return figures, results


def colorized(way: Way, photo: Photo, hints: Sequence[ColorHint]) -> tuple[Pixels, float]:
    """A gray 8-bit photo colorized in one way, and the seconds that the prediction took."""
    if way.colorizer is None:
        return cast(Pixels, np.repeat(photo.pixels[..., None], 3, axis=-1)), 0.0
    begun = time.perf_counter()
    prediction = way.colorizer.predict(photo, hints)
    seconds = time.perf_counter() - begun
    return cast(Pixels, way.colorizer.render(photo, prediction, way.look)), seconds


COLUMNS = (
    ("PSNR dB", "psnr", "{:.2f}"),
    ("MSE", "mse", "{:.0f}"),
    (f"SSIM ({SSIM_WINDOW} px)", "ssim", "{:.4f}"),
    ("CIEDE2000", "ciede2000", "{:.2f}"),
    ("colorfulness ratio", "colorfulness_ratio", "{:.2f}"),
    ("hue recall", "hue_recall_all", "{:.0%}"),
    ("cool hues", "hue_recall_cool", "{:.0%}"),
    ("AuC", "auc", "{:.1%}"),
    ("histogram correlation", "histogram_correlation", "{:.2f}"),
    ("chi-squared", "histogram_chi_squared", "{:.2f}"),
    ("Bhattacharyya", "histogram_bhattacharyya", "{:.2f}"),
    ("ms a photo", "milliseconds", "{:.1f}"),
    ("hints within 5", "hints_within_5", "{:.1%}"),
)


def table(figures: Mapping[str, Mapping[str, float]]) -> str:
    """A Markdown table of figures by name of the way."""
    lines = ["| | " + " | ".join(title for title, _, _ in COLUMNS) + " |",
             "| --- |" + " --- |" * len(COLUMNS)]  # fmt: skip
    for name, row in figures.items():
        cells = [form.format(row[key]) if key in row else "" for _, key, form in COLUMNS]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def write_sheet(path: Path, columns: Sequence[Sequence[Pixels]]) -> None:
    """Write a contact sheet from columns of photos of one size."""
    rows = [np.concatenate(row, axis=1) for row in zip(*columns, strict=True)]
    Image.fromarray(np.concatenate(rows, axis=0)).save(path, "PNG")


def ways_of(
    models: Sequence[Path],
    vividness: Sequence[float],
    hints: Sequence[int],
    reach: Reach = Reach.EVERYWHERE,
) -> list[Way]:
    """The rows of the table: no color, each model by vividness, each model by number of hints."""
    ways = [Way("no color", None, Look())]
    stems = Counter(path.stem for path in models)
    for path in models:
        colorizer = Colorizer(Model(path, "cpu"))
        name = path.stem if stems[path.stem] == 1 else str(path)
        ways += [Way(f"{name}, vividness {v:g}", colorizer, Look(vividness=v)) for v in vividness]
        ways += [
            Way(f"{name}, {n} hint{'s' * (n > 1)}", colorizer, Look(vividness=0), n, reach)
            for n in hints
            if n > 0
        ]
    return ways


def _numbers(kind: Callable[[str], float]) -> Callable[[str], list[float]]:
    return lambda text: [kind(part) for part in text.split(",")]


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="training.evaluate", description=__doc__)
    parser.add_argument("--model", type=Path, action="append", required=True)
    parser.add_argument("--data", type=Path, required=True, help="tar or folder of color photos")
    parser.add_argument("--hints", type=_numbers(int), default=[0, 10], metavar="N,N,...")
    parser.add_argument(
        "--reach",
        type=Reach,
        choices=list(Reach),
        default=Reach.EVERYWHERE,
        help="of the hints (default: everywhere)",
    )
    parser.add_argument("--vividness", type=_numbers(float), metavar="V,V,...",
                        default=[0.0, Look().vividness, 1.0])  # fmt: skip
    parser.add_argument("--photos", type=int, help="measure only so many photos")
    parser.add_argument("--sheet", type=Path, help="write a contact sheet (PNG)")
    parser.add_argument("--json", type=Path, help="write the figures")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        for path in filter(None, (options.json, options.sheet)):
            path.parent.mkdir(parents=True, exist_ok=True)
        ways = ways_of(options.model, options.vividness, options.hints, options.reach)
        photos = true_colors(options.data, options.photos)
        figures, columns = {}, [photos[:SHEET_PHOTOS]]
        for way in ways:
            figures[way.name], results = measure(way, photos)
            columns.append(results[:SHEET_PHOTOS])
        print(f"{len(photos)} photos of {SIDE} x {SIDE} px from {options.data.name}\n")
        print(table(figures))
        if options.json:
            options.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
        if options.sheet:
            write_sheet(options.sheet, columns)
    except (ColorizerError, ValueError, OSError) as error:
        print(f"evaluate: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
