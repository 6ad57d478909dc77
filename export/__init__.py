"""From a PyTorch checkpoint to a model file of contract 1."""

import colorizer_gui  # noqa: F401 - before ONNX Runtime, which it keeps from reporting its use
