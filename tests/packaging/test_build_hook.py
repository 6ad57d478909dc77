"""What is compiled when the program is installed."""

import ctypes
from pathlib import Path

import pytest

from tools import build_hook

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_source_compiles_without_a_warning(tmp_path):
    if build_hook.compiler_command() is None:
        pytest.skip("needs a C compiler")
    paths = build_hook.compile_libraries(ROOT, tmp_path, "-Wall", "-Wextra", "-Werror")
    assert paths[0].name == "libpaint.so"
    assert all(hasattr(ctypes.CDLL(str(path)), "paint_strip") for path in paths)


@pytest.mark.parametrize("says", ["xcode-select: note: no developer tools were found", None])
def test_a_compiler_that_does_not_work_is_none(monkeypatch, tmp_path, says):
    if says:
        stub = tmp_path / "cc"
        stub.write_text(f"#!/bin/sh\necho '{says}' >&2\nexit 1\n")
        stub.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert build_hook.system_compiler() is None


def test_where_there_is_no_compiler_one_is_asked_for_as_a_package(monkeypatch):
    hook = build_hook.PaintBuildHook(str(ROOT), {}, None, None, str(ROOT), "wheel")
    monkeypatch.setattr(build_hook, "system_compiler", lambda: "/usr/bin/cc")
    assert hook.dependencies() == []
    monkeypatch.setattr(build_hook, "system_compiler", lambda: None)
    (dependency,) = hook.dependencies()
    assert dependency.startswith("ziglang")
