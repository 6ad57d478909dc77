"""Compiling paint.c when the program is installed."""

import ctypes
import sys
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


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux")
def test_a_wheel_is_for_every_linux_whose_glibc_is_new_enough(tmp_path, monkeypatch):
    tags = ["linux_x86_64", "manylinux_2_36_x86_64", "manylinux_2_35_x86_64"]
    monkeypatch.setattr(build_hook, "platform_tags", lambda: iter(tags))
    library = tmp_path / "libpaint.so"
    library.write_bytes(b"\x7fELF")
    oldest = "manylinux_2_17_x86_64.manylinux2014_x86_64"
    assert build_hook.platform_tag([library]) == oldest
    library.write_bytes(b"\x7fELF GLIBC_2.2.5 GLIBC_2.29 GLIBC_2.14")
    assert build_hook.platform_tag([library]) == "manylinux_2_29_x86_64"


@pytest.mark.parametrize("tags", [["musllinux_1_2_x86_64"], ["win_amd64"]])
def test_a_wheel_for_another_system_is_for_that(monkeypatch, tags):
    monkeypatch.setattr(build_hook.sys, "platform", "other")
    monkeypatch.setattr(build_hook, "platform_tags", lambda: iter(tags))
    assert build_hook.platform_tag([]) == tags[0]


@pytest.mark.parametrize(
    ("machine", "tag"), [("arm64", "macosx_11_0_arm64"), ("x86_64", "macosx_10_13_x86_64")]
)
def test_a_wheel_for_macos_is_for_old_ones_too(monkeypatch, machine, tag):
    monkeypatch.setattr(build_hook.sys, "platform", "darwin")
    monkeypatch.setattr(build_hook.platform, "machine", lambda: machine)
    assert build_hook.platform_tag([]) == tag
