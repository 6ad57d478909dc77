"""`colorizer doctor`: whether the installation works."""

from colorizer_gui.cli.arguments import add_device


def add_to(commands):
    """Add the command to those of the program."""
    parser = commands.add_parser("doctor", help="check the installation")
    parser.set_defaults(run=_run)
    add_device(parser)
    parser.add_argument("--json", action="store_true", help="as JSON")


def _run(options):
    from colorizer_gui.doctor import examine, report_text

    report = examine(options.device)
    if options.json:
        import json

        print(json.dumps(report, indent=2))
    else:
        print(report_text(report))
    return 0 if report["model_check"] == "ok" else 1
