"""Compiles paint.c when the program is installed or packed; hatchling calls it.

With the C compiler of the system or, where there is none, with zig's, which is a Python package.
"""

import platform
import shutil
import subprocess
import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags

ENGINE = "colorizer_gui/engine"
# Nothing that changes results: sums in the order that is written, none of them fused.
FLAGS = (
    "-std=c11", "-O3", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math",
    "-Wall", "-Wextra", "-Werror", "-shared",
)  # fmt: skip


def libraries():
    """What to compile on this machine: file names, each with its further options.

    They end alike on all systems, for each loads what it is told to. The engine takes the second
    where the processor has the instructions, and with it has the same results sooner.
    """
    named = {"libpaint.so": []}
    if platform.machine() in ("x86_64", "AMD64"):
        named["libpaint-avx2.so"] = ["-mavx2"]
    return named


def system_compiler():
    """The C compiler of the system, or None; on Windows it would take other options."""
    return None if sys.platform == "win32" else shutil.which("cc")


def compile_libraries(root):
    """Compile the libraries that are not newer than their source; returns their paths."""
    source, compiler = Path(root, ENGINE, "paint.c"), system_compiler()
    command = [compiler] if compiler else [sys.executable, "-m", "ziglang", "cc"]
    if sys.platform != "win32":
        command.append("-fPIC")
    paths = []
    for name, options in libraries().items():
        path = source.with_name(name)
        if not path.exists() or path.stat().st_mtime < source.stat().st_mtime:
            subprocess.run([*command, *FLAGS, *options, source, "-o", path], check=True)
        paths.append(path)
    return paths


class PaintBuildHook(BuildHookInterface):
    """Adds the compiled libraries to the wheel, which is then for this kind of system alone."""

    def dependencies(self):
        """What else has to be installed for building."""
        return [] if system_compiler() else ["ziglang>=0.15"]

    def initialize(self, version, build_data):
        """Compile, before the wheel is put together."""
        compiled = compile_libraries(self.root)
        build_data["artifacts"] += [f"/{ENGINE}/{path.name}" for path in compiled]
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{next(platform_tags())}"
