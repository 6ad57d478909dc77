"""Runs a network on the best device, and on the next one where that fails at work."""

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TypeVar

from colorizer_gui.engine.errors import ModelError, is_out_of_memory
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.device_libraries import CannotStartError
from colorizer_gui.engine.model.device_session import DeviceSession
from colorizer_gui.engine.model.providers import CPU, Provider

log = logging.getLogger(__name__)

T = TypeVar("T")
Work = Callable[[DeviceSession], T]
Tell = Callable[[Message], None]


class RunError(ModelError):
    """A run of the network failed, or gave no colors.

    Attributes
    ----------
    reason : Message
        A clause about what runs the network, where `message` is a sentence about the model.
    """

    def __init__(self, message: Message, reason: Message) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, eq=False)
class _Device:
    provider: Provider
    session: DeviceSession


class DeviceChain:
    """The devices that may run one network, the best first and the processor last.

    Parameters
    ----------
    wanted : sequence of Provider
        In the order in which they are tried; `CPU` last.
    processor : DeviceSession
        The network on the processor, which stands ready.
    start : callable
        Starts the network on a provider, or raises CannotStartError.
    tell : callable
        Is told, on any thread, when another device takes over at work.

    Attributes
    ----------
    refusals : dict of Provider to CannotStartError
        Why those could not be started that come before the one in use.
    """

    def __init__(
        self,
        wanted: Sequence[Provider],
        processor: DeviceSession,
        start: Callable[[Provider], DeviceSession],
        tell: Tell,
    ) -> None:
        self.refusals: dict[Provider, CannotStartError] = {}
        self._wanted = wanted
        self._processor = processor
        self._start = start
        self._tell = tell
        self._changing = threading.Lock()
        # Some devices allow one run at a time, and none is faster with several.
        self._turn = threading.Lock()
        self._used = self._first()

    @property
    def provider(self) -> Provider:
        """The one in use."""
        return self._used.provider

    def run(self, work: Work[T], takes_over: bool = True) -> T:
        """Do work on the device in use; where that fails, on the next one that can do it.

        That one is used from then on. Work that fails everywhere changes nothing: it is the photo
        or the model that is at fault.

        Parameters
        ----------
        work : callable
            Runs the session that it is given.
        takes_over : bool
            Whether the next device may take over.

        Raises
        ------
        ModelError, MemoryError
            What the work raised on the last device.
        """
        device = self._used
        try:
            return self._work_on(device, work)
        except (ModelError, MemoryError) as error:
            if device.provider is CPU or not takes_over:
                raise
            failure = error
        with self._changing:
            if self._used is device:
                return self._take_over(device, work, failure)
        return self.run(work)  # another thread has found one meanwhile

    def _work_on(self, device: _Device, work: Work[T]) -> T:
        turn: AbstractContextManager[object]
        turn = nullcontext() if device.provider is CPU else self._turn
        with turn:
            return work(device.session)

    def _take_over(self, failed: _Device, work: Work[T], failure: Exception) -> T:
        log.warning("%s failed at work: %r", failed.provider.label, failure)
        last = failure
        for provider in self._wanted[self._wanted.index(failed.provider) + 1 :]:
            try:
                device = self._open(provider)
                result = self._work_on(device, work)
            except CannotStartError:
                continue
            except (ModelError, MemoryError) as error:
                last = error
                continue
            self._used = device
            self._tell(
                Message(
                    "{device} failed at work: {reason}. {other} does the work from here on, and no "
                    "photo is lost. Start Colorizer again to try {device} once more.",
                    device=failed.provider.label,
                    reason=_clause(failure),
                    other=named(provider),
                )
            )
            return result
        raise last

    def _first(self) -> _Device:
        for provider in self._wanted:
            try:
                return self._open(provider)
            except CannotStartError as error:
                self.refusals[provider] = error
        raise AssertionError("the processor is among the wanted providers")

    def _open(self, provider: Provider) -> _Device:
        session = self._processor if provider is CPU else self._start(provider)
        return _Device(provider, session)


def named(provider: Provider) -> Message | str:
    """A provider, to begin a sentence with."""
    return Message("The processor (CPU)") if provider is CPU else provider.label


def _clause(failure: Exception) -> Message:
    if is_out_of_memory(failure):
        return Message("its memory is too small")
    assert isinstance(failure, RunError)
    return failure.reason
