"""How often saved colors find their thing again, and how often something else.

Surfaces of each photo are saved and looked for in another frame of it (turned, larger or smaller,
moved, sometimes mirrored, with other tones and grain) and in all other photos.
``python -m benchmarks.saved_colors --model models/unet.onnx --data FOLDER``
"""

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import cv2
import numpy as np
from numpy.typing import NDArray

from colorizer_gui.engine import saved_colors
from colorizer_gui.engine.color.surfaces import LEAST_CONNECTING, learned_claim
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.model.contract import ModelInfo
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.prediction import Prediction
from colorizer_gui.engine.saved_colors import ProposedColor, SavedColor
from training.members import members

LIMITS = (0.15, 0.18, 0.20, 0.22, 0.25, 0.30)
PLACES = 16  # of a photo, at random; surfaces that hold another of them count once
SEED = 20261201


Gray = NDArray[np.uint8]
Mask = NDArray[np.float32]


@dataclass(frozen=True)
class Scan:
    """A photo with its saved colors, and another frame of it.

    Parameters
    ----------
    things : list of (SavedColor, ndarray of float32)
        Each with the mask of its surface.
    seen, frame : Prediction
        For the photo and the frame, without hints.
    matrix : ndarray of float64, shape (2, 3)
        Maps pixels of the photo to those of the frame.
    size : tuple of int
        Width and height of both.
    """

    things: list[tuple[SavedColor, Mask]]
    seen: Prediction
    frame: Prediction
    matrix: NDArray[np.float64]
    size: tuple[int, int]


def grays(source: Path, most: int | None) -> list[Gray]:
    """Gray photos of a folder or a tar file."""
    decoded = (
        cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_GRAYSCALE)
        for _, content in members(source)
        if content
    )
    photos = [photo.astype(np.uint8, copy=False) for photo in decoded if photo is not None]
    return photos[:most]


def other_frame(photo: Gray, random: np.random.Generator) -> tuple[Gray, NDArray[np.float64]]:
    """Another frame of a photo, and the matrix (2, 3) from its pixels to the frame's."""
    height, width = photo.shape
    center = width / 2, height / 2
    matrix = cv2.getRotationMatrix2D(center, random.uniform(-4, 4), random.uniform(0.85, 1.3))
    matrix[:, 2] += random.uniform(-1, 1, 2) * (width / 8, height / 8)
    if random.random() < 1 / 3:
        matrix = np.array([[-1, 0, width - 1], [0, 1, 0]]) @ np.vstack([matrix, [0, 0, 1]])
    moved = cv2.warpAffine(photo, matrix, (width, height), borderMode=cv2.BORDER_REFLECT)
    toned = 255 * (moved / 255) ** random.uniform(0.8, 1.25)
    grain = cv2.GaussianBlur(random.normal(0, 1, photo.shape), (0, 0), 0.8)
    frame = toned + random.uniform(0, 6) * grain / grain.std()
    return np.clip(np.rint(frame), 0, 255).astype(np.uint8), matrix.astype(np.float64)


def saved_things(
    info: ModelInfo, seen: Prediction, random: np.random.Generator
) -> list[tuple[SavedColor, Mask]]:
    """Saved colors of random places of a photo, each with the mask of its surface."""
    surface = seen.output.surface
    things: list[tuple[SavedColor, Mask]] = []
    for x, y in random.uniform(0.03, 0.97, (PLACES, 2)).tolist():
        hint = ColorHint(x, y, 0, 0)
        color = saved_colors.saved_color(info, seen.output, seen.lightness, hint)
        if color and surface is not None and not any(holds(mask, x, y) for _, mask in things):
            things.append((color, learned_claim(surface, hint.area(*surface.shape[1:])).mask))
    return things


def holds(mask: Mask, x: float, y: float) -> bool:
    """Whether a place, as parts of width and height, lies on a surface."""
    rows, columns = mask.shape
    return bool(mask[int(y * rows), int(x * columns)] > LEAST_CONNECTING)


def in_frame(mask: Mask, scan: Scan) -> Mask:
    """A mask of the photo, on the same grid of its other frame."""
    full = cv2.resize(mask, scan.size, interpolation=cv2.INTER_LINEAR)
    there = cv2.warpAffine(full, scan.matrix, scan.size)
    return cv2.resize(there, mask.shape[::-1], interpolation=cv2.INTER_AREA).astype(np.float32)


def proposed(info: ModelInfo, color: SavedColor, seen: Prediction) -> list[ProposedColor]:
    """Where one saved color is proposed."""
    return saved_colors.proposed_colors({"": color}, info, seen.output, seen.lightness)


def measured(info: ModelInfo, scans: list[Scan], limit: float) -> Counter[str]:
    """Counts of what was saved, and of what was proposed."""
    counts: Counter[str] = Counter()
    with mock.patch.object(saved_colors, "LIKE", limit):
        for scan in scans:
            for color, mask in scan.things:
                there = in_frame(mask, scan)
                right = [
                    holds(there, each.hint.x, each.hint.y)
                    for each in proposed(info, color, scan.frame)
                ]
                others = sum(
                    len(proposed(info, color, other.seen)) for other in scans if other is not scan
                )
                counts += Counter(
                    saved=1, found=sum(right), wrong=len(right) - sum(right), elsewhere=others
                )
    return counts


def prepared(colorizer: Colorizer, photos: list[Gray]) -> list[Scan]:
    """Photos with their saved colors and other frames, the same in every run."""
    random, scans = np.random.default_rng(SEED), []
    for photo in photos:
        seen = colorizer.predict(Photo(photo))
        things = saved_things(colorizer.model.info, seen, random)
        frame, matrix = other_frame(photo, random)
        size = (photo.shape[1], photo.shape[0])
        scans.append(Scan(things, seen, colorizer.predict(Photo(frame)), matrix, size))
    return scans


def main() -> int:
    """Print a row for each limit."""
    parser = argparse.ArgumentParser(prog="benchmarks.saved_colors", description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="tar or folder of photos")
    parser.add_argument("--photos", type=int, help="measure only so many photos")
    parser.add_argument("--limit", type=float, action="append", help="instead of the usual ones")
    options = parser.parse_args()
    colorizer = Colorizer(Model(options.model, "cpu"))
    scans = prepared(colorizer, grays(options.data, options.photos))
    print("| limit | saved | found in another frame | something else there | in other photos |")
    print("| --- | --- | --- | --- | --- |")
    for limit in options.limit or LIMITS:
        counts = measured(colorizer.model.info, scans, limit)
        found, wrong = (counts[name] / counts["saved"] for name in ("found", "wrong"))
        elsewhere = counts["elsewhere"] / max(counts["saved"] * (len(scans) - 1), 1)
        print(
            f"| {limit:.2f} | {counts['saved']} | {found:.0%} | {wrong:.1%} | {elsewhere:.2%} |",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
