"""Make `.venv` ready: `python3 tools/set_up.py run`, `package` or `test`.

Needs Python alone. Installs what Qt needs from the system (through apt, where it may) and the
pinned packages, and leaves a marker that tells make that this is done.
"""

import ctypes
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# Each purpose is an extra of pyproject.toml, and the last one includes the others.
PURPOSES = {"run": "", "package": "[package]", "test": "[test]"}

# What Qt loads from a Linux system, and the Debian package that has it.
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
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def has_library(name):
    """Tell whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_font():
    """Tell whether there is any font: without one Qt draws boxes and says nothing."""
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(next(folder.rglob("*.[to]t[fc]"), None) for folder in folders)


def missing_for_pyinstaller():
    """List the Debian packages that PyInstaller needs and this system lacks."""
    missing = []
    if shutil.which("objdump") is None:
        missing.append("binutils")
    # Debian's own Python comes without the library of itself that a frozen program carries.
    name = "libpython{}.{}".format(*sys.version_info)
    if sys.base_prefix == "/usr" and not has_library(name + ".so.1.0"):
        missing.append(name)
    return missing


def missing_packages(purpose):
    """List the Debian packages that this Linux system lacks."""
    missing = [package for name, package in QT_LIBRARIES.items() if not has_library(name)]
    if not has_font():
        missing.append("fonts-dejavu-core")
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python{}.{}-venv".format(*sys.version_info))
    if purpose != "run":
        missing += missing_for_pyinstaller()
    if purpose == "test" and shutil.which("Xvfb") is None:
        missing.append("xvfb")
    return missing


def as_root():
    """Return what to put before a command so that it runs as root; None if that is not allowed."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asks_nothing = subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0
    return ["sudo", "-n"] if asks_nothing else None


def install_packages(packages):
    """Install Debian packages, or stop with the command that does."""
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        sys.exit(
            "This system lacks something that Debian has in the packages "
            + " ".join(packages)
            + ". Install the same with this system's package manager, then try again."
        )
    prefix = as_root()
    if prefix is None:
        sys.exit("This system lacks what Colorizer needs. Run: sudo " + " ".join(install))
    print("Installing with apt-get:", " ".join(packages), flush=True)
    environment = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    for command in (["apt-get", "update"], install):
        run([*environment, *command], stdout=subprocess.DEVNULL)


def run(command, **options):
    """Run a command; if it fails, stop with a sentence below what it said itself."""
    if subprocess.run(command, cwd=ROOT, **options).returncode:
        sys.exit("This command failed; the lines above say why: " + " ".join(map(str, command)))


def has_working_venv():
    """Tell whether `.venv` has a Python and a pip that start."""
    if not PYTHON.exists():
        return False
    return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0


def main():
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(
            "Colorizer needs Python {}.{} or newer, and {} is {}. ".format(
                *OLDEST_PYTHON, sys.executable, platform.python_version()
            )
            + "Name a newer one, for example: make PYTHON=python3.12 run"
        )
    purpose = sys.argv[1] if sys.argv[1:] else "run"
    if purpose not in PURPOSES:
        sys.exit(f"Can't set up for {purpose!r}. There are: {', '.join(PURPOSES)}.")
    missing = missing_packages(purpose) if sys.platform == "linux" else []
    if missing:
        install_packages(missing)
    if not has_working_venv():
        run([sys.executable, "-m", "venv", "--clear", VENV])
    print("Installing Python packages into .venv; the first time takes minutes.", flush=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--constraint", "constraints.txt"]
    run([*pip, "pip"])
    run([*pip, "--build-constraint", "constraints.txt", "--editable", "." + PURPOSES[purpose]])
    done = PURPOSES if purpose == "test" else [purpose]
    for name in done:
        (VENV / f".ready-{name}").touch()


if __name__ == "__main__":
    main()
