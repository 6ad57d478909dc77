"""A folder of results on a disk without locks is still for one run at a time."""

import errno
import hashlib
import os
import platform
import subprocess
import sys
import threading

import pytest

from colorizer_gui.engine.batch import claims, lock
from colorizer_gui.engine.batch.lock import folder_lock
from colorizer_gui.engine.errors import SaveError, UsageError

WHOLE = (1, 1)
HERE = hashlib.sha256(platform.node().encode(errors="replace")).hexdigest()[:8]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder on a disk that does not support locks."""

    def refuse(_file, _shared):
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(lock, "acquire", refuse)
    return tmp_path


def left(folder, machine, process):
    """The claim that a run left behind."""
    with folder_lock(folder, WHOLE):
        (own,) = folder.glob(".*.alone")
        name = own.name
    claimed = f"{os.getpid()}-{HERE}"
    assert claimed in name
    path = folder / name.replace(claimed, f"{process}-{machine}")
    path.touch()
    return path


def test_a_second_run_is_refused_and_the_claim_goes_with_its_run(folder):
    with folder_lock(folder, WHOLE):
        with pytest.raises(UsageError, match="Another run is writing"), folder_lock(folder, WHOLE):
            pass
        assert len(list(folder.glob(".*.alone"))) == 1
    with folder_lock(folder, WHOLE):
        pass
    assert not list(folder.glob(".*.alone"))


def test_shards_share_the_folder_and_nothing_else_does(folder):
    with folder_lock(folder, (1, 2)), folder_lock(folder, (2, 2)):
        with pytest.raises(UsageError), folder_lock(folder, WHOLE):
            pass
        with pytest.raises(UsageError), folder_lock(folder, (2, 2)):
            pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell")
def test_the_claim_of_a_dead_process_of_this_computer_is_no_hindrance(folder):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    path = left(folder, HERE, dead.pid)
    with folder_lock(folder, WHOLE):
        assert not path.exists()


@pytest.mark.parametrize("machine", [HERE, "0" * 8])
def test_the_claim_of_a_process_counts_while_it_is_touched(folder, machine):
    """Also on this computer, where the number of a dead process may be another's by now."""
    path = left(folder, machine, os.getpid())
    with pytest.raises(UsageError), folder_lock(folder, WHOLE):
        pass
    before = path.stat().st_mtime - 2 * claims.DEAD_AFTER
    os.utime(path, (before, before))
    with folder_lock(folder, WHOLE):
        assert not path.exists()


def test_a_claim_is_touched_while_its_run_lives(folder, monkeypatch):
    touched, utime = threading.Event(), os.utime

    def watched(path, *arguments):
        utime(path, *arguments)
        touched.set()

    monkeypatch.setattr(claims, "BEAT", 0.01)
    monkeypatch.setattr(os, "utime", watched)
    with folder_lock(folder, WHOLE):
        assert touched.wait(30)


def test_other_faults_of_the_disk_are_told(folder, monkeypatch):
    def fail(_file, _shared):
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(lock, "acquire", fail)
    with pytest.raises(SaveError, match="input/output error"), folder_lock(folder, WHOLE):
        pass
