"""The frozen program: built like `make package` does, and started like a user does."""

import json
import os
import re
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
import tifffile
from PIL import Image

from colorizer_gui.engine.painting.integrity import check_library
from network_calls import calls_of_batch, calls_of_window, needs_strace
from x_server import x_server

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
LONGEST_START = 120
LARGEST_STAND_IN = 20_000
COMPLAINT = re.compile(r"Traceback|Error|Could not|Cannot|failed|no Qt platform plugin", re.I)


@pytest.fixture(scope="session")
def program():
    """The folder of a newly built program, or of the one that COLORIZER_PACKAGE names."""
    if folder := os.environ.get("COLORIZER_PACKAGE"):
        return Path(folder)
    build = [sys.executable, "-m", "PyInstaller", "--noconfirm", "build_app.spec"]
    result = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr[-3000:]
    return ROOT / "dist/Colorizer"


def chroma_on(screen):
    """Largest difference between the channels of each pixel of an X server's screen (XWD file)."""
    content = screen.read_bytes()
    header = struct.unpack(">25I", content[:100])
    start, width, height, line, palette = (header[index] for index in (0, 4, 5, 12, 19))
    pixels = np.frombuffer(content, np.uint8, height * line, start + 12 * palette)
    return np.ptp(pixels.reshape(height, line // 4, 4)[:, :width, :3], axis=2)


def start_and_end(command, environment, when_shown=lambda window: None):
    """Start the window, and end it with SIGTERM once it is shown.

    Returns
    -------
    status : int
    output : str
    """
    environment = os.environ | environment | {"COLORIZER_LOG": "info"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as window:
        guard = threading.Timer(LONGEST_START, window.kill)
        guard.start()
        lines = []
        for line in window.stderr:
            lines.append(line)
            if "window shown" in line:
                when_shown(window)
                window.terminate()
        guard.cancel()
    return window.returncode, "".join(lines)


def test_the_command_prints_its_version(program):
    result = subprocess.run([program / "colorizer", "--version"], capture_output=True, text=True)
    assert result.returncode == 0
    assert result.stdout.startswith("colorizer ")


def test_the_command_gives_the_same_bytes_as_the_source(program, gray_file, tmp_path):
    frozen, source = tmp_path / "frozen.png", tmp_path / "source.png"
    for command, result in (
        ([program / "colorizer"], frozen),
        ([sys.executable, "-m", "colorizer_gui.cli"], source),
    ):
        colorize = [*command, "colorize", gray_file, "-o", result, "--device", "cpu"]
        run = subprocess.run(colorize, capture_output=True, text=True, check=False)
        assert (run.returncode, run.stderr) == (0, "")
    assert np.ptp(np.asarray(Image.open(frozen)), axis=2).max() > 20
    assert frozen.read_bytes() == source.read_bytes()


def test_the_command_has_the_codecs_of_unusual_photos(program, tmp_path):
    ramp = np.tile(np.arange(128, dtype=np.uint16) * 512, (64, 1))
    (tmp_path / "deep.jpg").write_bytes(imagecodecs.jpeg8_encode(ramp >> 4, bitspersample=12))
    (tmp_path / "scan.jls").write_bytes(imagecodecs.jpegls_encode(ramp))
    (tmp_path / "scan.jp2").write_bytes(imagecodecs.jpeg2k_encode(ramp, reversible=True))
    (tmp_path / "scan.jxl").write_bytes(imagecodecs.jpegxl_encode(ramp, lossless=True))
    color = np.dstack((ramp >> 8,) * 3).astype(np.uint8)
    for name in ("lzw", "zlib", "packbits", "lzma", "zstd", "webp", "jpeg"):
        tifffile.imwrite(tmp_path / f"{name}.tif", color, photometric="rgb", compression=name)
    Image.fromarray(ramp > 9000).save(tmp_path / "fax.tif", compression="group4")
    Image.fromarray(color).convert("CMYK").save(tmp_path / "inks.tif")
    for path in tmp_path.iterdir():
        info = [program / "colorizer", "info", path]
        run = subprocess.run(info, capture_output=True, text=True, check=False)
        assert (run.returncode, run.stderr) == (0, ""), path


def test_the_window_opens_without_a_screen(program, gray_file):
    status, output = start_and_end(
        [program / "colorizer-gui", gray_file], {"QT_QPA_PLATFORM": "offscreen"}
    )
    assert "window shown" in output
    assert not COMPLAINT.search(output), output
    assert status == 0, output


@pytest.mark.skipif(sys.platform != "linux", reason="needs X11")
def test_the_window_shows_the_photo_in_color_on_x11(program, gray_file, tmp_path):
    def wait_for_color(window):
        deadline = time.monotonic() + LONGEST_START
        # The window has no color of its own. An X server does not tell when its screen changes.
        while np.mean(chroma_on(tmp_path / "Xvfb_screen0") > 20) < 0.02:
            assert time.monotonic() < deadline, "the photo stayed gray"
            with suppress(subprocess.TimeoutExpired):
                pytest.fail(f"the program ended with status {window.wait(0.1)}")

    with x_server(tmp_path) as display:
        status, output = start_and_end(
            [program / "colorizer-gui", gray_file],
            {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display},
            wait_for_color,
        )
    assert "window shown" in output
    assert not COMPLAINT.search(output), output
    assert status == 0, output


@pytest.mark.skipif(sys.platform != "linux", reason="needs ldd")
def test_no_library_is_missing(program):
    parts = [path for path in program.rglob("*.so*") if not path.is_symlink()]
    # As at run time, libraries find each other in this folder.
    environment = os.environ | {"LD_LIBRARY_PATH": str(program / "_internal")}
    result = subprocess.run(["ldd", *parts], capture_output=True, text=True, env=environment)
    assert {line for line in result.stdout.splitlines() if "not found" in line} == set()


def test_the_folder_holds_models_and_painting_but_no_development_packages(program):
    inside = {path.name for path in (program / "_internal").iterdir()}
    assert {"torch", "matplotlib", "scipy", "training", "PyInstaller"} & inside == set()
    assert (program / "_internal/colorizer_gui/models/unet.onnx").is_file()
    painting = program / "_internal/colorizer_gui/engine/painting"
    assert (painting / "libpaint.so").is_file()
    for library in painting.glob("*.so"):
        check_library(library)
        assert (library.with_name(f"{library.name}.sha256").is_file()) == (sys.platform != "darwin")
    assert not list(program.rglob("*providers_cuda*"))


def test_every_binary_has_its_license_in_the_folder(program):
    inside = program / "_internal"
    folder = inside / "colorizer_gui/third_party"
    bill = json.loads((folder / "sbom.cdx.json").read_text())
    rows = [row for part in bill["components"] for row in part["properties"]]
    listed = {row["value"] for row in rows if row["name"] == "colorizer:file"}
    texts = {row["value"] for row in rows if row["name"] == "colorizer:license-text"}
    assert all((folder / text).stat().st_size > 100 for text in texts)
    ours = {"libpaint.so", "libpaint-avx2.so"}
    for path in inside.rglob("*.so*"):
        if path.is_symlink() or path.name in ours or path.stat().st_size < LARGEST_STAND_IN:
            continue
        assert path.relative_to(inside).as_posix() in listed, path
    assert not list(inside.rglob("*readline*"))


def test_the_command_prints_every_license(program):
    lines = subprocess.run([program / "colorizer", "licenses"], capture_output=True, text=True)
    assert lines.returncode == 0
    for part in ("Colorizer", "Qt", "LibRaw", "libheif", "NumPy"):
        assert re.search(rf"^{part} ", lines.stdout, re.M)
    texts = subprocess.run([program / "colorizer", "licenses", "all"], capture_output=True)
    assert texts.returncode == 0
    for words in (b"GNU LESSER GENERAL PUBLIC LICENSE", b"three years", b"Pillow"):
        assert words in texts.stdout


def test_the_command_serves_the_page(program):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    serve = [program / "colorizer", "serve", "--port", port]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as server:
        guard = threading.Timer(LONGEST_START, server.kill)
        guard.start()
        address = server.stdout.readline().strip()
        with urllib.request.urlopen(address, timeout=LONGEST_START) as page:
            assert b"<!doctype html>" in page.read(100)
        server.terminate()
        guard.cancel()


@needs_strace
def test_no_frozen_program_opens_a_socket_that_leads_out(program, tmp_path, tiny_model):
    assert calls_of_batch([program / "colorizer"], tmp_path / "batch", tiny_model) == []
    assert calls_of_window([program / "colorizer-gui"], tmp_path / "window") == []
