"""Time and memory of reading 24 megapixels of each kind: ``python -m benchmarks.reading``.

Beside each stands what Pillow, tifffile or imagecodecs takes that can read it, with nothing but the
decoding. Both are measured in a process of their own, one after the other; times are the least of
several. ``--side 1000`` tries it out with small photos.
"""

import argparse
import io
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import imagecodecs
import numpy as np
import pillow_heif
import tifffile
from PIL import Image

from benchmarks.photo import scan
from colorizer_gui.engine.photo import Photo, write_photo

WIDTH_TO_HEIGHT = 1.5
# Reads a file several times; prints the least milliseconds and the peak memory in MB (Linux only).
MEASURE = """
import sys, time
from pathlib import Path
{imports}
def read(path):
    {read}
times = []
for _ in range({repeats}):
    begun = time.perf_counter()
    read(sys.argv[1])
    times.append(time.perf_counter() - begun)
peak = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]
print(1000 * min(times), int(peak) / 1024)
"""
OWN = ("from colorizer_gui.engine.photo import read_photo", "return read_photo(path)")
PILLOW = (
    "from PIL import Image\nImage.MAX_IMAGE_PIXELS = None",
    "image = Image.open(path); image.load(); return image",
)
TIFFFILE = ("import tifffile", "return tifffile.imread(path)")
CODECS = ("import imagecodecs", "return imagecodecs.imread(path)")
HEIF = (
    "import pillow_heif; from PIL import Image\npillow_heif.register_heif_opener()",
    PILLOW[1],
)

Pixels = np.ndarray


@dataclass(frozen=True)
class Kind:
    """A kind of file: how one is made of pixels, and what else reads it."""

    name: str
    suffix: str
    make: Callable[[Pixels], bytes]
    reference: tuple[str, str] = PILLOW


def pillow(format_name: str, mode: str = "", **options: object) -> Callable[[Pixels], bytes]:
    """Makes files by Pillow, from 8-bit color."""

    def make(rgb: Pixels) -> bytes:
        buffer = io.BytesIO()
        image = Image.fromarray(rgb)
        (image.convert(mode) if mode else image).save(buffer, format_name, **options)
        return buffer.getvalue()

    return make


def tiff(of: Callable[[Pixels], Pixels] = lambda rgb: rgb, **options: object):
    """Makes TIFFs by tifffile, from what `of` makes of 8-bit color."""

    def make(rgb: Pixels) -> bytes:
        buffer = io.BytesIO()
        pixels = of(rgb)
        kind = {"photometric": "rgb" if pixels.ndim == 3 else "minisblack"} | options
        if kind.pop("planar", False):
            pixels, kind["planarconfig"] = np.moveaxis(pixels, -1, 0), "separate"
        tifffile.imwrite(buffer, pixels, **kind)
        return buffer.getvalue()

    return make


def own(format_name: str, of: Callable[[Pixels], Pixels] = lambda rgb: rgb):
    """Makes files by the program itself."""

    def make(rgb: Pixels) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            pixels = of(rgb)
            path = write_photo(Path(folder) / "own", pixels, Photo(pixels), format=format_name)
            return path.read_bytes()

    return make


def heic(rgb: Pixels) -> bytes:
    """An HEIC file."""
    buffer = io.BytesIO()
    pillow_heif.from_pillow(Image.fromarray(rgb)).save(buffer, quality=80)
    return buffer.getvalue()


def gray(rgb: Pixels) -> Pixels:
    """One channel of color."""
    return np.ascontiguousarray(rgb[..., 1])


def deep(rgb: Pixels) -> Pixels:
    """16 bits."""
    return rgb.astype(np.uint16) * np.uint16(257)


def real(rgb: Pixels) -> Pixels:
    """Real numbers, 0..1."""
    return rgb / np.float32(255)


KINDS = (
    Kind("JPEG, gray", ".jpg", pillow("JPEG", "L", quality=92)),
    Kind("JPEG, 4:2:0", ".jpg", pillow("JPEG", quality=92)),
    Kind("JPEG, 4:4:4", ".jpg", pillow("JPEG", quality=92, subsampling=0)),
    Kind("JPEG, progressive", ".jpg", pillow("JPEG", quality=92, progressive=True)),
    Kind("JPEG, CMYK", ".jpg", pillow("JPEG", "CMYK", quality=92)),
    Kind(
        "JPEG of 12 bits", ".jpg",
        lambda rgb: imagecodecs.jpeg_encode(gray(deep(rgb)) >> 4, 92, bitspersample=12), CODECS,
    ),
    Kind("JPEG-LS, gray", ".jls", lambda rgb: imagecodecs.jpegls_encode(gray(rgb)), CODECS),
    Kind("PNG, gray", ".png", pillow("PNG", "L", compress_level=4)),
    Kind("PNG, color", ".png", pillow("PNG", compress_level=4)),
    Kind("PNG, palette", ".png", pillow("PNG", "P", compress_level=4)),
    Kind("PNG, 1 bit", ".png", pillow("PNG", "1")),
    Kind("PNG, gray of 16 bits", ".png", lambda rgb: cv2_png(gray(deep(rgb)))),
    Kind("PNG, color of 16 bits", ".png", lambda rgb: cv2_png(deep(rgb)), CODECS),
    Kind("TIFF, gray", ".tif", tiff(gray), TIFFFILE),
    Kind("TIFF, color", ".tif", tiff(), TIFFFILE),
    Kind("TIFF, color of 16 bits", ".tif", tiff(deep), TIFFFILE),
    Kind("TIFF, big-endian, 16 bits", ".tif", tiff(deep, byteorder=">"), TIFFFILE),
    Kind("TIFF, BigTIFF", ".tif", tiff(bigtiff=True), TIFFFILE),
    Kind("TIFF, planar", ".tif", tiff(planar=True), TIFFFILE),
    Kind("TIFF, float32", ".tif", tiff(real), TIFFFILE),
    *(
        Kind(f"TIFF, {label}", ".tif", tiff(compression=name, rowsperstrip=64), TIFFFILE)
        for label, name in (
            ("LZW", "lzw"), ("Deflate", "zlib"), ("PackBits", "packbits"), ("ZSTD", "zstd"),
            ("JPEG", "jpeg"),
        )
    ),
    *(
        Kind(
            f"TIFF, {label} of 16 bits, predicted", ".tif",
            tiff(deep, compression=name, predictor=True, rowsperstrip=64), TIFFFILE,
        )
        for label, name in (("LZW", "lzw"), ("Deflate", "zlib"))
    ),
    Kind(
        "TIFF, tiles of 16 bits", ".tif",
        tiff(deep, compression="zlib", predictor=True, tile=(256, 256)), TIFFFILE,
    ),
    Kind("TIFF, CMYK", ".tif", pillow("TIFF", "CMYK"), TIFFFILE),
    Kind("TIFF, Lab", ".tif", pillow("TIFF", "LAB"), TIFFFILE),
    Kind("TIFF, palette", ".tif", pillow("TIFF", "P"), TIFFFILE),
    Kind("TIFF, fax (G4)", ".tif", pillow("TIFF", "1", compression="group4"), TIFFFILE),
    Kind("WebP", ".webp", pillow("WEBP", quality=90, method=0)),
    Kind("WebP, lossless", ".webp", pillow("WEBP", lossless=True, method=0, quality=0)),
    Kind("AVIF", ".avif", pillow("AVIF", quality=80, speed=10)),
    Kind(
        "AVIF of 10 bits", ".avif",
        lambda rgb: imagecodecs.avif_encode(deep(rgb) >> 6, level=80, speed=10, bitspersample=10),
        CODECS,
    ),
    Kind("HEIC", ".heic", heic, HEIF),
    Kind("JPEG XL", ".jxl", own("jpegxl"), CODECS),
    Kind("JPEG 2000", ".jp2", lambda rgb: imagecodecs.jpeg2k_encode(rgb, level=40), CODECS),
    Kind("BMP", ".bmp", pillow("BMP")),
    Kind("PSD", ".psd", own("psd")),
    Kind("PSD of 16 bits", ".psd", own("psd", deep), CODECS),
)  # fmt: skip


def cv2_png(pixels: Pixels) -> bytes:
    """A PNG of 16 bits."""
    bgr = pixels if pixels.ndim == 2 else pixels[..., ::-1]
    return cv2.imencode(".png", bgr, [cv2.IMWRITE_PNG_COMPRESSION, 4])[1].tobytes()


def measured(path: Path, way: tuple[str, str], repeats: int) -> tuple[float, float] | None:
    """Milliseconds and MB of a way to read a file; None where it cannot."""
    imports, read = way
    code = MEASURE.format(imports=imports, read=read, repeats=repeats)
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        return None
    milliseconds, megabytes = map(float, done.stdout.split())
    return milliseconds, megabytes


def main() -> None:
    """Print a line of a table for each kind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--side", type=int, default=4000, help="pixels of the shorter side")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--only", default="", help="kinds whose name contains this")
    options = parser.parse_args()
    plain = scan(options.side, round(options.side * WIDTH_TO_HEIGHT))
    rgb = np.dstack((plain, plain // 2 + 40, 255 - plain))
    print("| kind | file | ours | decoder alone | ours | decoder alone |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            if options.only not in kind.name:
                continue
            path = Path(folder) / f"photo{kind.suffix}"
            path.write_bytes(kind.make(rgb))
            ways = (OWN, kind.reference)
            found = [measured(path, way, options.repeats) for way in ways]
            times = [f"{each[0]:.0f} ms" if each else "not read" for each in found]
            sizes = [f"{each[1]:.0f} MB" if each else "" for each in found]
            megabytes = path.stat().st_size / 1e6
            print(f"| {kind.name} | {megabytes:.0f} MB | {' | '.join(times + sizes)} |", flush=True)


if __name__ == "__main__":
    main()
