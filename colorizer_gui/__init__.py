"""Gives black-and-white photographs believable color."""

import os

__version__ = "0.1.0"

# ONNX Runtime reports its use to its maker over the network, unless it is told not to before it is
# loaded, by this program or by any that it starts.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
# Nothing here is large enough for the threads of numpy's and OpenCV's linear algebra; only starting
# and awaiting them would take time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
