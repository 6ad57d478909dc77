"""Draws the program's icon in the sizes and files that systems want, from its SVG.

`python -m tools.icons FILE.ico`, `FILE.icns` or `FOLDER`, which gets a tree for hicolor.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).parent.parent / "assets/icons/colorizer.svg"
NAME = "org.colorizer.Colorizer"
SIZES = {
    ".ico": (16, 20, 24, 32, 40, 48, 64, 128, 256),
    ".icns": (16, 32, 64, 128, 256, 512, 1024),
    "": (16, 22, 24, 32, 48, 64, 128, 256, 512),
}


def draw(size: int) -> Image.Image:
    """Draw the icon, so many pixels wide and high, with opacity."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data()))


def write_icons(target: Path) -> None:
    """Write an .ico, an .icns, or a folder of PNGs with the drawing itself.

    Parameters
    ----------
    target : Path
        A folder gets the tree of the theme hicolor.
    """
    drawn = {size: draw(size) for size in SIZES[target.suffix]}
    if target.suffix:
        largest, *others = (drawn[size] for size in sorted(drawn, reverse=True))
        target.parent.mkdir(parents=True, exist_ok=True)
        sizes = [(size, size) for size in drawn]
        largest.save(target, sizes=sizes, append_images=others)
        return
    for size, picture in drawn.items():
        path = target / f"{size}x{size}/apps/{NAME}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.save(path)
    scalable = target / f"scalable/apps/{NAME}.svg"
    scalable.parent.mkdir(parents=True, exist_ok=True)
    scalable.write_bytes(DRAWING.read_bytes())


if __name__ == "__main__":
    write_icons(Path(sys.argv[1]))
