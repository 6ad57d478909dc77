"""`colorizer export`: turn a checkpoint of PyTorch into a model file."""

import argparse

from colorizer_gui.cli.messages import print_line
from colorizer_gui.engine.choices import PUBLISHED_MODELS
from colorizer_gui.engine.paths import local_path

_FILES = (("--card", "TOML file about the model"), ("--metrics", "JSON file of measured figures"))
_NUMBERS = (
    ("--mask-center", "0.5 for siggraph17 of the authors' training program"),
    ("--logit-scale", "factor of the bins' logits, such as 0.2"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("checkpoint", type=local_path, metavar="FILE", help=".ckpt or .pth")
    parser.add_argument(
        "destination", type=local_path, metavar="OUT.onnx", help="its stem becomes the model's id"
    )
    parser.add_argument(
        "--official",
        choices=PUBLISHED_MODELS,
        help="the checkpoint is a published one, or of its layout; brings its card",
    )
    for name, text in _FILES:
        parser.add_argument(name, type=local_path, metavar="FILE", help=text)
    for name, text in _NUMBERS:
        parser.add_argument(name, type=float, metavar="NUMBER", help=text)


def run(options: argparse.Namespace) -> int:
    """Run the command with parsed arguments; returns the exit code."""
    from colorizer_gui.engine.model.conversion import run_export

    given = vars(options)
    arguments = [str(options.checkpoint.absolute()), str(options.destination.absolute())]
    for name in ("--official", *(name for name, _ in (*_FILES, *_NUMBERS))):
        value = given[name.removeprefix("--").replace("-", "_")]
        if value is not None:
            arguments.append(f"{name}={value}")
    print_line(run_export(arguments))
    return 0
