"""`colorizer models`: which models are installed."""

from colorizer_gui.cli.messages import say
from colorizer_gui.engine.errors import ColorizerError


def add_to(commands):
    """Add the command to those of the program."""
    commands.add_parser("models", help="list the installed models").set_defaults(run=_run)


def _run(options):
    from colorizer_gui.engine.model.library import installed_models
    from colorizer_gui.engine.model.runtime import Model

    failed = 0
    for path in installed_models():
        try:
            info = Model(path, "cpu").info
        except ColorizerError as error:
            failed = 1
            say(error)
            continue
        extras = [word for word, has in (("hints", info.has_hints), ("bins", info.has_bins)) if has]
        print(f"{info.path.stem:<16}{info.name} {info.version}  ({', '.join(extras) or 'plain'})")
    return failed
