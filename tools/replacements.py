"""Small libraries that do for one library what a large one does, in the packages for Linux.

Their sources lie beside this file.
"""

import fnmatch
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from tools.stand_ins import OPENCV, compile_library, symbols


@dataclass(frozen=True)
class Replacement:
    """A library, the one that calls it, the source in its place, and what that is linked to.

    Libraries are patterns of paths in a package.
    """

    library: str
    caller: str
    source: str
    linked: str | None = None


OPENBLAS = "numpy.libs/libscipy_openblas64_*"
REPLACEMENTS = (
    Replacement(f"{OPENCV}libopenblas*", "cv2/cv2.*", "blas_bridge.c", OPENBLAS),
    Replacement("numpy.libs/libgfortran-*", OPENBLAS, "fortran_runtime.c"),
)


def replacements(files: Mapping[str, Path], folder: Path) -> dict[str, Path]:
    """Write the small libraries.

    Parameters
    ----------
    files : mapping of str to Path
        The files of the package, and where they come from.
    folder : Path
        Where the libraries are written.

    Returns
    -------
    dict of str to Path
        The library for each file that it replaces; none for what is not in the package.

    Raises
    ------
    SystemExit
        There is no C compiler, or functions are called that the source lacks.
    """
    made = {}
    for row in REPLACEMENTS:
        replaced, caller = _first(files, row.library), _first(files, row.caller)
        linked = row.linked and _first(files, row.linked)
        if replaced and caller and bool(linked) == bool(row.linked):
            target = folder / PurePath(replaced).name
            made[replaced] = target
            _replace(files[replaced], files[caller], row, linked and files[linked], target)
    return made


def _first(files: Mapping[str, Path], pattern: str) -> str | None:
    return next(iter(fnmatch.filter(files, pattern)), None)


def _replace(
    replaced: Path, caller: Path, row: Replacement, linked: Path | None, target: Path
) -> None:
    wanted, given = symbols(caller, "--undefined-only"), symbols(replaced, "--defined-only")
    called = {name: wanted[name] for name in wanted.keys() & given.keys()}
    source = Path(__file__).parent / row.source
    options: list[str | Path] = []
    if linked:
        path = f"-Wl,-rpath,$ORIGIN/../{linked.parent.name}"
        # What the linked library needs itself is no business of this one.
        options = [linked, path, "-Wl,--unresolved-symbols=ignore-in-shared-libs"]
    compile_library(source, target, called, *options)
    if missing := sorted(called.keys() - symbols(target, "--defined-only").keys()):
        raise SystemExit(f"Functions are called that {row.source} lacks: {', '.join(missing)}.")
