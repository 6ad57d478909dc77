"""What build_app.spec puts beside the painting libraries, without building the program."""

import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from colorizer_gui.engine.painting.integrity import check_library

ROOT = Path(__file__).parents[2]
SIZE_OF_CODE = 4_096  # damage beyond the headers, which nothing but the checksum finds


@pytest.fixture
def layout(tmp_path):
    """The folder of the painting libraries, laid out as PyInstaller lays it out."""
    collected = {}

    def analysis(_scripts, **values):
        collected.update(values)
        return SimpleNamespace(binaries=[], datas=[], pure=[], scripts=[])

    names = {"SPECPATH": str(ROOT), "workpath": str(tmp_path), "Analysis": analysis}
    names |= dict.fromkeys(("PYZ", "EXE", "COLLECT", "BUNDLE"), lambda *_, **__: None)
    exec(compile((ROOT / "build_app.spec").read_text(), "build_app.spec", "exec"), names)
    for path, place in collected["binaries"] + collected["datas"]:
        if place == "colorizer_gui/engine/painting":
            folder = tmp_path / "_internal" / place
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder)
    return tmp_path / "_internal/colorizer_gui/engine/painting"


@pytest.mark.skipif(sys.platform == "darwin", reason="signatures take the place of checksums")
def test_the_frozen_program_knows_a_damaged_library(layout):
    libraries = list(layout.glob("*.so"))
    assert libraries
    for library in libraries:
        check_library(library)
        content = bytearray(library.read_bytes())
        content[SIZE_OF_CODE] ^= 1
        library.write_bytes(content)
        with pytest.raises(ValueError, match="checksum"):
            check_library(library)
