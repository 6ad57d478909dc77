"""Gives black-and-white photographs believable colour."""

import os

__version__ = "0.1.0"

# ONNX Runtime reports its use to its maker over the network, unless it is told not to before it is
# loaded, by this program or by any that it starts.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
