"""The wheel and the source distribution."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from tools.build_hook import compiler_command

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
LARGEST_SOURCE = 60_000_000  # bytes
SHIPPED = {".py", ".so", ".sha256", ".onnx", ".md", ".svg", ".png", ".qm", ".ts", ".toml", ""}
PAGE = {".html", ".css", ".js"}


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A folder with the wheel and the source distribution."""
    if compiler_command() is None:
        pytest.skip("needs a C compiler, or the package ziglang")
    folder = tmp_path_factory.mktemp("built")
    build = [sys.executable, "-m", "hatchling", "build", "--directory", folder]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def installed(built, tmp_path_factory):
    """The folder of the installed wheel, and an environment whose path begins with it."""
    folder = tmp_path_factory.mktemp("installed")
    (wheel,) = built.glob("*.whl")
    options = ["--quiet", "--no-deps", "--no-index", "--target", folder]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, wheel], check=True)
    return folder, os.environ | {"PYTHONPATH": str(folder)}


def test_the_wheel_holds_the_program_alone(built):
    (wheel,) = built.glob("*.whl")
    names = [PurePosixPath(name) for name in zipfile.ZipFile(wheel).namelist()]
    shared = {name.name for name in names if name.parts[0].endswith(".data")}
    assert shared == {"colorizer", "colorizer.1", "_colorizer", "colorizer.fish"}
    program = [name for name in names if not name.parts[0].endswith((".dist-info", ".data"))]
    assert {name.parts[0] for name in program} == {"colorizer_gui"}
    assert {name.suffix for name in program} <= SHIPPED | PAGE
    assert PurePosixPath("colorizer_gui/web/page/index.html") in program
    assert PurePosixPath("colorizer_gui/models/unet.onnx") in program
    assert PurePosixPath("colorizer_gui/engine/painting/libpaint.so") in program
    assert PurePosixPath("colorizer_gui/assets/icons/colorizer.svg") in program


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux")
def test_the_wheel_is_for_many_linuxes(built):
    (wheel,) = built.glob("*.whl")
    assert "-py3-none-manylinux_2_" in wheel.name


def test_the_source_distribution_can_be_built_and_tested(built):
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as contents:
        names = [PurePosixPath(name).parts[1] for name in contents.getnames()]
    needed = {
        "Makefile",
        "LICENSE",
        "packaging",
        "build_app.spec",
        "constraints.txt",
        "models",
        "tests",
        "tools",
    }
    assert needed <= set(names)
    assert {"shared", "runs", "dist", ".venv", ".git"} & set(names) == set()
    assert archive.stat().st_size < LARGEST_SOURCE


def test_the_installed_command_finds_its_own_model(installed, tmp_path):
    folder, environment = installed
    command = [folder / "bin/colorizer", "info", "unet"]
    result = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert str(folder / "colorizer_gui/models/unet.onnx") in result.stdout


def test_the_installed_command_brings_the_export_code(installed, tmp_path):
    torch = pytest.importorskip("torch")
    folder, environment = installed
    parts = folder / "colorizer_gui/from_checkpoints"
    assert (parts / "export/cards/siggraph17.toml").exists()
    torch.save({"x": torch.zeros(1)}, tmp_path / "odd.pth")
    command = [folder / "bin/colorizer", "export", "odd.pth", "x.onnx", "--official", "siggraph17"]
    result = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert "odd.pth does not hold the weights of siggraph17" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["odd.pth"]


def test_the_installed_command_tries_a_model_whatever_lies_beside_it(
    installed, tiny_model, tmp_path
):
    folder, environment = installed
    for name in ("numpy.py", "json.py", "onnxruntime.py", "colorizer_gui.py"):
        (tmp_path / name).write_text("raise SystemExit('the folder of the model was searched')")
    command = [folder / "bin/colorizer", "models", "check", tiny_model]
    result = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert "Tiny 0.1" in result.stdout


def test_the_installed_window_starts(installed, tmp_path):
    folder, environment = installed
    command = [folder / "bin/colorizer-gui", "--version"]
    result = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert result.stdout.startswith("Colorizer ")
