"""Each network's whole way: two steps of training, a checkpoint, a model file, the engine."""

import numpy as np
import pytest
import torch

from colorizer_gui.engine.model.runtime import Model
from export.__main__ import export, read_card
from training.checkpoint import load_module
from training.config import config_from_dict
from training.train import train

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]
TINY = {
    "name": "tiny",
    "data": {"side": 64, "photo_side": 80, "batch_size": 3, "validation_side": 64},
    "loss": {"consistency": 0.1, "closer": 0.1},
    "optimizer": {"warmup_steps": 0, "ema": 0.5},
    "run": {"steps": 2, "validate_every": 2, "precision": "32-true"},
}


@pytest.mark.parametrize(
    ("architecture", "more"),
    [
        ("eccv16", {"network": {"width": 8, "skips": True, "vgg_input": True}}),
        ("siggraph17", {"network": {"width": 8}}),
        # Threads of oneDNN damage memory where channels are fewer than 16.
        ("resnet_unet", {"network": {"width": 16}, "gan": {"pretrain_steps": 1, "width": 16}}),
        ("autoencoder", {"network": {"width": 8}}),
        ("vgg_lab", {"network": {"width": 8}}),
    ],
)
def test_a_network_is_trained_exported_and_used(architecture, more, photo_folder, tmp_path):
    config = config_from_dict(TINY | {"architecture": architecture} | more)
    last = train(config, photo_folder, tmp_path / "run")
    destination = tmp_path / f"{architecture}.onnx"
    export(last, destination, read_card("export/cards/unet.toml"))
    model, network = Model(destination, "cpu"), load_module(last).network
    assert model.info.architecture == architecture
    assert model.info.has_hints == network.has_hints
    assert model.info.has_bins == (network.bin_centres is not None)
    random = np.random.default_rng(0)
    lightness = random.uniform(0, 100, (96, 160)).astype(np.float32)
    hints = np.zeros((96, 160, 3), np.float32)
    hints[10:17, 20:27] = (30, -20, 1)
    output = model.run(lightness, hints)
    with torch.inference_mode():
        ab, bins, _ = network(
            torch.from_numpy(lightness)[None, None],
            torch.from_numpy(hints).permute(2, 0, 1)[None],
        )
    if bins is not None:
        assert np.allclose(output.bins, bins[0], atol=1e-2)
        assert np.allclose(output.bin_centers, network.bin_centres)
        ab = torch.nn.functional.adaptive_avg_pool2d(ab, bins.shape[2:])
    assert np.allclose(output.ab, ab[0].permute(1, 2, 0), atol=1e-2)
