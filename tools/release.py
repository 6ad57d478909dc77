"""What a release needs to know: notes from the changelog, manifests for winget.

python -m tools.release notes v1.2.3
python -m tools.release winget v1.2.3 Colorizer-1.2.3-setup.exe https://HOST/PROJECT FOLDER
"""

import hashlib
import re
import sys
from pathlib import Path

from colorizer_gui import __version__

ROOT = Path(__file__).parent.parent
MANIFESTS = ROOT / "packaging/windows/winget"


def check_tag(tag: str) -> None:
    """Refuse a tag that is not of the program's version."""
    if tag != f"v{__version__}":
        raise SystemExit(f"The tag {tag} is not v{__version__}, the version of the program.")


def notes(version: str, changelog: str) -> str:
    """The part of a changelog about a version.

    Raises
    ------
    SystemExit
        There is none, or it is empty.
    """
    pattern = rf"^## {re.escape(version)} - \d{{4}}-\d\d-\d\d\n(.*?)(?=^## |\Z)"
    found = re.search(pattern, changelog, re.MULTILINE | re.DOTALL)
    if found is None or not found[1].strip():
        raise SystemExit(f"CHANGELOG.md has no dated section with notes for {version}.")
    return found[1].strip() + "\n"


def write_winget(installer: Path, project: str, folder: Path) -> None:
    """Fill in the manifests for winget.

    Parameters
    ----------
    installer : Path
    project : str
        The address of the project, below which releases are found.
    folder : Path
        Where the manifests are written.
    """
    values = {
        "@VERSION@": __version__,
        "@ADDRESS@": f"{project}/releases/download/v{__version__}/{installer.name}",
        "@SHA256@": hashlib.sha256(installer.read_bytes()).hexdigest().upper(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for manifest in MANIFESTS.glob("*.yaml"):
        text = manifest.read_text(encoding="utf-8")
        for name, value in values.items():
            text = text.replace(name, value)
        (folder / manifest.name).write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Do what the arguments say."""
    match arguments:
        case ["notes", tag]:
            check_tag(tag)
            changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
            print(notes(__version__, changelog), end="")
        case ["winget", tag, installer, project, folder]:
            check_tag(tag)
            write_winget(Path(installer), project, Path(folder))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
