"""The command that trains, from its arguments to its exit code."""

import logging
import os
import signal
import sys
from pathlib import Path

import pytest
import torch

from torch_settings import quietly
from training import train as trainer

CONFIGS = Path(__file__).parents[2] / "training" / "configs"
TINY = """
name = "tiny"
architecture = "autoencoder"
network = { width = 4 }
data = { side = 64, photo_side = 64, validation_side = 64, batch_size = 3 }
run = { steps = 1000, validate_every = 1, precision = "32-true" }
"""


class _StopAt(logging.Handler):
    """Tells this process to stop when the log says a text."""

    def __init__(self, text):
        super().__init__()
        self.text = text

    def emit(self, record):
        if self.text in record.getMessage():
            os.kill(os.getpid(), signal.SIGTERM)


def test_the_command_says_what_is_wrong_in_one_line(tmp_path, capsys):
    config = CONFIGS / "unet.toml"
    assert trainer.main([str(config), "--data", str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert trainer.main([str(tmp_path / "none.toml"), "--data", str(tmp_path)]) == 1
    assert "none.toml" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM can't be caught there")
@quietly
def test_a_run_that_is_told_to_stop_says_so(photo_folder, tmp_path, caplog, capsys):
    caplog.set_level(logging.INFO)
    config, handler = tmp_path / "tiny.toml", _StopAt("step 2:")
    config.write_text(TINY)
    logging.getLogger().addHandler(handler)
    try:
        code = trainer.main([str(config), "--data", str(photo_folder), "--run", str(tmp_path)])
    finally:
        logging.getLogger().removeHandler(handler)
    assert code == 128 + signal.SIGTERM
    assert "Start the same command again" in capsys.readouterr().err
    assert torch.load(tmp_path / "last.ckpt", weights_only=True)["global_step"] == 2
