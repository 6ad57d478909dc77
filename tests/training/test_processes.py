"""Runs in processes of their own: killed and taken up again, and two at once."""

import signal
import subprocess
import sys
import tomllib

import pytest

from torch_settings import quietly
from training.callbacks import read_curves
from training.checkpoint import read_tensors
from training.config import config_from_dict
from training.train import train

CONFIG = """
name = "tiny"
architecture = "autoencoder"
[network]
width = 16
[data]
side = 64
photo_side = 64
validation_side = 64
batch_size = 2
[loss]
distance = "mse"
bins = 0.0
[run]
steps = {steps}
validate_every = 1
precision = "32-true"
{more}
"""


def _config(steps, more):
    return CONFIG.format(steps=steps, more=more)


@pytest.fixture
def training(tmp_path, photo_folder):
    """Start a run in a process; its log is the process's standard error."""
    processes = []

    def start(steps, more=""):
        config = tmp_path / "tiny.toml"
        config.write_text(_config(steps, more))
        command = [sys.executable, "-u", "-m", "training.train", str(config)]
        command += ["--data", str(photo_folder), "--run", str(tmp_path / "run")]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


@quietly
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_run_is_taken_up_where_it_was(training, photo_folder, tmp_path, caplog):
    no_better = "[optimizer]\nlearning_rate = 0.0"
    process = training(steps=100_000, more=no_better)
    for line in process.stderr:
        # Each validation is logged before its checkpoint is written: the second one is there now.
        if line.startswith("step 3:"):
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    last = tmp_path / "run" / "last.ckpt"
    done = read_tensors(last)["global_step"]
    assert done >= 2
    caplog.set_level("INFO", "training")
    config = config_from_dict(tomllib.loads(_config(done + 2, no_better)))
    train(config, photo_folder, tmp_path / "run")
    assert read_tensors(last)["global_step"] == done + 2
    validated = [each.split(":")[0] for each in caplog.messages if each.startswith("step ")]
    assert validated == [f"step {done + 1}", f"step {done + 2}"]
    steps = [step for step, _ in read_curves(tmp_path / "run" / "curves")["gain_0_hints"]]
    assert steps[:done] == list(range(done))


def test_two_processes_share_the_photos_of_an_epoch(training, tmp_path):
    process = training(steps=3, more='devices = 2\nstrategy = "ddp"')
    log = process.communicate(timeout=240)[1]
    assert process.returncode == 0, log
    checkpoint = read_tensors(tmp_path / "run" / "last.ckpt")
    assert checkpoint["global_step"] == 3
    # Seven photos to learn from: two by each process and step leave a second step of the epoch.
    assert checkpoint["epoch"] >= 1
    assert "MEMBER: 2/2" in log
