"""The report of `colorizer doctor`: versions, providers, and whether a photo can be colorized."""

import platform
from typing import TypedDict

import cv2
import numpy as np
import onnxruntime
import PIL

from colorizer_gui import __version__
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.model.library import find_model
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Photo
from colorizer_gui.logs import log_file


class Report(TypedDict):
    """What `examine` finds; plain data, which the command also prints as JSON.

    Attributes
    ----------
    versions : dict of str to str
        Of the program, Python, the system and the main packages.
    providers_available : list of str
        The execution providers that ONNX Runtime was built with.
    provider : str or None
        The execution provider that a session really got.
    notice : str or None
        Why it is not the one asked for.
    model : str or None
        Path of the default model.
    model_check : str
        ``ok``, or what keeps the model from colorizing a photo.
    log_file : str
    """

    versions: dict[str, str]
    providers_available: list[str]
    provider: str | None
    notice: str | None
    model: str | None
    model_check: str
    log_file: str


def examine(device: str = "auto") -> Report:
    """Examine this installation, and colorize a small photo with the default model.

    Parameters
    ----------
    device : {'auto', 'cpu', 'cuda'}

    Returns
    -------
    Report
    """
    report = Report(
        versions={
            "colorizer": __version__,
            "python": platform.python_version(),
            "system": platform.platform(),
            "onnxruntime": onnxruntime.__version__,
            "numpy": np.__version__,
            "opencv": cv2.__version__,
            "pillow": PIL.__version__,
        },
        providers_available=onnxruntime.get_available_providers(),
        provider=None,
        notice=None,
        model=None,
        model_check="ok",
        log_file=str(log_file()),
    )
    try:
        model = Model(find_model(), device)
        report["provider"] = model.provider.name
        report["notice"] = None if model.notice is None else str(model.notice)
        report["model"] = str(model.info.path)
        photo, colorizer = Photo(np.arange(256, dtype=np.uint8).reshape(16, 16)), Colorizer(model)
        colorizer.render(photo, colorizer.predict(photo))
    except ColorizerError as error:
        report["model_check"] = str(error)
    return report


def report_text(report: Report) -> str:
    """The report as lines of text."""
    rows = [
        *report["versions"].items(),
        ("providers", ", ".join(report["providers_available"])),
        ("runs on", report["provider"] or "nothing"),
        ("notice", report["notice"] or "none"),
        ("model", report["model"] or "none"),
        ("model check", report["model_check"]),
        ("log file", report["log_file"]),
    ]
    return "\n".join(f"{name:<14}{value}" for name, value in rows)
