"""The desktop files of Linux, and what is built from the packaged folder."""

import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image

from colorizer_gui import __version__
from colorizer_gui.engine.photo.registry import OPEN_SUFFIXES
from tools import linux_packages
from tools.icons import write_icons

ROOT = Path(__file__).parents[2]
LINUX = ROOT / "packaging/linux"
NAME = "org.colorizer.Colorizer"
KNOWN_TYPES = """
import json, sys
from PySide6.QtCore import QMimeDatabase
by_name = QMimeDatabase.MatchMode.MatchExtension
kinds = [QMimeDatabase().mimeTypeForFile(f"photo{suffix}", by_name) for suffix in sys.argv[1:]]
print(json.dumps([[kind.name(), *kind.aliases(), *kind.allAncestors()] for kind in kinds]))
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="of Linux")
needs = {
    program: pytest.mark.skipif(shutil.which(program) is None, reason=f"needs {program}")
    for program in ("desktop-file-validate", "appstreamcli", "dpkg-deb", "mksquashfs")
}


def entry(key):
    """A value of the desktop entry."""
    lines = (LINUX / f"{NAME}.desktop").read_text(encoding="utf-8").splitlines()
    return next(line.partition("=")[2] for line in lines if line.startswith(f"{key}="))


@pytest.fixture
def package(tmp_path):
    """A folder like that of `make package`, with a script and a library."""
    folder = tmp_path / "Colorizer"
    folder.mkdir()
    for name in ("colorizer", "colorizer-gui"):
        (folder / name).write_text(f'#!/bin/sh\necho {name} "$@"${{ARGV0:+, called $ARGV0}}\n')
        (folder / name).chmod(0o755)
    painting = ROOT / "colorizer_gui/engine/painting/libpaint.so"
    (folder / "_internal").mkdir()
    shutil.copy(painting, folder / "_internal")
    return folder


@needs["desktop-file-validate"]
def test_the_desktop_entry_is_valid():
    check = ["desktop-file-validate", LINUX / f"{NAME}.desktop"]
    assert subprocess.run(check, capture_output=True, text=True).stdout == ""


@needs["appstreamcli"]
def test_the_description_for_software_centers_is_valid():
    check = ["appstreamcli", "validate", "--no-net", LINUX / f"{NAME}.metainfo.xml"]
    result = subprocess.run(check, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def test_the_description_has_this_version():
    tree = ET.parse(LINUX / f"{NAME}.metainfo.xml")
    releases = {release.get("version") for release in tree.iter("release")}
    assert __version__ in releases


def test_the_desktop_opens_photos_of_every_kind():
    types = set(entry("MimeType").rstrip(";").split(";"))
    taught = {
        glob.get("pattern").removeprefix("*"): kind.get("type")
        for kind in ET.parse(LINUX / f"{NAME}.mime.xml").getroot()
        for glob in kind.findall("{*}glob")
    }
    # In a process of its own: Qt keeps what it has read, and other tests name other folders.
    call = [sys.executable, "-c", KNOWN_TYPES, *OPEN_SUFFIXES]
    known = json.loads(subprocess.run(call, capture_output=True, check=True).stdout)
    for suffix, names in zip(OPEN_SUFFIXES, known, strict=True):
        assert {*names, taught.get(suffix)} & types, (suffix, names)


def test_the_flatpak_packs_all_of_the_tree(package, tmp_path):
    yaml = pytest.importorskip("yaml")
    manifest = yaml.safe_load((LINUX / f"{NAME}.yml").read_text(encoding="utf-8"))
    assert manifest["id"] == NAME
    assert manifest["command"] in linux_packages.PROGRAMS
    # Photos never leave the computer.
    assert not [line for line in manifest["finish-args"] if "network" in line]
    (module,) = manifest["modules"]
    # A program that is stripped while it is packed colors no photo.
    assert module["build-options"] == {"no-debuginfo": True}
    (source,) = module["sources"]
    tree = tmp_path / source["dest"]
    linux_packages.make_tree(package, tree)
    for command in module["build-commands"]:
        environment = os.environ | {"FLATPAK_DEST": str(tmp_path / "app")}
        subprocess.run(["sh", "-euc", command], cwd=tmp_path, env=environment, check=True)
    packed = {path.relative_to(tmp_path / "app") for path in (tmp_path / "app").rglob("*")}
    assert packed == {path.relative_to(tree / "usr") for path in (tree / "usr").rglob("*")}
    answer = subprocess.run([tmp_path / "app/bin/colorizer", "x"], capture_output=True, text=True)
    assert answer.stdout == "colorizer x\n"


@needs["dpkg-deb"]
def test_a_debian_package_holds_programs_icons_and_what_it_needs(package, tmp_path):
    deb = linux_packages.build_deb(package, tmp_path / "out")
    control = subprocess.run(["dpkg-deb", "--field", deb], capture_output=True, text=True).stdout
    assert f"Version: {__version__}\n" in control
    assert "Depends: libc6 (>= 2." in control
    root = tmp_path / "root"
    subprocess.run(["dpkg-deb", "--extract", deb, root], check=True)
    for name in ("colorizer", "colorizer-gui"):
        answer = subprocess.run([root / f"usr/bin/{name}", "x"], capture_output=True, text=True)
        assert answer.stdout == f"{name} x\n"
    icons = root / "usr/share/icons/hicolor"
    with Image.open(icons / f"48x48/apps/{NAME}.png") as icon:
        assert icon.size == (48, 48)
        assert icon.getextrema()[3] == (0, 255)  # corners are transparent
    assert (root / f"usr/share/applications/{NAME}.desktop").is_file()
    assert (root / "usr/share/bash-completion/completions/colorizer").is_file()
    assert (root / "usr/share/man/man1/colorizer.1").is_file()
    assert entry("Icon") == NAME
    assert "MIT License" in (root / "usr/share/doc/colorizer/copyright").read_text()


@pytest.fixture
def runtime(package, tmp_path):
    """The header of a runtime for the processor of the package."""
    header = bytearray((package / "_internal/libpaint.so").read_bytes()[:64])
    header[8:11] = b"AI\x02"
    path = tmp_path / "runtime"
    path.write_bytes(header)
    return path


@needs["mksquashfs"]
def test_an_appimage_is_the_runtime_and_a_file_system(package, tmp_path, runtime):
    image = linux_packages.build_appimage(package, tmp_path / "out", runtime)
    content = image.read_bytes()
    assert content.startswith(runtime.read_bytes() + b"hsqs")
    assert os.access(image, os.X_OK)


@needs["mksquashfs"]
@pytest.mark.parametrize(
    ("place", "value", "words"),
    [(8, b"\0\0\0", "not the runtime"), (18, b"\xff\xff", "another processor")],
)
def test_what_is_no_runtime_is_refused(package, tmp_path, runtime, place, value, words):
    content = bytearray(runtime.read_bytes())
    content[place : place + len(value)] = value
    runtime.write_bytes(content)
    with pytest.raises(SystemExit, match=words):
        linux_packages.build_appimage(package, tmp_path / "out", runtime)
    runtime.unlink()
    with pytest.raises(SystemExit, match="not the runtime"):
        linux_packages.build_appimage(package, tmp_path / "out", runtime)


def test_the_tree_starts_the_command_or_the_window_by_name(package, tmp_path):
    tree, mount, link = (tmp_path / name for name in ("the AppDir", "mount", "colorizer"))
    linux_packages.make_tree(package, tree)
    run = tree / "AppRun"
    run.write_text(linux_packages.APP_RUN)
    run.chmod(0o755)
    link.symlink_to(run)
    mount.symlink_to(tree)
    by_runtime = {"APPDIR": str(mount)}
    of_another = {"APPDIR": "/other", "ARGV0": "/apps/Other.AppImage"}
    for call, environment, program in (
        (run, by_runtime | {"ARGV0": "/apps/colorizer"}, "colorizer"),
        (run, by_runtime | {"ARGV0": "/apps/Colorizer.AppImage"}, "colorizer-gui"),
        (run, of_another, "colorizer-gui"),
        (link, of_another, "colorizer"),
        (link, {}, "colorizer"),
    ):
        answer = subprocess.run(
            [call, "photo 1.png"], env=os.environ | environment, capture_output=True, text=True
        )
        assert answer.stdout == f"{program} photo 1.png\n"


@pytest.mark.parametrize("suffix", [".ico", ".icns"])
def test_icons_of_other_systems_are_drawn(tmp_path, suffix):
    target = tmp_path / f"colorizer{suffix}"
    write_icons(target)
    with Image.open(target) as icon:
        assert max(size[0] for size in icon.info["sizes"]) >= 256
        assert icon.convert("RGBA").getextrema()[3][0] == 0
