"""Measure how far a hint reaches: one hint of the opposite hue on a connected surface.

``python -m training.locality --model models/unet.onnx --data val2.tar``

A good model moves the surface to the color of the hint and leaves all other things as they were.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray

from colorizer_gui.engine.color.surfaces import LocalHint, blend_local_hints, learned_claim
from training.augment import center_views
from training.checkpoint import load_module
from training.errors import TrainingError
from training.lab import srgb_to_lab
from training.photos import PhotoStore, load_photos
from training.surfaces import UNSURE, distances, random_surface, smoothed

SIDE = 256
SEED = 20261129
SHARE = (0.02, 0.4)
LEAST_CHROMA, LEAST_HINT_CHROMA = 12.0, 25.0
HINT_HALF = 3
# A place of another thing counts as moved beyond this, in CIELAB units.
MOVED = 10.0

Array = NDArray[np.float32]
# L* (H, W) and hints (H, W, 3) -> ab (h, w, 2) and surface vectors (D + 1, h, w), if there are any.
Network = Callable[[Array, Array], tuple[Array, "Array | None"]]


@dataclass(frozen=True)
class Trial:
    """One hint on one surface of a photo.

    Parameters
    ----------
    lightness : ndarray of float32, shape (H, W)
    inside, other : ndarray of bool, shape (h, w)
        The surface, and what surely belongs to other things.
    row, column : int
        The hinted place, in pixels.
    color : tuple of float
        a*, b* of the hint.
    """

    lightness: Array
    inside: NDArray[np.bool_]
    other: NDArray[np.bool_]
    row: int
    column: int
    color: tuple[float, float]

    def hints(self) -> Array:
        """The hint as the input of a network, shape (H, W, 3)."""
        hints = np.zeros((*self.lightness.shape, 3), np.float32)
        rows, columns = (slice(max(0, at - HINT_HALF), at + HINT_HALF + 1)
                         for at in (self.row, self.column))  # fmt: skip
        hints[rows, columns] = (*self.color, 1)
        return hints

    def cells(self) -> tuple[slice, slice]:
        """The cell of the grid in which the hint lies."""
        cell = self.lightness.shape[0] // self.inside.shape[0]
        row, column = self.row // cell, self.column // cell
        return slice(row, row + 1), slice(column, column + 1)


def make_trial(lab: Array, cell: int, random: np.random.Generator) -> Trial | None:
    """Choose a colored surface of a photo and a hint of the opposite hue inside it.

    Parameters
    ----------
    lab : ndarray of float32, shape (H, W, 3)
    cell : int
        Pixels a side of a cell of the network's grid.
    random : Generator

    Returns
    -------
    Trial or None
        None where no colored surface was found.
    """
    height, width = lab.shape[:2]
    small = cv2.resize(lab, (width // cell, height // cell), interpolation=cv2.INTER_AREA)
    cells = smoothed(small.astype(np.float32, copy=False))
    for _ in range(20):
        found = random_surface(cells, random, SHARE, tries=1)
        if found is None:
            continue
        inside, distance = found
        a, b = cells[inside][:, 1:].mean(axis=0).tolist()
        chroma = float(np.hypot(a, b))
        depth = cv2.distanceTransform(np.pad(inside, 1).astype(np.uint8), cv2.DIST_L2, 3)[
            1:-1, 1:-1
        ]
        if chroma < LEAST_CHROMA or depth.max() < 2:
            continue
        rows, columns = np.nonzero(depth >= 2)
        chosen = int(random.integers(len(rows)))
        scale = -max(chroma, LEAST_HINT_CHROMA) / chroma
        row, column = (int(at[chosen]) * cell + cell // 2 for at in (rows, columns))
        other = (distance > UNSURE) & (_distance_from(cells, inside) > UNSURE)
        return Trial(lab[..., 0].copy(), inside, other, row, column, (a * scale, b * scale))
    return None


def _distance_from(cells: Array, inside: NDArray[np.bool_]) -> Array:
    """Distance in color from the place of a surface whose color is the most typical."""
    mean = cells[inside].mean(axis=0)
    away = np.where(inside, ((cells - mean) ** 2).sum(axis=-1), np.inf)
    row, column = divmod(int(away.argmin()), cells.shape[1])
    return distances(cells, row, column)


def moved(trial: Trial, before: Array, after: Array) -> tuple[float, float]:
    """Shares of the surface and of other things that a hint has moved.

    Parameters
    ----------
    trial : Trial
    before, after : ndarray of float32, shape (h, w, 2)
        ab without and with the hint.

    Returns
    -------
    surface : float
        Share of the surface that came at least half way to the color of the hint.
    other : float
        Share of the places of other things that moved by more than `MOVED`.
    """
    color = np.array(trial.color, np.float32)
    left, way = (np.linalg.norm(ab - color, axis=-1) for ab in (after, before))
    far = np.linalg.norm(after - before, axis=-1) > MOVED
    other = float(far[trial.other].mean()) if trial.other.any() else 0.0
    return float((left <= way / 2)[trial.inside].mean()), other


def run_trial(trial: Trial, network: Network) -> dict[str, tuple[float, float]]:
    """What one hint moves, by reach: ``everywhere``, and ``surface`` where the network knows it."""
    before, surface = network(trial.lightness, np.zeros((*trial.lightness.shape, 3), np.float32))
    after, _ = network(trial.lightness, trial.hints())
    found = {"everywhere": moved(trial, before, after)}
    if surface is not None:
        area = trial.cells()
        hint = LocalHint(trial.color, area, learned_claim(surface, area).mask)
        found["surface"] = moved(trial, before, blend_local_hints(before, after, [hint]))
    return found


def open_network(path: Path) -> tuple[Network, int]:
    """The network of an .onnx file or of a checkpoint, and pixels a side of its cells."""
    if path.suffix == ".onnx":
        return _open_onnx(path)
    network = load_module(path).network

    def run(lightness: Array, hints: Array) -> tuple[Array, Array | None]:
        tensors = (torch.from_numpy(lightness)[None, None],
                   torch.from_numpy(hints).permute(2, 0, 1)[None])  # fmt: skip
        with torch.inference_mode():
            ab, _, surface = network(*tensors)
        found = None if surface is None else surface[0].numpy()
        return ab[0].permute(1, 2, 0).numpy(), found

    return run, network.output_stride


def _open_onnx(path: Path) -> tuple[Network, int]:
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    if "hints" not in (value.name for value in session.get_inputs()):
        raise TrainingError(f"{path} takes no hints.")
    names = [value.name for value in session.get_outputs()]
    about = json.loads(session.get_modelmeta().custom_metadata_map["colorizer"])
    wanted = ["ab", "surface"] if "surface" in names else ["ab"]

    def run(lightness: Array, hints: Array) -> tuple[Array, Array | None]:
        feed = {"L": lightness[None, None], "hints": hints.transpose(2, 0, 1)[None]}
        ab, *rest = session.run(wanted, feed)
        return ab[0].transpose(1, 2, 0), rest[0][0] if rest else None

    return run, int(about["output_stride"])


def measure(
    network: Network, cell: int, store: PhotoStore, indices: Iterable[int]
) -> dict[str, NDArray[np.float64]]:
    """Shares of the surface and of other things by reach, shape (trials, 2)."""
    rows: dict[str, list[tuple[float, float]]] = {}
    for index in indices:
        pixels, sizes = store.decode([index], exact=True)
        lab = srgb_to_lab(center_views(pixels, sizes, SIDE))[0].permute(1, 2, 0).numpy()
        # One seed for each photo: models are compared on the same hints.
        random = np.random.default_rng(SEED + index)
        trial = make_trial(np.ascontiguousarray(lab), cell, random)
        if trial is not None:
            for reach, shares in run_trial(trial, network).items():
                rows.setdefault(reach, []).append(shares)
    return {reach: np.array(shares) for reach, shares in rows.items()}


def table(name: str, found: dict[str, NDArray[np.float64]]) -> list[str]:
    """Rows of a Markdown table."""
    rows = []
    for reach, shares in found.items():
        surface, other = shares.mean(axis=0)
        cells = (f"{surface:.1%}", f"{other:.1%}", f"{np.quantile(shares[:, 1], 0.9):.1%}")
        rows.append(f"| {name}, {reach} | {len(shares)} | " + " | ".join(cells) + " |")
    return rows


HEAD = (
    "| model, reach | photos | surface, at least half way | other things, by more than 10 "
    "| the same, 90th percentile |",
    "| --- | --- | --- | --- | --- |",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="training.locality", description=__doc__)
    parser.add_argument("--model", type=Path, action="append", required=True,
                        help=".onnx file or checkpoint; may be given several times")  # fmt: skip
    parser.add_argument("--data", type=Path, required=True, help="tar or folder of color photos")
    parser.add_argument("--photos", type=int, help="measure only so many photos")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        store = load_photos([options.data], SIDE, check=False)
        most = min(options.photos or len(store), len(store))
        indices = np.linspace(0, len(store) - 1, most).round().astype(int).tolist()
        lines = list(HEAD)
        for path in options.model:
            network, cell = open_network(path)
            lines += table(path.stem, measure(network, cell, store, indices))
    except (TrainingError, OSError) as error:
        print(f"locality: {error}", file=sys.stderr)
        return 1
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
