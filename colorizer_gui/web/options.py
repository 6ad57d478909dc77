"""What `colorizer serve` is told. Imports little, for a quick start of the command."""

from dataclasses import dataclass
from pathlib import Path

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8722
DEFAULT_MAX_UPLOAD = 500  # MB
DEFAULT_KEEP = 72  # hours
SHORTEST_TOKEN = 8  # characters


@dataclass(frozen=True)
class ServeOptions:
    """Options of the web page.

    Parameters
    ----------
    host : str
        The address to listen at.
    port : int
        0 for any that is free.
    opens_page : bool
        Whether a browser is opened.
    name : str or None
        The name of the machine by which a reverse proxy serves the page.
    token : str or None
        What clients have to know; None for one that is made where it is needed.
    models : tuple of str
        Ids or files of the models to offer; empty for all that are installed.
    device : str
        One of `choices.DEVICES`.
    max_upload : int
        MB of one photo's file.
    keep : int
        Hours for which an unused photo is kept.
    workers : int or None
        Results that are made at a time; None for one for each core.
    scheduler : str or None
        The address of a Dask cluster that makes the results.
    folder : Path or None
        Photos that are offered to all clients, see `Archive`.
    dest : Path or None
        Where their results and recipes go; None for beside them.
    """

    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    opens_page: bool = False
    name: str | None = None
    token: str | None = None
    models: tuple[str, ...] = ()
    device: str = "auto"
    max_upload: int = DEFAULT_MAX_UPLOAD
    keep: int = DEFAULT_KEEP
    workers: int | None = None
    scheduler: str | None = None
    folder: Path | None = None
    dest: Path | None = None
