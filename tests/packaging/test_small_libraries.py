"""Libraries that packages for Linux hold in a smaller form: what uses them works as before."""

import ctypes
import fnmatch
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.build_hook import compiler_command
from tools.elf_files import without_debug_information
from tools.icu_tables import write_smaller
from tools.package_files import TABLES_OF_ICU
from tools.replacements import REPLACEMENTS, replacements
from tools.stand_ins import UNCALLED, compile_library, stand_ins

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="of Linux"),
    pytest.mark.skipif(compiler_command() is None, reason="needs a C compiler"),
]
SITE = Path(importlib.util.find_spec("numpy").origin).parents[1]
SORT = """
from PySide6.QtCore import QCollator, QLocale
words = ["zebra", "Ähre", "ahre", "öl", "zoo", "çava", "cave", "file10", "file9", "ñu", "nz",
         "ch", "cz", "ss", "ß", "中文", "北京", "阿", "あ", "ア", "ё", "ж", "я", "가"]
for name in ("en", "de", "sv", "es", "cs", "tr", "ja", "ko", "zh_CN", "C"):
    collator = QCollator(QLocale(name))
    collator.setNumericMode(True)
    print(sorted(words, key=collator.sortKey), QLocale(name).toUpper("istanbul ß"))
"""
NUMPY = """
import numpy as np
random = np.random.default_rng(1)
wide, square = random.normal(size=(90, 60)), random.normal(size=(70, 70))
for part in (np.linalg.svd(wide), np.linalg.eig(square), np.linalg.lstsq(wide, wide[:, :3]),
             np.linalg.qr(wide), [np.linalg.inv(square), np.linalg.cond(square), wide @ wide.T]):
    print([np.asarray(value).tobytes().hex() for value in part])
"""
# Matrices above the sizes (100) from which OpenCV leaves them to LAPACK.
OPENCV = """
import cv2, numpy as np
random = np.random.default_rng(1)
for kind, most in ((np.float32, 2e-3), (np.float64, 1e-9)):
    wide = random.normal(size=(160, 120)).astype(kind)
    square = (random.normal(size=(130, 130)) + 30 * np.eye(130)).astype(kind)
    right = random.normal(size=(130, 3)).astype(kind)
    even = square @ square.T
    for name, matrix in (("LU", square), ("QR", square), ("SVD", square), ("CHOLESKY", even)):
        done, found = cv2.solve(matrix, right, flags=getattr(cv2, f"DECOMP_{name}"))
        assert done and np.abs(matrix @ found - right).max() < most, name
    done, found = cv2.solve(wide, wide @ np.ones((120, 1), kind), flags=cv2.DECOMP_QR)
    assert done and np.abs(found - 1).max() < most
    for flags in (0, cv2.SVD_FULL_UV):
        values, left, other = cv2.SVDecomp(wide, flags=flags)
        assert np.abs((left[:, :120] * values.T) @ other - wide).max() < most
    assert np.abs(cv2.gemm(wide, square[:120], 1, None, 0) - wide @ square[:120]).max() < most
    pair = random.normal(size=(110, 110, 2)).astype(kind)
    number = pair[..., 0] + 1j * pair[..., 1]
    product = cv2.gemm(pair, pair, 1, None, 0)
    assert np.abs(product[..., 0] + 1j * product[..., 1] - number @ number).max() < most
    half = even / np.abs(even).max()
    sign, size = np.linalg.slogdet(half.astype(float) + np.eye(130))
    assert abs(cv2.determinant(half + np.eye(130, dtype=kind)) / np.exp(size) - 1) < most
values, _ = cv2.eigenNonSymmetric(square.astype(float))
assert abs(values.max() - np.linalg.eigvals(square).real.max()) < 1e-6
print("the same")
"""


def files_of(*patterns):
    """The files of wheels by their paths in a package, which are those in site-packages."""
    folders = {pattern.rpartition("/")[0] for pattern in patterns}
    files = {
        path.relative_to(SITE).as_posix(): path
        for folder in folders
        for path in (SITE / folder).glob("*")
    }
    return {name: files[name] for pattern in patterns for name in fnmatch.filter(files, pattern)}


def told(code, *preloaded):
    """What a program prints that has other libraries in place of those with the same names."""
    numpy = str(SITE / "numpy.libs")
    more = {"LD_PRELOAD": ":".join(map(str, preloaded)), "LD_LIBRARY_PATH": numpy}
    environment = os.environ | (more if preloaded else {})
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (0, ""), result.stderr
    return result.stdout


def test_qt_sorts_all_languages_with_the_tables_that_stay(tmp_path):
    ((name, library),) = files_of(TABLES_OF_ICU).items()
    smaller = tmp_path / Path(name).name
    write_smaller(library, smaller)
    assert smaller.stat().st_size < library.stat().st_size / 5
    assert told(SORT, smaller) == told(SORT)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The libraries that replace large ones, by the names of their sources."""
    wanted = [
        pattern
        for row in REPLACEMENTS
        for pattern in (row.library, row.caller, row.linked)
        if pattern
    ]
    made = replacements(files_of(*wanted), tmp_path_factory.mktemp("small"))
    return {
        row.source: next(path for name, path in made.items() if fnmatch.fnmatch(name, row.library))
        for row in REPLACEMENTS
    }


def test_opencv_solves_with_the_openblas_of_numpy(small):
    assert told(OPENCV, small["blas_bridge.c"]) == "the same\n"


def test_numpy_gives_the_same_bytes_without_the_library_of_fortran(small):
    assert told(NUMPY, small["fortran_runtime.c"]) == told(NUMPY)


def test_a_stand_in_that_is_called_says_so(tmp_path):
    patterns = [pattern for row in UNCALLED for pattern in (row.libraries, row.caller)]
    made = stand_ins(files_of(*(name for name in patterns if "/" in name)), tmp_path)
    (encoder,) = (path for name, path in made.items() if "libaom" in name)
    code = "import sys, ctypes; ctypes.CDLL(sys.argv[1]).aom_codec_av1_cx()"
    result = subprocess.run([sys.executable, "-c", code, encoder], capture_output=True, text=True)
    assert result.returncode < 0
    assert "aom_codec_av1_cx is not in this program" in result.stderr


def test_a_library_works_without_its_debug_information(tmp_path):
    source, library = tmp_path / "twice.c", tmp_path / "libtwice.so"
    source.write_text("static int more = 1; int twice(int n) { return 2 * n + more - 1; }\n")
    compile_library(source, library, {}, "-g3")
    data = library.read_bytes()
    less = without_debug_information(data)
    assert len(less) < len(data)
    assert b".debug_info" in data
    assert without_debug_information(less) == less
    smaller = tmp_path / "smaller.so"
    smaller.write_bytes(less)
    assert ctypes.CDLL(str(smaller)).twice(21) == 42
    checked = subprocess.run(
        ["readelf", "--wide", "--all", smaller], capture_output=True, text=True
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_what_is_no_library_stays_as_it_is():
    assert without_debug_information(b"a text") == b"a text"
