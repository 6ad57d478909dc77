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
from colorizer_gui.engine.model.device_libraries import CannotStartError, load, present_providers
from colorizer_gui.engine.model.library import find_model
from colorizer_gui.engine.model.providers import Provider
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.model.self_check import check_colors
from colorizer_gui.engine.photo import Photo
from colorizer_gui.logs import log_folder
from colorizer_gui.wheels import GAPS


class Report(TypedDict):
    """What `examine` finds; plain data, which the command also prints as JSON.

    Attributes
    ----------
    versions : dict of str to str
        Of the program, Python, the system and the main packages.
    devices : dict of str to str
        What this installation may run models on, by the value of ``--device``: ``in use``,
        ``not tried``, or why it cannot be started.
    provider : str or None
        The execution provider that a session really got.
    notice : str or None
        Why it is not the one asked for.
    model : str or None
        Path of the default model.
    model_check : str
        ``ok``, or what keeps the model from colorizing a photo.
    log_folder : str
    no_wheels : dict of str to str
        Pythons and systems for which pip finds no wheel of a package, and why.
    unsupported : str or None
        Which of them this installation is.
    """

    versions: dict[str, str]
    devices: dict[str, str]
    provider: str | None
    notice: str | None
    model: str | None
    model_check: str
    log_folder: str
    no_wheels: dict[str, str]
    unsupported: str | None


def examine(device: str = "auto") -> Report:
    """Examine this installation, and colorize a small photo with the default model.

    Parameters
    ----------
    device : str
        One of `choices.DEVICES`.

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
        devices={},
        provider=None,
        notice=None,
        model=None,
        model_check="ok",
        log_folder=str(log_folder()),
        no_wheels={gap.where: gap.why for gap in GAPS},
        unsupported=next((gap.where for gap in GAPS if gap.is_here()), None),
    )
    try:
        model = Model(find_model(), device)
        report["devices"] = _devices(model)
        report["provider"] = model.provider.name
        report["notice"] = None if model.notice is None else str(model.notice)
        report["model"] = str(model.info.path)
        photo, colorizer = Photo(np.arange(256, dtype=np.uint8).reshape(16, 16)), Colorizer(model)
        colorizer.render(photo, colorizer.predict(photo))
        check_colors(model)
    except ColorizerError as error:
        report["model_check"] = str(error)
    return report


def _devices(model: Model) -> dict[str, str]:
    return {provider.device: _state(provider, model) for provider in present_providers()}


def _state(provider: Provider, model: Model) -> str:
    if provider is model.provider:
        return "in use"
    if provider in model.refusals:
        return str(model.refusals[provider].reason)
    try:
        load(provider)
    except CannotStartError as error:
        return str(error.reason)
    return "not tried"


def report_text(report: Report) -> str:
    """The report as lines of text."""
    rows = [
        *report["versions"].items(),
        *((f"device {device}", state) for device, state in report["devices"].items()),
        ("runs on", report["provider"] or "nothing"),
        ("notice", report["notice"] or "none"),
        ("model", report["model"] or "none"),
        ("model check", report["model_check"]),
        ("log files", report["log_folder"]),
        ("unsupported", report["unsupported"] or "no"),
        *(("no wheels for", f"{where}: {why}") for where, why in report["no_wheels"].items()),
    ]
    return "\n".join(f"{name:<17}{value}" for name, value in rows)
