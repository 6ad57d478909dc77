import io
import tarfile

import numpy as np
import pytest
import skimage.data
from PIL import Image

from torch_settings import one_thread, untraced_exporter
from training.architectures.efficientnet_lite import VARIANTS, Conv, Encoder

__all__ = ["one_thread", "untraced_exporter"]


def _png(rgb):
    buffer = io.BytesIO()
    Image.fromarray(rgb).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture(scope="session")
def photo_folder(tmp_path_factory):
    """Eight small color photographs, cut from two large ones."""
    folder = tmp_path_factory.mktemp("photos")
    for name in ("astronaut", "coffee"):
        picture = getattr(skimage.data, name)()
        for number in range(4):
            top, left = (number // 2) * 140, (number % 2) * 180
            part = picture[top : top + 220, left : left + 260]
            Image.fromarray(part).save(folder / f"{name}{number}.png")
    return folder


@pytest.fixture(scope="session")
def mixed_tar(tmp_path_factory, photo_folder):
    """A tar with two good photos, a gray one, a sepia one, a broken one and a text."""
    path = tmp_path_factory.mktemp("tars") / "mixed.tar"
    good = [file.read_bytes() for file in sorted(photo_folder.iterdir())[:2]]
    gray = np.repeat(skimage.data.camera()[..., None], 3, axis=2)
    tinted = gray / 255
    sepia = (np.stack((tinted**0.8, tinted, tinted**1.3 * 0.8), axis=-1)[:, :, 0, :] * 255).astype(
        np.uint8
    )
    files = {
        "one.png": good[0],
        "two.png": good[1],
        "gray.png": _png(gray),
        "sepia.png": _png(sepia),
        "broken.png": good[0][:2000],
        "notes.txt": b"no photo",
    }
    with tarfile.open(path, "w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def write_encoder_weights(path, variant):
    """Weights of an encoder as they are published: without biases, batch norm beside."""
    import torch

    state = {"fc.weight": torch.zeros(10, 1280), "fc.bias": torch.zeros(10)}
    encoder = Encoder(VARIANTS[variant])
    for index, conv in enumerate(part for part in encoder.modules() if isinstance(part, Conv)):
        channels = conv.out_channels
        state[f"{index:02d}_conv.weight"] = torch.randn(conv.weight.shape) * 0.1
        state[f"{index:02d}_bn.weight"] = torch.rand(channels) + 0.5
        state[f"{index:02d}_bn.bias"] = torch.randn(channels) * 0.1
        state[f"{index:02d}_bn.running_mean"] = torch.randn(channels) * 0.1
        state[f"{index:02d}_bn.running_var"] = torch.rand(channels) + 0.5
    torch.save(state, path)
    return path


@pytest.fixture(scope="session")
def encoder_weights(tmp_path_factory):
    """Weights for `unet`'s encoder."""
    return write_encoder_weights(tmp_path_factory.mktemp("weights") / "efficientnet-lite0.pth", 0)


@pytest.fixture
def larger_encoder_weights(tmp_path):
    """Weights for the encoder of `unet` with ``lite = 2``."""
    return write_encoder_weights(tmp_path / "efficientnet-lite2.pth", 2)
