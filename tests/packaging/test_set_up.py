"""Setting up a clone: make, system packages, pinned versions."""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from colorizer_gui.resources import resource
from tools import set_up
from tools.requirements import required

ROOT = Path(__file__).parents[2]


def make(*arguments, **environment):
    """Run make in the source tree with the programs of this environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        kept.pop(name, None)
    command = ["make", f"BIN={Path(sys.executable).parent}", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=kept | environment, capture_output=True, text=True, check=False
    )


def test_every_installed_package_has_its_version_pinned():
    lines = re.findall(r"^([\w-]+)==(\S+)$", (ROOT / "constraints.txt").read_text(), re.M)
    pins = {canonicalize_name(name): version for name, version in lines}
    # The CUDA build of torch pins these itself.
    companions = re.compile("colorizer|cuda-.*|nvidia-.*|triton")
    needed = {name for name in required("colorizer", ["test"]) if not companions.fullmatch(name)}
    # The part after the plus names a build, such as torch's for the CPU.
    versions = {name: distribution(name).version.partition("+")[0] for name in needed}
    assert versions.items() <= pins.items()


def test_every_pinned_package_is_for_the_oldest_python():
    oldest = "{}.{}.0".format(*set_up.OLDEST_PYTHON)
    for name in required("colorizer", ["test"]):
        allowed = SpecifierSet(distribution(name).metadata.get("Requires-Python", ""))
        assert allowed.contains(oldest), (name, str(allowed))


def test_make_lists_its_targets():
    result = make()
    assert result.returncode == 0
    for target in ("run", "check", "test", "lint", "types", "package", "setup", "clean"):
        assert f"make {target}" in result.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_make_run_without_a_display_shows_the_command_instead():
    result = make("run", "-o", ".venv/.ready-run")
    assert result.returncode == 0
    first, rest = result.stdout.split("\n", 1)
    assert first.startswith("There is no display to open a window on")
    assert rest.startswith("usage: colorizer ")


def test_an_old_python_is_refused(monkeypatch):
    monkeypatch.setattr(set_up, "OLDEST_PYTHON", (99, 0))
    with pytest.raises(SystemExit, match=r"Colorizer needs Python 99\.0 or newer"):
        set_up.main()


def test_a_missing_library_gives_its_debian_package(monkeypatch):
    monkeypatch.setitem(set_up.QT_LIBRARIES, "libabsent.so.1", "libabsent1")
    assert "libabsent1" in set_up.missing_packages("run")


def test_packages_need_a_compiler_and_the_program_alone_does_not(monkeypatch):
    monkeypatch.setattr(set_up.shutil, "which", {}.get)
    tools = {"binutils", "gcc", "libc6-dev"}
    assert tools <= set(set_up.missing_packages("package"))
    assert not tools & set(set_up.missing_packages("run"))


def test_without_permission_to_install_the_command_is_printed(monkeypatch):
    monkeypatch.setattr(set_up.shutil, "which", {"apt-get": "/usr/bin/apt-get"}.get)
    monkeypatch.setattr(set_up.os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match=r"Run: sudo apt-get install .* libabsent1"):
        set_up.install_packages(["libabsent1"])


def test_without_npm_the_setup_goes_on_without_the_rules_of_accessibility(
    monkeypatch, tmp_path, capsys
):
    monkeypatch.setattr(set_up, "NPM", tmp_path / "npm")
    monkeypatch.setattr(set_up.shutil, "which", lambda _name: None)
    set_up.try_to_install_rules()
    assert "the test of accessibility is skipped" in capsys.readouterr().out
    lock = json.loads((set_up.NPM_SOURCE / "package-lock.json").read_text())
    wanted = lock["packages"]["node_modules/axe-core"]
    assert wanted["integrity"].startswith("sha512-")


def test_a_missing_resource_is_named():
    assert resource("models/unet.onnx").is_file()
    with pytest.raises(FileNotFoundError, match=r"without models/absent\.onnx"):
        resource("models/absent.onnx")
