"""What `colorizer doctor` finds out: versions, providers, and whether it can color."""

import platform

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


def examine(device="auto"):
    """Examine this installation.

    Parameters
    ----------
    device : {'auto', 'cpu', 'cuda'}

    Returns
    -------
    dict
        ``versions``, ``providers_available``, ``provider`` (what a real session got), ``notice``,
        ``model`` (its file), ``model_check`` (``ok``, or what keeps it from colorizing a photo) and
        ``log_file``.
    """
    report = {
        "versions": {
            "colorizer": __version__,
            "python": platform.python_version(),
            "system": platform.platform(),
            "onnxruntime": onnxruntime.__version__,
            "numpy": np.__version__,
            "opencv": cv2.__version__,
            "pillow": PIL.__version__,
        },
        "providers_available": onnxruntime.get_available_providers(),
        "provider": None,
        "notice": None,
        "model": None,
        "model_check": "ok",
        "log_file": str(log_file()),
    }
    try:
        model = Model(find_model(), device)
        report.update(provider=model.provider, notice=model.notice, model=str(model.info.path))
        photo, colorizer = Photo(np.arange(256, dtype=np.uint8).reshape(16, 16)), Colorizer(model)
        colorizer.render(photo, colorizer.analyze(photo))
    except ColorizerError as error:
        report["model_check"] = str(error)
    return report


def report_text(report):
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
