"""Graphics cards that are not there: sessions on the processor, with the faults of cards."""

import threading
from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import onnxruntime
import pytest

from colorizer_gui.engine.model import device_libraries
from colorizer_gui.engine.model.providers import CPU, CUDA, Provider

# What ONNX Runtime says, shortened.
OUT_OF_MEMORY = "Non-zero status code returned: CUDA failure 2: out of memory ; GPU=0 ; hostname=pc"
LOST = "CUDNN failure 4000: CUDNN_STATUS_INTERNAL_ERROR ; GPU=0 ; hostname=pc ; file=conv.cc"
OLD_DRIVER = "cuda_call.cc:154 CUDA failure 35: CUDA driver version is insufficient ; GPU=-1"

# Given the number of the run, counted from 0 at the check before the first photo, and how many
# photos it has: None, or a change of the results, which may raise an error instead.
Fault = Callable[[int, int], Callable[[np.ndarray], np.ndarray] | None]


_SESSIONS: dict[str, onnxruntime.InferenceSession] = {}


def never(_run: int, _count: int) -> None:
    """No fault."""


def raising(text: str, first: int = 1, most: int = 0) -> Fault:
    """An error of ONNX Runtime, from a run on, for more than so many photos."""

    def fault(run: int, count: int) -> None:
        if run >= first and count > most:
            raise RuntimeError(text)

    return fault


def changing(change: Callable[[np.ndarray], np.ndarray], first: int = 1) -> Fault:
    """Changed results, from a run on."""
    return lambda run, _count: change if run >= first else None


class FakeCards:
    """Lets ONNX Runtime seem to have providers that it has not.

    Attributes
    ----------
    opened : list of (str, SessionOptions, dict of str to str)
        Sessions on these providers: the provider, and its options.
    runs : dict of str to list of int
        For each provider how many photos each run had; the first is the check.
    registered : list of (str, str)
        Plug-ins with the paths of their libraries.
    plugged : list of (str, dict of str to str)
        The kinds of devices that plug-ins were to use, with their options.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self._real = onnxruntime.InferenceSession
        self._faults: dict[str, Fault] = {}
        self._at_start: dict[str, str] = {}
        self.opened: list[tuple[str, onnxruntime.SessionOptions, dict[str, str]]] = []
        self.runs: dict[str, list[int]] = {}
        self.registered: list[tuple[str, str]] = []
        self.plugged: list[tuple[str, dict[str, str]]] = []
        self._plugin = ""
        monkeypatch.setattr(device_libraries, "load", lambda _provider: None)
        monkeypatch.setattr(onnxruntime, "InferenceSession", self._open)

    def add(self, provider: Provider = CUDA, fault: Fault = never, at_start: str = "") -> None:
        """Add a provider with a fault at its runs, or an error at its start."""
        self._faults[provider.name] = fault
        self._at_start[provider.name] = at_start
        names = [*self._faults, CPU.name]
        self._monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: names)

    def add_plugin(self, provider: Provider, kinds: Sequence[str]) -> None:
        """Add a plug-in that brings a provider, for devices of some kinds."""
        self._plugin = provider.name
        self._faults[provider.name], self._at_start[provider.name] = never, ""
        devices = [
            SimpleNamespace(
                ep_name=provider.name, device=SimpleNamespace(type=SimpleNamespace(name=kind))
            )
            for kind in kinds
        ]
        patched = {
            "get_available_providers": lambda: [CPU.name],
            "get_ep_devices": lambda: devices,
            "register_execution_provider_library": lambda *given: self.registered.append(given),
            "SessionOptions": lambda: _Options(self.plugged),
        }
        for name, value in patched.items():
            self._monkeypatch.setattr(onnxruntime, name, value)

    def _open(
        self,
        path: str,
        options: onnxruntime.SessionOptions,
        providers: Sequence[Any] | None,
        **others: object,
    ) -> object:
        session = self._on_processor(path, options, others)
        providers = [self._plugin] if providers is None else providers
        name, given = providers[0] if isinstance(providers[0], tuple) else (providers[0], {})
        if name == CPU.name:
            return session
        if self._at_start[name]:
            raise RuntimeError(self._at_start[name])
        self.opened.append((name, options, given))
        return _CardSession(session, name, self._faults[name], self.runs.setdefault(name, []))

    def _on_processor(
        self, path: str, options: onnxruntime.SessionOptions, others: Mapping[str, object]
    ) -> onnxruntime.InferenceSession:
        """A real session, the same for all tests of this process: opening one takes a while."""
        if path not in _SESSIONS:
            _SESSIONS[path] = self._real(path, options, providers=[CPU.name], **others)
        return _SESSIONS[path]


class _Options(onnxruntime.SessionOptions):  # type: ignore[misc]
    """Options that note the devices of plug-ins, which real ones refuse to know."""

    def __init__(self, plugged: list[tuple[str, dict[str, str]]]) -> None:
        super().__init__()
        self._plugged = plugged

    def add_provider_for_devices(
        self, devices: Sequence[SimpleNamespace], options: dict[str, str]
    ) -> None:
        self._plugged.append((devices[0].device.type.name, options))


class _CardSession:
    """A session on the processor that says that it is on a card."""

    def __init__(
        self, session: onnxruntime.InferenceSession, name: str, fault: Fault, runs: list[int]
    ) -> None:
        self._session, self._name, self._fault, self._runs = session, name, fault, runs
        self._lock = threading.Lock()

    def get_providers(self) -> list[str]:
        return [self._name, CPU.name]

    def disable_fallback(self) -> None:
        self._session.disable_fallback()

    def run(
        self, names: Sequence[str], feed: dict[str, np.ndarray], options: object
    ) -> list[np.ndarray]:
        assert self._lock.acquire(blocking=False), "two runs at a time on one card"
        try:
            count = len(feed["L"])
            self._runs.append(count)
            change = self._fault(len(self._runs) - 1, count)
            results = self._session.run(names, feed, options)
        finally:
            self._lock.release()
        return results if change is None else [change(values) for values in results]
