"""`colorizer doctor`: check the installation."""

import argparse

from colorizer_gui.cli.arguments import add_device
from colorizer_gui.cli.command import Command
from colorizer_gui.cli.messages import print_line


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_device(parser.add_argument)
    parser.add_argument("--json", action="store_true", help="print JSON")


def _run(options: argparse.Namespace) -> int:
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


COMMAND = Command("doctor", "check the installation", _add_arguments, _run)
