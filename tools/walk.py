"""Use the window as a photographer would, and take a screenshot of every step.

``python -m tools.walk FOLDER`` opens a photo, adds three hints, undoes and redoes, adjusts the
look, compares, saves, closes, and opens the photo again; the files that each step leaves are
checked. The screenshots are written into FOLDER. `--scale` is the scale factor of the screen.

Needs xvfb, xdotool and imagemagick, and uses openbox as a window manager where it is installed.
The user's own settings are neither read nor changed.
"""

import argparse
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import numpy as np
import skimage.data
from PIL import Image

from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import read_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path
from colorizer_gui.engine.settings import SETTINGS, Settings, write_settings

WINDOW = 1280, 800
ALL = 0, 0, *WINDOW
TIMEOUT = 180  # seconds; a busy machine is slow
STILL = 0.6  # seconds without a change, after which a step is over
COLORFUL = 60  # of 255, between a pixel's channels
Place = tuple[float, float]  # x, y in logical pixels
Area = tuple[int, int, int, int]  # left, top, right, bottom in logical pixels
# Places in the window.
PHOTO = 153, 87, 670  # left, top and side of the square photo
HEX_FIELD = 1216, 197
COLOR_PLANE = 992, 151, 1160, 319
SATURATION_FIELD = 1236, 566
# Its handle is at the right end, whose place does not depend on the language.
STRENGTH_SLIDER = (1193, 630), (1181, 630)
FIRST_RECENT_PHOTO = 640, 690
# x and y, 0..1, and the color of each hint.
HINTS = (
    (0.62, 0.60, "#d0703a"),  # the suit
    (0.08, 0.20, "#2c3a66"),  # the flag's field
    (0.93, 0.30, "#8f97a3"),  # the wall
)
# Windows without a frame.
PLAIN_WINDOWS = """<openbox_config xmlns="http://openbox.org/3.4/rc">
<theme><keepBorder>no</keepBorder></theme>
<applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>"""


class Desktop:
    """A virtual screen with its programs, controlled by xdotool.

    Parameters
    ----------
    scale : int
        Device pixels per logical pixel.
    folder : Path
        Where screenshots are written.
    home : Path
        Where its own files are written.
    processes : ExitStack
        Ends the programs that are started.
    """

    def __init__(self, scale: int, folder: Path, home: Path, processes: ExitStack) -> None:
        self._scale, self._folder, self._number, self._window = scale, folder, 0, ""
        self._processes = processes
        reader, writer = os.pipe()
        width, height = (side * scale for side in WINDOW)
        self._environment = dict(os.environ, QT_SCALE_FACTOR=str(scale), QT_QPA_PLATFORM="xcb")
        self.start(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24"],
            pass_fds=[writer],
        )
        with os.fdopen(reader) as answer:
            self._environment["DISPLAY"] = f":{answer.readline().strip()}"
        if shutil.which("openbox"):
            configuration = home / "openbox.xml"
            configuration.write_text(PLAIN_WINDOWS)
            self.start(["openbox", "--config-file", str(configuration)])

    def start(self, command: list[str], pass_fds: Iterable[int] = ()) -> "subprocess.Popen[bytes]":
        """Start a program on the screen; it is ended with all others at the latest."""
        process = subprocess.Popen(
            command,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=tuple(pass_fds),
        )
        self._processes.callback(_end, process)
        return process

    def xdotool(self, *command: object) -> str:
        """Run xdotool and give what it prints."""
        words = [str(word) for word in command]
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def find_window(self) -> None:
        """Wait for the program's window, and make it as large as the screen."""
        search = "search", "--sync", "--onlyvisible", "--class", "colorizer"
        self._window = window = self.xdotool(*search).split()[0]
        self.xdotool("windowmove", window, 0, 0)
        self.xdotool("windowsize", window, *(side * self._scale for side in WINDOW))
        wait_for("the window has the keys", self._has_focus)
        self.wait_until_still()

    def _has_focus(self) -> bool:
        """Whether keys go to the program's window, and not to a dialog or another program."""
        return self.xdotool("getwindowfocus").strip() == self._window

    def point_at(self, place: Place) -> None:
        """Move the mouse to a place in logical pixels."""
        self.xdotool("mousemove", *(round(part * self._scale) for part in place))

    def click(self, place: Place) -> None:
        """Click on a place."""
        self.point_at(place)
        self.xdotool("click", 1)

    def drag(self, start: Place, end: Place) -> None:
        """Drag from one place to another."""
        self.point_at(start)
        self.xdotool("mousedown", 1)
        for share in (0.3, 0.6, 1.0):
            x, y = (a + share * (b - a) for a, b in zip(start, end, strict=True))
            self.point_at((x, y))
        self.xdotool("mouseup", 1)

    def keys(self, *names: str) -> None:
        """Press keys, as xdotool names them."""
        self.xdotool("key", *names)

    def type(self, text: str) -> None:
        """Type a text and Return."""
        self.xdotool("type", text)
        self.keys("Return")

    def answer(self, key: str, text: str = "") -> None:
        """Press the key that opens a dialog, and type the answer once keys go to the dialog."""
        self.keys(key)
        wait_for("a dialog opens", lambda: not self._has_focus())
        if text:
            self.xdotool("type", text)
        self.keys("Return")
        wait_for("the dialog closes", self._has_focus)

    def until_changed(self, do: Callable[[], None], area: Area = ALL) -> None:
        """Do something, wait until the window shows that, and until nothing changes any more.

        Parameters
        ----------
        do : callable
        area : left, top, right and bottom in logical pixels
            What has to change; anything by default.
        """
        before = self._pixels(area)
        do()
        wait_for("the window shows what was done", lambda: self._pixels(area) != before)
        self.wait_until_still()

    def _grab(self) -> bytes:
        """The screen as a PPM file."""
        command = ["import", "-window", "root", "ppm:-"]
        return subprocess.run(
            command, env=self._environment, check=True, capture_output=True
        ).stdout

    def _pixels(self, area: Area) -> bytes:
        """The pixels of a part of the screen."""
        with Image.open(io.BytesIO(self._grab())) as image:
            left, top, right, bottom = (part * self._scale for part in area)
            return image.crop((left, top, right, bottom)).tobytes()

    def wait_for_color(self) -> None:
        """Wait until the right half of the photo is in color."""
        left, top, side = PHOTO
        area = left + side // 2, top, left + side, top + side

        def is_colored() -> bool:
            pixels = np.frombuffer(self._pixels(area), np.uint8).reshape(-1, 3)
            return bool(np.ptp(pixels, axis=-1).max() > COLORFUL)

        wait_for("the photo is colorized", is_colored)

    def wait_until_still(self) -> None:
        """Wait until nothing has changed on the screen for a moment."""
        seen, until = b"", time.monotonic() + TIMEOUT
        while seen != (seen := self._grab()):
            if time.monotonic() > until:
                sys.exit("The window does not stop changing.")
            time.sleep(STILL)

    def screenshot(self, name: str) -> None:
        """Write a screenshot, once nothing changes any more."""
        self.wait_until_still()
        self._number += 1
        path = self._folder / f"walk-{self._number}-{name}.png"
        with Image.open(io.BytesIO(self._grab())) as image:
            image.save(path, optimize=self._scale == 1)  # large ones are only looked at
        print(path)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    process.wait(TIMEOUT)


def wait_for(what: str, condition: Callable[[], bool]) -> None:
    """Wait until a condition holds; exit with an error if it does not in time."""
    until = time.monotonic() + TIMEOUT
    while not condition():
        if time.monotonic() > until:
            sys.exit(f"This did not happen: {what}.")
        time.sleep(0.05)


def write_photo(path: Path) -> None:
    """Write the photo of the walk: scikit-image's astronaut in gray."""
    Image.fromarray(skimage.data.astronaut()).convert("L").save(path, quality=95)


def walk(desktop: Desktop, photo: Path) -> None:
    """Take all steps, from the empty window to the photo that is opened again with its hints."""
    sidecar = sidecar_path(photo)

    def kept() -> Recipe | None:
        return read_recipe(sidecar) if sidecar.exists() else None

    def hints() -> tuple[ColorHint, ...]:
        recipe = kept()
        return () if recipe is None else recipe.hints

    def has_hints(number: int) -> bool:
        return len(hints()) == number

    def look() -> Look:
        recipe = kept()
        return Look() if recipe is None else recipe.look

    program = desktop.start([sys.executable, "-m", "colorizer_gui"])
    desktop.find_window()
    desktop.screenshot("start")
    desktop.answer("ctrl+o", str(photo))
    desktop.wait_for_color()
    desktop.screenshot("opened")

    desktop.until_changed(lambda: desktop.keys("4"))
    left, top, side = PHOTO
    for number, (x, y, color) in enumerate(HINTS, 1):
        place = left + x * side, top + y * side
        desktop.until_changed(partial(desktop.click, place), COLOR_PLANE)
        desktop.click(HEX_FIELD)
        desktop.keys("ctrl+a")
        desktop.type(color)
        wait_for(f"hint {number} is kept", partial(has_hints, number))
    desktop.screenshot("hints")

    last = hints()[-1]
    desktop.keys("ctrl+z")
    wait_for("the last color is undone", lambda: hints()[-1] != last)
    desktop.until_changed(lambda: desktop.keys("alt+e"))
    desktop.screenshot("undone")
    desktop.keys("Escape", "ctrl+shift+z")
    wait_for("it is done again", lambda: hints()[-1] == last)

    desktop.drag(*STRENGTH_SLIDER)
    wait_for("the slider was dragged", lambda: look().strength < 1)
    desktop.click(SATURATION_FIELD)
    desktop.keys("ctrl+a")
    desktop.type("25")
    wait_for("the look is adjusted", lambda: look().saturation == 1.25)
    desktop.until_changed(lambda: desktop.keys("Escape", "1"))
    desktop.screenshot("adjusted")
    desktop.until_changed(lambda: desktop.keys("2"))
    desktop.screenshot("compared")
    desktop.until_changed(lambda: desktop.keys("1"))
    desktop.answer("ctrl+s")
    wait_for("the result is saved", lambda: len(list(photo.parent.glob("*.jpg"))) == 2)
    desktop.screenshot("saved")

    desktop.keys("ctrl+q")
    wait_for("the program ends", lambda: program.poll() == 0)
    done = sidecar.read_bytes()
    desktop.start([sys.executable, "-m", "colorizer_gui"])
    desktop.find_window()
    desktop.click(FIRST_RECENT_PHOTO)
    desktop.wait_for_color()
    desktop.until_changed(lambda: desktop.keys("4"))
    desktop.screenshot("opened-again")
    if sidecar.read_bytes() != done:
        sys.exit("Opening the photo again changed what was kept of it.")


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the screenshots are written")
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--theme", choices=SETTINGS["theme"].choices, default="dark")
    parser.add_argument("--language", choices=SETTINGS["language"].choices, default="en")
    arguments = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit("Ended from outside."))
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="walk-") as folder:
        home = Path(folder)
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = folder
        os.environ["COLORIZER_SETTINGS"] = str(home / "settings.toml")
        settings = Settings(theme=arguments.theme, language=arguments.language)
        write_settings(home / "settings.toml", settings)
        photo = home / "Pictures" / "astronaut.jpg"
        photo.parent.mkdir()
        write_photo(photo)
        with ExitStack() as processes:
            walk(Desktop(arguments.scale, arguments.folder, home, processes), photo)


if __name__ == "__main__":
    main()
