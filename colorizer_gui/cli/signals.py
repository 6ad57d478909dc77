"""Signals that end the command in order, as Ctrl+C does: nothing half written stays."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED = 130  # the exit code after Ctrl+C


class Ended(KeyboardInterrupt):
    """Another program, the system or a closed terminal ends this one.

    Attributes
    ----------
    exit_code : int
        128 and the number of the signal, as a shell gives it.
    """

    def __init__(self, number: int) -> None:
        super().__init__()
        self.exit_code = 128 + number


def polite_ends() -> list[signal.Signals]:
    """The signals besides Ctrl+C that ask for an end; not those that `nohup` ignores."""
    known = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")]
    return [
        number
        for number in known
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN
    ]


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let the signals of `polite_ends` raise `Ended` in the main thread, as a context."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise Ended(number)

    earlier = {number: signal.signal(number, end) for number in polite_ends()}
    try:
        yield
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)
