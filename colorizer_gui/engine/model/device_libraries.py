"""The libraries that devices need: which are there, which is missing, and plug-ins."""

import contextlib
import ctypes
import functools
import importlib
import importlib.util
import io
import logging
import re
import sys
from pathlib import Path

import onnxruntime

from colorizer_gui.engine.installing import is_packaged
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.providers import PROVIDERS, Options, Provider

log = logging.getLogger(__name__)

_NOT_LOADED = re.compile(r"Failed to load ([^\s:]+):")
_NOT_FOUND = re.compile(r"([^\s:/]+): cannot open shared object file")


class CannotStartError(Exception):
    """A device cannot run a network.

    Attributes
    ----------
    reason : Message
        A clause.
    gives_wrong_results : bool
        Whether it would have run.
    """

    def __init__(self, reason: Message, gives_wrong_results: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.gives_wrong_results = gives_wrong_results


def present_providers() -> list[Provider]:
    """The providers that this installation has, from ONNX Runtime or a plug-in; they may not start.

    ONNX Runtime names what it was built for, even where its library was left out, as in packages.
    """
    built_in = onnxruntime.get_available_providers()
    return [
        provider
        for provider in PROVIDERS
        if (provider.name in built_in and (not provider.library or _library(provider)))
        or (provider.plugin and importlib.util.find_spec(provider.plugin) is not None)
    ]


def present_devices() -> tuple[str, ...]:
    """The values of the option ``device`` that this installation has a provider for."""
    return "auto", *(provider.device for provider in present_providers())


def load(provider: Provider) -> None:
    """Load what a provider needs, before its first session.

    Raises
    ------
    CannotStartError
        The driver of the graphics card or a library is missing.
    """
    driver = provider.drivers.get(sys.platform)
    if driver and not _loads(driver):
        raise CannotStartError(
            Message("NVIDIA's graphics driver is missing (the library {name})", name=driver)
        )
    if not provider.library:
        return
    unloaded = _preload()
    library = _library(provider)
    if library is None:
        raise CannotStartError(Message("this program does not include it"))
    try:
        ctypes.CDLL(str(library))
    except OSError as error:
        found = _NOT_FOUND.search(str(error))  # Windows names none
        name = found[1] if found else next(iter(unloaded), "")
        if name:
            raise CannotStartError(_missing(name, provider)) from error
        log.info("%s cannot be loaded beforehand: %s", library.name, error)


def _library(provider: Provider) -> Path | None:
    """The library of a provider, beside ONNX Runtime's own."""
    folder = Path(onnxruntime.__file__).parent / "capi"
    return next(folder.glob(f"*{provider.library}.*"), None)


def _missing(name: str, provider: Provider) -> Message:
    if provider.extra and not is_packaged():
        return Message(
            "the library {name} is missing, which the extra {extra!r} of Colorizer brings",
            name=name,
            extra=provider.extra,
        )
    return Message("the library {name} is missing", name=name)


def add_plugin(provider: Provider, options: onnxruntime.SessionOptions, given: Options) -> None:
    """Let a session use a provider that a plug-in brings.

    Parameters
    ----------
    provider : Provider
    options : SessionOptions
        Changed.
    given : dict of str to str
        Options of the provider. Plug-ins are given a device instead of its type.

    Raises
    ------
    CannotStartError
        There is no device for it.
    """
    _register(provider.plugin)
    kind = given.pop("device_type", None)
    devices = [
        device
        for device in onnxruntime.get_ep_devices()
        if device.ep_name == provider.name and kind in (None, device.device.type.name)
    ]
    if not devices:
        raise CannotStartError(Message("it finds no device that it can use"))
    options.add_provider_for_devices(devices[:1], given)


@functools.cache
def _register(plugin: str) -> None:
    module = importlib.import_module(plugin)
    onnxruntime.register_execution_provider_library(plugin, module.get_library_path())


@functools.cache
def _preload() -> tuple[str, ...]:
    """Load CUDA's libraries from their packages; the names of those that are not there."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        onnxruntime.preload_dlls()
    text = printed.getvalue()
    if text:
        log.info("%s", text.strip())
    return tuple(_NOT_LOADED.findall(text))


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
