"""A batch on a Dask cluster, with all its processes on this machine."""

import os
import pickle
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import cv2
import pytest
from distributed import Client, LocalCluster

from batch_files import Ended, contents, make_photos, options_for, run, states
from colorizer_gui.cli import main
from colorizer_gui.engine.batch import Batch, Outcome, State
from colorizer_gui.engine.batch.cluster import cluster_workers
from colorizer_gui.engine.errors import Cancelled, SaveError, UsageError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.output import Output
from colorizer_gui.web import cluster, results
from colorizer_gui.web.application import application
from colorizer_gui.web.context import Context
from colorizer_gui.web.options import ServeOptions
from web_app import ask, small_png, uploaded

HOST = "127.0.0.1"
# The scheduler always starts a web server. Without a free port of its own it takes 8787, and warns
# where another scheduler has that.
NO_DASHBOARD = {"dashboard": False, "dashboard_address": f"{HOST}:0"}


@pytest.fixture(scope="module")
def scheduler():
    """The address of a scheduler with two worker processes, which are restarted when they die."""
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host=HOST,
        dashboard_address=None,
        scheduler_kwargs=NO_DASHBOARD,
    ) as local:
        yield local.scheduler_address


def test_a_cluster_gives_the_same_results_even_if_a_worker_process_dies(
    scheduler, tmp_path, tiny_model
):
    names = [f"{number % 3}/p{number}.png" for number in range(30)]
    source = make_photos(tmp_path / "in", *names, side=300)
    (source / "bad.png").write_text("no photo")
    options = options_for(source, tmp_path / "out", tiny_model)
    with Client(scheduler, set_as_default=False) as client:
        first, second = client.run(os.getpid).values()
        client.run(cv2.setNumThreads, 3)

    def kill_one(count):
        if count == 4:
            os.kill(first, signal.SIGKILL)

    with Batch(options, make_workers=cluster_workers(scheduler)) as batch:
        summary = batch.run(batch.plan(), Ended(kill_one))
    assert states(summary) == dict.fromkeys(names, "done") | {"bad.png": "failed"}
    with Client(scheduler, set_as_default=False) as client:
        assert set(client.run(os.getpid).values()) != {first, second}
        # A photo uses one core; the other cores are for the other photos.
        threads = client.run(lambda: (os.getpid(), cv2.getNumThreads()))
        assert dict(threads.values())[second] == 1
    alone = options_for(source, tmp_path / "alone", tiny_model)
    run(alone)
    assert contents(options.dest) == contents(alone.dest)


def test_a_file_that_appears_while_photos_wait_is_kept(scheduler, tmp_path, tiny_model):
    options = options_for(make_photos(tmp_path / "in", "a.png"), tmp_path / "out", tiny_model)
    with Batch(options, make_workers=cluster_workers(scheduler)) as batch:
        plan = batch.plan()
        other = options.dest / "a_color.png"
        other.write_bytes(b"not of this run")
        # Saved while the photo waited for its turn.
        before = time.time() - 60
        os.utime(other, (before, before))
        summary = batch.run(plan)
    assert states(summary) == {"a.png": "failed"}
    assert other.read_bytes() == b"not of this run"


def test_the_command_lets_a_cluster_colorize(scheduler, tmp_path, tiny_model, monkeypatch):
    make_photos(tmp_path / "in", "a.png", "b.png")
    (tmp_path / "tiny.onnx").write_bytes(tiny_model.read_bytes())
    # The paths are relative to a working folder that the workers do not have.
    monkeypatch.chdir(tmp_path)
    assert main(["batch", "in", "out", "--model", "tiny.onnx", "--scheduler", scheduler]) == 0
    assert set(contents(tmp_path / "out")) == {"a_color.png", "b_color.png"}


def test_outcomes_come_back_with_their_messages():
    message = Message(
        "Can't open {name}: {reason}", name=Path("a.png"), reason=Message("the file is empty.")
    )
    outcome = Outcome("a.png", "", State.FAILED, message=message, stops_batch=True)
    assert pickle.loads(pickle.dumps(outcome)) == outcome


ONE_PROCESS = """
import sys
from distributed import LocalCluster
with LocalCluster(
    n_workers=1,
    processes=False,
    protocol="tcp://",
    host=sys.argv[1],
    scheduler_port=int(sys.argv[2]),
    dashboard_address=None,
    scheduler_kwargs={"dashboard": False, "dashboard_address": f"{sys.argv[1]}:0"},
) as local:
    print(local.scheduler_address, flush=True)
    input()
"""


@contextmanager
def one_process(port=0):
    """A process with a scheduler and its worker, and the scheduler's address."""
    command = [sys.executable, "-c", ONE_PROCESS, HOST, str(port)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as process:
        yield process, process.stdout.readline().strip()
        process.kill()


@pytest.fixture
def mortal_scheduler():
    with one_process() as started:
        yield started


def test_a_scheduler_that_dies_ends_the_batch_in_order(mortal_scheduler, tmp_path, tiny_model):
    process, address = mortal_scheduler
    names = [f"p{number}.png" for number in range(30)]
    options = options_for(make_photos(tmp_path / "in", *names), tmp_path / "out", tiny_model)
    with Batch(options, make_workers=cluster_workers(address)) as batch:
        summary = batch.run(batch.plan(), Ended(lambda count: count == 3 and process.kill()))
    assert str(summary.problem) == f"The connection to the scheduler at {address} was lost."
    ends = states(summary)
    assert set(ends.values()) == {"done", "stopped"}
    resumed = states(run(replace(options, resume=True)))
    assert resumed == {name: "unchanged" if end == "done" else "done" for name, end in ends.items()}


@pytest.fixture
def serving(tiny_model, tmp_path):
    """Makes the parts of a web server with a scheduler or none, and its application."""
    with ExitStack() as stack:

        def make(scheduler):
            options = ServeOptions(models=(str(tiny_model),), scheduler=scheduler)
            context = Context(options, tmp_path / "photos")
            stack.callback(context.close)
            return context, application(context, (), None)

        yield make


def not_here(*_arguments, **_options):
    raise SaveError(Message("not in this process"))


def download(app, path):
    return ask(app, "GET", f"{path}/result", params={"format": "tiff", "depth": 16})


def test_the_web_page_lets_a_cluster_make_results(scheduler, serving, monkeypatch):
    context, app = serving(scheduler)
    path = uploaded(app)
    recipe = {"recipe": 1, "model": "tiny", "look": {"warmth": 0.4}}
    assert ask(app, "PUT", f"{path}/recipe", json=recipe).status_code == 200
    with monkeypatch.context() as patched:
        patched.setattr(results, "save_colorized", not_here)
        elsewhere = download(app, path)
        assert elsewhere.status_code == 200
        stored = context.store.find(path.rpartition("/")[2])
        before = sorted(context.store.folder.iterdir())
        with pytest.raises(Cancelled):
            context.results.make(stored, context.recipes.of(stored), Output(), lambda: True)
        stored.path.write_bytes(b"damaged")
        damaged = download(app, path)
    assert damaged.status_code == 415
    assert damaged.json()["detail"].startswith("Can't open a.png: ")
    assert sorted(context.store.folder.iterdir()) == before
    stored.path.write_bytes(small_png())
    _, here = serving(None)
    assert download(here, path).content == elsewhere.content


@pytest.mark.logs_warnings
def test_the_web_page_goes_on_without_a_scheduler_that_is_gone(
    mortal_scheduler, serving, monkeypatch
):
    process, address = mortal_scheduler
    _, app = serving(address)
    path = uploaded(app)
    elsewhere = download(app, path)
    process.kill()
    process.wait()
    assert download(app, path).content == elsewhere.content
    monkeypatch.setattr(cluster, "RETRY_INTERVAL", 0.0)
    with one_process(int(address.rpartition(":")[2])), monkeypatch.context() as patched:
        patched.setattr(results, "save_colorized", not_here)
        while (again := download(app, path)).status_code != 200:
            assert again.json()["detail"] == "not in this process"
        assert again.content == elsewhere.content


def test_a_server_whose_scheduler_is_missing_does_not_begin(serving, monkeypatch):
    monkeypatch.setattr("colorizer_gui.engine.batch.cluster.TIMEOUT", 1)
    with pytest.raises(UsageError, match="There is no Dask scheduler at tcp://"):
        serving(f"tcp://{HOST}:9")


def test_a_missing_scheduler_is_an_error(tmp_path, tiny_model, monkeypatch):
    monkeypatch.setattr("colorizer_gui.engine.batch.cluster.TIMEOUT", 1)
    options = options_for(make_photos(tmp_path / "in", "a.png"), tmp_path / "out", tiny_model)
    for address in (f"tcp://{HOST}:9", "no address"):
        with (
            pytest.raises(UsageError, match="scheduler"),
            Batch(options, make_workers=cluster_workers(address)),
        ):
            pass
    assert not contents(options.dest)
