"""Networks trained for the same time on the same photos: ``python -m benchmarks.architectures``.

``python -m benchmarks.architectures training/configs/eccv16.toml ... --data FOLDER --into RUNS``

Each config keeps its loss, optimizer and schedule; the size of the views, the length of the run and
the validation photos are made alike. Time is that of the processor, so that other programs do not
count. Each network becomes a model file in RUNS, is measured on photos that none has seen, and is a
row of the table that is printed. Strips of photos, one for each row, show what they look like, so
that networks of several runs can be put side by side. What is in RUNS already is not trained again.
"""

import argparse
import dataclasses
import logging
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from colorizer_gui.engine.look import Look
from export.__main__ import export
from training.checkpoint import load_module, read_checkpoint
from training.config import Config, read_config
from training.errors import TrainingError
from training.evaluate import SHEET_PHOTOS, Pixels, measure, table, true_colors, ways_of
from training.train import train

NEVER = 10**9
CARD = {
    "version": "0",
    "licence": "MIT",
    "source": "trained by python -m benchmarks.architectures",
    "trained_on": "the photos of a benchmark",
    "working_size": 256,
}


def same_budget(config: Config, side: int, minutes: float) -> Config:
    """A config with the views and the length that all have."""
    data = dataclasses.replace(
        config.data, side=side, validation_side=side, source_power=0.5, check=False
    )
    run = dataclasses.replace(
        config.run, minutes=minutes, clock="processor", validate_every=NEVER, patience=0
    )
    return dataclasses.replace(config, data=data, run=run)


def trained(path: Path, options: argparse.Namespace) -> tuple[Path, int]:
    """The model file of a config, trained if it is not there yet, and the steps of its run."""
    config = same_budget(read_config(path), options.side, options.minutes)
    model = options.into / f"{config.name}.onnx"
    last = options.into / config.name / "last.ckpt"
    if not model.exists():
        last = train(config, options.data, last.parent, options.encoder, most_photos=options.photos)
        export(last, model, {"name": config.name, **CARD})
    return model, int(read_checkpoint(last)["global_step"])


def rows(models: list[Path], options: argparse.Namespace) -> Iterator[tuple[str, dict[str, float]]]:
    """Figures by name; writes a strip of photos for each."""
    photos = true_colors(options.test, options.most)
    shown = true_colors(options.show) if options.show else photos[:SHEET_PHOTOS]
    _write_strip(options.into / "true colors.jpg", shown)
    for way in ways_of(models, (0.0, Look().vividness), (0,)):
        _write_strip(options.into / f"{way.name}.jpg", measure(way, shown)[1])
        yield way.name, measure(way, photos)[0]


def _write_strip(path: Path, photos: Sequence[Pixels]) -> None:
    Image.fromarray(np.concatenate(photos, axis=1)).save(path, quality=88)


def main() -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="benchmarks.architectures", description=__doc__)
    parser.add_argument("config", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, required=True, help="photos to learn from")
    parser.add_argument("--encoder", type=Path, help="weights for the encoder to start from")
    parser.add_argument("--test", type=Path, required=True, help="tar or folder of other photos")
    parser.add_argument("--show", type=Path, help="photos for the strips; else the first tested")
    parser.add_argument("--into", type=Path, default=Path("runs/architectures"))
    parser.add_argument("--minutes", type=float, default=60.0, help="processor time / threads")
    parser.add_argument("--side", type=int, default=128, help="of the views")
    parser.add_argument("--photos", type=int, help="learn from only so many, for a rehearsal")
    parser.add_argument("--most", type=int, help="measure only so many")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    options.into.mkdir(parents=True, exist_ok=True)
    models = []
    try:
        for path in options.config:
            model, steps = trained(path, options)
            models.append(model)
            network = load_module(options.into / model.stem / "last.ckpt").network
            parameters = sum(part.numel() for part in network.parameters()) / 1e6
            print(f"{model.stem}: {parameters:.1f} million parameters, {steps} steps", flush=True)
    except (TrainingError, OSError) as error:
        print(f"architectures: {error}", file=sys.stderr)
        return 1
    print(table(dict(rows(models, options))))
    return 0


if __name__ == "__main__":
    torch.set_flush_denormal(True)
    sys.exit(main())
