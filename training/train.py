"""Train a network: ``python -m training.train training/configs/unet.toml --data FOLDER``."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import lightning
from lightning.pytorch.callbacks import (
    EarlyStopping,
    LearningRateMonitor,
    ModelCheckpoint,
)
from lightning.pytorch.loggers import CSVLogger
from lightning.pytorch.utilities.exceptions import MisconfigurationException, SIGTERMException

from training.averaging import AveragedWeights
from training.callbacks import CURVES, Curves, SampleSheet, ValidationLog
from training.checkpoint import AtomicCheckpointIO, load_module, read_checkpoint
from training.config import Config, read_config
from training.data import PhotoData
from training.errors import ConfigError, DataError, TrainingError
from training.members import find_sources
from training.module import LOSS
from training.photos import PhotoStore, load_photos
from training.precision import settle_precision
from training.start import make_module
from training.units import DeadUnits

log = logging.getLogger(__name__)

LAST = "last.ckpt"


def load_data(
    config: Config, data: Path, processes: int, most: int | None = None
) -> tuple[PhotoStore, PhotoStore]:
    """Training and validation photos below a path; see `training.members.find_sources`."""
    sources, validation = find_sources(data)
    training = load_photos(sources, config.data.photo_side, most, check=config.data.check)
    if validation is not None:
        held_out = load_photos([validation], config.data.photo_side, most, check=config.data.check)
    else:
        held_back = max(1, round(len(training) * config.data.validation_share))
        log.info("No validation tar: %d random photos serve for validation.", held_back)
        held_out, training = training.split(held_back)
    if len(training) < (batch := config.data.batch_size * processes):
        raise DataError(
            f"{data} has {len(training)} photos to learn from; one step takes {batch}, batch_size "
            "times devices. Give more photos or make batch_size smaller."
        )
    return training, held_out


def make_trainer(config: Config, run_folder: Path) -> lightning.Trainer:
    """Lightning's trainer for a run."""
    run, optimizer = config.run, config.optimizer
    mode = "min" if run.monitor == LOSS else "max"
    callbacks: list[Any] = [
        LearningRateMonitor(),
        ValidationLog(),
        SampleSheet(run_folder / "samples"),
        DeadUnits(),
        Curves(run_folder),
        ModelCheckpoint(
            run_folder, "best", monitor=run.monitor, mode=mode, enable_version_counter=False
        ),
        # After the best one, whose state it includes; save_last would skip a validation without a
        # new best.
        ModelCheckpoint(run_folder, "last", enable_version_counter=False),
    ]
    if optimizer.ema > 0:
        callbacks.insert(0, AveragedWeights(optimizer.ema))
    if run.patience > 0:
        callbacks.append(EarlyStopping(run.monitor, mode=mode, patience=run.patience))
    return lightning.Trainer(
        max_steps=-1 if run.minutes > 0 else run.steps,
        val_check_interval=run.validate_every * run.accumulate,
        check_val_every_n_epoch=None,
        accumulate_grad_batches=run.accumulate,
        precision=run.precision,  # type: ignore[arg-type]  # checked by Lightning
        devices=run.devices,
        num_nodes=run.nodes,
        strategy=run.strategy,
        # `GanModule` clips by itself.
        gradient_clip_val=None if config.gan else optimizer.gradient_clip or None,
        callbacks=callbacks,
        plugins=[AtomicCheckpointIO()],
        logger=CSVLogger(run_folder, name=CURVES),
        log_every_n_steps=20,
        num_sanity_val_steps=0,
        enable_progress_bar=sys.stderr.isatty(),
        enable_model_summary=False,
    )


def train(
    config: Config,
    data: Path,
    run_folder: Path,
    encoder_weights: Path | None = None,
    start_from: Path | None = None,
    most_photos: int | None = None,
    official: Path | None = None,
    teacher: Path | None = None,
) -> Path:
    """Train a network, or resume a run.

    Parameters
    ----------
    config : Config
    data : Path
        See `training.members.find_sources`.
    run_folder : Path
        Checkpoints, curves and sample sheets go here; a ``last.ckpt`` that is there already is
        resumed.
    encoder_weights : Path or None
        A file of weights for the encoder to start from.
    start_from : Path or None
        A checkpoint whose network a new run starts from; all but its encoder beside
        `encoder_weights`.
    most_photos : int or None
        Read only so many photos, for a rehearsal.
    official : Path or None
        A published checkpoint of the architecture, whose network a new run starts from.
    teacher : Path or None
        A checkpoint whose network's predictions are learned from, see `LossSettings.teacher`.

    Returns
    -------
    Path
        The last checkpoint.

    Raises
    ------
    TrainingError
    """
    if (teacher is not None) != (config.loss.teacher > 0):
        raise ConfigError("--teacher and its share, 'teacher' of [loss], need each other.")
    config = settle_precision(config)
    last = run_folder / LAST
    done = read_checkpoint(last).get("global_step", 0) if last.exists() else 0
    # Each part of a run draws other photos, crops and hints.
    lightning.seed_everything(config.run.seed + done)
    try:
        trainer = make_trainer(config, run_folder)
    except (MisconfigurationException, TypeError, ValueError) as error:
        raise ConfigError(f"Lightning refuses what [run] asks for: {error}") from error
    training, validation = load_data(config, data, trainer.world_size, most_photos)
    module = make_module(config, training, last, encoder_weights, start_from, official)
    if teacher is not None:
        module.learn_from(load_module(teacher).network)
    run_folder.mkdir(parents=True, exist_ok=True)
    batches = PhotoData(training, validation, config.data, config.augment)
    trainer.fit(module, batches, ckpt_path=last if last.exists() else None)
    return last


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="training.train", description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="folder, folder of tars, or tar")
    parser.add_argument("--run", type=Path, help="default: runs/NAME; resumed if begun")
    parser.add_argument("--encoder", type=Path, help="weights for the encoder to start from")
    start = parser.add_mutually_exclusive_group()
    start.add_argument(
        "--start-from",
        type=Path,
        help="checkpoint that a new run starts from; with --encoder all but its encoder",
    )
    start.add_argument("--official", type=Path, help="published checkpoint to start from")
    parser.add_argument("--teacher", type=Path, help="checkpoint whose predictions to learn from")
    parser.add_argument("--photos", type=int, help="read only so many photos, for a rehearsal")
    options = parser.parse_args(arguments)
    if options.encoder and options.official:
        parser.error("--official brings an encoder of its own: leave out --encoder.")
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        config = read_config(options.config)
        run = options.run or Path("runs") / config.name
        train(
            config, options.data, run, options.encoder, options.start_from, options.photos,
            options.official, options.teacher,
        )  # fmt: skip
    except (TrainingError, OSError) as error:
        print(f"training: {error}", file=sys.stderr)
        return 1
    except SIGTERMException:  # a SystemExit that would say nothing and count as success
        print(
            "training: Told to stop (SIGTERM). Start the same command again to go on from the "
            "last validation.",
            file=sys.stderr,
        )
        return 128 + signal.SIGTERM
    return 0


if __name__ == "__main__":
    sys.exit(main())
