"""The number format of a run, chosen by timing."""

from __future__ import annotations

import dataclasses
import logging
import time
from typing import Any

import torch

from training.architectures import ARCHITECTURES
from training.config import Config

log = logging.getLogger(__name__)

AUTO = "auto"
# Lightning's names, and PyTorch's for what they compute in.
FORMATS = {"bf16-mixed": torch.bfloat16, "32-true": torch.float32}
# PyTorch's name for x86 processors that emulate bfloat16 so slowly that timing it takes a minute.
WITHOUT_BFLOAT16 = "AVX2"
# Times do not depend on what the bins are.
MEASURED_BINS = 250
TIMED_PHOTOS, TIMED_STEPS = 8, 2


def settle_precision(config: Config) -> Config:
    """Put a number format in the place of ``precision = "auto"``.

    A graphics card gets ``bf16-mixed``. A processor gets the format in which it takes a step of
    the config's network in less time: only some compute in bfloat16, the others convert. Where it
    is known to convert, nothing is timed.

    Parameters
    ----------
    config : Config

    Returns
    -------
    Config
    """
    if config.run.precision != AUTO:
        return config
    if torch.accelerator.is_available():
        chosen = "bf16-mixed"
    elif torch.backends.cpu.get_cpu_capability() == WITHOUT_BFLOAT16:
        chosen = "32-true"
    else:
        seconds = {name: step_seconds(config, name) for name in FORMATS}
        chosen = min(seconds, key=lambda name: seconds[name])
        listed = ", ".join(f"{name} {taken:.2f} s" for name, taken in seconds.items())
        log.info("A step of %d photos: %s.", TIMED_PHOTOS, listed)
    return dataclasses.replace(config, run=dataclasses.replace(config.run, precision=chosen))


def step_seconds(config: Config, name: str) -> float:
    """Seconds that a network with random weights takes on the processor, forward and backward.

    Parameters
    ----------
    config : Config
    name : str
        One of `FORMATS`.

    Returns
    -------
    float
        The least of some steps, after one that is not counted.
    """
    architecture, side = ARCHITECTURES[config.architecture], config.data.side
    measured = (torch.zeros(MEASURED_BINS, 2),) if architecture.measured_bins else ()
    network: Any = architecture(*measured, **config.network)
    network.to(memory_format=torch.channels_last)
    lightness = torch.full((TIMED_PHOTOS, 1, side, side), 50.0)
    times = []
    for _ in range(1 + TIMED_STEPS):
        start = time.perf_counter()
        with torch.autocast("cpu", FORMATS[name], enabled=name != "32-true"):
            ab = network(lightness, None).ab
        ab.float().square().mean().backward()
        times.append(time.perf_counter() - start)
    return min(times[1:])
