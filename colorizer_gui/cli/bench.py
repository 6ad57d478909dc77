"""`colorizer bench`: measure models and devices."""

import argparse
from typing import TYPE_CHECKING

from colorizer_gui.cli.messages import print_line
from colorizer_gui.engine.choices import DEVICES

if TYPE_CHECKING:
    from colorizer_gui.bench import Figures

# Sizes of photos in megapixels: for the screen, and of a camera or a fine scan.
_MEGAPIXELS = (2.0, 24.0)


def _megapixels(text: str) -> tuple[float, ...]:
    """The type of the sizes of photos: numbers with commas."""
    try:
        sizes = tuple(float(part) for part in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"must be numbers with commas, not {text!r}") from error
    if not all(0.01 <= size <= 100 for size in sizes):
        raise argparse.ArgumentTypeError(f"must be from 0.01 to 100 megapixels, not {text!r}")
    return sizes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument(
        "--device",
        choices=DEVICES[1:],
        action="append",
        help="a device; can be given several times (default: those that auto tries)",
    )
    parser.add_argument(
        "--model",
        metavar="ID|FILE",
        action="append",
        help="a model; can be given several times (default: all that are installed)",
    )
    parser.add_argument(
        "--megapixels",
        type=_megapixels,
        default=_MEGAPIXELS,
        metavar="N,...",
        help="sizes of the photos that are colorized (default: 2,24)",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Run the command with parsed arguments; returns the exit code."""
    from colorizer_gui.bench import measure
    from colorizer_gui.engine.model.device_libraries import present_providers
    from colorizer_gui.engine.model.library import find_model, installed_models

    models = [find_model(model) for model in options.model or ()] or installed_models()
    devices = options.device or [
        provider.device for provider in present_providers() if provider.is_automatic
    ]
    measured = []
    for figures in measure(models, devices, options.megapixels):
        if not (options.device or figures["steady_ms"]):
            continue
        measured.append(figures)
        if not options.json:
            print_line(_line(figures))
    if options.json:
        import json

        print_line(json.dumps(measured))
    return 0


def _line(figures: "Figures") -> str:
    name = f"{figures['model']} on {figures['device']}"
    if not figures["steady_ms"]:
        return f"{name}: {figures['notice']}"
    photos = ", ".join(f"{size} MP {time:.0f} ms" for size, time in figures["photo_ms"].items())
    words = (
        f"{name}: load {figures['load_ms']:.0f} ms, first run {figures['first_ms']:.0f} ms, "
        f"then {figures['steady_ms']:.1f} ms; {photos}"
    )
    return f"{words}. {figures['notice']}" if figures["notice"] else words
