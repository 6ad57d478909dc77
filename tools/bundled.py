"""What a package of the program consists of: licenses, notices and a software bill of materials.

`packaging/components.tsv` has a row for every library. A row names its files by patterns, or
modules of Python as ``module:NAME``; the first row that matches counts. Where versions and texts
come from:

- ``pypi:NAME`` the installed Python package (with a comma: the first one that is installed),
  ``codec:NAME``, ``pillow:NAME`` and ``numpy:NAME`` what imagecodecs, Pillow and NumPy say of their
  libraries, ``name`` the number in the name of the file, ``python`` this Python, ``system`` the
  package of Debian that has the file;
- ``wheel:NAME[:FILE]`` all licenses in a Python package, or one file, ``text:NAME`` a file of
  `packaging/licenses`, ``python`` and ``system`` as above.
"""

import csv
import fnmatch
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import Any

PACKAGING = Path(__file__).parent.parent / "packaging"
LICENSE_FILE = re.compile(
    r"(^|/)(licen[cs]es?/(?!.*\.py$)|(licen[cs]e|copying|notice|thirdpartynotice)[^/]*$)", re.I
)


@dataclass(frozen=True)
class Row:
    """A row of the table."""

    component: str
    version: str
    license: str
    files: str
    texts: str
    source: str

    def matches(self, name: str) -> bool:
        """Whether a file, by its path inside the package, belongs to the component."""
        base = PurePath(name).name
        return any(
            fnmatch.fnmatchcase(name if "/" in pattern else base, pattern)
            for pattern in self.files.split()
        )


def read_table(path: Path = PACKAGING / "components.tsv") -> list[Row]:
    """Read the table of components."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def assign(names: Iterable[str], rows: Iterable[Row]) -> tuple[dict[Row, list[str]], list[str]]:
    """Find the component of each file.

    Parameters
    ----------
    names : iterable of str
        Paths inside the package, and modules as ``module:NAME``.
    rows : iterable of Row

    Returns
    -------
    found : dict of Row to list of str
    unknown : list of str
        Those that no row matches.
    """
    rows, found, unknown = list(rows), {}, []
    for name in sorted(names):
        row = next((row for row in rows if row.matches(name)), None)
        if row is None:
            unknown.append(name)
        else:
            found.setdefault(row, []).append(name)
    return found, unknown


def write_third_party(folder: Path, files: Mapping[str, Path | None], version: str) -> None:
    """Write the licenses of everything in a package, the notice, and the bill of materials.

    Parameters
    ----------
    folder : Path
        Made where it is missing.
    files : mapping of str to Path or None
        Each file by its path inside the package, with where it comes from; modules have none.
    version : str
        Of the program.

    Raises
    ------
    SystemExit
        A file has no row in the table, or a row no license text.
    """
    found, unknown = assign(files, read_table())
    if unknown:
        raise SystemExit(
            "packaging/components.tsv has no row for: " + ", ".join(unknown) + ". Add one each."
        )
    shared: dict[bytes, str] = {}
    parts, notice = [], [(PACKAGING / "NOTICE.txt").read_text(encoding="utf-8")]
    for row, names in sorted(found.items(), key=lambda item: item[0].component.casefold()):
        origins = [files[name] for name in names]
        part_version = _version(row, next((path for path in origins if path), None))
        texts = _write_texts(row, origins, folder, shared)
        parts.append(_component(row, part_version, names, texts))
        notice.append(f"{row.component} {part_version}\n    {row.license}\n    {row.source}\n")
    (folder / "NOTICE.txt").write_text("\n".join(notice), encoding="utf-8")
    bill = _bill(parts, version)
    (folder / "sbom.cdx.json").write_text(json.dumps(bill, indent=1) + "\n", encoding="utf-8")


def _component(row: Row, version: str, names: list[str], texts: list[str]) -> dict[str, Any]:
    properties = [("license-text", text) for text in texts] + [("file", name) for name in names]
    kind, _, package = row.version.partition(":")
    part = {
        "type": "library",
        "name": row.component,
        "version": version,
        "licenses": [{"expression": row.license}],
        "externalReferences": [{"type": "distribution", "url": row.source}],
        "properties": [{"name": f"colorizer:{name}", "value": value} for name, value in properties],
    }
    if kind == "pypi":
        part["purl"] = f"pkg:pypi/{_installed(package)}@{version}"
    return part


def _bill(parts: list[dict[str, Any]], version: str) -> dict[str, Any]:
    content = json.dumps(parts, sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        # Of its content, so that a repeated build gives the same file.
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": "Colorizer",
                "version": version,
                "licenses": [{"expression": "MIT"}],
            }
        },
        "components": parts,
    }


def _installed(names: str) -> str:
    """The first of several distributions that is installed."""
    for name in names.split(","):
        try:
            importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        return name
    raise SystemExit(f"None of these packages is installed: {names}.")


def _version(row: Row, origin: Path | None) -> str:
    kind, _, name = row.version.partition(":")
    match kind:
        case "pypi":
            return importlib.metadata.version(_installed(name))
        case "python":
            return "{}.{}.{}".format(*sys.version_info)
        case "system":
            return _debian(origin)[0]
        case "name":
            pattern = r"\.so\.([\d.]+\w?)$|\.([\d.]+)\.dylib$"
            number = re.search(pattern, origin.name if origin else "")
            return next(filter(None, number.groups())) if number else "unknown"
    return _told_version(kind, name)


def _told_version(package: str, library: str) -> str:
    """The version of a library by what the package says that contains it."""
    if package == "codec":
        import imagecodecs

        return str(imagecodecs.version(dict)[library]).partition("/")[0]
    if package == "pillow":
        from PIL import features

        return features.version(library) or "unknown"
    import numpy as np

    told: Any = np.show_config(mode="dicts")
    return str(told["Build Dependencies"][library]["version"])


def _write_texts(
    row: Row, origins: list[Path | None], folder: Path, shared: dict[bytes, str]
) -> list[str]:
    """Copy the texts of a component, and return their paths in the folder.

    A text that another component has too (in `shared`, by its content) is there once.
    """
    own = re.sub(r"[^\w.+-]+", "-", row.component).strip("-")
    written: dict[str, None] = {}
    for path in [found for text in row.texts.split() for found in _texts(text, row, origins)]:
        content = path.read_bytes()
        if not content.strip():  # some wheels have empty ones for what they were built without
            continue
        if content not in shared:
            target = folder / own / path.name
            if target.exists():
                target = folder / own / "-".join(path.parts[-2:])
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            shared[content] = target.relative_to(folder).as_posix()
        written[shared[content]] = None
    return list(written)


def _texts(text: str, row: Row, origins: list[Path | None]) -> list[Path]:
    found = _found_texts(text, origins)
    if not found or not all(path.is_file() for path in found):
        raise SystemExit(f"The license of {row.component} is missing ({text}: {found}).")
    return found


def _found_texts(text: str, origins: list[Path | None]) -> list[Path]:
    kind, _, rest = text.partition(":")
    match kind:
        case "text":
            return [PACKAGING / f"licenses/{rest}.txt"]
        case "wheel":
            package, _, wanted = rest.partition(":")
            distribution = importlib.metadata.distribution(_installed(package))
            return sorted(
                Path(distribution.locate_file(file)).resolve()
                for file in distribution.files or ()
                if (file.name == wanted if wanted else LICENSE_FILE.search(file.as_posix()))
            )
        case "python":
            folders = (Path(os.__file__).parent, Path(sys.base_prefix))
            found = [path for folder in folders if (path := folder / "LICENSE.txt").is_file()]
            return found[:1] or [_debian(Path(sys.executable).resolve())[1]]
        case _:
            return sorted({_debian(path)[1] for path in origins if path})


def _debian(path: Path | None) -> tuple[str, Path]:
    """Version and license of the package of Debian that has a file."""
    names = () if path is None else (str(path), str(path.resolve()))
    package = next((owners()[name] for name in names if name in owners()), None)
    if package is None:
        raise SystemExit(f"No package of this system has {path}, so its license is not known.")
    show = ["dpkg-query", "--show", "--showformat=${Version}", package]
    version = subprocess.run(show, capture_output=True, text=True, check=True).stdout
    return version, Path("/usr/share/doc", package.partition(":")[0], "copyright").resolve()


@cache
def owners() -> dict[str, str]:
    """The package of every library of the system, and of Python; none but on Debian."""
    if shutil.which("dpkg-query") is None:
        return {}
    query = ["dpkg-query", "--search", "*.so*", "*/bin/python3*"]
    lines = subprocess.run(query, capture_output=True, text=True, check=False).stdout.splitlines()
    owners = {}
    for line in lines:
        packages, _, name = line.partition(": ")
        # The same file has two names where /lib is a link to /usr/lib.
        for place in (name, f"/usr{name}", name.removeprefix("/usr")):
            owners.setdefault(place, packages.split(", ")[0])
    return owners
