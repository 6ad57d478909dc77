"""Makes small libraries in place of those that others are linked to and the program never calls.

The loader of Linux opens a library only if all libraries are there that it names, with all
functions. Those for video that OpenCV names have 30 MB, and bring an OpenSSL that is no longer
maintained. A stand-in has the names of the functions alone; whichever is called ends the program,
saying so.
"""

import fnmatch
import re
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from tools.build_hook import compiler_command

SYMBOL = re.compile(r"\s[UTtWiVBDR]\s+(?P<name>\w+)(?:@@?(?P<version>\w+))?$")


@dataclass(frozen=True)
class Uncalled:
    """Libraries that one library is linked to and never calls here.

    Both are patterns of paths in a package. `calls` matches what of the program would call them: a
    test holds that there is none.
    """

    libraries: str
    caller: str
    calls: str


OPENCV = "opencv_python_headless.libs/"
UNCALLED = (
    Uncalled(f"{OPENCV}libav[cfu]*", "cv2/cv2.*", r"cv2\.\w*[Vv]ideo"),
    Uncalled(f"{OPENCV}libsw[rs]*", "cv2/cv2.*", r"cv2\.\w*[Vv]ideo"),
    # Pillow and imagecodecs read and write AVIF.
    Uncalled(f"{OPENCV}libaom-*", f"{OPENCV}libavif-*", r"cv2\.im(read|write)|encoded\(\"\.avif"),
    # Tells proxies of companies who asks. Qt's network is used between processes alone.
    Uncalled(
        "libgssapi_krb5.so.*",
        "PySide6/Qt/lib/libQt6Network.so.*",
        r"QNetwork(Access|Proxy|Request)|Q(Tcp|Ssl)(Socket|Server)",
    ),
)


def stand_ins(files: Mapping[str, Path], folder: Path) -> dict[str, Path]:
    """Write stand-ins for the libraries of a package that are never called.

    Parameters
    ----------
    files : mapping of str to Path
        The files of the package, and where they come from.
    folder : Path
        Where the stand-ins are written.

    Returns
    -------
    dict of str to Path
        The stand-in for each file.

    Raises
    ------
    SystemExit
        There is no C compiler.
    """
    made = {}
    for row in UNCALLED:
        caller = next((files[name] for name in fnmatch.filter(files, row.caller)), None)
        if caller is None:
            continue
        wanted = symbols(caller, "--undefined-only")
        for name in fnmatch.filter(files, row.libraries):
            given = symbols(files[name], "--defined-only")
            used = {symbol: wanted[symbol] for symbol in wanted.keys() & given.keys()}
            made[name] = _stand_in(PurePath(name).name, used, folder)
    return made


def symbols(library: Path, which: str) -> dict[str, str]:
    """The names of a library's symbols, each with its version."""
    command = ["nm", "--dynamic", "--with-symbol-versions", which, library]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    found = filter(None, map(SYMBOL.search, lines))
    return {match["name"]: match["version"] or "" for match in found}


def compile_library(
    source: Path, target: Path, called: Mapping[str, str], *options: str | Path
) -> None:
    """Compile a source in C or assembler to a library.

    Parameters
    ----------
    source : Path
    target : Path
        Its name is what the library is called inside, too.
    called : mapping of str to str
        Its functions, each with the version that its callers ask for, or an empty text.
    *options : str or Path
        Further ones for the compiler.
    """
    command = compiler_command()
    if command is None:
        raise SystemExit("There is no C compiler. Install one, or the Python package ziglang.")
    target.parent.mkdir(parents=True, exist_ok=True)
    versions = defaultdict(list)
    for name, version in sorted(called.items()):
        versions[version].append(name)
    fixed = ["-shared", "-fPIC", "-O2", "-ffp-contract=off", f"-Wl,-soname,{target.name}"]
    if any(versions):
        script = target.with_name(f"{target.name}.map")
        nodes = (f"{version} {{ {'; '.join(names)}; }};" for version, names in versions.items())
        script.write_text("\n".join(nodes) + "\n", encoding="utf-8")
        fixed.append(f"-Wl,--version-script,{script}")
    subprocess.run([*command, *fixed, source, *options, "-o", target], check=True)


def _stand_in(name: str, used: dict[str, str], folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    source, target = folder / f"{name}.c", folder / name
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
    compile_library(source, target, used, "-fno-builtin", "-w")
    return target
