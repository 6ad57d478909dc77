"""Draw the pictures of docs/hints.md and docs/gallery.md: ``python -m tools.pictures docs/images``.

The photos are those that scikit-image brings, which anyone may publish, as gray as a scan. Where
one was taken in color, the color photograph stands beside the results, and the mean difference of
each picture from it is printed (CIEDE2000).
"""

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import skimage.data
from PIL import Image, ImageColor, ImageDraw
from skimage.color import deltaE_ciede2000, rgb2lab

from colorizer_gui.cli import main as colorizer
from colorizer_gui.engine.hints import ColorHint, Reach
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import write_recipe

HEIGHT = 280  # pixels of each picture
GAP = 6
GAP_COLOR = (128, 128, 128)
QUALITY = 88
HERE, SURFACE, EVERYWHERE = Reach


def hint(x: float, y: float, color: str, reach: Reach = SURFACE, radius: float = 0.01) -> ColorHint:
    """A hint of a color that is given as HEX."""
    rgb = np.array(ImageColor.getrgb(color)) / 255
    _, a, b = rgb2lab(rgb.reshape(1, 1, 3))[0, 0]
    return ColorHint(x, y, float(a), float(b), radius, reach)


@dataclass(frozen=True)
class Strip:
    """Pictures beside each other: gray, colorized with each set of hints, and the original.

    Parameters
    ----------
    name : str
        Of the file.
    photo : str
        The function of `skimage.data` that gives the photo.
    variants : tuple of tuple of ColorHint
        The hints of each result.
    is_gray_shown, is_original_shown : bool
    """

    name: str
    photo: str
    variants: tuple[tuple[ColorHint, ...], ...] = ((),)
    is_gray_shown: bool = True
    is_original_shown: bool = True


SAUCER = hint(0.16, 0.55, "#ae2f0f")
CUP = (
    SAUCER,
    hint(0.60, 0.86, "#9a2410"),
    hint(0.37, 0.50, "#8a2009"),
    hint(0.46, 0.32, "#c47f2a"),
    hint(0.84, 0.86, "#a5552c"),
)
SUIT = hint(0.62, 0.60, "#d45d36")
FLAG = (hint(0.08, 0.2, "#2c2f6a"), hint(0.05, 0.60, "#8a1a2a"), hint(0.93, 0.3, "#cac5be"))
CAT = (
    hint(0.385, 0.42, "#7d7a3c", HERE, 0.025),
    hint(0.685, 0.46, "#7d7a3c", HERE, 0.018),
    hint(0.6, 0.79, "#a04a30", HERE, 0.02),
    hint(0.5, 0.25, "#a87546"),
)
STRIPS = (
    Strip("hints-surface", "coffee", ((), (SAUCER,), CUP), False),
    Strip(
        "hints-reach",
        "astronaut",
        tuple((hint(0.62, 0.60, "#3a5fb0", reach, 0.05),) for reach in Reach),
        False,
        False,
    ),
    Strip("gallery-camera", "camera"),
    Strip("gallery-rocket", "rocket"),
    Strip("gallery-coffee", "coffee", ((), CUP)),
    Strip("gallery-astronaut", "astronaut", ((), (SUIT, *FLAG))),
    Strip("gallery-chelsea", "chelsea", ((), CAT)),
    Strip("gallery-retina", "retina", ((), (hint(0.6, 0.6, "#dd5b3c"),))),
    Strip("gallery-tissue", "immunohistochemistry"),
    Strip("gallery-coins", "coins"),
)


def marked(picture: Image.Image, hints: tuple[ColorHint, ...]) -> Image.Image:
    """The picture with a ring, as the window draws it, at each hint."""
    draw = ImageDraw.Draw(picture)
    for one in hints:
        x, y = one.x * picture.width, one.y * picture.height
        for radius, color, width in ((8, "black", 4), (7, "white", 2)):
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), None, color, width)
    return picture


def colorized(gray: Image.Image, hints: tuple[ColorHint, ...]) -> Image.Image:
    """What the command makes of a gray photo."""
    with tempfile.TemporaryDirectory() as folder:
        scan, result, recipe = (Path(folder, name) for name in ("a.png", "b.png", "recipe.json"))
        gray.save(scan)
        write_recipe(recipe, Recipe(hints=hints))
        arguments = [scan, "-o", result, "--recipe", recipe, "--device", "cpu"]
        if colorizer(["colorize", *map(str, arguments)]):
            raise SystemExit("The photo was not colorized.")
        with Image.open(result) as file:
            return file.convert("RGB")


def difference(picture: Image.Image, original: Image.Image) -> float:
    """The mean of CIEDE2000 between two pictures."""
    one, other = (rgb2lab(np.asarray(image)) for image in (picture, original))
    return float(deltaE_ciede2000(one, other).mean())


def draw(strip: Strip, folder: Path) -> None:
    """Draw a strip, and print the differences."""
    original = Image.fromarray(getattr(skimage.data, strip.photo)())
    gray = original.convert("L")
    results = [colorized(gray, hints) for hints in strip.variants]
    if original.mode == "RGB":
        pictures = [gray.convert("RGB"), *results]
        print(strip.name, *(f"{difference(one, original):.1f}" for one in pictures))
    width = round(original.width * HEIGHT / original.height)

    def small(picture: Image.Image) -> Image.Image:
        return picture.convert("RGB").resize((width, HEIGHT), Image.Resampling.LANCZOS)

    shown = [small(gray)] if strip.is_gray_shown else []
    shown += [marked(small(one), hints) for one, hints in zip(results, strip.variants, strict=True)]
    if original.mode == "RGB" and strip.is_original_shown:
        shown.append(small(original))
    sheet = Image.new("RGB", ((width + GAP) * len(shown) - GAP, HEIGHT), GAP_COLOR)
    for number, picture in enumerate(shown):
        sheet.paste(picture, (number * (width + GAP), 0))
    sheet.save(folder / f"{strip.name}.jpg", quality=QUALITY, optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the pictures are written")
    folder = parser.parse_args().folder
    for strip in STRIPS:
        draw(strip, folder)


if __name__ == "__main__":
    main()
