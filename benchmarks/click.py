"""From a click to its color on the screen, the start, and the memory of a large photo.

Times are in parts of one run of the network, measured in between, so that they mean the same on
every machine: ``python -m benchmarks.click`` (on Linux; a screen is not needed).
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

START = "import time, sys; began = time.perf_counter()\n"
WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
from colorizer_gui.gui.window.main_window import MainWindow
window = MainWindow()
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
print(time.perf_counter() - began)
window.shutdown()
"""


def photo_file(folder, width, height):
    """A photo to work on: smooth tones with some grain, as a JPEG file."""
    import cv2

    random = np.random.default_rng(1)
    coarse = random.uniform(0, 255, (height // 80, width // 80)).astype(np.float32)
    tones = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    grain = random.normal(0, 4, (height, width)).astype(np.float32)
    path = Path(folder) / f"{width}x{height}.jpg"
    cv2.imwrite(str(path), np.clip(tones + grain, 0, 255).astype(np.uint8))
    return path


def open_window(path):
    """The program with a photo open and colorized; the application and the window."""
    from PySide6.QtWidgets import QApplication

    from colorizer_gui.gui.window.main_window import MainWindow

    app = QApplication.instance() or QApplication([])
    window = MainWindow()
    window.resize(1280, 800)
    window.show()
    window.open_paths([path])
    wait(app, lambda: window.document.result() is not None)
    return app, window


def wait(app, condition, seconds=60):
    """Let the window work until a condition holds."""
    until = time.perf_counter() + seconds
    while not condition():
        app.processEvents()
        time.sleep(0.0005)
        if time.perf_counter() > until:
            sys.exit("The window did not answer in time.")


def one_run(window):
    """Seconds of one run of the network on the open photo."""
    result = window.document.result()
    colorizer = result.colorizer
    start = time.perf_counter()
    colorizer.predict(result.photo, result.hints)
    return time.perf_counter() - start


def one_click(app, window, x, y):
    """Seconds from a click on the photo to the picture with the new color."""
    colorized = []
    connection = window.document.colorized.connect(colorized.append)
    start = time.perf_counter()
    window.hints.editor.add(x, y)
    wait(app, lambda: bool(colorized))
    window.parts.canvas.grab()
    seconds = time.perf_counter() - start
    window.document.colorized.disconnect(connection)
    wait(app, lambda: window.document._painter._latest.idle)  # the finer copy is not counted
    return seconds


def settle(app, seconds=0.5):
    """Let everything that was begun come to its end."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        app.processEvents()
        time.sleep(0.005)


def clicks(folder, count):
    """Median seconds of a click and of a run of the network, by turns, on a 2 megapixel proxy."""
    app, window = open_window(photo_file(folder, 6000, 4000))
    settle(app, 2)
    random = np.random.default_rng(2)
    times, runs = [], []
    for x, y in random.uniform(0.1, 0.9, (count, 2)):
        runs.append(one_run(window))
        times.append(one_click(app, window, float(x), float(y)))
        window.hints.editor.clear()
        settle(app)
    window.close()
    return statistics.median(times), statistics.median(runs)


def start_seconds():
    """The best of three starts, from the first import to the window on the screen."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", START + WINDOW], capture_output=True, text=True, check=True
        )
        for _ in range(3)
    ]
    return min(float(run.stdout.split()[-1]) for run in runs)


def resident_megabytes():
    """Memory of this process, in MB."""
    line = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if "VmRSS" in line
    )
    return int(line.split()[1]) / 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clicks", type=int, default=20)
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COLORIZER_SETTINGS"] = str(Path(folder) / "settings.toml")
        start = start_seconds()
        click, run = clicks(folder, arguments.clicks)
        print(f"start                      {start:6.2f} s")
        print(f"click to color, median    {click * 1000:6.0f} ms = {click / run:.2f} network runs")
        print(f"one run of the network     {run * 1000:6.0f} ms")
        print(f"memory, 24 megapixels open {resident_megabytes():6.0f} MB")


if __name__ == "__main__":
    main()
