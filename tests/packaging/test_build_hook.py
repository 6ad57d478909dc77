"""What is compiled when the program is installed."""

import ctypes
import os
import shutil
from pathlib import Path

import pytest

from tools import build_hook

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path):
    """A source tree with nothing in it but what is compiled."""
    if build_hook.system_compiler() is None:
        pytest.skip("needs a C compiler")
    source = Path(build_hook.ENGINE, "paint.c")
    (tmp_path / source.parent).mkdir(parents=True)
    shutil.copy(ROOT / source, tmp_path / source)
    return tmp_path


def test_the_libraries_are_compiled_once_until_their_source_changes(checkout):
    paths = build_hook.compile_libraries(checkout)
    assert all(hasattr(ctypes.CDLL(str(path)), "paint_strip") for path in paths)
    long_ago = 10**9
    for path in (checkout / build_hook.ENGINE).iterdir():
        os.utime(path, (long_ago, long_ago))
    build_hook.compile_libraries(checkout)
    assert {path.stat().st_mtime for path in paths} == {long_ago}
    (checkout / build_hook.ENGINE / "paint.c").touch()
    build_hook.compile_libraries(checkout)
    assert min(path.stat().st_mtime for path in paths) > long_ago


def test_where_there_is_no_compiler_one_is_asked_for_as_a_package(monkeypatch):
    hook = build_hook.PaintBuildHook(str(ROOT), {}, None, None, str(ROOT), "wheel")
    monkeypatch.setattr(build_hook, "system_compiler", lambda: "/usr/bin/cc")
    assert hook.dependencies() == []
    monkeypatch.setattr(build_hook, "system_compiler", lambda: None)
    (dependency,) = hook.dependencies()
    assert dependency.startswith("ziglang")
