"""The painting library on Windows gives the same bytes: compiled by MinGW or zig, run by Wine."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from colorizer_gui.engine.color.output_spaces import SRGB
from colorizer_gui.engine.color.tables import code_table
from colorizer_gui.engine.color.upsampling import ColorField
from colorizer_gui.engine.painting import library
from colorizer_gui.engine.painting.paint import paint
from tools.build_hook import FLAGS

WINE = shutil.which("wine64") or shutil.which("wine")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(WINE is None or sys.platform != "linux", reason="there is no Wine"),
]
TIMEOUT = 300  # seconds; the first start of Wine makes its folder

# Reads the tables and arrays of a strip, its two structures with pointers of no worth, and paints.
PROGRAM = r"""
#include "paint.c"
#include <stdio.h>
#include <stdlib.h>

static FILE *input;

static void *blob(void)
{
    int64_t size;
    fread(&size, sizeof size, 1, input);
    void *bytes = malloc(size);
    fread(bytes, 1, size, input);
    return bytes;
}

int main(int count, char **names)
{
    Space space;
    Strip strip;
    input = fopen(names[1], "rb");
    const float *light = blob(), *lightness = blob();
    const uint8_t *codes = blob(), *pixels = blob();
    const float *lines = blob();
    const int32_t *line = blob();
    const float *share = blob();
    fread(&space, sizeof space, 1, input);
    fread(&strip, sizeof strip, 1, input);
    size_t size = strip.rows * strip.width * 3 * strip.depth / 8;
    space.light_of_code = light, space.lightness_of_code = lightness, space.code_of_light = codes;
    strip.pixels = pixels, strip.lines = lines, strip.line = line, strip.share = share;
    strip.result = malloc(size);
    paint_strip(&space, &strip);
    FILE *output = fopen(names[2], "wb");
    fwrite(version_and_sizes, sizeof version_and_sizes, 1, output);
    fwrite(strip.result, 1, size, output);
    return fclose(output);
}
"""


def compiler() -> list[str] | None:
    """The command of a compiler for Windows; None where there is none."""
    if gcc := shutil.which("x86_64-w64-mingw32-gcc"):
        return [gcc, "-static"]
    target = ["cc", "-target", "x86_64-windows-gnu", "-mcpu=baseline"]
    if importlib.util.find_spec("ziglang"):
        return [sys.executable, "-m", "ziglang", *target]
    found = shutil.which("zig")
    return [found, *target] if found else None


@pytest.fixture(scope="module", params=[(), ("-mavx2",)], ids=["plain", "avx2"])
def windows_program(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Path:
    """A program for Windows with paint.c, compiled with the options of the library."""
    compile_command = compiler()
    if compile_command is None:
        pytest.skip("there is no compiler for Windows")
    folder = tmp_path_factory.mktemp("windows")
    source, program = folder / "painting.c", folder / "painting.exe"
    source.write_text(PROGRAM, encoding="ascii")
    options = [flag for flag in FLAGS if flag != "-shared"]
    include = f"-I{library.LIBRARY_FOLDER}"
    command = [*compile_command, *options, *request.param, include, source, "-o", program]
    subprocess.run(command, check=True, capture_output=True)
    return program


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of Wine, with a folder of its own."""
    folder = tmp_path_factory.mktemp("wine")
    return {"PATH": os.defpath, "HOME": str(folder), "WINEDEBUG": "-all"}


def stored(space: library.Space, strip: library.Strip, lines: int) -> bytes:
    """A strip with its tables, as the program reads them."""
    codes = len(code_table(SRGB.encoded, space.least_light, space.dropped_bits))
    values = 4 << strip.depth
    sizes = (
        (space.light_of_code, values),
        (space.lightness_of_code, values),
        (space.code_of_light, codes),
        (strip.pixels, strip.rows * strip.pixels_step),
        (strip.lines, lines * 4 * strip.plane_step * 4),
        (strip.line, strip.rows * 4),
        (strip.share, strip.rows * 4),
    )
    blobs = [ctypes.string_at(address, size) for address, size in sizes]
    return b"".join(
        [part for blob in blobs for part in (len(blob).to_bytes(8, "little"), blob)]
        + [bytes(space), bytes(strip)]
    )


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [1, 3])
def test_windows_paints_the_same_bytes(
    windows_program: Path,
    wine: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    dtype: type[np.uint8 | np.uint16],
    channels: int,
) -> None:
    random = np.random.default_rng(1895)
    shape = (37, 301) if channels == 1 else (37, 301, 3)
    pixels = random.integers(0, np.iinfo(dtype).max, shape, dtype, endpoint=True)
    slope, offset = random.normal(0, 25, (2, 5, 8, 2)).astype(np.float32)
    strips: list[bytes] = []
    paint_strip = library.load_paint_strip()

    def noting(space: library.Space, strip: library.Strip) -> None:
        strips.append(stored(space, strip, lines=6))
        paint_strip(space, strip)

    load: Callable[[], object] = lambda: noting  # noqa: E731
    monkeypatch.setattr(library, "load_paint_strip", load)
    expected = np.asarray(paint(pixels, ColorField(slope / 100, offset)))
    (strip,) = strips
    given, result = tmp_path / "strip", tmp_path / "result"
    given.write_bytes(strip)
    assert WINE is not None
    subprocess.run(
        [WINE, windows_program, given, result],
        check=True,
        timeout=TIMEOUT,
        env=wine,
    )
    head = np.array((library.VERSION, *map(ctypes.sizeof, library.STRUCTURES)), np.int32)
    assert result.read_bytes() == head.tobytes() + expected.tobytes()
