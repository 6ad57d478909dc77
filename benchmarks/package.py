"""Size, start and memory of a packaged program: ``python -m benchmarks.package [dist/Colorizer]``.

Instead of the folder, it may be an AppImage. Each time is the least and the most of several, the
first of which is left out: it reads the files from the disk. The window opens off screen.
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


def megabytes(package):
    """What a folder or a file takes on the disk; a file with two names counts once."""
    parts = package.rglob("*") if package.is_dir() else [package]
    states = {state.st_ino: state for state in map(Path.lstat, parts)}
    return sum(state.st_blocks for state in states.values()) * 512 / 2**20


def peak(process):
    """The most memory that a running process had, in MB."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def processor_time(process):
    """Seconds that a running process has worked, on all cores."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def start_of_window(program, photo):
    """Seconds to the window, of the processor until then, to the photo in it; the most memory."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "COLORIZER_LOG": "info"}
    begun, shown = time.perf_counter(), {}
    with subprocess.Popen(
        [program, photo], env=environment, stderr=subprocess.PIPE, text=True
    ) as window:
        for line in window.stderr:
            shown[line.strip()] = time.perf_counter() - begun
            if "window shown" in line:
                worked = processor_time(window)
            if "photo shown" in line:
                time.sleep(3)
                memory = peak(window)
                window.terminate()
    return shown["window shown"], worked, shown["photo shown"], memory


def command(program, *arguments):
    """Seconds that a command takes, those of the processor, and the most memory of it."""
    begun = time.perf_counter()
    with subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    worked = usage.ru_utime + usage.ru_stime
    return time.perf_counter() - begun, worked, usage.ru_maxrss / 1024


def show(what, rows, unit):
    """Print the least and the most of some figures."""
    print(f"{what:40} {min(rows):8.2f} to {max(rows):.2f} {unit}")


def main():
    """Measure, and print a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("package", type=Path, nargs="?", default="dist/Colorizer")
    package = parser.parse_args().package.resolve()
    print(f"{'size':40} {megabytes(package):8.0f} MB")
    with tempfile.TemporaryDirectory() as work:
        photo = Path(work, "portrait.jpg")
        Image.fromarray(data.astronaut()).convert("L").save(photo, quality=95)
        colorize = ["colorize", photo, "--output", work, "--overwrite", "--device", "cpu"]
        program, gui = package / "colorizer", package / "colorizer-gui"
        if package.is_file():
            program, gui = Path(work, "colorizer"), package
            program.symlink_to(package)
        told = [command(program, "--version") for _ in range(REPEATS + 1)][1:]
        done = [command(program, *colorize) for _ in range(REPEATS + 1)][1:]
        windows = [start_of_window(gui, photo) for _ in range(REPEATS + 1)][1:]
    show("colorizer --version", [row[0] for row in told], "s")
    show("processor time of it", [row[1] for row in told], "s")
    show("colorizer colorize, 512 x 512", [row[0] for row in done], "s")
    show("processor time of it", [row[1] for row in done], "s")
    show("memory of it", [row[2] for row in done], "MB")
    show("start to window", [row[0] for row in windows], "s")
    show("processor time of it", [row[1] for row in windows], "s")
    show("start to photo", [row[2] for row in windows], "s")
    show("memory of the window with the photo", [row[3] for row in windows], "MB")


if __name__ == "__main__":
    main()
