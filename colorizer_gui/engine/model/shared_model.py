"""A model shared by threads, which combines their photos into one run where that is faster."""

import threading
from collections.abc import Sequence

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.errors import ModelError, is_out_of_memory
from colorizer_gui.engine.model.contract import ModelOutput
from colorizer_gui.engine.model.runtime import Model

# More at once is no faster on a current graphics card, and the results wait in memory.
LARGEST_BATCH = 8


class _Request:
    """One photo that waits for a run; `output` is set when it is done."""

    def __init__(self, lightness: Float32Array, hints: Float32Array | None) -> None:
        self.lightness = lightness
        self.hints = hints
        self.output: ModelOutput | None = None


class SharedModel:
    """A model that several threads run at the same time, in the place of a `Model`.

    On a graphics card one run is under way at a time and includes the waiting photos of the same
    size, which bounds memory. On the CPU this gains nothing: each thread runs its own photo.

    Parameters
    ----------
    model : Model
    """

    def __init__(self, model: Model) -> None:
        self.info = model.info
        self._model = model
        self._waiting: list[_Request] = []
        self._waiting_lock = threading.Lock()
        self._run_lock = threading.Lock()
        self._most = LARGEST_BATCH

    def run(self, lightness: Float32Array, hints: Float32Array | None = None) -> ModelOutput:
        """Run the network on one photo, see `Model.run`."""
        if not self._model.provider.shares_runs:
            return self._model.run(lightness, hints)
        request = _Request(lightness, hints)
        with self._waiting_lock:
            self._waiting.append(request)
        with self._run_lock:
            # The run of another thread may have included this request.
            if request.output is None:
                self._run(self._take_batch(request))
        assert request.output is not None  # a failed run raises
        return request.output

    def _take_batch(self, request: _Request) -> list[_Request]:
        """Take a request and others of its size from those that wait."""
        with self._waiting_lock:
            self._waiting.remove(request)
            size = request.lightness.shape
            others = [other for other in self._waiting if other.lightness.shape == size]
            batch = [request, *others[: self._most - 1]]
            for other in batch[1:]:
                self._waiting.remove(other)
        return batch

    def _run(self, batch: Sequence[_Request]) -> None:
        """Run a batch; if that fails, its first request alone, while the others wait again.

        Where memory did not suffice, later batches are half as large.
        """
        try:
            self._run_together(batch)
        except (ModelError, MemoryError) as error:
            # Too many for the memory of the card, or one of the photos fails.
            if len(batch) == 1:
                raise
            if is_out_of_memory(error):
                self._most = max(1, len(batch) // 2)
            with self._waiting_lock:
                self._waiting.extend(batch[1:])
            self._run_together(batch[:1])

    def _run_together(self, batch: Sequence[_Request]) -> None:
        outputs = self._model.run_batch(
            [request.lightness for request in batch], [request.hints for request in batch]
        )
        for request, output in zip(batch, outputs, strict=True):
            request.output = output
