"""Settings of the tests that use PyTorch, for the conftest files of their folders."""

import functools
import sys

import pytest
import torch


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
    def untraced(*arguments, **options):
        trace = sys.gettrace()
        sys.settrace(None)
        try:
            return exporter(*arguments, **options)
        finally:
            sys.settrace(trace)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(torch.onnx, "export", untraced)
        yield
