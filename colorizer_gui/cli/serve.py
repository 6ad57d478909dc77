"""`colorizer serve`: the same program as a page for browsers."""

import argparse
import importlib.util
from collections.abc import Mapping

from colorizer_gui.cli.arguments import add_device, number_from
from colorizer_gui.cli.messages import print_line
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.installing import how_to_install
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.paths import local_path
from colorizer_gui.web.options import (
    DEFAULT_HOST,
    DEFAULT_KEEP,
    DEFAULT_MAX_UPLOAD,
    DEFAULT_PORT,
    ServeOptions,
)

# What the extra `web` installs: modules, and the packages that bring them.
_PACKAGES: Mapping[str, str] = {
    "fastapi": "fastapi",
    "uvicorn": "uvicorn",
    "python_multipart": "python-multipart",
}
_LAST_PORT = 65_535
_LARGEST_UPLOAD = 8_000  # MB; a photo's file may have 8 GB
_LONGEST_KEEP = 24 * 365  # hours


def _port(text: str) -> int:
    return number_from(0, _LAST_PORT)(text)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    place = parser.add_argument_group("address")
    place.add_argument(
        "--host",
        default=DEFAULT_HOST,
        metavar="ADDRESS",
        help=f"where to listen; 0.0.0.0 for the network (default: {DEFAULT_HOST}, this machine)",
    )
    place.add_argument(
        "--port", type=_port, default=DEFAULT_PORT, help=f"0 for any (default: {DEFAULT_PORT})"
    )
    place.add_argument(
        "--name", metavar="HOST", help="name of this machine by which a reverse proxy serves it"
    )
    place.add_argument(
        "--token",
        help="what clients have to know (default: made and printed, unless only this machine can "
        "connect)",
    )
    place.add_argument("--open", action="store_true", help="open the page in a browser")
    _add_archive(parser)
    _add_photos(parser)


def _add_archive(parser: argparse.ArgumentParser) -> None:
    archive = parser.add_argument_group("archive")
    archive.add_argument(
        "--folder",
        type=local_path,
        metavar="PHOTOS",
        help="offer the photos of a folder and its subfolders to all clients; never changed",
    )
    archive.add_argument(
        "--dest",
        type=local_path,
        metavar="DEST",
        help="folder for their results and recipes (default: beside the photos)",
    )


def _add_photos(parser: argparse.ArgumentParser) -> None:
    photos = parser.add_argument_group("photos")
    photos.add_argument(
        "--models",
        nargs="+",
        default=[],
        metavar="ID|FILE",
        help="models to offer (default: all that are installed)",
    )
    add_device(photos.add_argument)
    photos.add_argument(
        "--max-upload",
        type=number_from(1, _LARGEST_UPLOAD),
        default=DEFAULT_MAX_UPLOAD,
        metavar="MB",
        help=f"the largest file of a photo (default: {DEFAULT_MAX_UPLOAD})",
    )
    photos.add_argument(
        "--keep",
        type=number_from(1, _LONGEST_KEEP),
        default=DEFAULT_KEEP,
        metavar="HOURS",
        help=f"how long unused photos are kept (default: {DEFAULT_KEEP})",
    )
    photos.add_argument(
        "--workers",
        type=number_from(1, 64),
        metavar="N",
        help="results that are made at a time (default: one for each core)",
    )
    photos.add_argument(
        "--scheduler", metavar="tcp://HOST:PORT", help="let a Dask cluster make the results"
    )


def run(options: argparse.Namespace) -> int:
    """Run the command with parsed arguments; returns the exit code."""
    missing = [name for name in _PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        raise UsageError(
            Message(
                "The web page needs packages that are not installed ({missing}). {how}",
                missing=tuple(missing),
                how=how_to_install(*map(_PACKAGES.__getitem__, missing)),
            )
        )
    if options.dest is not None and options.folder is None:
        raise UsageError(
            Message("--dest is for the results of --folder. Name the folder of the photos, too.")
        )
    from colorizer_gui.web.server import serve

    def tell(address: str) -> None:
        print_line(address)
        print(end="", flush=True)

    serve(
        ServeOptions(
            host=options.host,
            port=options.port,
            opens_page=options.open,
            name=options.name,
            token=options.token,
            models=tuple(options.models),
            device=options.device,
            max_upload=options.max_upload,
            keep=options.keep,
            workers=options.workers,
            scheduler=options.scheduler,
            folder=options.folder,
            dest=options.dest,
        ),
        tell,
    )
    return 0
