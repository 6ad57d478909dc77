"""The Pythons and systems for which not all packages have wheels, one row each."""

import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Gap:
    """A Python or system that pip finds no wheel for.

    Parameters
    ----------
    where : str
        The Python or system.
    why : str
        The package that has none, and the way out.
    is_here : callable
        Whether this program runs there.
    """

    where: str
    why: str
    is_here: Callable[[], bool]


def _is_intel_mac() -> bool:
    return sys.platform == "darwin" and platform.machine() == "x86_64"


# Asked of the package index with pip in November 2026.
GAPS = (
    Gap(
        "Python 3.15 and newer",
        "ONNX Runtime has none yet",
        lambda: sys.version_info >= (3, 15),
    ),
    Gap(
        "Intel Macs",
        "the last are those of ONNX Runtime 1.23, up to Python 3.13",
        _is_intel_mac,
    ),
    Gap(
        "Windows on ARM",
        "OpenCV has none; a Python for x64 works",
        lambda: sys.platform == "win32" and platform.machine().upper() == "ARM64",
    ),
)
