"""Releases: the tag, the notes, the manifests, and the workflows that make them."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from colorizer_gui import __version__
from tools.build_hook import OLDEST_MACOS
from tools.release import check_tag, notes, write_winget

yaml = pytest.importorskip("yaml")

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SCRIPTS = sorted((ROOT / "packaging").rglob("*.sh"))
CHANGELOG = """# Changelog

## Unreleased

- Later

## 1.1.0 - 2026-02-03

### Added

- New

## 1.0.0 - 2026-01-02

- First
"""


def test_the_tag_is_the_version():
    check_tag(f"v{__version__}")
    with pytest.raises(SystemExit, match=f"not v{re.escape(__version__)}"):
        check_tag("v9.9.9")


def test_notes_are_the_section_of_the_version():
    assert notes("1.1.0", CHANGELOG) == "### Added\n\n- New\n"
    assert notes("1.0.0", CHANGELOG) == "- First\n"
    with pytest.raises(SystemExit, match="no dated section"):
        notes("1.2.0", CHANGELOG)


def test_the_changelog_has_notes_for_this_version():
    assert notes(__version__, (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))


def test_manifests_for_winget_are_filled_in(tmp_path):
    installer = tmp_path / f"Colorizer-{__version__}-setup.exe"
    installer.write_bytes(b"")
    write_winget(installer, "https://example.org/colorizer", tmp_path / "winget")
    found = {}
    for path in (tmp_path / "winget").iterdir():
        manifest = yaml.safe_load(path.read_text(encoding="utf-8"))
        found[manifest["ManifestType"]] = manifest
    assert set(found) == {"version", "installer", "defaultLocale"}
    assert {manifest["PackageVersion"] for manifest in found.values()} == {__version__}
    (installer,) = found["installer"]["Installers"]
    assert installer["InstallerUrl"].endswith(f"/v{__version__}/Colorizer-{__version__}-setup.exe")
    assert re.fullmatch("[0-9A-F]{64}", installer["InstallerSha256"])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_has_little_permission_and_calls_what_exists(path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    for name in re.findall(r"python -m tools\.(\w+)", path.read_text(encoding="utf-8")):
        assert (ROOT / f"tools/{name}.py").is_file()
    for job in workflow["jobs"].values():
        if "uses" in job:
            assert (ROOT / job["uses"]).is_file()


def test_wheels_are_built_for_the_oldest_macos_that_the_library_is_compiled_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    target = project["tool"]["cibuildwheel"]["macos"]["environment"]["MACOSX_DEPLOYMENT_TARGET"]
    assert target == "{}.{}".format(*OLDEST_MACOS["arm64"])
    requires = project["project"]["requires-python"]
    for minor in range(11, 15):
        assert f"Programming Language :: Python :: 3.{minor}" in project["project"]["classifiers"]
    assert requires == ">=3.11"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="needs shellcheck")
def test_scripts_are_valid(path):
    result = subprocess.run(["shellcheck", path], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout
    assert os.access(path, os.X_OK)


@pytest.mark.skipif(shutil.which("actionlint") is None, reason="needs actionlint")
def test_workflows_are_valid():
    result = subprocess.run(["actionlint", *WORKFLOWS], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout
