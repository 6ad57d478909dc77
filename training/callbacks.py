"""Files for the eye in a run's folder: curves, and sheets of colorized photos."""

from __future__ import annotations

import csv
import logging
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import lightning
import numpy as np
import torch
from lightning.pytorch.callbacks import Callback
from matplotlib.figure import Figure
from PIL import Image
from torch import Tensor

from training.lab import lab_to_srgb
from training.module import ColorizationModule, no_hints, with_lightness

log = logging.getLogger(__name__)

Points = list[tuple[int, float]]

SHEET_PHOTOS = 8
CURVES = "curves"


class ValidationLog(Callback):
    """Logs the result of each validation in one line."""

    def on_validation_end(
        self, trainer: lightning.Trainer, module: lightning.LightningModule
    ) -> None:
        if trainer.is_global_zero:
            gains = {
                name: f"{float(value):+.2f} dB"
                for name, value in trainer.callback_metrics.items()
                if name.startswith("gain_")
            }
            found = ", ".join(f"{name} {gain}" for name, gain in gains.items())
            log.info("step %d: %s", trainer.global_step, found)


class Curves(Callback):
    """Draws the logged figures of all parts of a run as ``curves.png``.

    Parameters
    ----------
    run_folder : Path
    """

    def __init__(self, run_folder: Path) -> None:
        self.run_folder = Path(run_folder)

    def on_validation_end(
        self, trainer: lightning.Trainer, module: lightning.LightningModule
    ) -> None:
        if trainer.is_global_zero and (curves := read_curves(self.run_folder / CURVES)):
            draw_curves(curves, self.run_folder / "curves.png")


def read_curves(folder: Path) -> dict[str, Points]:
    """All figures below a folder of CSV logs: name -> list of (step, value), by step."""
    curves: dict[str, Points] = {}
    for path in folder.glob("*/metrics.csv"):
        with path.open(newline="") as file:
            for row in csv.DictReader(file):
                for name, value in row.items():
                    if value and name not in ("step", "epoch"):
                        curves.setdefault(name, []).append((int(row["step"]), float(value)))
    return {name: sorted(points) for name, points in sorted(curves.items())}


def draw_curves(curves: Mapping[str, Points], path: Path) -> None:
    """Draw one small plot for each figure, below one another, into a PNG file."""
    height = 2 * len(curves)
    figure = Figure(figsize=(8, height))
    # Fixed margins, in inches: a layout that fits them would draw everything twice.
    figure.subplots_adjust(
        left=0.9 / 8, right=1 - 0.2 / 8, bottom=0.5 / height, top=1 - 0.4 / height, hspace=0.3
    )
    for axes, (name, points) in zip(
        np.atleast_1d(figure.subplots(len(curves), sharex=True)), curves.items(), strict=True
    ):
        steps, values = zip(*points, strict=True)
        axes.plot(steps, values, marker="." if len(points) < 50 else None)
        axes.set_title(name, loc="left", fontsize="small")
        axes.grid(alpha=0.3)
    axes.set_xlabel("step")
    figure.savefig(path, dpi=80)


class FirstBatch(Callback, ABC):
    """Looks at the first photos of every validation, in one process."""

    def on_validation_batch_end(
        self,
        trainer: lightning.Trainer,
        module: lightning.LightningModule,
        outputs: Any,
        batch: Tensor,
        batch_idx: int,
        *unused: Any,
    ) -> None:
        if batch_idx > 0 or not trainer.is_global_zero:
            return
        assert isinstance(module, ColorizationModule)
        self.look(module, batch)

    @abstractmethod
    def look(self, module: ColorizationModule, lab: Tensor) -> None:
        """Look at photos, shape (N, 3, H, W) in CIELAB, with the network in evaluation mode."""


class SampleSheet(FirstBatch):
    """Colorizes the first photos of every validation: gray, truth and result side by side.

    Parameters
    ----------
    folder : Path
        Gets one PNG file for each validation, named by its step.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def look(self, module: ColorizationModule, lab: Tensor) -> None:
        lab = lab[:SHEET_PHOTOS]
        with torch.inference_mode():
            ab = module.network(lab[:, :1], no_hints(lab)).ab
        gray = torch.cat((lab[:, :1], torch.zeros_like(lab[:, 1:])), dim=1)
        columns = [lab_to_srgb(image) for image in (gray, lab, with_lightness(lab, ab))]
        # Photos below one another, each with its three versions in a row.
        sheet = torch.cat([torch.cat(tuple(column), dim=1) for column in columns], dim=2)
        pixels = (sheet * 255).round().to(torch.uint8).permute(1, 2, 0).cpu().numpy()
        self.folder.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(self.folder / f"{module.global_step:07d}.png")
