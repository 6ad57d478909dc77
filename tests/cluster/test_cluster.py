"""A batch that a Dask cluster does, on this machine."""

import os
import signal
import subprocess
import sys
from dataclasses import replace

import cv2
import pytest
from distributed import Client, LocalCluster

from batch_files import Ended, contents, make_photos, options_for, run, states
from colorizer_gui.cli import main
from colorizer_gui.engine.batch import Batch
from colorizer_gui.engine.batch.cluster import cluster_workers
from colorizer_gui.engine.errors import UsageError


@pytest.fixture(scope="module")
def scheduler():
    """The address of a scheduler with two workers, each a process that is started again."""
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
    ) as local:
        yield local.scheduler_address


def test_a_cluster_gives_the_same_results_even_if_a_worker_dies(scheduler, tmp_path, tiny_model):
    names = [f"{number % 3}/p{number}.png" for number in range(30)]
    source = make_photos(tmp_path / "in", *names, side=300)
    (source / "bad.png").write_text("no photo")
    asked = options_for(source, tmp_path / "out", tiny_model)
    with Client(scheduler, set_as_default=False) as client:
        first, second = client.run(os.getpid).values()
        client.run(cv2.setNumThreads, 3)

    def kill_one(count):
        if count == 4:
            os.kill(first, signal.SIGKILL)

    with Batch(asked, make_workers=cluster_workers(scheduler)) as batch:
        summary = batch.run(batch.plan(), Ended(kill_one))
    assert states(summary) == dict.fromkeys(names, "done") | {"bad.png": "failed"}
    with Client(scheduler, set_as_default=False) as client:
        assert set(client.run(os.getpid).values()) != {first, second}
        # Who has photos leaves the other cores to those who have others.
        threads = client.run(lambda: (os.getpid(), cv2.getNumThreads()))
        assert dict(threads.values())[second] == 1
    alone = options_for(source, tmp_path / "alone", tiny_model)
    run(alone)
    assert contents(asked.dest) == contents(alone.dest)


def test_the_command_hands_photos_to_a_cluster(scheduler, tmp_path, tiny_model, monkeypatch):
    make_photos(tmp_path / "in", "a.png", "b.png")
    (tmp_path / "tiny.onnx").write_bytes(tiny_model.read_bytes())
    monkeypatch.chdir(tmp_path)  # where the workers are not
    assert main(["batch", "in", "out", "--model", "tiny.onnx", "--scheduler", scheduler]) == 0
    assert set(contents(tmp_path / "out")) == {"a_color.png", "b_color.png"}


ONE_PROCESS = """
from distributed import LocalCluster
with LocalCluster(
    n_workers=1, processes=False, protocol="tcp://", host="127.0.0.1", dashboard_address=None
) as local:
    print(local.scheduler_address, flush=True)
    input()
"""


@pytest.fixture
def mortal():
    """A process that is scheduler and worker in one, and its address."""
    command = [sys.executable, "-c", ONE_PROCESS]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as process:
        yield process, process.stdout.readline().strip()
        process.kill()


def test_a_scheduler_that_dies_ends_the_batch_in_order(mortal, tmp_path, tiny_model):
    process, address = mortal
    names = [f"p{number}.png" for number in range(30)]
    asked = options_for(make_photos(tmp_path / "in", *names), tmp_path / "out", tiny_model)
    with Batch(asked, make_workers=cluster_workers(address)) as batch:
        summary = batch.run(batch.plan(), Ended(lambda count: count == 3 and process.kill()))
    assert str(summary.problem) == f"The connection to the scheduler at {address} was lost."
    ends = states(summary)
    assert set(ends.values()) == {"done", "stopped"}
    resumed = states(run(replace(asked, resume=True)))
    assert resumed == {name: "unchanged" if end == "done" else "done" for name, end in ends.items()}


def test_without_a_scheduler_nothing_is_done(tmp_path, tiny_model, monkeypatch):
    monkeypatch.setattr("colorizer_gui.engine.batch.cluster.TIMEOUT", 1)
    asked = options_for(make_photos(tmp_path / "in", "a.png"), tmp_path / "out", tiny_model)
    for address in ("tcp://127.0.0.1:9", "no address"):
        with (
            pytest.raises(UsageError, match="scheduler"),
            Batch(asked, make_workers=cluster_workers(address)),
        ):
            pass
    assert not contents(asked.dest)
