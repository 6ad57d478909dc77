"""The frozen program: built like `make package` does, and started like a user does."""

import json
import os
import platform
import re
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
import tifffile
from PIL import Image

from colorizer_gui.engine.painting.integrity import check_library
from hostile_models import write_growing_model, write_model_of_values
from model_files import write_model
from network_calls import calls_of_batch, calls_of_window, needs_strace
from photo_files import heic, raw
from tools.linux_packages import binaries
from tools.package_files import newest_glibc
from x_server import x_server

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
LONGEST_START = 120
LARGEST_STAND_IN = 20_000
GLIBC = tuple(map(int, platform.libc_ver()[1].split("."))) if sys.platform == "linux" else ()
NEWEST_TO_BUILD_ON = (2, 36)  # Debian 12
# Of a program that is told to end: on Windows, nothing tells it.
ENDED = 1 if sys.platform == "win32" else 0
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


def test_doctor_lists_only_the_devices_that_the_package_has(program):
    command = [program / "colorizer", "doctor"]
    told = subprocess.run(command, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
    devices = re.findall(r"^device (\w+)", told.stdout, re.M)
    assert "cpu" in devices
    assert not {"cuda", "tensorrt"} & set(devices)


def test_the_command_tries_models_in_a_process_of_its_own(program, tmp_path):
    def models(*arguments):
        command = [program / "colorizer", "models", *arguments]
        told = subprocess.run(command, capture_output=True, text=True)
        return told.returncode, told.stdout, told.stderr

    good = write_model(tmp_path / "good.onnx")
    code, told, problems = models("check", good)
    assert (code, problems) == (0, "")
    assert "Tiny 0.1" in told
    for hostile, words in (
        (write_model_of_values(tmp_path / "values.onnx", ab=np.nan), "result of the wrong kind"),
        (write_growing_model(tmp_path / "growing.onnx", "Expand"), "needs too much memory"),
    ):
        code, told, problems = models("import", hostile)
        assert (code, told, len(problems.splitlines())) == (1, "", 1)
        assert words in problems
    assert models("import", good)[0] == 0
    _, told, _ = models()
    assert "tiny" in told
    assert "growing" not in told


@pytest.fixture(scope="module")
def colored(program, color_picture, gray_picture, tmp_path_factory):
    """Photos of all kinds that the frozen command colored, and the command from source."""
    folder = tmp_path_factory.mktemp("colored")
    photos, frozen, source = (folder / name for name in ("photos", "frozen", "source"))
    photos.mkdir()
    write_photos(photos, gray_picture)
    version = folder / "version.png"
    Image.fromarray(color_picture).resize((384, 384)).save(version)
    for command, results in (
        ([program / "colorizer"], frozen),
        ([sys.executable, "-m", "colorizer_gui.cli"], source),
    ):
        colorize = [*command, "colorize", *sorted(photos.iterdir()), "--output", results]
        aligned = [*command, "colorize", photos / "portrait.jpg", "--colors-from", version]
        for arguments in (colorize, [*aligned, "-o", results / "aligned.png"]):
            run = subprocess.run([*arguments, "--device", "cpu"], capture_output=True, text=True)
            assert run.returncode == 0, run.stderr
    return frozen, source


def write_photos(folder, portrait):
    """Write photos that need each of the codecs."""
    Image.fromarray(portrait).save(folder / "portrait.jpg", quality=95)
    ramp = np.tile(np.arange(128, dtype=np.uint16) * 512, (64, 1))
    (folder / "deep-jpeg.jpg").write_bytes(imagecodecs.jpeg8_encode(ramp >> 4, bitspersample=12))
    (folder / "jls.jls").write_bytes(imagecodecs.jpegls_encode(ramp))
    (folder / "jp2.jp2").write_bytes(imagecodecs.jpeg2k_encode(ramp, reversible=True))
    (folder / "jxl.jxl").write_bytes(imagecodecs.jpegxl_encode(ramp, lossless=True))
    gray = np.dstack((ramp >> 8,) * 3).astype(np.uint8)
    deep = np.dstack((ramp >> 6,) * 3)
    (folder / "deep.avif").write_bytes(imagecodecs.avif_encode(deep, bitspersample=10, level=90))
    for name in ("lzw", "zlib", "packbits", "lzma", "zstd", "webp", "jpeg"):
        tifffile.imwrite(folder / f"{name}.tif", gray, photometric="rgb", compression=name)
    image = Image.fromarray(gray)
    Image.fromarray(ramp > 9000).save(folder / "fax.tif", compression="group4")
    image.convert("CMYK").save(folder / "inks.tif")
    for name in ("even.avif", "even-webp.webp", "even-png.png", "even-bmp.bmp"):
        image.save(folder / name)
    (folder / "heic.heic").write_bytes(heic(gray, "RGB"))
    (folder / "raw.dng").write_bytes(raw(np.dstack((portrait[:160, :240],) * 3)))


def test_the_command_gives_the_same_bytes_as_the_source(colored):
    frozen, source = colored
    names = sorted(path.name for path in source.iterdir())
    assert len(names) == 22
    assert names == sorted(path.name for path in frozen.iterdir())
    for name in names:
        assert (frozen / name).read_bytes() == (source / name).read_bytes(), name
    assert np.ptp(np.asarray(Image.open(frozen / "portrait_color.jpg")), axis=2).max() > 20


def test_the_window_opens_without_a_screen(program, gray_file):
    status, output = start_and_end(
        [program / "colorizer-gui", gray_file], {"QT_QPA_PLATFORM": "offscreen"}
    )
    assert "window shown" in output
    assert not COMPLAINT.search(output), output
    assert status == ENDED, output


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
    assert status == ENDED, output


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


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux")
def test_the_folder_stays_below_300_megabytes(program):
    sizes = {
        status.st_ino: status.st_blocks * 512 for status in map(Path.lstat, program.rglob("*"))
    }
    assert sum(sizes.values()) < 300 * 2**20


# What is built on a newer system needs its libraries; packages are built on old ones.
@pytest.mark.skipif(not GLIBC or GLIBC > NEWEST_TO_BUILD_ON, reason="needs an older glibc")
def test_glibc_2_35_suffices(program):
    assert newest_glibc(binaries(program)) <= (2, 35)


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
    command, window = ([program / name] for name in ("colorizer", "colorizer-gui"))
    with ThreadPoolExecutor() as at_once:  # since each is watched for a while
        of_batch = at_once.submit(calls_of_batch, command, tmp_path / "batch", tiny_model)
        of_window = at_once.submit(calls_of_window, window, tmp_path / "window")
    assert of_batch.result() == []
    assert of_window.result() == []
