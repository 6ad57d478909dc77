"""Makes small libraries in place of those that OpenCV is linked to and the program never calls.

The loader of Linux opens OpenCV only if all libraries are there that it names, with all functions.
Those for video have 30 MB, and bring an OpenSSL that is no longer maintained. A stand-in has the
names of the functions alone; whichever is called ends the program, saying so. OpenBLAS stays: which
functions of OpenCV call it depends on the sizes of their matrices.
"""

import fnmatch
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tools.build_hook import compiler_command

# What of OpenCV leads to FFmpeg: the program uses none of it, which a test holds.
OF_VIDEO = r"cv2\.\w*[Vv]ideo"
UNCALLED = ("libav[cfu]*", "libsw[rs]*")
NOT_UNCALLED = "libavif*"
SYMBOL = re.compile(r"\s[UTtWiVBDR]\s+(?P<name>\w+)(?:@@?(?P<version>\w+))?$")


def stand_ins(module: Path, libraries: Iterable[Path], folder: Path) -> dict[str, Path]:
    """Write stand-ins for the libraries of a module that the program never calls.

    Parameters
    ----------
    module : Path
        The library that is linked to them.
    libraries : iterable of Path
    folder : Path
        Where they are written.

    Returns
    -------
    dict of str to Path
        The stand-in for each file name.

    Raises
    ------
    SystemExit
        There is no C compiler, or the module needs more than functions.
    """
    wanted = _symbols(module, "--undefined-only")
    folder.mkdir(parents=True, exist_ok=True)
    made = {}
    for library in libraries:
        if not _is_uncalled(library.name):
            continue
        given = _symbols(library, "--defined-only")
        used = {name: version for name, version in wanted.items() if name in given}
        made[library.name] = _compile(library.name, used, folder)
    return made


def _is_uncalled(name: str) -> bool:
    return not fnmatch.fnmatch(name, NOT_UNCALLED) and any(
        fnmatch.fnmatch(name, pattern) for pattern in UNCALLED
    )


def _symbols(library: Path, which: str) -> dict[str, str]:
    """The names of a library's symbols, each with its version."""
    command = ["nm", "--dynamic", "--with-symbol-versions", which, library]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    found = filter(None, map(SYMBOL.search, lines))
    return {match["name"]: match["version"] or "" for match in found}


def _compile(name: str, used: dict[str, str], folder: Path) -> Path:
    compiler = compiler_command()
    if compiler is None:
        raise SystemExit("There is no C compiler. Install one, or the Python package ziglang.")
    source, script, target = folder / f"{name}.c", folder / f"{name}.map", folder / name
    lines = [
        "#include <stdio.h>",
        "#include <stdlib.h>",
        "static void end(const char *name) {",
        f'    fprintf(stderr, "%s is not in this program, which left out {name}\\n", name);',
        "    abort();",
        "}",
        *(f'void {symbol}(void) {{ end("{symbol}"); }}' for symbol in sorted(used)),
    ]
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    versions = defaultdict(list)
    for symbol, version in sorted(used.items()):
        versions[version].append(symbol)
    options = ["-shared", "-fPIC", "-O1", "-fno-builtin", "-w", f"-Wl,-soname,{name}"]
    if any(versions):
        nodes = (f"{version} {{ {'; '.join(names)}; }};" for version, names in versions.items())
        script.write_text("\n".join(nodes) + "\n", encoding="utf-8")
        options.append(f"-Wl,--version-script,{script}")
    subprocess.run([*compiler, *options, source, "-o", target], check=True)
    return target
