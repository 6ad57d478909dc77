"""No program of ours, in no thread or process, reaches out of this computer.

The frozen programs are watched in test_frozen.py, which builds them.
"""

import re
import sys

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


def test_no_batch_opens_a_socket_that_leads_out(tmp_path, tiny_model):
    assert calls_of_batch([sys.executable, "-m", "colorizer_gui.cli"], tmp_path, tiny_model) == []


def test_no_worker_of_a_cluster_reaches_out(tmp_path, tiny_model):
    pytest.importorskip("distributed")
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER)
    result = tmp_path / "out" / "a_color.png"
    command = [sys.executable, script, *batch(tmp_path, tiny_model)]
    found = calls(command, tmp_path, result.is_file)
    assert found, "the processes of a cluster talk by sockets, but none was seen"
    assert [call for call in found if ADDRESS.search(call)] == []


def test_no_window_opens_a_socket_that_leads_out(tmp_path):
    assert calls_of_window([sys.executable, "-m", "colorizer_gui"], tmp_path) == []
