"""Draw the picture of docs/guide.md: ``python -m tools.prepare_picture docs/images``.

It shows the window while a scan is prepared: scikit-image's photo of a man with a camera, with dust
and scratches drawn into it. Needs no screen; the user's own settings are neither read nor changed.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import skimage.data
from PIL import Image, ImageDraw

SIDE = 1536  # of the scan, in pixels
WINDOW = 1280, 800
SPECKS = 70
TILT = -2.0  # degrees by which the scan is straightened
TIMEOUT = 60  # seconds


def write_scan(path: Path) -> None:
    """Write the scan with its dust."""
    photo = Image.fromarray(skimage.data.camera()).resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    photo = photo.rotate(TILT, Image.Resampling.BICUBIC, fillcolor=200)
    draw, random = ImageDraw.Draw(photo), np.random.default_rng(4)
    for _ in range(SPECKS):
        x, y = (int(each) for each in random.integers(0, SIDE, 2))
        size = int(random.integers(5, 13))
        draw.ellipse((x, y, x + size, y + int(size * random.uniform(0.5, 1))), fill=248)
    draw.line((1010, 40, 1120, 700), fill=246, width=4)
    draw.line((240, 150, 820, 90), fill=244, width=3)
    photo.save(path)


def main() -> None:
    """Open the window, prepare the scan, and save what is seen."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    target = parser.parse_args().folder / "prepare.jpg"
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        os.environ["COLORIZER_SETTINGS"] = str(Path(name) / "settings.toml")
        scan = Path(name) / "scan.png"
        write_scan(scan)
        _show(scan, target)


def _show(scan: Path, target: Path) -> None:
    # Here, so that the platform and the settings are those chosen above.
    from PySide6.QtWidgets import QApplication

    from colorizer_gui.engine.preparation import Crop, Levels
    from colorizer_gui.gui.base import theme
    from colorizer_gui.gui.window.main_window import MainWindow

    app = QApplication([])
    theme.follow_system(app)

    def wait(condition: Callable[[], bool]) -> None:
        end = time.monotonic() + TIMEOUT
        while not condition() and time.monotonic() < end:
            app.processEvents()
            time.sleep(0.01)
        app.processEvents()

    window = MainWindow()
    window.preferences.change(theme="dark")
    window.show()
    window.open_paths([scan])
    wait(lambda: window.document.result() is not None)
    window.resize(*WINDOW)  # larger than the screen, into which it was fitted
    window.acts.prepare.trigger()
    editor, rows = window.preparing.editor, window.preparing.panel.dust
    editor.set_angle(-TILT)
    editor.set_crop(Crop(0.06, 0.05, 0.93, 0.9))
    editor.set_levels(Levels())
    rows.find_button.click()
    wait(rows.find_button.isEnabled)
    rows.brush.click()
    rows.brush.click()  # the frame again
    end = time.monotonic() + 1
    wait(lambda: time.monotonic() > end)  # previews
    window.grab().toImage().save(str(target), quality=88)
    window.shutdown()


if __name__ == "__main__":
    main()
