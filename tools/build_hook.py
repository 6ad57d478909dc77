"""Compiles paint.c when the program is installed or packed; hatchling calls it.

It uses the C compiler of the system or, where there is none, that of zig, which is a Python
package.
"""

import hashlib
import importlib.util
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import mac_platforms, platform_tags

PAINTING = "colorizer_gui/engine/painting"
# Nothing that changes results: arithmetic in the order written, no fused operations.
FLAGS = ("-std=c11", "-O3", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math", "-shared")


# The oldest glibc that pip installs wheels for, and the oldest macOS of each processor.
OLDEST_GLIBC = 17
OLDEST_MACOS = {"arm64": (11, 0), "x86_64": (10, 13)}


def platform_tag(made: Sequence[Path]) -> str:
    """The systems that the compiled libraries run on, as wheels name them.

    Parameters
    ----------
    made : sequence of Path
        The libraries; on Linux they tell themselves which glibc they need.
    """
    tags = list(platform_tags())
    if sys.platform == "darwin":
        machine = platform.machine()
        return next(mac_platforms(OLDEST_MACOS[machine], machine))
    glibc = [tag for tag in tags if tag.startswith("manylinux_2_")]
    if not glibc:  # Windows, and Linux with musl
        return next((tag for tag in tags if tag.startswith("musllinux")), tags[0])
    needed = {
        int(minor) for path in made for minor in re.findall(rb"GLIBC_2\.(\d+)", path.read_bytes())
    }
    minor = max(OLDEST_GLIBC, *needed, 0)
    machine = glibc[0].split("_", 3)[3]
    # The second is the older name of the first.
    older = f".manylinux2014_{machine}" if minor == OLDEST_GLIBC else ""
    return f"manylinux_2_{minor}_{machine}{older}"


def libraries() -> dict[str, list[str]]:
    """The libraries to compile on this machine: file names, each with its further options.

    The suffix is the same on all systems, since the program loads a library by its path. The
    engine prefers the AVX2 library where the processor has these instructions; it gives the same
    results faster.
    """
    options: dict[str, list[str]] = {"libpaint.so": []}
    if platform.machine() in ("x86_64", "AMD64"):
        options["libpaint-avx2.so"] = ["-mavx2"]
    return options


def system_compiler() -> str | None:
    """The C compiler of the system; None where there is none that works.

    A Mac without developer tools has a stub, a Debian may lack the C library's headers, and the
    compilers of Windows take other options.
    """
    compiler = None if sys.platform == "win32" else shutil.which("cc")
    if compiler is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        trial = [compiler, "-shared", "-x", "c", "-", "-o", Path(folder, "trial")]
        done = subprocess.run(trial, input=b"#include <math.h>\n", capture_output=True, check=False)
    return None if done.returncode else compiler


def compiler_command() -> list[str] | None:
    """The command of a C compiler: the system's, else zig's; None where there is neither."""
    if compiler := system_compiler():
        return [compiler]
    if importlib.util.find_spec("ziglang"):
        # By default zig compiles for the processor of this machine alone.
        return [sys.executable, "-m", "ziglang", "cc", "-mcpu=baseline"]
    return None


def checksum_path(library: Path) -> Path:
    """The file with the SHA-256 of a library."""
    return library.with_name(f"{library.name}.sha256")


def compile_libraries(root: Path | str, folder: Path | str, *more: str) -> list[Path]:
    """Compile the libraries.

    Parameters
    ----------
    root : Path or str
        The source tree.
    folder : Path or str
        Where the libraries are written.
    *more : str
        Further options for the compiler.

    Returns
    -------
    list of Path
        Of the libraries; beside each lies its SHA-256, by which the program knows damaged ones.
    """
    command, paths = compiler_command(), []
    if command is None:
        raise SystemExit("There is no C compiler. Install one, or the Python package ziglang.")
    if sys.platform != "win32":
        command.append("-fPIC")
    if sys.platform == "darwin":
        oldest = OLDEST_MACOS[platform.machine()]
        command.append(f"-mmacosx-version-min={oldest[0]}.{oldest[1]}")
    for name, options in libraries().items():
        path = Path(folder, name)
        source = Path(root, PAINTING, "paint.c")
        subprocess.run([*command, *FLAGS, *options, *more, source, "-o", path], check=True)
        checksum = hashlib.sha256(path.read_bytes()).hexdigest()
        checksum_path(path).write_text(f"{checksum}\n", encoding="ascii")
        paths.append(path)
    return paths


class PaintBuildHook(BuildHookInterface):
    """Adds the compiled libraries to the wheel, which is then for one kind of system."""

    def dependencies(self) -> list[str]:
        """Packages that building needs besides hatchling."""
        return [] if system_compiler() else ["ziglang>=0.15"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the wheel is built."""
        self.folder = tempfile.mkdtemp()
        made = compile_libraries(self.root, self.folder)
        # Checksums first: a library that is not theirs is not loaded.
        for path in (*map(checksum_path, made), *made):
            place = f"{PAINTING}/{path.name}"
            if version == "editable":  # the source tree itself is installed
                part = Path(self.root, f"{place}.part")
                shutil.copy(path, part)
                part.replace(Path(self.root, place))
            else:
                build_data["force_include"][str(path)] = place
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform_tag(made)}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary folder after the wheel is built."""
        shutil.rmtree(self.folder)
