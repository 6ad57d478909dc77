import hashlib
import json

import numpy as np
import pytest
import torch

from colorizer_gui.engine.model.runtime import Model
from export.__main__ import main, read_card
from export.graph import ExportError
from training.architectures.siggraph17 import SIGGRAPH17
from training.checkpoint import load_module
from training.config import config_from_dict
from training.module import ColorizationModule

CARD = "export/cards/unet.toml"
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]


def _shaken(state):
    """Random changes to all weights, so that none is a zero or a one."""
    state = {
        name: value + 0.02 * torch.randn_like(value) if value.is_floating_point() else value
        for name, value in state.items()
    }
    return {name: v.abs() if name.endswith("running_var") else v for name, v in state.items()}


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory):
    """A checkpoint of an untrained network with random weights everywhere."""
    torch.manual_seed(0)
    config = config_from_dict({"name": "tiny", "architecture": "unet"})
    centers = torch.tensor([[0.0, 0.0], [40.0, 20.0], [-20.0, 30.0]])
    module = ColorizationModule(config, centers, torch.ones(3) / 3)
    state = _shaken(module.state_dict())
    state["network.bin_centres"], state["prior"] = centers, torch.ones(3) / 3
    path = tmp_path_factory.mktemp("checkpoint") / "last.ckpt"
    table = {"name": "tiny", "architecture": "unet"}
    torch.save({"state_dict": state, "config": table}, path)
    return path


def test_an_exported_model_computes_what_the_network_computes(checkpoint, tmp_path, capsys):
    figures = tmp_path / "figures.json"
    figures.write_text(json.dumps({"psnr": 24.0}))
    destination = tmp_path / "mine.onnx"
    arguments = [str(checkpoint), str(destination), "--card", CARD, "--metrics", str(figures)]
    assert main(arguments) == 0
    model = Model(destination, "cpu")
    assert (model.info.id, model.info.metrics) == ("mine", {"psnr": 24.0})
    assert [path.name for path in tmp_path.glob("*.onnx")] == ["mine.onnx"]
    random = np.random.default_rng(0)
    lightness = random.uniform(0, 100, (96, 160)).astype(np.float32)
    hints = np.zeros((96, 160, 3), np.float32)
    hints[10:17, 20:27] = (30, -20, 1)
    output = model.run(lightness, hints)
    network = load_module(checkpoint).network
    with torch.inference_mode():
        ab, bins, _ = network(
            torch.from_numpy(lightness)[None, None],
            torch.from_numpy(hints).permute(2, 0, 1)[None],
        )
    assert np.allclose(output.ab, ab[0].permute(1, 2, 0), atol=1e-3)
    assert np.allclose(output.bins, bins[0], atol=1e-3)
    assert np.allclose(output.bin_centres, network.bin_centres)


def test_a_published_checkpoint_is_exported_with_its_card(tmp_path, capsys):
    torch.manual_seed(0)
    # The published layout and size; old files lack what newer versions of torch count.
    network = SIGGRAPH17()
    state = _shaken(network.state_dict())
    state = {name: v for name, v in state.items() if not name.endswith("num_batches_tracked")}
    source, destination = tmp_path / "downloaded.pth", tmp_path / "zhang.onnx"
    torch.save(state, source)
    assert main(["--official", "siggraph17", str(source), str(destination)]) == 0
    info = Model(destination, "cpu").info
    assert (info.id, info.architecture, info.licence) == ("zhang", "siggraph17", "BSD-2-Clause")
    assert info.checkpoint_sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    assert (info.has_hints, info.has_bins, info.stride, info.output_stride) == (True, True, 8, 4)


def test_a_file_with_the_published_name_and_other_content_is_refused(tmp_path, capsys):
    source = tmp_path / "siggraph17-df00044c.pth"
    torch.save({"x": torch.zeros(1)}, source)
    arguments = ["--official", "siggraph17", str(source), str(tmp_path / "x.onnx")]
    assert main(arguments) == 1
    assert "download it again" in capsys.readouterr().err
    source.rename(tmp_path / "other.pth")
    arguments[2] = str(tmp_path / "other.pth")
    assert main(arguments) == 1
    assert "weights of siggraph17" in capsys.readouterr().err


def test_a_card_with_another_key_is_refused(tmp_path):
    card = tmp_path / "card.toml"
    card.write_text('name = "x"\nlicense = "MIT"\n')
    with pytest.raises(ExportError, match="license"):
        read_card(card)


def test_a_missing_checkpoint_is_one_line(tmp_path, capsys):
    assert main([str(tmp_path / "none.ckpt"), str(tmp_path / "x.onnx"), "--card", CARD]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not list(tmp_path.iterdir())
