"""Licenses of what packages contain, and the bill of materials."""

import json
import re
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from tools.bundled import PACKAGING, assign, read_table, write_third_party
from tools.package_files import is_library
from tools.requirements import modules_of_others, required
from tools.stand_ins import UNCALLED

ROOT = Path(__file__).parents[2]


@pytest.fixture
def written(tmp_path):
    """The folder of licenses of a small package."""
    files = {
        "numpy/core.so": None,
        "rawpy/libraw_r.so.25": Path("libraw_r.so.25"),
        "_pi_heif.cpython-311-x86_64-linux-gnu.so": None,
        "pi_heif.libs/libheif-7a3e919c.so.1.23.0": Path("libheif-7a3e919c.so.1.23.0"),
        "PySide6/Qt/lib/libQt6Core.so.6": Path("libQt6Core.so.6"),
        "module:PySide6": None,
        "module:cv2": None,
        "imagecodecs/_jpegxl.abi3.so": None,
    }
    write_third_party(tmp_path / "third_party", files, "1.2.3")
    return tmp_path / "third_party"


def test_every_row_says_where_all_comes_from():
    rows = read_table()
    assert len({row.component for row in rows}) == len(rows)
    for row in rows:
        assert row.license
        assert row.files.split()
        assert row.source.startswith("https://")
        texts = [text.partition(":") for text in row.texts.split()]
        assert texts, row.component
        for kind, _, name in texts:
            assert kind in {"text", "wheel", "system", "python"}
            if kind == "text":
                assert (PACKAGING / f"licenses/{name}.txt").stat().st_size > 100


def test_copyleft_comes_with_its_whole_text():
    texts = {"LGPL-3.0": {"LGPL-3.0", "GPL-3.0"}, "LGPL-2.1": {"LGPL-2.1"}}
    for row in read_table():
        for name, needed in texts.items():
            if row.license.startswith(name):
                assert needed <= set(re.findall(r"text:(\S+)", row.texts)), row.component
    lesser = (PACKAGING / "licenses/LGPL-3.0.txt").read_text()
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in lesser
    assert "END OF TERMS AND CONDITIONS" in (PACKAGING / "licenses/GPL-3.0.txt").read_text()


def test_a_file_without_a_row_stops_the_build(tmp_path):
    with pytest.raises(SystemExit, match=r"no row for: libreadline\.so\.8"):
        write_third_party(tmp_path, {"libreadline.so.8": None}, "1.2.3")
    assert assign(["lib/libnew.so"], read_table())[1] == ["lib/libnew.so"]


def test_the_bill_of_materials_lists_parts_with_their_licenses(written):
    bill = json.loads((written / "sbom.cdx.json").read_text())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["component"]["version"] == "1.2.3"
    parts = {part["name"]: part for part in bill["components"]}
    assert parts["libheif"]["version"] == "1.23.0"
    assert parts["Qt"]["licenses"] == [{"expression": "LGPL-3.0-only"}]
    assert parts["NumPy"]["purl"].startswith("pkg:pypi/numpy@")
    for part in parts.values():
        texts = [row["value"] for row in part["properties"] if row["name"].endswith("text")]
        assert texts
        for text in texts:
            assert (written / text).stat().st_size > 100


def test_the_notice_offers_the_source(written):
    notice = (written / "NOTICE.txt").read_text()
    assert "three years" in notice
    assert "https://github.com/strukturag/libheif" in notice
    assert "LGPL-3.0-only" in notice


def test_the_bill_of_a_second_build_is_the_same(written, tmp_path):
    first = (written / "sbom.cdx.json").read_bytes()
    files = {"numpy/core.so": None}
    for name in ("a", "b"):
        write_third_party(tmp_path / name, files, "1.2.3")
    one, other = (tmp_path / name / "sbom.cdx.json" for name in ("a", "b"))
    assert one.read_bytes() == other.read_bytes() != first


def test_what_others_load_is_told_from_what_is_loaded():
    assert is_library("pillow.libs/libtiff-20b7e810.so.6.3.0")
    assert is_library("libglib-2.0.so.0")
    assert not is_library("colorizer_gui/engine/painting/libpaint.so")
    assert not is_library("PySide6/Qt/plugins/platforms/libqxcb.so")
    assert not is_library("numpy/linalg/_umath_linalg.so")


def test_the_program_calls_no_library_that_packages_leave_out():
    code = "".join(path.read_text("utf-8") for path in (ROOT / "colorizer_gui").rglob("*.py"))
    assert "cv2." in code
    for row in UNCALLED:
        assert not re.search(row.calls, code), "see tools/stand_ins.py"


def test_packages_that_are_installed_for_tests_are_no_requirements():
    needed = required("colorizer", ("web",))
    assert {"colorizer", "numpy", "fastapi", "pydantic-core"} <= needed
    assert {"pytest", "torch", "pi-heif"} & needed == set()
    others = modules_of_others(needed)
    assert {"pytest", "torch", "PyInstaller"} <= set(others)
    assert {"numpy", "PIL", "cv2", "fastapi"} & set(others) == set()
    with pytest.raises(PackageNotFoundError):
        required("no-such-package", ())
