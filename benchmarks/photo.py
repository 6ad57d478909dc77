"""How long one photo takes, and how much memory: ``python -m benchmarks.photo [--huge]``.

Photos are drawn, so nothing is needed but the program. All figures of a row are from one run; each
time is the least of several, for a busy machine only ever adds.
"""

import argparse
import io
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np
import tifffile
from PIL import Image
from skimage import data

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.library import find_model
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import read_photo, reduced

PROXY_PIXELS = 2_000_000
REPEATS = 5
QUALITY = 92

# The command in a process of its own, which then says how much memory it took at most (on Linux,
# in KB).
PEAK = """
import sys
from pathlib import Path
from colorizer_gui.cli import main
code = main(sys.argv[1:])
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
sys.exit(code)
"""


def scan(height, width, dtype=np.uint8):
    """A gray photo with film grain."""
    pixels = cv2.resize(data.camera(), (width, height), interpolation=cv2.INTER_CUBIC)
    grain = np.random.default_rng(0).integers(0, 12, pixels.shape, dtype=np.uint8)
    pixels = cv2.add(pixels, grain)
    return pixels if dtype == np.uint8 else pixels.astype(np.uint16) * np.uint16(257)


def least_seconds(work, repeats=REPEATS):
    """The least of several times that some work takes."""
    times = []
    for _ in range(repeats):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


def run_command(source, destination):
    """Color a photo with the command; returns its peak memory in MB."""
    arguments = ["colorize", str(source), "-o", str(destination), "--overwrite"]
    # An installed program has its bytecode beside it.
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-c", PEAK, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return int(done.stdout.split()[-1]) / 1024


def decode_and_encode(source, colors):
    """What the same file costs with Pillow alone."""
    with Image.open(source) as image:
        image.load()
    Image.fromarray(colors).save(io.BytesIO(), "JPEG", quality=QUALITY, subsampling=0)


def command_against_pillow(folder):
    """Seconds of the whole command on a JPEG of 24 MP, and of its two unavoidable parts."""
    source, result = folder / "photo.jpg", folder / "result.jpg"
    Image.fromarray(scan(4000, 6000)).save(source, quality=QUALITY)
    run_command(source, result)
    colors = read_photo(result).pixels
    colorizer = Colorizer(Model(find_model("unet"), "cpu"))
    small = reduced(read_photo(source), PROXY_PIXELS)
    return {
        "command": least_seconds(lambda: run_command(source, result)),
        "pillow": least_seconds(lambda: decode_and_encode(source, colors)),
        "network": least_seconds(lambda: colorizer.predict(small)),
    }


def slider():
    """Seconds from a moved slider to a new picture, and of one run of the network."""
    colorizer = Colorizer(Model(find_model("unet"), "cpu"))
    small = reduced(read_like(scan(4000, 6000)), PROXY_PIXELS)
    prediction = colorizer.predict(small)
    looks = iter([Look(saturation=1 + step / 100) for step in range(10 * REPEATS)])
    return {
        "slider": least_seconds(lambda: colorizer.render(small, prediction, next(looks)), 20),
        "network": least_seconds(lambda: colorizer.predict(small)),
    }


def read_like(pixels):
    """Pixels as if read from a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "photo.png"
        cv2.imwrite(str(path), pixels)
        return read_photo(path)


def peak_of_tiff(folder, height=10_000, width=10_000):
    """Peak memory in MB for a 16-bit TIFF, and the MB of its decoded pixels."""
    source = folder / "scan.tif"
    tifffile.imwrite(source, scan(height, width, np.uint16), photometric="minisblack")
    return run_command(source, folder / "result.tif"), height * width * 2 / 1e6


def peak_of_jpeg(folder, height=15_000, width=20_000):
    """Peak memory in MB for a large JPEG."""
    source = folder / "huge.jpg"
    Image.fromarray(scan(height, width)).save(source, quality=QUALITY)
    return run_command(source, folder / "huge_result.jpg")


def main(arguments=None):
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="benchmarks.photo", description=__doc__.splitlines()[0])
    parser.add_argument("--huge", action="store_true", help="the memory of 100 and 300 megapixels")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        times = command_against_pillow(folder)
        parts = times["pillow"] + times["network"]
        print(
            f"24 MP JPEG: command {times['command']:.2f} s, Pillow {times['pillow']:.2f} s, "
            f"network {times['network']:.3f} s, ratio {times['command'] / parts:.2f}"
        )
        screen = slider()
        print(f"slider to 2 MP picture: {screen['slider'] * 1000:.0f} ms, "
              f"{screen['slider'] / screen['network']:.2f} runs of the network")  # fmt: skip
        if options.huge:
            peak, decoded = peak_of_tiff(folder)
            print(f"100 MP 16-bit TIFF: peak {peak:.0f} MB, {decoded:.0f} MB decoded, "
                  f"bound {4 * decoded + 400:.0f} MB")  # fmt: skip
            print(f"300 MP JPEG: peak {peak_of_jpeg(folder):.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
