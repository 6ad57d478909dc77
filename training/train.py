"""Train a network: ``python -m training.train training/configs/unet.toml --data FOLDER``."""

import argparse
import dataclasses
import logging
import sys
from pathlib import Path

import lightning
import torch
from lightning.pytorch.callbacks import EMAWeightAveraging, LearningRateMonitor, ModelCheckpoint
from lightning.pytorch.loggers import CSVLogger
from torch.nn import functional

from training.bins import choose_bins, count_bins
from training.config import ConfigError, read_config
from training.data import DataError, PhotoData, PhotoStore, find_sources, load_photos
from training.lab import srgb_to_lab
from training.module import ColorizationModule, load_module

log = logging.getLogger(__name__)

VALIDATION_SHARE = 0.02
LAST = "last.ckpt"


def load_data(config, data, most=None):
    """Training and validation photos below a path; see `training.data.find_sources`."""
    sources, validation = find_sources(data)
    training = load_photos(sources, config.data.photo_side, most)
    if validation is not None:
        return training, load_photos([validation], config.data.photo_side, most)
    held_back = max(1, round(len(training) * VALIDATION_SHARE))
    log.info("No %s: the last %d photos serve for validation.", "val.tar", held_back)
    return _slice(training, None, -held_back), _slice(training, -held_back, None)


def _slice(store, start, stop):
    return dataclasses.replace(
        store, pixels=store.pixels[start:stop], sizes=store.sizes[start:stop]
    )


def measure_bins(store: PhotoStore, cell=4, batch=64):
    """The colour bins that the photos use, and how often, on cells of the network's output."""
    counts = 0
    for start in range(0, len(store), batch):
        # Photos lie in the upper left corner: their first half-canvas is always picture.
        side = store.pixels.shape[-1] // 2
        views = store.pixels[start : start + batch, :, :side, :side].float() / 255
        counts = counts + count_bins(functional.avg_pool2d(srgb_to_lab(views)[:, 1:], cell))
    return choose_bins(counts)


def _module(config, store, encoder_weights, start_from):
    centres, prior = measure_bins(store)
    module = ColorizationModule(config, centres, prior)
    if start_from is not None:
        earlier = load_module(start_from)
        module = ColorizationModule(config, earlier.network.bin_centres, earlier.prior)
        module.network.load_state_dict(earlier.network.state_dict())
    elif encoder_weights is not None:
        module.network.encoder.load_npz(encoder_weights)
    return module.to(memory_format=torch.channels_last)


def train(config, data, run_folder, encoder_weights=None, start_from=None, most_photos=None):
    """Train, or take up a run again where it was left.

    Parameters
    ----------
    config : Config
    data : Path
        See `training.data.find_sources`.
    run_folder : Path
        Checkpoints and curves go here; a ``last.ckpt`` that is there already is resumed.
    encoder_weights : Path or None
        An .npz file for the encoder to start from.
    start_from : Path or None
        A checkpoint whose network a new run starts from.
    most_photos : int or None
        Read only so many photos, for a rehearsal.

    Returns
    -------
    Path
        The last checkpoint.
    """
    lightning.seed_everything(config.run.seed)
    training, validation = load_data(config, data, most_photos)
    module = _module(config, training, encoder_weights, start_from)
    run_folder.mkdir(parents=True, exist_ok=True)
    last = run_folder / LAST
    checkpoints = ModelCheckpoint(
        run_folder, "best", monitor="gain_0_hints", mode="max", save_last=True,
        enable_version_counter=False,
    )  # fmt: skip
    trainer = lightning.Trainer(
        max_steps=config.run.steps,
        val_check_interval=min(config.run.validate_every, config.run.steps),
        check_val_every_n_epoch=None,
        precision=config.run.precision,
        gradient_clip_val=config.optimizer.gradient_clip,
        callbacks=[
            EMAWeightAveraging(decay=config.optimizer.ema, use_buffers=False),
            LearningRateMonitor(),
            checkpoints,
        ],
        logger=CSVLogger(run_folder, name="curves"),
        log_every_n_steps=20,
        num_sanity_val_steps=0,
        enable_progress_bar=sys.stderr.isatty(),
        enable_model_summary=False,
    )
    batches = PhotoData(training, validation, config.data, config.augment)
    trainer.fit(module, batches, ckpt_path=last if last.exists() else None)
    trainer.save_checkpoint(last)
    return last


def main(arguments=None):
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="training.train", description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="folder, folder of tars, or tar")
    parser.add_argument("--run", type=Path, help="default: runs/NAME; resumed if begun")
    parser.add_argument("--encoder", type=Path, help=".npz weights for the encoder to start from")
    parser.add_argument("--start-from", type=Path, help="checkpoint that a new run starts from")
    parser.add_argument("--photos", type=int, help="read only so many photos, for a rehearsal")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        config = read_config(options.config)
        run = options.run or Path("runs") / config.name
        train(config, options.data, run, options.encoder, options.start_from, options.photos)
    except (ConfigError, DataError) as error:
        print(f"training: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
