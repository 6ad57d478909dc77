"""Signals that end the command in order, as Ctrl+C does: nothing half written stays."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from colorizer_gui.engine import limits

_SOON = 0.01  # seconds until it is looked again whether an import is over


class Ended(KeyboardInterrupt):
    """The user, another program, the system or a closed terminal ends this one.

    Attributes
    ----------
    exit_code : int
        128 and the number of the signal, as a shell gives it.
    """

    def __init__(self, number: int) -> None:
        super().__init__()
        self.exit_code = 128 + number


def polite_ends() -> list[signal.Signals]:
    """The signals that ask for an end, Ctrl+C among them; not those that are to be ignored.

    `nohup` lets a program ignore one, and a shell Ctrl+C for what it starts in the background.
    """
    known = [getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP")]
    return [
        number
        for number in known
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN
    ]


def ends_without_words() -> None:
    """Let Ctrl+C end the program at once, as the other signals do, instead of by a traceback.

    For the moments before and after `ended_by_signals`, when nothing is half written.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let the signals of `polite_ends` raise `Ended` in the main thread, as a context.

    Not in the middle of an import: CPython 3.11 may leave the lock of all imports closed then, and
    other threads wait for it without end. Where the end takes too long all the same, the system's
    alarm ends the program. Windows has no alarm, and neither of the two.
    """
    has_alarm = hasattr(signal, "alarm")

    def end(number: int, frame: FrameType | None) -> None:
        if has_alarm and _imports(frame):
            signal.signal(signal.SIGALRM, lambda _, frame: end(number, frame))
            signal.setitimer(signal.ITIMER_REAL, _SOON)
            return
        if has_alarm:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(limits.LONGEST_END)
        raise Ended(number)

    earlier = {number: signal.signal(number, end) for number in polite_ends()}
    if has_alarm:
        earlier[signal.SIGALRM] = signal.getsignal(signal.SIGALRM)
    try:
        yield
    except Exception as error:
        raise_lost_end(error)
        raise
    finally:
        if has_alarm:
            signal.alarm(0)
        for number, handler in earlier.items():
            signal.signal(number, handler)


def raise_lost_end(error: BaseException) -> None:
    """Raise the `Ended` in whose place an error came up; nothing where there was none.

    Where a signal comes while a lock is released to wait for it, as in `Future.result`, Python
    releases it once more on the way out, and the error of that hides what the signal raised.
    """
    behind = error.__context__
    while behind is not None:
        if isinstance(behind, Ended):
            raise behind
        behind = behind.__context__


def _imports(frame: FrameType | None) -> bool:
    """Whether a frame is part of an import."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False
