"""Bounds the memory of networks: what they ask for is refused before the computer runs short."""

import os
from functools import cache

import onnxruntime

from colorizer_gui.engine.limits import LARGEST_FOLDED, MODEL_MEMORY, MODEL_MEMORY_OF_CORE

_DEFAULT = -1  # ONNX Runtime's own choice
# Regions of the size that is asked for. Regions that double, the default, grew beyond the limit
# once they had reached it (ONNX Runtime 1.31).
_AS_REQUESTED = 1
# What its allocator says, which is no MemoryError.
_REFUSED = (
    "Failed to allocate memory",
    "is smaller than requested bytes",
    "would require more than",
    "bad_alloc",
    # Graphics cards, through CUDA, cuDNN, DirectML and Vulkan.
    "out of memory",
    "ALLOC_FAILED",
    "8007000E",
    "OUT_OF_DEVICE_MEMORY",
    "OUT_OF_HOST_MEMORY",
)


def memory_limit() -> int:
    """How much memory all networks that run at a time on the processor may take, in bytes."""
    return MODEL_MEMORY + MODEL_MEMORY_OF_CORE * (os.cpu_count() or 1)


@cache
def _bound_arena() -> None:
    """Let all sessions of this process share one allocator that does not grow beyond a limit."""
    place = onnxruntime.OrtMemoryInfo(
        "Cpu",
        onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR,
        0,
        onnxruntime.OrtMemType.DEFAULT,
    )
    limits = onnxruntime.OrtArenaCfg(
        {
            "max_mem": memory_limit(),
            "arena_extend_strategy": _AS_REQUESTED,
            "initial_chunk_size_bytes": _DEFAULT,
            "max_dead_bytes_per_chunk": _DEFAULT,
        }
    )
    onnxruntime.create_and_register_allocator(place, limits)


def bound_memory(options: onnxruntime.SessionOptions) -> None:
    """Bound the memory of a session on the processor.

    Weights and everything that a run computes are in the allocator. What is computed while a model
    is loaded is not, so each such value is bounded, and `file_check` bounds their number.

    Parameters
    ----------
    options : SessionOptions
        Of the session that is opened next; changed.
    """
    _bound_arena()
    options.add_session_config_entry("session.use_env_allocators", "1")
    options.add_session_config_entry(
        "optimization.constant_folding_max_output_size_in_bytes", str(LARGEST_FOLDED)
    )


def is_beyond_memory(error: Exception) -> bool:
    """Whether an error of ONNX Runtime says that a network needs more memory than it may have."""
    return isinstance(error, MemoryError) or any(text in str(error) for text in _REFUSED)
