"""What a run leaves for the eye: curves, and sheets of colored photos."""

import csv
import logging
from pathlib import Path

import numpy as np
import torch
from lightning.pytorch.callbacks import Callback
from matplotlib.figure import Figure
from PIL import Image

from training.lab import lab_to_srgb
from training.module import no_hints, with_lightness

log = logging.getLogger(__name__)

SHEET_PHOTOS = 8
CURVES = "curves"


class ValidationLog(Callback):
    """Says in one line what each validation found."""

    def on_validation_end(self, trainer, module):
        if trainer.is_global_zero:
            gains = {
                name: f"{float(value):+.2f} dB"
                for name, value in trainer.callback_metrics.items()
                if name.startswith("gain_")
            }
            found = ", ".join(f"{name} {gain}" for name, gain in gains.items())
            log.info("step %d: %s", trainer.global_step, found)


class Curves(Callback):
    """Draws what the logger wrote, over all parts of an interrupted run, as ``curves.png``.

    Parameters
    ----------
    run_folder : Path
    """

    def __init__(self, run_folder):
        self.run_folder = Path(run_folder)

    def on_validation_end(self, trainer, module):
        if trainer.is_global_zero and (curves := read_curves(self.run_folder / CURVES)):
            draw_curves(curves, self.run_folder / "curves.png")


def read_curves(folder):
    """All figures below a folder of CSV logs: name -> list of (step, value), by step."""
    curves = {}
    for path in folder.glob("*/metrics.csv"):
        with path.open(newline="") as file:
            for row in csv.DictReader(file):
                for name, value in row.items():
                    if value and name not in ("step", "epoch"):
                        curves.setdefault(name, []).append((int(row["step"]), float(value)))
    return {name: sorted(points) for name, points in sorted(curves.items())}


def draw_curves(curves, path):
    """Draw one small plot for each figure, above one another, into a PNG file."""
    figure = Figure(figsize=(8, 2 * len(curves)), layout="constrained")
    for axes, (name, points) in zip(
        np.atleast_1d(figure.subplots(len(curves), sharex=True)), curves.items(), strict=True
    ):
        steps, values = zip(*points, strict=True)
        axes.plot(steps, values, marker="." if len(points) < 50 else None)
        axes.set_title(name, loc="left", fontsize="small")
        axes.grid(alpha=0.3)
    axes.set_xlabel("step")
    figure.savefig(path, dpi=80)


class SampleSheet(Callback):
    """Colors the first photos of every validation: gray, truth and result side by side.

    Parameters
    ----------
    folder : Path
        Gets one PNG file for each validation, named by its step.
    """

    def __init__(self, folder):
        self.folder = Path(folder)

    def on_validation_batch_end(self, trainer, module, outputs, batch, batch_idx, *unused):
        if batch_idx > 0 or not trainer.is_global_zero:
            return
        lab = batch[:SHEET_PHOTOS]
        with torch.inference_mode():
            ab, _ = module.network(lab[:, :1], no_hints(lab))
        gray = torch.cat((lab[:, :1], torch.zeros_like(lab[:, 1:])), dim=1)
        columns = [lab_to_srgb(image) for image in (gray, lab, with_lightness(lab, ab))]
        # Photos below one another, each with its three versions in a row.
        sheet = torch.cat([torch.cat(tuple(column), dim=1) for column in columns], dim=2)
        pixels = (sheet * 255).round().to(torch.uint8).permute(1, 2, 0).cpu().numpy()
        self.folder.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(self.folder / f"{trainer.global_step:07d}.png")
