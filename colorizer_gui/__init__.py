"""Gives black-and-white photographs believable color."""

import os

__version__ = "0.1.0"

# Turn off ONNX Runtime's telemetry; this has to be set before it is loaded, here and in child
# processes.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
# Our matrix products are too small to gain from OpenBLAS's threads, which take time to start.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
