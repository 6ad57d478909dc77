"""`colorizer doctor`: check the installation."""

import argparse

from colorizer_gui.cli.arguments import add_device
from colorizer_gui.cli.messages import print_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    add_device(parser.add_argument)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Run the command with parsed arguments; returns the exit code."""
    from colorizer_gui.doctor import examine, report_text

    report = examine(options.device)
    if options.json:
        import json

        text = json.dumps(report, indent=2)
    else:
        text = report_text(report)
    for line in text.splitlines():
        print_line(line)
    return 0 if report["model_check"] == "ok" else 1
