"""Photo files in folders and tar archives."""

from __future__ import annotations

import logging
import tarfile
from collections.abc import Iterator
from pathlib import Path

from training.errors import DataError

log = logging.getLogger(__name__)

PHOTO_SUFFIXES = {".avif", ".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"}
# The first one that is there serves for validation.
VALIDATION_TARS = ("val2.tar", "val.tar")
BLOCK = tarfile.BLOCKSIZE


def members(source: Path) -> Iterator[tuple[str, bytes | None]]:
    """Each photo in a folder (with what lies below) or in a tar file.

    Parameters
    ----------
    source : Path

    Yields
    ------
    name : str
    content : bytes or None
        None where it cannot be read.
    """
    source = Path(source)
    if not source.exists():
        raise DataError(f"No photos at {source}: no such file or folder.")
    if not source.is_dir():
        yield from _tar_members(source)
        return
    for path in sorted(source.rglob("*")):
        if path.suffix.lower() in PHOTO_SUFFIXES:
            try:
                yield path.name, path.read_bytes()
            except OSError:
                yield path.name, None


def _tar_members(source: Path) -> Iterator[tuple[str, bytes | None]]:
    place, end = "its start", 0
    try:
        # Damaged headers are passed over as if they were padding, up to the next good one.
        with tarfile.open(source, ignore_zeros=True) as archive:
            for member in archive:
                global_header = end == 0 and archive.pax_headers
                if member.offset > end and not global_header:
                    yield f"{source.name}, after {place}", None
                place, end = member.name, member.offset_data + -(-member.size // BLOCK) * BLOCK
                if member.isfile() and Path(member.name).suffix.lower() in PHOTO_SUFFIXES:
                    yield member.name, _read_member(archive, member)
    except (tarfile.TarError, EOFError, OSError) as error:
        log.warning("%s ends early: %s. What came before it is used.", source, error)


def _read_member(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes | None:
    try:
        file = archive.extractfile(member)
        return None if file is None else file.read()
    except (tarfile.TarError, EOFError, OSError):
        return None


def find_sources(data: Path) -> tuple[list[Path], Path | None]:
    """The training sources and the validation source below a path.

    Parameters
    ----------
    data : Path
        A folder of tar files (``train-*.tar`` and ``val2.tar`` or ``val.tar``), a folder of
        photos, or a tar file.

    Returns
    -------
    training : list of Path
    validation : Path or None
        None where a share of the training photos must serve.
    """
    data = Path(data)
    tars = sorted(data.glob("train-*.tar")) if data.is_dir() else []
    if not tars:
        return [data], None
    found = (data / name for name in VALIDATION_TARS if (data / name).exists())
    return tars, next(found, None)
