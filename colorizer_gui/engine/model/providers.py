"""The execution providers of ONNX Runtime that the program uses, one row each.

Options are those of ONNX Runtime's documentation and sources. They keep two promises where the
provider allows it: float32 is computed as float32, and a photo of a new size compiles nothing anew.

References
----------
https://onnxruntime.ai/docs/execution-providers/
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from colorizer_gui.engine.model.contract import ModelInfo
from colorizer_gui.engine.model.sizes import LARGEST_ASPECT, working_size

Options = dict[str, str]


def _no_options(_info: ModelInfo, _cache: Path) -> list[Options]:
    return [{}]


@dataclass(frozen=True)
class Provider:
    """An execution provider.

    Parameters
    ----------
    name : str
        As ONNX Runtime knows it.
    device : str
        The value of the option ``device`` that asks for it.
    label : str
        For users.
    is_automatic : bool
        Whether ``auto`` takes it where it works.
    shares_runs : bool
        Whether one run for several photos is faster than a run for each.
    fixed_sizes : bool
        Whether it compiles a network for each size of photos, so that each gets a session.
    optimizes : bool
        Whether it optimizes the graph itself, and better without ONNX Runtime's changes.
    needs_plain_memory : bool
        Whether it refuses sessions that plan memory ahead.
    helpers : tuple of str
        The names of providers that compute what it cannot, before the processor does.
    library : str
        Its library beside ONNX Runtime's own, without affixes; empty where it is built in.
    drivers : mapping of str to str
        What the graphics driver's library is called, by the name of the system in `sys.platform`;
        empty where none is needed.
    extra : str
        The extra of the package that brings what it needs; empty for none.
    plugin : str
        The Python module of a package that brings it to any ONNX Runtime; empty for none.
    options : callable
        Gives options from what the model says about itself and a folder for what is compiled: sets
        of options, to be tried in turn.
    """

    name: str
    device: str
    label: str
    is_automatic: bool = True
    shares_runs: bool = False
    fixed_sizes: bool = False
    optimizes: bool = False
    needs_plain_memory: bool = False
    helpers: tuple[str, ...] = ()
    library: str = ""
    drivers: Mapping[str, str] = field(default_factory=dict, hash=False)
    extra: str = ""
    plugin: str = ""
    options: Callable[[ModelInfo, Path], list[Options]] = _no_options


def _cuda_options(_info: ModelInfo, _cache: Path) -> list[Options]:
    return [
        {
            # The default measures all algorithms again for each size.
            "cudnn_conv_algo_search": "HEURISTIC",
            "arena_extend_strategy": "kSameAsRequested",
            "use_tf32": "0",  # it rounds to 10 bits
        }
    ]


def _tensorrt_options(info: ModelInfo, cache: Path) -> list[Options]:
    """One engine for photos of all sizes, kept on the disk."""
    short, long = working_size(1, LARGEST_ASPECT, info)
    inputs = {"L": 1, "hints": 3} if info.has_hints else {"L": 1}

    def shapes(side: int) -> str:
        return ",".join(f"{name}:1x{count}x{side}x{side}" for name, count in inputs.items())

    return [
        {
            "trt_engine_cache_enable": "True",
            "trt_engine_cache_path": str(cache),
            "trt_timing_cache_enable": "True",
            "trt_timing_cache_path": str(cache),
            "trt_profile_min_shapes": shapes(short),
            "trt_profile_opt_shapes": shapes(short),
            "trt_profile_max_shapes": shapes(long),
        }
    ]


def _directml_options(_info: ModelInfo, _cache: Path) -> list[Options]:
    return [{"performance_preference": "high_performance"}]


def _coreml_options(_info: ModelInfo, cache: Path) -> list[Options]:
    return [
        {
            "ModelFormat": "MLProgram",
            "MLComputeUnits": "ALL",
            "ModelCacheDirectory": str(cache),
        }
    ]


def _openvino_options(_info: ModelInfo, cache: Path) -> list[Options]:
    """Intel's graphics, then its processors: a list of both is refused where one is missing."""
    properties = {"CACHE_DIR": str(cache), "EXECUTION_MODE_HINT": "ACCURACY"}
    return [
        {"device_type": device, "load_config": json.dumps({device: properties})}
        for device in ("GPU", "CPU")
    ]


def _webgpu_options(_info: ModelInfo, _cache: Path) -> list[Options]:
    return [{"powerPreference": "high-performance"}]


CPU = Provider("CPUExecutionProvider", "cpu", "CPU")
CUDA = Provider(
    "CUDAExecutionProvider",
    "cuda",
    "CUDA",
    shares_runs=True,
    library="onnxruntime_providers_cuda",
    drivers={"linux": "libcuda.so.1", "win32": "nvcuda.dll"},
    extra="cuda",
    options=_cuda_options,
)
TENSORRT = Provider(
    "TensorrtExecutionProvider",
    "tensorrt",
    "TensorRT",
    is_automatic=False,  # it compiles for minutes before the first photo
    helpers=(CUDA.name,),
    library="onnxruntime_providers_tensorrt",
    drivers=CUDA.drivers,
    options=_tensorrt_options,
)
DIRECTML = Provider(
    "DmlExecutionProvider",
    "directml",
    "DirectML",
    fixed_sizes=True,
    needs_plain_memory=True,
    options=_directml_options,
)
COREML = Provider(
    "CoreMLExecutionProvider",
    "coreml",
    "Core ML",
    is_automatic=False,  # every Mac has it, and it was never tried with these models
    fixed_sizes=True,
    options=_coreml_options,
)
OPENVINO = Provider(
    "OpenVINOExecutionProvider",
    "openvino",
    "OpenVINO",
    optimizes=True,
    extra="openvino",
    plugin="onnxruntime_ep_openvino",
    options=_openvino_options,
)
WEBGPU = Provider(
    "WebGpuExecutionProvider",
    "webgpu",
    "WebGPU",
    extra="webgpu",
    plugin="onnxruntime_ep_webgpu",
    options=_webgpu_options,
)

# In the order in which they are tried; the last one works everywhere.
PROVIDERS = (TENSORRT, CUDA, DIRECTML, COREML, WEBGPU, OPENVINO, CPU)


def provider_named(name: str) -> Provider:
    """The provider with a name of ONNX Runtime, one of `PROVIDERS`."""
    return next(provider for provider in PROVIDERS if provider.name == name)


def provider_of(device: str) -> Provider | None:
    """The provider that a value of the option ``device`` asks for; None for ``auto``."""
    return next((provider for provider in PROVIDERS if provider.device == device), None)


def wanted_providers(device: str, present: Sequence[Provider]) -> list[Provider]:
    """The providers to try for a device, those that take over behind it, `CPU` last.

    Parameters
    ----------
    device : str
        One of `choices.DEVICES`.
    present : sequence of Provider
        Those that this installation has.
    """
    asked = provider_of(device)
    if asked is None:
        chosen = [provider for provider in present if provider.is_automatic]
    else:
        names = (asked.name, *asked.helpers)
        chosen = [provider for provider in present if provider.name in names]
    return [*(provider for provider in PROVIDERS if provider in chosen and provider != CPU), CPU]
