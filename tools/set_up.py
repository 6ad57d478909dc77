"""Set up `.venv`: `python3 tools/set_up.py run`, `package` or `test`.

Needs Python alone. Installs the system libraries of Qt with apt if allowed, then the pinned
packages, and touches a marker file by which make knows that this is done. A Python that is too old
for all else, as that of a Mac, has to come as far as the sentence that says so.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# Each purpose with its extra of pyproject.toml; the last one includes the others.
PURPOSES = {"run": "", "package": "[package]", "test": "[test]"}

# The libraries that Qt loads from a Linux system, each with its Debian package.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
# The browser that tests the page for browsers; where it cannot be installed, they are skipped.
BROWSER = ("chromium", "chromium-driver")
# The rules of axe-core, by which a test checks how accessible that page is. They come from npm, in
# the version and with the checksum of a lock file; where they do not come, that test is skipped.
NPM_FILES = ("package.json", "package-lock.json")
NPM_SOURCE, NPM = ROOT / "tests/web/npm", VENV / "npm"
LONGEST_TRY = 180  # seconds that are waited when all else is installed
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def has_library(name: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_font() -> bool:
    """Whether any font is installed; without one Qt draws boxes and reports no error."""
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(next(folder.rglob("*.[to]t[fc]"), None) for folder in folders)


def missing_for_packages() -> list[str]:
    """Debian packages that making a package needs and this system lacks."""
    missing = []
    if shutil.which("objdump") is None:
        missing.append("binutils")
    # Packages hold small libraries that are compiled for them.
    if shutil.which("cc") is None:
        missing += ["gcc", "libc6-dev"]
    # Debian packages libpython, which a frozen program includes, apart from its Python.
    name = "libpython{}.{}".format(*sys.version_info)
    if sys.base_prefix == "/usr" and not has_library(name + ".so.1.0"):
        missing.append(name)
    return missing


def missing_packages(purpose: str) -> list[str]:
    """Debian packages that this Linux system lacks."""
    missing = [package for name, package in QT_LIBRARIES.items() if not has_library(name)]
    if not has_font():
        missing.append("fonts-dejavu-core")
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python{}.{}-venv".format(*sys.version_info))
    if purpose != "run":
        missing += missing_for_packages()
    if purpose == "test" and shutil.which("Xvfb") is None:
        missing.append("xvfb")
    return missing


def as_root() -> list[str] | None:
    """Prefix that runs a command as root; None if that is not allowed."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if allowed.returncode == 0 else None


def install_packages(packages: list[str]) -> None:
    """Install Debian packages, or exit with the command that does."""
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        sys.exit(
            "This system lacks libraries that Debian has in these packages: "
            + " ".join(packages)
            + ". Install them with this system's package manager, then try again."
        )
    prefix = as_root()
    if prefix is None:
        sys.exit("This system lacks what Colorizer needs. Run: sudo " + " ".join(install))
    print("Installing with apt-get:", " ".join(packages), flush=True)
    quietly = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    for command in (["apt-get", "update"], install):
        run([*quietly, *command], stdout=subprocess.DEVNULL)


def start_installing_browser() -> subprocess.Popen[bytes] | None:
    """Begin to install the browser for tests; None where that is not allowed."""
    prefix = as_root() if shutil.which("apt-get") else None
    if prefix is None:
        return None
    print("Installing with apt-get, beside the rest:", *BROWSER, flush=True)
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *BROWSER]
    quietly = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *install]
    return subprocess.Popen(quietly, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def finish_installing_browser(installation: subprocess.Popen[bytes] | None) -> None:
    """Wait for the browser; say what is left out without it."""
    if installation:
        with contextlib.suppress(subprocess.TimeoutExpired):
            if installation.wait(timeout=LONGEST_TRY) == 0:
                return
    print("Without chromium and chromium-driver, the tests in a browser are skipped.", flush=True)


def try_to_install_rules() -> None:
    """Install axe-core for a test if npm can; say what is left out if not."""
    if has_rules():
        return
    npm = shutil.which("npm")
    if npm is not None:
        print("Installing with npm: axe-core", flush=True)
        NPM.mkdir(parents=True, exist_ok=True)
        for name in NPM_FILES:
            shutil.copy(NPM_SOURCE / name, NPM / name)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        with contextlib.suppress(subprocess.TimeoutExpired):
            done = subprocess.run(
                command, cwd=NPM, capture_output=True, timeout=LONGEST_TRY, check=False
            )
            if done.returncode == 0:
                return
    print("Without npm and axe-core, the test of accessibility is skipped.", flush=True)


def has_rules() -> bool:
    """Whether what the lock file names is installed."""
    if not (NPM / "node_modules/axe-core/axe.min.js").exists():
        return False
    return all((NPM / name).read_bytes() == (NPM_SOURCE / name).read_bytes() for name in NPM_FILES)


def run(command: Sequence[str | Path], **options: Any) -> None:
    """Run a command in the source tree; exit with a message if it fails."""
    if subprocess.run(command, cwd=ROOT, check=False, **options).returncode:
        sys.exit("This command failed; the lines above say why: " + " ".join(map(str, command)))


def has_working_venv() -> bool:
    """Whether `.venv` has a Python and a pip that start."""
    if not PYTHON.exists():
        return False
    command = [str(PYTHON), "-m", "pip", "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def main() -> None:
    """Set up for the purpose that the command line names."""
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(
            "Colorizer needs Python {}.{} or newer, and {} is {}. ".format(
                *OLDEST_PYTHON, sys.executable, platform.python_version()
            )
            + "Name a newer one, for example: make PYTHON=python3.12 run"
        )
    purpose = sys.argv[1] if sys.argv[1:] else "run"
    if purpose not in PURPOSES:
        sys.exit(f"Can't set up for {purpose!r}. Choose from: {', '.join(PURPOSES)}.")
    missing = missing_packages(purpose) if sys.platform == "linux" else []
    if missing:
        install_packages(missing)
    has_browser = shutil.which("chromium") and shutil.which("chromedriver")
    wants_browser = purpose == "test" and sys.platform == "linux" and not has_browser
    browser = start_installing_browser() if wants_browser else None
    if not has_working_venv():
        run([sys.executable, "-m", "venv", "--clear", VENV])
    print("Installing Python packages into .venv. The first time takes minutes.", flush=True)
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet"]
    # Compiling all modules takes half of the time, and most are never imported.
    pip += ["--no-compile", "--constraint", "constraints.txt"]
    run([*pip, "pip"])
    run([*pip, "--build-constraint", "constraints.txt", "--editable", "." + PURPOSES[purpose]])
    if purpose == "test":
        try_to_install_rules()
    if wants_browser:
        finish_installing_browser(browser)
    done = PURPOSES if purpose == "test" else [purpose]
    for name in done:
        (VENV / f".ready-{name}").touch()


if __name__ == "__main__":
    main()
