"""Use the program as a photographer would, in a real window, and keep a picture of every step.

``python -m tools.walk FOLDER`` opens a photo, gives three hints, undoes and redoes, adjusts the
look, compares, saves, closes, and opens the photo again; what each step must have done is checked
in the files it leaves. The pictures land in FOLDER. `--scale 2` shows a fine screen, `--theme` and
`--language` the window in other clothes.

Needs xvfb, xdotool and imagemagick; with openbox the window has a window manager, too. Nothing of
the user's own settings is read or changed.
"""

import argparse
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np
import skimage.data
from PIL import Image

from colorizer_gui.engine.session.recipe import read_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path
from colorizer_gui.engine.settings import SETTINGS, Settings, write_settings

WINDOW = 1280, 800
PATIENCE = 60  # seconds
STILL = 0.6  # seconds without a change, after which a step is over
COLORFUL = 60  # of 255, between a pixel's channels
# Places in the window, in logical pixels.
PHOTO = 153, 87, 670  # left, top and side of the square photo
HEX_FIELD = 1070, 369
SATURATION_FIELD = 1236, 574
# Its handle is at the right end, which is at the same place in every language.
STRENGTH_SLIDER = (1193, 638), (1181, 638)
FIRST_RECENT_PHOTO = 488, 690
# What the photographer knows: x and y, 0..1, and the color.
HINTS = (
    (0.62, 0.60, "#d0703a"),  # the suit
    (0.08, 0.20, "#2c3a66"),  # the flag's field
    (0.93, 0.30, "#8f97a3"),  # the wall
)
# The window manager adds nothing to the pictures.
PLAIN_WINDOWS = """<openbox_config xmlns="http://openbox.org/3.4/rc">
<theme><keepBorder>no</keepBorder></theme>
<applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>"""


class Desktop:
    """A screen that nobody sees, and the workers that use it.

    Parameters
    ----------
    scale : int
        Device pixels for each logical pixel.
    folder : Path
        Where pictures are kept.
    home : Path
        For its own files.
    """

    def __init__(self, scale, folder, home):
        self._scale, self._folder, self._number = scale, folder, 0
        self._processes = ExitStack()
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
            configuration = Path(home, "openbox.xml")
            configuration.write_text(PLAIN_WINDOWS)
            self.start(["openbox", "--config-file", str(configuration)])

    def start(self, command, **options):
        """Start a program on the screen; it ends with the desktop at the latest."""
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(command, env=self._environment, **quiet, **options)
        self._processes.callback(_end, process)
        return process

    def close(self):
        """End all programs."""
        self._processes.close()

    def workers(self, *command):
        """Call xdotool."""
        words = [str(word) for word in command]
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def find_window(self):
        """Wait for the program's window, and let it fill the screen."""
        search = "search", "--sync", "--onlyvisible", "--class", "colorizer"
        window = self.workers(*search).split()[0]
        self.workers("windowmove", window, 0, 0)
        self.workers("windowsize", window, *(side * self._scale for side in WINDOW))
        self.wait_until_still()

    def point_at(self, place):
        """Move the mouse to a place in logical pixels."""
        self.workers("mousemove", *(round(part * self._scale) for part in place))

    def click(self, place):
        """Click on a place."""
        self.point_at(place)
        self.workers("click", 1)

    def drag(self, start, end):
        """Drag from one place to another."""
        self.point_at(start)
        self.workers("mousedown", 1)
        for share in (0.3, 0.6, 1.0):
            self.point_at([a + share * (b - a) for a, b in zip(start, end, strict=True)])
        self.workers("mouseup", 1)

    def keys(self, *names):
        """Press keys, as xdotool names them."""
        self.workers("key", *names)

    def type(self, text):
        """Type a text and Return."""
        self.workers("type", text)
        self.keys("Return")

    def _look(self):
        command = ["import", "-window", "root", "ppm:-"]
        return subprocess.run(
            command, env=self._environment, check=True, capture_output=True
        ).stdout

    def wait_for_color(self):
        """Wait until the right half of the photo has colors."""
        left, top, side = (part * self._scale for part in PHOTO)
        area = left + side // 2, top, left + side, top + side

        def is_colored():
            with Image.open(io.BytesIO(self._look())) as image:
                return np.ptp(np.asarray(image.crop(area)), axis=-1).max() > COLORFUL

        wait_for("the photo is colorized", is_colored)

    def wait_until_still(self):
        """Wait until nothing has changed on the screen for a moment."""
        seen, until = None, time.monotonic() + PATIENCE
        while seen != (seen := self._look()):
            if time.monotonic() > until:
                sys.exit("The window does not come to rest.")
            time.sleep(STILL)

    def keep_picture(self, name):
        """Keep what the screen shows, once it has come to rest."""
        self.wait_until_still()
        self._number += 1
        path = self._folder / f"walk-{self._number}-{name}.png"
        with Image.open(io.BytesIO(self._look())) as image:
            image.save(path, optimize=True)
        print(path)


def _end(process):
    process.terminate()
    process.wait(PATIENCE)


def wait_for(what, condition):
    """Wait until a condition holds; without it the walk is over."""
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            sys.exit(f"This did not happen: {what}.")
        time.sleep(0.05)


def gray_photo(path):
    """Write the photo to work on: scikit-image's astronaut, without her colors."""
    Image.fromarray(skimage.data.astronaut()).convert("L").save(path, quality=95)


def walk(desktop, photo):
    """From the empty window to the photo that is opened again with all that was done to it."""
    sidecar = sidecar_path(photo)

    def kept():
        return read_recipe(sidecar) if sidecar.exists() else None

    def hinted(count):
        return lambda: kept() is not None and len(kept().hints) == count

    program = desktop.start([sys.executable, "-m", "colorizer_gui"])
    desktop.find_window()
    desktop.keep_picture("start")
    desktop.keys("ctrl+o")
    desktop.wait_until_still()
    desktop.type(str(photo))
    desktop.wait_for_color()
    desktop.keep_picture("opened")

    desktop.keys("4")
    left, top, side = PHOTO
    for x, y, color in HINTS:
        desktop.click((left + x * side, top + y * side))
        desktop.wait_until_still()
        desktop.click(HEX_FIELD)
        desktop.keys("ctrl+a")
        desktop.type(color)
    wait_for("three hints are kept", hinted(len(HINTS)))
    desktop.keep_picture("hints")

    colorized = kept().hints[-1]
    desktop.keys("ctrl+z")
    wait_for("the last color is undone", lambda: kept().hints[-1] != colorized)
    desktop.keys("alt+e")
    desktop.keep_picture("undone")
    desktop.keys("Escape", "ctrl+shift+z")
    wait_for("it is done again", lambda: kept().hints[-1] == colorized)

    desktop.drag(*STRENGTH_SLIDER)
    wait_for("the slider was dragged", lambda: kept().look.strength < 1)
    desktop.click(SATURATION_FIELD)
    desktop.keys("ctrl+a")
    desktop.type("25")
    wait_for("the look is adjusted", lambda: kept().look.saturation == 1.25)
    desktop.keys("Escape", "1")
    desktop.keep_picture("adjusted")
    desktop.keys("2")
    desktop.keep_picture("compared")
    desktop.keys("1", "ctrl+s")
    desktop.wait_until_still()
    desktop.keys("Return")
    wait_for("the result is saved", lambda: len(list(photo.parent.glob("*.jpg"))) == 2)
    desktop.keep_picture("saved")

    desktop.keys("ctrl+q")
    wait_for("the program ends", lambda: program.poll() == 0)
    done = sidecar.read_bytes()
    desktop.start([sys.executable, "-m", "colorizer_gui"])
    desktop.find_window()
    desktop.click(FIRST_RECENT_PHOTO)
    desktop.wait_for_color()
    desktop.keys("4")
    desktop.keep_picture("opened-again")
    if sidecar.read_bytes() != done:
        sys.exit("Opening the photo again changed what was kept of it.")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--theme", choices=SETTINGS["theme"].choices, default="dark")
    parser.add_argument("--language", choices=SETTINGS["language"].choices, default="en")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="walk-") as home:
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = home
        os.environ["COLORIZER_SETTINGS"] = str(Path(home, "settings.toml"))
        settings = Settings(theme=arguments.theme, language=arguments.language)
        write_settings(Path(home, "settings.toml"), settings)
        photo = Path(home, "Pictures", "astronaut.jpg")
        photo.parent.mkdir()
        gray_photo(photo)
        with closing(Desktop(arguments.scale, arguments.folder, home)) as desktop:
            walk(desktop, photo)


if __name__ == "__main__":
    main()
