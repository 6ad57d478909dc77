"""Running a model on the best device that works."""

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path

import numpy as np
import onnxruntime

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.limits import LONGEST_RUN, LONGEST_START
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.contract import ModelOutput, parse_info
from colorizer_gui.engine.model.device_chain import DeviceChain, RunError, Tell, named
from colorizer_gui.engine.model.device_check import check_pattern, difference
from colorizer_gui.engine.model.device_libraries import CannotStartError, present_providers
from colorizer_gui.engine.model.device_session import (
    DeviceSession,
    Feed,
    first_line,
    open_on_device,
    reason_of,
)
from colorizer_gui.engine.model.memory import is_beyond_memory, memory_limit
from colorizer_gui.engine.model.opening import open_on_processor
from colorizer_gui.engine.model.providers import CPU, Provider, provider_of, wanted_providers
from colorizer_gui.engine.model.results import (
    KNOWN_OUTPUTS,
    SURFACES,
    WrongResultError,
    check_results,
)
from colorizer_gui.engine.stopping import TookTooLongError, run_stoppable


def _tell_nobody(_message: Message) -> None:
    """The log has it."""


class Model:
    """A model that is ready to run.

    Parameters
    ----------
    path : Path
        An .onnx file of contract 1.
    device : str
        One of `choices.DEVICES`. ``auto`` takes the fastest that works, another than ``cpu`` the
        processor where it does not work.
    cores : int or None
        Processor cores of a run of the network; None for all. Where several photos are colorized
        at the same time, one is the most efficient.
    tell : callable
        Is told, on any thread, when a device fails at work and another one takes over.
    surfaces : bool
        Whether the model's surfaces are wanted. Without them the colors are the same, and a run on
        the processor takes a sixth less.

    Attributes
    ----------
    info : ModelInfo
    refusals : dict of Provider to CannotStartError
        Why devices could not be started that come before the one in use.
    notice : Message or None
        Why it does not run on the device that was asked for.

    Raises
    ------
    ModelError
        The file cannot be used; the message says why.
    """

    def __init__(
        self,
        path: Path | str,
        device: str = "auto",
        cores: int | None = None,
        tell: Tell = _tell_nobody,
        surfaces: bool = True,
    ) -> None:
        path = Path(path)
        session = open_on_processor(path, cores, None if surfaces else SURFACES)
        self._inputs, given = session.get_inputs(), session.get_outputs()
        metadata = session.get_modelmeta().custom_metadata_map
        self.info = parse_info(path, metadata, self._inputs, given)
        # Others are not asked for: they may be of any type and size.
        names = [output.name for output in given]
        self._outputs = [name for name in names if name in KNOWN_OUTPUTS]
        self._cores = cores
        self._processor = DeviceSession(lambda _: session, self._inputs)
        wanted = wanted_providers(device, present_providers()) if device != CPU.device else [CPU]
        self._devices = DeviceChain(wanted, self._processor, self._start, tell)
        self.refusals = self._devices.refusals
        self.notice = self._notice(provider_of(device))

    @property
    def provider(self) -> Provider:
        """The execution provider that really runs; another one after a failure."""
        return self._devices.provider

    def run(self, lightness: Float32Array, hints: Float32Array | None = None) -> ModelOutput:
        """Run the network on one photo.

        Parameters
        ----------
        lightness : ndarray of float32, shape (H, W)
            L*, 0..100; H and W multiples of the model's stride.
        hints : ndarray of float32, shape (H, W, 3), or None
            a*, b*, mask. Ignored by a model without a hint input.

        Returns
        -------
        ModelOutput

        Raises
        ------
        ModelError
            The run failed on all devices, or its result does not fulfil the contract.
        """
        return self.run_batch([lightness], [hints])[0]

    def run_batch(
        self, lightness: Sequence[Float32Array], hints: Sequence[Float32Array | None]
    ) -> list[ModelOutput]:
        """Run the network once on several photos of one working size.

        Parameters
        ----------
        lightness : sequence of ndarray of float32, shape (H, W)
            L*, 0..100, as for `run`.
        hints : sequence of ndarray of float32, shape (H, W, 3), or of None

        Returns
        -------
        list of ModelOutput
            On the CPU the same values as photo by photo; on CUDA they may differ in the last bits.

        Raises
        ------
        ModelError
            The run failed, or its result does not fulfil the contract. A run for several photos is
            not tried on another device: it may be that they are too many.
        """
        feed = self._feed(lightness, hints)
        values = self._devices.run(partial(self._compute, feed), takes_over=len(lightness) == 1)
        none_each = [None] * len(lightness)
        bins = values["bins"] if self.info.has_bins else none_each
        surfaces = values[SURFACES] if self.info.has_surfaces else none_each
        colors = map(np.ascontiguousarray, values["ab"].transpose(0, 2, 3, 1))
        return [
            ModelOutput(ab, logits, values.get("bin_centres"), surface)
            for ab, logits, surface in zip(colors, bins, surfaces, strict=True)
        ]

    def _feed(
        self, lightness: Sequence[Float32Array], hints: Sequence[Float32Array | None]
    ) -> Feed:
        feed = {"L": np.stack(lightness).astype(np.float32, copy=False)[:, None]}
        if self.info.has_hints:
            none = np.zeros((*lightness[0].shape, 3), np.float32)
            stacked = np.stack([none if hint is None else hint for hint in hints])
            feed["hints"] = np.ascontiguousarray(stacked.transpose(0, 3, 1, 2), np.float32)
        return feed

    def _compute(
        self, feed: Feed, session: DeviceSession, longest: float | None = None
    ) -> Mapping[str, Float32Array]:
        """What a session gives for inputs, checked."""
        options = onnxruntime.RunOptions()  # `terminate` stops a run for good
        try:
            results = run_stoppable(
                lambda: session.run(self._outputs, feed, options),
                partial(setattr, options, "terminate", True),
                longest or LONGEST_RUN,
            )
        except (Cancelled, MemoryError):
            raise
        except TookTooLongError as error:
            raise self._took_too_long() from error
        except Exception as error:  # onnxruntime raises classes of its own that share no base
            if is_beyond_memory(error):
                raise self._too_large() from MemoryError(str(error))
            raise self._failed(error) from error
        values: dict[str, object] = dict(zip(self._outputs, results, strict=True))
        count, _, height, width = feed["L"].shape
        stride = self.info.output_stride
        try:
            return check_results(values, (count, height // stride, width // stride))
        except WrongResultError as error:
            raise self._wrong(error) from error

    def _start(self, provider: Provider) -> DeviceSession:
        """The network on a provider, which has given the results of the processor.

        Raises
        ------
        CannotStartError
        """
        try:
            return run_stoppable(lambda: self._checked(provider), lambda: None, LONGEST_START)
        except TookTooLongError as error:
            reason = Message("it takes longer than {seconds:g} seconds", seconds=LONGEST_START)
            raise CannotStartError(reason) from error

    def _checked(self, provider: Provider) -> DeviceSession:
        session = open_on_device(provider, self.info, self._inputs, self._cores)
        try:
            given = self._compute(self._pattern, session, LONGEST_START)
        except (RunError, MemoryError) as error:
            reason = error.reason if isinstance(error, RunError) else reason_of(error)
            raise CannotStartError(reason) from error
        if (output := difference(given, self._expected)) is not None:
            reason = Message("its results differ from the processor's ({output})", output=output)
            raise CannotStartError(reason, gives_wrong_results=True)
        return session

    @cached_property
    def _pattern(self) -> Feed:
        lightness, hints = check_pattern(self.info)
        return self._feed([lightness], [hints])

    @cached_property
    def _expected(self) -> Mapping[str, Float32Array]:
        return self._compute(self._pattern, self._processor)

    def _notice(self, asked: Provider | None) -> Message | None:
        """Why another device runs than the one asked for, or than one that gives wrong results."""
        if asked is not None and asked not in (CPU, *self.refusals, self.provider):
            missing = Message("this installation does not include it")
            return self._not_started(asked, missing)
        for provider, error in self.refusals.items():
            if provider is asked or error.gives_wrong_results:
                return self._not_started(provider, error.reason)
        return None

    def _not_started(self, provider: Provider, reason: Message) -> Message:
        return Message(
            "{device} could not be started: {reason}. {other} does the work.",
            device=provider.label,
            reason=reason,
            other=named(self.provider),
        )

    # errors of a run

    def _failed(self, error: Exception) -> RunError:
        return RunError(
            Message(
                "The model {name} could not be run: {reason}",
                name=self.info.name,
                reason=first_line(error),
            ),
            error.reason if isinstance(error, CannotStartError) else reason_of(error),
        )

    def _took_too_long(self) -> RunError:
        return RunError(
            Message(
                "The model {name} took longer than {seconds:g} seconds. Try another model.",
                name=self.info.name,
                seconds=LONGEST_RUN,
            ),
            Message("it took longer than {seconds:g} seconds", seconds=LONGEST_RUN),
        )

    def _too_large(self) -> RunError:
        return RunError(
            Message(
                "The model {name} needs too much memory: all runs together may take "
                "{limit:g} GB. Try another model.",
                name=self.info.name,
                limit=memory_limit() / 2**30,
            ),
            Message("its memory is too small"),
        )

    def _wrong(self, error: WrongResultError) -> RunError:
        return RunError(
            Message(
                "The model {name} gave a result of the wrong kind ({what}). Try another model.",
                name=self.info.name,
                what=error.what,
            ),
            Message("its results are no colors ({what})", what=error.what),
        )
