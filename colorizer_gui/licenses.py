"""The licenses of the program, and of everything else in a packaged one.

A package lists its parts in `third_party/sbom.cdx.json`, a software bill of materials in the format
CycloneDX, with the texts beside it (`tools/bundled.py` writes both). A checkout and a wheel hold
the program alone.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from colorizer_gui import __version__
from colorizer_gui.resources import resource

FOLDER = "third_party"
SBOM = "sbom.cdx.json"
NOTICE = "NOTICE.txt"
# The property of a component that names a file of its license, once for each file.
TEXT_PROPERTY = "colorizer:license-text"


@dataclass(frozen=True)
class Component:
    """A part of the program.

    Parameters
    ----------
    name, version : str
    license : str
        An SPDX expression.
    texts : tuple of Path
        The files with the license and its notices.
    """

    name: str
    version: str
    license: str
    texts: tuple[Path, ...]

    def text(self) -> str:
        """The texts, one after the other.

        Raises
        ------
        OSError
            A text cannot be read.
        """
        return "\n\n".join(_read(path).strip() for path in self.texts) + "\n"


def components() -> list[Component]:
    """All parts of the program, itself first.

    Raises
    ------
    OSError
        The list cannot be read.
    """
    texts: tuple[Path, ...] = (resource("LICENSE"),)
    folder = _folder()
    if folder is None:
        return [Component("Colorizer", __version__, "MIT", texts)]
    own = Component("Colorizer", __version__, "MIT", (*texts, folder / NOTICE))
    listed = json.loads(_read(folder / SBOM))["components"]
    return [own, *(_component(part, folder) for part in listed)]


def _folder() -> Path | None:
    try:
        return resource(FOLDER)
    except FileNotFoundError:
        return None


def _component(part: dict[str, object], folder: Path) -> Component:
    licenses = part["licenses"]
    properties = part["properties"]
    assert isinstance(licenses, list)
    assert isinstance(properties, list)
    return Component(
        str(part["name"]),
        str(part.get("version", "")),
        licenses[0]["expression"],
        tuple(folder / row["value"] for row in properties if row["name"] == TEXT_PROPERTY),
    )


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
