"""How the user leads a batch, and hears of it."""

import threading


class Control:
    """Pauses and stops a batch, from any thread."""

    def __init__(self):
        self._going = threading.Event()
        self._going.set()
        self._cancelled = threading.Event()

    def pause(self):
        """Begin no more photos for now."""
        self._going.clear()

    def go_on(self):
        """Begin photos again."""
        self._going.set()

    def cancel(self):
        """End soon; a photo that is under way is given up."""
        self._cancelled.set()
        self._going.set()

    def cancelled(self):
        """Whether the batch is to end."""
        return self._cancelled.is_set()

    def may_begin(self):
        """Whether another photo may begin now."""
        return self._going.is_set() and not self.cancelled()

    def wait_until_going(self):
        """Wait while the batch is paused."""
        self._going.wait()

    def wait_until_cancelled(self, seconds):
        """Wait so long, or until the batch is to end; tell whether it is."""
        return self._cancelled.wait(seconds)


class Listener:
    """Hears of each photo, on the thread that runs the batch. Override what is of interest."""

    def began(self, item):
        """An Item has been handed out."""

    def ended(self, outcome):
        """A photo has its Outcome."""
