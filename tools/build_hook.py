"""Build hook of hatchling: compiles paint.c when the package is installed or built.

Uses the C compiler of the system or, where there is none, that of zig, which is a Python package.
"""

import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags

PAINTING = "colorizer_gui/engine/painting"
# No option may change results: sums keep the order of the source and are not fused.
FLAGS = ("-std=c11", "-O3", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math", "-shared")


def libraries() -> dict[str, list[str]]:
    """File names of the libraries for this machine, each with its further compiler options.

    The suffix is the same on all systems, because the library is loaded by its full name. The
    engine loads the AVX2 variant where the processor supports it; its results are the same.
    """
    named: dict[str, list[str]] = {"libpaint.so": []}
    if platform.machine() in ("x86_64", "AMD64"):
        named["libpaint-avx2.so"] = ["-mavx2"]
    return named


def system_compiler() -> str | None:
    """Path of the system's C compiler; None if none works.

    It has to compile a trial file: macOS without developer tools has a `cc` that only prints a
    note, and Debian may lack the headers of the C library. Compilers of Windows take other options
    and are not used.
    """
    compiler = None if sys.platform == "win32" else shutil.which("cc")
    if compiler is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        trial = [compiler, "-shared", "-x", "c", "-", "-o", f"{folder}/trial"]
        source = b"#include <math.h>\n"
        done = subprocess.run(trial, input=source, capture_output=True, check=False)
    return None if done.returncode else compiler


def compiler_command() -> list[str] | None:
    """Command of a C compiler: the system's, else zig's; None if there is neither."""
    if compiler := system_compiler():
        return [compiler]
    if importlib.util.find_spec("ziglang"):
        # By default zig compiles for the processor of this machine alone.
        return [sys.executable, "-m", "ziglang", "cc", "-mcpu=baseline"]
    return None


def compile_libraries(root: str | Path, folder: str | Path, *more: str) -> list[Path]:
    """Compile the libraries.

    Parameters
    ----------
    root : Path
        The source tree.
    folder : Path
        Where to put the libraries.
    *more : str
        Further options for the compiler.

    Returns
    -------
    list of Path
    """
    command, paths = compiler_command(), []
    if command is None:
        raise SystemExit("There is no C compiler. Install one, or the Python package ziglang.")
    if sys.platform != "win32":
        command.append("-fPIC")
    for name, options in libraries().items():
        path = Path(folder, name)
        source = Path(root, PAINTING, "paint.c")
        subprocess.run([*command, *FLAGS, *options, *more, source, "-o", path], check=True)
        paths.append(path)
    return paths


class PaintBuildHook(BuildHookInterface[Any]):
    """Adds the compiled libraries to the wheel, and tags the wheel for this platform."""

    def dependencies(self) -> list[str]:
        """Further packages that the build needs."""
        return [] if system_compiler() else ["ziglang>=0.15"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the wheel is built."""
        self.folder = tempfile.mkdtemp()
        for path in compile_libraries(self.root, self.folder):
            place = f"{PAINTING}/{path.name}"
            if version == "editable":  # an editable installation uses the source tree
                part = Path(self.root, f"{place}.part")
                shutil.copy(path, part)
                os.replace(part, Path(self.root, place))
            else:
                build_data["force_include"][str(path)] = place
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{next(platform_tags())}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary folder."""
        shutil.rmtree(self.folder)
