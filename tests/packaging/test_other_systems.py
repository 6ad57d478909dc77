"""What Windows and macOS are told: read here, for want of these systems."""

import plistlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from colorizer_gui import __version__
from colorizer_gui.engine.photo.registry import OPEN_SUFFIXES
from tools.bundle_info import info_plist, write_version_file

PACKAGING = Path(__file__).parents[2] / "packaging"


def test_the_version_resource_has_the_version(tmp_path):
    path = write_version_file(tmp_path / "version.txt", "colorizer", "a program's words")
    # PyInstaller's own classes import Windows.
    known = {"VSVersionInfo": dict, "FixedFileInfo": dict}
    for name in ("StringFileInfo", "StringTable", "StringStruct", "VarFileInfo", "VarStruct"):
        known[name] = lambda *values: values
    info = eval(path.read_text(encoding="utf-8"), known)
    assert ".".join(map(str, info["ffi"]["filevers"])) == f"{__version__}.0"
    ((_, strings),) = info["kids"][0][0]
    assert dict(strings)["ProductVersion"] == __version__
    assert dict(strings)["FileDescription"] == "a program's words"


def test_macos_offers_the_program_for_photos():
    told = plistlib.loads(plistlib.dumps(info_plist()))
    photo, folder = told["CFBundleDocumentTypes"]
    assert {f".{suffix}" for suffix in photo["CFBundleTypeExtensions"]} == set(OPEN_SUFFIXES)
    assert photo["LSHandlerRank"] == "Alternate"
    assert folder["LSItemContentTypes"] == ["public.folder"]
    assert told["CFBundleShortVersionString"] == __version__


def test_the_entitlements_are_a_property_list():
    told = plistlib.loads((PACKAGING / "macos/entitlements.plist").read_bytes())
    assert told["com.apple.security.cs.disable-library-validation"] is True


def test_the_installer_of_windows_offers_the_program_for_photos():
    script = (PACKAGING / "windows/colorizer.iss").read_text(encoding="utf-8")
    assert set(re.findall(r'^#emit Suffix\("(\.\w+)"\)', script, re.M)) == set(OPEN_SUFFIXES)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_the_script_for_disk_images_is_a_script():
    script = PACKAGING / "macos/build_dmg.sh"
    assert subprocess.run(["sh", "-n", script]).returncode == 0
    answer = subprocess.run(["sh", script], capture_output=True, text=True)
    assert answer.returncode != 0
    assert "say which version" in answer.stderr
