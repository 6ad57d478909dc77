"""Settings and marks of the tests that use PyTorch."""

import functools

import pytest

from untraced import untraced

with untraced():
    import lightning  # noqa: F401 - for the tests, which import it after this
    import torch
    import torchmetrics  # noqa: F401


@pytest.fixture(scope="session", autouse=True)
def one_thread():
    """Tiny tensors are quicker on one thread, above all on a busy machine."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="session", autouse=True)
def untraced_exporter():
    """PyTorch's exporter runs without coverage's trace function, which makes it far slower."""
    exporter = torch.onnx.export

    @functools.wraps(exporter)
    def quickly(*arguments, **options):
        with untraced():
            return exporter(*arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(torch.onnx, "export", quickly)
        yield


def quietly(test):
    """Let Lightning and torch warn about their own future."""
    for category in ("UserWarning", "FutureWarning", "DeprecationWarning"):
        test = pytest.mark.filterwarnings(f"ignore::{category}")(test)
    return test
