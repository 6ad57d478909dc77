"""Compiles paint.c when the program is installed or packed; hatchling calls it.

With the C compiler of the system or, where there is none, with zig's, which is a Python package.
"""

import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags

PAINTING = "colorizer_gui/engine/painting"
# Nothing that changes results: sums in the order that is written, none of them fused.
FLAGS = ("-std=c11", "-O3", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math", "-shared")


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
    """The C compiler of the system; None where there is none that works.

    A Mac without its developer tools has one in name only, Debian's may lack C's own library, and
    those of Windows take other options.
    """
    compiler = None if sys.platform == "win32" else shutil.which("cc")
    if compiler is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        trial = [compiler, "-shared", "-x", "c", "-", "-o", Path(folder, "trial")]
        done = subprocess.run(trial, input=b"#include <math.h>\n", capture_output=True)
    return None if done.returncode else compiler


def compiler_command():
    """How to call a C compiler: the system's, else zig's; None where there is neither."""
    if compiler := system_compiler():
        return [compiler]
    if importlib.util.find_spec("ziglang"):
        # Else zig would compile for the very processor of this machine.
        return [sys.executable, "-m", "ziglang", "cc", "-mcpu=baseline"]
    return None


def compile_libraries(root, folder, *more):
    """Compile the libraries.

    Parameters
    ----------
    root : Path
        The source tree.
    folder : Path
        Takes the libraries.
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


class PaintBuildHook(BuildHookInterface):
    """Adds the compiled libraries to the wheel, which is then for this kind of system alone."""

    def dependencies(self):
        """What else has to be installed for building."""
        return [] if system_compiler() else ["ziglang>=0.15"]

    def initialize(self, version, build_data):
        """Compile, before the wheel is put together."""
        self.folder = tempfile.mkdtemp()
        for path in compile_libraries(self.root, self.folder):
            place = f"{PAINTING}/{path.name}"
            if version == "editable":  # the source tree is what is installed
                part = Path(self.root, f"{place}.part")
                shutil.copy(path, part)
                os.replace(part, Path(self.root, place))
            else:
                build_data["force_include"][str(path)] = place
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{next(platform_tags())}"

    def finalize(self, version, build_data, artifact_path):
        """Clean up, once there is a wheel."""
        shutil.rmtree(self.folder)
