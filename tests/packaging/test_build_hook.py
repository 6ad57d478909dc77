"""Compiling paint.c when the program is installed."""

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


@pytest.mark.parametrize("note", ["xcode-select: note: no developer tools were found", None])
def test_a_compiler_that_fails_or_is_missing_is_not_used(monkeypatch, tmp_path, note):
    if note:
        stub = tmp_path / "cc"
        stub.write_text(f"#!/bin/sh\necho '{note}' >&2\nexit 1\n")
        stub.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert build_hook.system_compiler() is None


def test_without_a_compiler_the_build_requires_ziglang(monkeypatch):
    hook = build_hook.PaintBuildHook(str(ROOT), {}, None, None, str(ROOT), "wheel")
    monkeypatch.setattr(build_hook, "system_compiler", lambda: "/usr/bin/cc")
    assert hook.dependencies() == []
    monkeypatch.setattr(build_hook, "system_compiler", lambda: None)
    (dependency,) = hook.dependencies()
    assert dependency.startswith("ziglang")
