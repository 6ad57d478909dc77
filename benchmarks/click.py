"""Whether the window answers in time: start, click to color, brush strokes, memory.

Times are given as they passed and as the processor time that they took, which a busy machine does
not lengthen, and the time of a click also in runs of the network, measured in between:
``python -m benchmarks.click`` (on Linux; a screen is not needed).
"""

import argparse
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

WINDOW = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
from colorizer_gui.gui.window.main_window import MainWindow
window = MainWindow()
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
print(time.process_time(), flush=True)
window.shutdown()
"""
PLAIN_WINDOW = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
print(time.process_time(), flush=True)
"""
# What the window promises, on two cores.
START, CLICK, FRAME, MEMORY = 1.0, 0.150, 1 / 30, 600
PHOTO = 6000, 4000  # 24 megapixels
SMALL_PHOTO = 1730, 1156  # 2 megapixels, which the screen shows of any photo
STROKES, MOVES = 5, 60


@dataclass(frozen=True)
class Taken:
    """Seconds that passed, and of the processor; several cores may work at a time."""

    wall: float
    cpu: float


def photo_file(folder: Path, width: int, height: int) -> Path:
    """Generate a photo as a JPEG file: smooth tones with some grain."""
    import cv2

    random = np.random.default_rng(1)
    coarse = random.uniform(0, 255, (height // 80, width // 80)).astype(np.float32)
    tones = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    grain = random.normal(0, 4, (height, width)).astype(np.float32)
    path = folder / f"{width}x{height}.jpg"
    cv2.imwrite(str(path), np.clip(tones + grain, 0, 255).astype(np.uint8))
    return path


def taken(work: Callable[[], object]) -> Taken:
    """What some work takes, on all threads."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - wall, time.process_time() - cpu)


def median(times: list[Taken]) -> Taken:
    """The medians of several times."""
    return Taken(
        statistics.median(each.wall for each in times),
        statistics.median(each.cpu for each in times),
    )


class Window:
    """The window with a photo whose colors are shown."""

    def __init__(self, path: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from colorizer_gui.gui.window.main_window import MainWindow

        found = QApplication.instance()
        self.app = found if isinstance(found, QApplication) else QApplication([])
        self.main = MainWindow()
        self.main.resize(1280, 800)
        self.main.show()
        self.main.open_paths([path])
        self.wait(lambda: self.main.document.result() is not None)
        self.settle()

    def wait(self, condition: Callable[[], object], seconds: float = 120) -> None:
        """Process events until a condition holds."""
        until = time.perf_counter() + seconds
        while not condition():
            self.app.processEvents()
            time.sleep(0.0005)
            if time.perf_counter() > until:
                sys.exit("The window did not answer in time.")

    def settle(self) -> None:
        """Process events until everything is painted, and for a moment after that."""
        self.wait(lambda: not self.main.document.is_painting)
        until = time.perf_counter() + 0.3
        while time.perf_counter() < until:
            self.app.processEvents()
            time.sleep(0.005)

    def point(self, x: float, y: float) -> "QPoint":
        """Where a place of the photo, 0..1, is on the canvas."""
        from PySide6.QtCore import QPoint

        photo = self.main.parts.canvas.shown_photos()[-1].photo
        return QPoint(round(photo.x() + x * photo.width()), round(photo.y() + y * photo.height()))

    def one_run(self) -> None:
        """Run the network on the open photo."""
        result = self.main.document.result()
        if result is not None:
            result.colorizer.predict(result.photo, result.hints)

    def one_click(self, x: float, y: float) -> Taken:
        """Click the photo and a color beside it; what passes from there to the color on the canvas.

        The hint begins with the color of its place, so that the first click changes nothing.
        """
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        left, canvas = Qt.MouseButton.LeftButton, self.main.parts.canvas
        bar = self.main.hints.suggestions
        QTest.mouseClick(canvas, left, pos=self.point(x, y))
        self.wait(bar.isVisible)
        self.settle()
        swatch = [each for each in bar.colors.swatches if each.isVisible()][-1]
        colorized: list[object] = []
        connection = self.main.document.colorized.connect(colorized.append)

        def choose() -> None:
            QTest.mouseClick(swatch, left)
            self.wait(lambda: bool(colorized))
            canvas.grab()

        found = taken(choose)
        self.main.document.colorized.disconnect(connection)
        return found

    def one_stroke(
        self, random: np.random.Generator, canvas: "QWidget | None" = None
    ) -> list[Taken]:
        """Paint a stroke; what each move of the mouse takes on the thread of the window."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        left, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        canvas, frames = canvas or self.main.parts.canvas, []
        x, y = random.uniform(0.2, 0.8, 2)
        way = random.uniform(0, 2 * np.pi)
        QTest.mousePress(canvas, left, keys, self.point(x, y))
        for _ in range(MOVES):
            way += random.normal(0, 0.3)
            x, y = x + 0.01 * np.cos(way), y + 0.01 * np.sin(way)
            place = self.point(min(max(x, 0.05), 0.95), min(max(y, 0.05), 0.95))
            wall, cpu = time.perf_counter(), time.thread_time()
            QTest.mouseMove(canvas, place)
            self.app.processEvents()
            frames.append(Taken(time.perf_counter() - wall, time.thread_time() - cpu))
            # The mouse moves no more often than the screen shows it.
            time.sleep(max(0.0, 1 / 60 - frames[-1].wall))
        QTest.mouseRelease(canvas, left, keys, place)
        self.settle()
        return frames


def clicks(path: Path, count: int) -> tuple[Taken, Taken]:
    """Medians of a click to its color and of a run of the network, in turns."""
    window = Window(path)
    random = np.random.default_rng(2)
    times, runs = [], []
    for x, y in random.uniform(0.1, 0.9, (count, 2)).tolist():
        runs.append(taken(window.one_run))
        times.append(window.one_click(x, y))
        window.main.hints.editor.clear()
        window.settle()
    window.main.close()
    return median(times), median(runs)


def strokes(path: Path) -> list[Taken]:
    """What the moves of several strokes take, with a large brush."""
    from colorizer_gui.gui.session.tools import Tool

    window = Window(path)
    window.main.acts.tools[Tool.BRUSH].trigger()
    for _ in range(4):
        window.main.acts.bigger.trigger()
    random = np.random.default_rng(3)
    frames = [frame for _ in range(STROKES) for frame in window.one_stroke(random)]
    window.main.close()
    return frames


def preparation(path: Path) -> tuple[list[Taken], Taken, int, int]:
    """Moves of a brush for dust over a straightened scan, from Done to the colors, and memory.

    Memory is that with the prepared photo open, and the most since the scan was opened, in MB.
    """
    window = Window(path)
    main, controls = window.main, window.main.preparing
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the most from now on
    main.acts.prepare.trigger()
    controls.editor.set_angle(1.5)
    controls.panel.levels.automatic.click()
    controls.panel.dust.brush.click()
    controls.dust.set_radius(0.01)
    window.settle()
    random = np.random.default_rng(4)
    frames = [frame for _ in range(STROKES) for frame in window.one_stroke(random, controls.view)]

    def done() -> None:
        controls.finish()
        window.wait(lambda: main.document.result() is not None)

    colored = taken(done)
    window.settle()
    now, most = resident_megabytes(), resident_megabytes("VmHWM")
    main.close()
    return frames, colored, now, most


def _moves(name: str, frames: list[Taken]) -> None:
    wall, cpu = (sorted(getattr(each, key) for each in frames) for key in ("wall", "cpu"))
    late = round(0.95 * len(frames))
    _line(
        name,
        f"{statistics.median(wall) * 1000:.1f} ms (95 %: {wall[late] * 1000:.1f}), processor "
        f"{statistics.median(cpu) * 1000:.1f} ms (95 %: {cpu[late] * 1000:.1f})",
        f"{FRAME * 1000:.0f} ms", _verdict(Taken(wall[late], cpu[late]), FRAME),
    )  # fmt: skip


def start(program: str) -> Taken:
    """The least of three starts of a program until it shows a window."""

    def once() -> Taken:
        begun = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            said = b"" if process.stdout is None else process.stdout.readline()
            wall = time.perf_counter() - begun
        if not said:
            sys.exit("The window did not start.")
        return Taken(wall, float(said))

    times = [once() for _ in range(3)]
    return Taken(min(each.wall for each in times), min(each.cpu for each in times))


def resident_megabytes(key: str = "VmRSS") -> int:
    """Memory of this process, in MB; "VmHWM" for the most that it had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if key in line).split()[1]) // 1000


def _line(name: str, words: str, bound: str, verdict: str) -> None:
    print(f"{name:24} {words:62} {bound:>8}  {verdict}", flush=True)


def _verdict(taken: Taken, bound: float) -> str:
    """Whether a bound holds; on a busy machine, it may by the time of the processor alone."""
    if taken.wall <= bound:
        return "holds"
    return "by processor time alone" if taken.cpu <= bound else "missed"


def main() -> None:
    """Measure and print everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clicks", type=int, default=20)
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["COLORIZER_SETTINGS"] = str(folder / "settings.toml")
        first, plain = start(WINDOW), start(PLAIN_WINDOW)
        _line(
            "first window",
            f"{first.wall:.2f} s, processor {first.cpu:.2f} s = {first.cpu / plain.cpu:.1f} plain "
            "windows of Qt",
            f"{START} s", _verdict(first, START),
        )  # fmt: skip
        large = photo_file(folder, *PHOTO)
        click, run = clicks(large, arguments.clicks)
        _line(
            "click to color, 24 MP",
            f"{click.wall * 1000:.0f} ms = {click.wall / run.wall:.2f} network runs, processor "
            f"{click.cpu * 1000:.0f} ms",
            f"{CLICK * 1000:.0f} ms", _verdict(click, CLICK),
        )  # fmt: skip
        now, most = resident_megabytes(), resident_megabytes("VmHWM")
        _line(
            "memory, 24 MP open", f"{now} MB after {arguments.clicks} clicks, {most} MB at most",
            f"{MEMORY} MB", "holds" if most < MEMORY else "missed",
        )  # fmt: skip
        with multiprocessing.get_context("spawn").Pool(1) as pool:  # without what was open here
            frames, colored, now, most = pool.apply(preparation, (large,))
        _moves("dust brush, 24 MP", frames)
        _line(
            "Done to color, 24 MP",
            f"{colored.wall * 1000:.0f} ms, processor {colored.cpu * 1000:.0f} ms", "", "",
        )  # fmt: skip
        _line(
            "memory, prepared, 24 MP", f"{now} MB, {most} MB at most",
            f"{MEMORY} MB", "holds" if most < MEMORY else "missed",
        )  # fmt: skip
        _moves("move of a brush, 2 MP", strokes(photo_file(folder, *SMALL_PHOTO)))
        print(
            f"one run of the network: {run.wall * 1000:.0f} ms, processor {run.cpu * 1000:.0f} ms"
        )


if __name__ == "__main__":
    main()
