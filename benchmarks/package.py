"""Size, start and memory of a packaged program: ``python -m benchmarks.package [dist/Colorizer]``.

Each time is the least and the most of several, the first of which is left out: it reads the files
from the disk. The window opens off screen.
"""

import argparse
import os
import subprocess
import tempfile
import time
from pathlib import Path

from PIL import Image
from skimage import data

REPEATS = 5


def megabytes(folder):
    """What a folder takes on the disk; a file with two names counts once."""
    states = {state.st_ino: state for state in map(Path.lstat, folder.rglob("*"))}
    return sum(state.st_blocks for state in states.values()) * 512 / 2**20


def peak(process):
    """The most memory that a running process had, in MB."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def start_of_window(program, photo):
    """Seconds to the window and to the photo in it, and the most memory of 3 seconds more."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "COLORIZER_LOG": "info"}
    begun, shown = time.perf_counter(), {}
    with subprocess.Popen(
        [program, photo], env=environment, stderr=subprocess.PIPE, text=True
    ) as window:
        for line in window.stderr:
            shown[line.strip()] = time.perf_counter() - begun
            if "photo shown" in line:
                time.sleep(3)
                memory = peak(window)
                window.terminate()
    return shown["window shown"], shown["photo shown"], memory


def command(program, *arguments):
    """Seconds that a command takes, and the most memory of it."""
    begun = time.perf_counter()
    with subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def show(what, rows, unit):
    """Print the least and the most of some figures."""
    print(f"{what:40} {min(rows):8.2f} to {max(rows):.2f} {unit}")


def main():
    """Measure, and print a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default="dist/Colorizer")
    folder = parser.parse_args().folder
    print(f"{'folder':40} {megabytes(folder):8.0f} MB")
    with tempfile.TemporaryDirectory() as work:
        photo = Path(work, "portrait.jpg")
        Image.fromarray(data.astronaut()).convert("L").save(photo, quality=95)
        colorize = ["colorize", photo, "--output", work, "--overwrite", "--device", "cpu"]
        program = folder / "colorizer"
        told = [command(program, "--version") for _ in range(REPEATS + 1)][1:]
        done = [command(program, *colorize) for _ in range(REPEATS + 1)][1:]
        windows = [start_of_window(folder / "colorizer-gui", photo) for _ in range(REPEATS + 1)][1:]
    show("colorizer --version", [row[0] for row in told], "s")
    show("colorizer colorize, 512 x 512", [row[0] for row in done], "s")
    show("memory of it", [row[1] for row in done], "MB")
    show("start to window", [row[0] for row in windows], "s")
    show("start to photo", [row[1] for row in windows], "s")
    show("memory of the window with the photo", [row[2] for row in windows], "MB")


if __name__ == "__main__":
    main()
