"""One network for many threads: on a graphics card they share its runs."""

import threading

from colorizer_gui.engine.errors import ModelError
from colorizer_gui.engine.model.runtime import CUDA

# More at once gains nothing on a current card, and its results wait in memory.
LARGEST_BATCH = 8


class _Request:
    def __init__(self, lightness, hints):
        self.lightness = lightness
        self.hints = hints
        self.output = None


class SharedModel:
    """A model that threads ask at the same time, in the place of a Model.

    On CUDA one run is under way at a time and takes along what waits, as far as it has the same
    size, so that memory is bounded. On the CPU that gains nothing: each thread runs its own photo.

    Parameters
    ----------
    model : Model
    """

    def __init__(self, model):
        self.info = model.info
        self._model = model
        self._together = model.provider == CUDA
        self._waiting = []
        self._list = threading.Lock()
        self._running = threading.Lock()

    def run(self, lightness, hints=None):
        """Run the network on one photo, see `Model.run`."""
        if not self._together:
            return self._model.run(lightness, hints)
        request = _Request(lightness, hints)
        with self._list:
            self._waiting.append(request)
        with self._running:
            # Whoever ran before may have taken this request along.
            if request.output is None:
                self._run(self._taken_along(request))
        return request.output

    def _taken_along(self, request):
        """Take a request and others of its size from those that wait."""
        with self._list:
            self._waiting.remove(request)
            size = request.lightness.shape
            others = [other for other in self._waiting if other.lightness.shape == size]
            together = [request, *others[: LARGEST_BATCH - 1]]
            for other in together[1:]:
                self._waiting.remove(other)
        return together

    def _run(self, requests):
        try:
            self._run_together(requests)
        except (ModelError, MemoryError):
            if len(requests) == 1:
                raise
            # Too much for the card, or one bad photo among good ones. The first fails here if it
            # must; the others ask again.
            with self._list:
                self._waiting.extend(requests[1:])
            self._run_together(requests[:1])

    def _run_together(self, requests):
        outputs = self._model.run_batch(
            [request.lightness for request in requests], [request.hints for request in requests]
        )
        for request, output in zip(requests, outputs, strict=True):
            request.output = output
