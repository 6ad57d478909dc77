"""The execution providers of ONNX Runtime that the program uses, one row each."""

from dataclasses import dataclass


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
    shares_runs : bool
        Whether one run for several photos is faster than a run for each.
    """

    name: str
    device: str
    label: str
    shares_runs: bool = False


CPU = Provider("CPUExecutionProvider", "cpu", "CPU")
CUDA = Provider("CUDAExecutionProvider", "cuda", "CUDA", shares_runs=True)

# The fastest first; the last one works everywhere.
PROVIDERS = (CUDA, CPU)


def provider_named(name: str) -> Provider:
    """The provider with a name of ONNX Runtime, one of `PROVIDERS`."""
    return next(provider for provider in PROVIDERS if provider.name == name)


def wanted_providers(device: str, available: list[str]) -> list[Provider]:
    """The providers to try for a device, the one that works everywhere last.

    Parameters
    ----------
    device : {'auto', 'cpu', 'cuda'}
    available : list of str
        Names that ONNX Runtime reports.
    """
    return [
        provider
        for provider in PROVIDERS
        if provider is CPU or (device in ("auto", provider.device) and provider.name in available)
    ]
