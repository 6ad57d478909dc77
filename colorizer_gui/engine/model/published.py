"""The models of Zhang et al. (2016, 2017), from the checkpoints that they published."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

from colorizer_gui.engine.arrays import ReportProgress
from colorizer_gui.engine.errors import ModelError, UsageError
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.model.conversion import check_conversion, run_export
from colorizer_gui.engine.model.download import download
from colorizer_gui.engine.model.installing import Imported, import_model
from colorizer_gui.engine.model.library import SUFFIX, installed_models
from colorizer_gui.engine.model.versions import checksum

PLACE = "https://colorizers.s3.us-east-2.amazonaws.com/"


@dataclass(frozen=True)
class Published:
    """A published checkpoint.

    Parameters
    ----------
    title, authors : str
    file, sha256 : str
        Name and checksum of the file.
    megabytes : int
        About how large it is.
    license : str
        What it may be used for.
    """

    title: str
    authors: str
    file: str
    sha256: str
    megabytes: int
    license: str


_LICENSE = (
    "BSD-2-Clause (https://github.com/richzhang/colorization). It may be used, changed and passed "
    "on, also commercially, as long as the copyright notice, the conditions and the disclaimer "
    "stay with it. There is no warranty."
)
PUBLISHED: Final[Mapping[str, Published]] = {
    "eccv16": Published(
        "Colorful Image Colorization (ECCV 2016)",
        "R. Zhang, P. Isola, A. A. Efros",
        "colorization_release_v2-9b330a0b.pth",
        "9b330a0bae53f4ded77b1e23defbf78beaa09c10ebc4c4999e8e4f4a160b93f9",
        129,
        _LICENSE,
    ),
    "siggraph17": Published(
        "Interactive Deep Colorization (SIGGRAPH 2017)",
        "R. Zhang, J.-Y. Zhu, P. Isola, X. Geng, A. S. Lin, T. Yu, A. A. Efros",
        "siggraph17-df00044c.pth",
        "df00044c0a4d7c3edcecf6f75437ce346a66e7a42612d9b968e1a7e17dbc6f66",
        137,
        _LICENSE,
    ),
}


def check_wanted(model: str) -> None:
    """Refuse to begin with a model that is installed, or that could not be converted.

    Raises
    ------
    UsageError
    """
    if any(path.stem == model for path in installed_models()):
        raise UsageError(
            Message(
                "The model {model} is installed already. To get it again, first run: "
                "colorizer models remove {model}",
                model=model,
            )
        )
    check_conversion()


def get_model(model: str, source: Path | None, report_progress: ReportProgress) -> Imported:
    """Download a published checkpoint, convert it and install it.

    Parameters
    ----------
    model : {'eccv16', 'siggraph17'}
    source : Path or None
        A copy of the checkpoint, which makes a download unnecessary.
    report_progress : callable
        Of the download.

    Raises
    ------
    UsageError, ModelError, Cancelled
    """
    check_wanted(model)
    published = PUBLISHED[model]
    if source is None:
        checkpoint = _downloaded(published, report_progress)
    else:
        checkpoint = source
        _check_copy(source, published)
    with tempfile.TemporaryDirectory(prefix="colorizer-") as folder:
        converted = Path(folder, model + SUFFIX)
        run_export(["--official", model, str(checkpoint.absolute()), str(converted)])
        imported = import_model(converted)
    if source is None:
        checkpoint.unlink(missing_ok=True)
    return imported


def _downloaded(published: Published, report_progress: ReportProgress) -> Path:
    folder = Path(platformdirs.user_data_dir("Colorizer", appauthor=False)) / "downloads"
    target = folder / published.file
    if target.exists() and checksum(target) == published.sha256:
        return target  # it could not be converted at another time
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ModelError(
            Message(
                "Can't make the folder {folder}: {reason}.",
                folder=folder,
                reason=system_reason(error),
            )
        ) from error
    download(PLACE + published.file, target, published.sha256, report_progress)
    return target


def _check_copy(path: Path, published: Published) -> None:
    found = checksum(path)
    if not found:
        raise UsageError(Message("Can't read {path}. Check its name.", path=path))
    if found != published.sha256:
        raise UsageError(
            Message(
                "{path} is not the file {name} that was published. Get another copy of it.",
                path=path,
                name=published.file,
            )
        )
