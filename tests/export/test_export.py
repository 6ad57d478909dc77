import hashlib
import json
import re
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from colorizer_gui.engine.model.description import describe
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.resources import resource
from export.__main__ import main, read_card
from export.graph import ExportError, largest_difference
from training.architectures.siggraph17 import SIGGRAPH17
from training.checkpoint import load_module
from training.config import config_from_dict
from training.errors import CheckpointError
from training.locality import open_network
from training.module import ColorizationModule
from training.official import load_official

CARD = str(Path(__file__).parents[2] / "export" / "cards" / "unet.toml")
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
    table = {"name": "tiny", "architecture": "unet", "network": {"surface": 8}}
    centers = torch.tensor([[0.0, 0.0], [40.0, 20.0], [-20.0, 30.0]])
    module = ColorizationModule(config_from_dict(table), centers, torch.ones(3) / 3)
    state = _shaken(module.state_dict())
    state["network.bin_centres"], state["prior"] = centers, torch.ones(3) / 3
    path = tmp_path_factory.mktemp("checkpoint") / "last.ckpt"
    torch.save({"state_dict": state, "config": table}, path)
    return path


@pytest.fixture(scope="module")
def exported(checkpoint):
    """The model file of the checkpoint, exported by the command with a card and a figure."""
    figures = checkpoint.with_name("figures.json")
    figures.write_text(json.dumps({"psnr": 24.0}))
    destination = checkpoint.with_name("mine.onnx")
    arguments = [str(checkpoint), str(destination), "--card", CARD, "--metrics", str(figures)]
    assert main(arguments) == 0
    return destination


def test_an_exported_model_computes_what_the_network_computes(checkpoint, exported):
    model = Model(exported, "cpu")
    assert (model.info.id, model.info.metrics) == ("mine", {"psnr": 24.0})
    assert [path.name for path in exported.parent.glob("*.onnx")] == ["mine.onnx"]
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
    assert np.allclose(output.bin_centers, network.bin_centres)
    run, cell = open_network(exported)
    same_ab, surface = run(lightness, hints)
    assert cell == 4
    assert surface.shape == (9, 24, 40)
    assert np.allclose(output.ab, same_ab, atol=1e-4)


def test_bins_that_differ_are_found(checkpoint, exported):
    network = load_module(checkpoint).network
    assert largest_difference(network, exported) < 1e-3
    network.bin_head.bias.data += 1
    assert largest_difference(network, exported) == pytest.approx(1, abs=1e-3)


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
    assert (info.id, info.architecture, info.license) == ("zhang", "siggraph17", "BSD-2-Clause")
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


def _with(checkpoint, path, **changes):
    content = torch.load(checkpoint, weights_only=True) | changes
    torch.save(content, path)
    return path


def _exit_code(checkpoint, tmp_path):
    return main([str(checkpoint), str(tmp_path / "x.onnx"), "--card", CARD])


def test_weights_that_are_no_numbers_are_refused(checkpoint, tmp_path, capsys):
    state = torch.load(checkpoint, weights_only=True)["state_dict"]
    for name in ("network.ab_head.bias", "network.bin_head.bias"):
        broken = state | {name: torch.full_like(state[name], float("nan"))}
        assert (
            _exit_code(_with(checkpoint, tmp_path / "nan.ckpt", state_dict=broken), tmp_path) == 1
        )
        assert "not finite" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.onnx"))


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ([torch.zeros(1)], "not a checkpoint"),
        ({"state_dict": [1], "config": {}}, "damaged"),
        ({"state_dict": {"network.x": "text"}, "config": {}}, "damaged"),
        ({"state_dict": {}, "config": [1]}, "damaged"),
        ({"state_dict": {}, "config": {"name": "x"}}, "config that can't be used"),
        ({"state_dict": {}, "config": {"name": "x", "architecture": "unet"}}, "color bins"),
    ],
)
def test_a_malformed_checkpoint_is_one_line(content, named, tmp_path, capsys):
    torch.save(content, tmp_path / "bad.ckpt")
    assert _exit_code(tmp_path / "bad.ckpt", tmp_path) == 1
    error = capsys.readouterr().err
    assert named in error
    assert error.count("\n") == 1


def test_published_weights_are_read_from_the_wrappers_of_other_programs(tmp_path):
    torch.manual_seed(0)
    state = SIGGRAPH17().state_dict()
    path = tmp_path / "latest_net_G.pth"
    torch.save({"state_dict": {f"module.{name}": value for name, value in state.items()}}, path)
    network = load_official("siggraph17", path, mask_center=0.5, logit_scale=0.2)
    assert (network.mask_center, network.logit_scale) == (0.5, 0.2)
    assert torch.equal(network.model_out[0].weight, state["model_out.0.weight"])
    with pytest.raises(CheckpointError, match="no such options: mask_center"):
        load_official("eccv16", path, mask_center=0.5)
    torch.save([1, 2], path)
    with pytest.raises(CheckpointError, match="weights of siggraph17"):
        load_official("siggraph17", path)


def test_model_files_name_no_source_of_programs(exported):
    """PyTorch notes for each node in which file and line it was written."""
    for path in (exported, *resource("models").glob("*.onnx")):
        assert b"stack_trace" not in path.read_bytes(), path


def test_nodes_compute_all_outputs(exported):
    """OpenVINO refuses a model with an output that is a stored value."""
    shipped = sorted(resource("models").glob("*.onnx"))
    assert len(shipped) == 2
    for path in (exported, *shipped):
        graph = onnx.load(path).graph
        computed = {name for node in graph.node for name in node.output}
        assert {output.name for output in graph.output} <= computed, path


def test_shipped_models_tell_their_quality():
    for path in resource("models").glob("*.onnx"):
        assert re.match(r"no hints: PSNR \d\d\.\d dB, ", describe(path).quality), path
