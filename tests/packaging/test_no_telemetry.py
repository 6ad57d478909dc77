"""No program of ours, in no thread or process, reaches out of this computer.

The frozen programs are watched in test_frozen.py, which builds them.
"""

import re
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from network_calls import batch, calls, calls_of_batch, calls_of_window, needs_strace

pytestmark = [pytest.mark.slow, needs_strace]

# The processes of a cluster talk to each other within this computer.
ADDRESS = re.compile(r"inet_(?:addr\(|pton\(AF_INET6, )\"(?!127\.|::1\")")

CLUSTER = """
import sys
from colorizer_gui.cli import main
from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
    ) as local:
        main([*sys.argv[1:], "--scheduler", local.scheduler_address])
"""


def calls_of_cluster(folder, model):
    """The calls for the internet by all processes of a cluster that works on a batch."""
    arguments = batch(folder, model)
    script = folder / "cluster.py"
    script.write_text(CLUSTER)
    result = folder / "out" / "a_color.png"
    return calls([sys.executable, script, *arguments], folder, result.is_file)


def test_neither_batch_nor_window_nor_cluster_reaches_out(tmp_path, tiny_model):
    command, window = ([sys.executable, "-m", f"colorizer_gui{name}"] for name in (".cli", ""))
    with ThreadPoolExecutor() as at_once:  # since each is watched for a while
        of_batch = at_once.submit(calls_of_batch, command, tmp_path / "batch", tiny_model)
        of_window = at_once.submit(calls_of_window, window, tmp_path / "window")
        of_cluster = at_once.submit(calls_of_cluster, tmp_path / "cluster", tiny_model)
    assert of_batch.result() == []
    assert of_window.result() == []
    found = of_cluster.result()
    assert found, "the processes of a cluster talk by sockets, but none was seen"
    assert [call for call in found if ADDRESS.search(call)] == []
