"""From a PyTorch checkpoint to a model file of contract 1 (see `colorizer_gui.engine.model`)."""

import colorizer_gui  # noqa: F401 - before ONNX Runtime, which it keeps from reporting its use
