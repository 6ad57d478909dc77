"""Starts the program: log, exception hook, signals, the window."""

import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QMessageLogContext,
    QObject,
    QSocketNotifier,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QColorSpace, QFileOpenEvent, QIcon, QSurfaceFormat
from PySide6.QtWidgets import QApplication

from colorizer_gui import __version__
from colorizer_gui.engine.paths import expanded, local_path
from colorizer_gui.engine.settings import settings_file
from colorizer_gui.gui.base import accessible, theme
from colorizer_gui.gui.base.environment import keep_inherited_files
from colorizer_gui.gui.window.main_window import MainWindow
from colorizer_gui.gui.window.program import Program
from colorizer_gui.logs import start_logging
from colorizer_gui.resources import resource

if TYPE_CHECKING:
    from colorizer_gui.gui.window.instance import Reception

log = logging.getLogger(__name__)

QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


# Ctrl+C, a service manager or log out, a closed terminal.
ENDS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class ExceptionHook(QObject):
    """Logs exceptions that nothing handles and emits `caught`; the program continues."""

    caught = Signal(object)

    def install(self) -> None:
        """Replace Python's own hook, in all threads."""
        sys.excepthook = self.handle
        threading.excepthook = self._handle_of_thread

    def _handle_of_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.handle(args.exc_type, args.exc_value, args.exc_traceback)

    def handle(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an exception, as `sys.excepthook` is called."""
        if issubclass(kind, KeyboardInterrupt):
            return
        log.error("unexpected error", exc_info=(kind, error, trace))
        self.caught.emit(kind)


class SignalWatch(QObject):
    """Ends the program on the signals of `ENDS`.

    Python runs signal handlers between bytecode instructions, and runs none while Qt waits for
    events; so the signal is also written to a socket that wakes Qt.

    Parameters
    ----------
    stop : callable
        Called on the main thread when a signal has come.
    """

    def __init__(self, stop: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = stop
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        signal.set_wakeup_fd(self._writer.fileno())
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        for number in ENDS:
            if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
                signal.signal(number, lambda *_: None)

    def _woken(self) -> None:
        numbers = self._reader.recv(64)
        if any(number in ENDS for number in numbers):
            self._stop()

    def close(self) -> None:
        """Stop watching."""
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()


class Application(QApplication):
    """Takes the files that macOS asks a program to open, which are no arguments there.

    `file_opened` carries a path.
    """

    file_opened = Signal(str)

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self.early_files: list[str] = []  # asked for before there was a window
        self.has_window = False

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            if self.has_window:
                self.file_opened.emit(event.file())
            else:
                self.early_files.append(event.file())
            return True
        return super().event(event)


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(QT_LEVELS.get(kind, logging.INFO), message)


def _log_to_stderr() -> None:
    if os.environ.get("COLORIZER_LOG") == "info" and sys.stderr is not None:
        logging.getLogger().addHandler(logging.StreamHandler())


def _make_application() -> Application:
    if sys.platform == "darwin":
        # macOS converts what is drawn for the screen once it knows what it is.
        surface = QSurfaceFormat.defaultFormat()
        surface.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
        QSurfaceFormat.setDefaultFormat(surface)
    app = Application(sys.argv[:1])
    app.setApplicationName("colorizer")
    app.setApplicationDisplayName("Colorizer")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("org.colorizer.Colorizer")
    try:
        app.setWindowIcon(QIcon(str(resource("assets/icons/colorizer.svg"))))
    except FileNotFoundError:
        log.warning("the program's icon is missing")
    accessible.install()
    theme.follow_system(app)
    return app


def run(photos: Sequence[str]) -> int:
    """Show the window until it is closed.

    Parameters
    ----------
    photos : sequence of str
        Files and folders to open at the start.

    Returns
    -------
    int
        The exit status.
    """
    keep_inherited_files()
    log_file = start_logging()
    _log_to_stderr()
    qInstallMessageHandler(_log_qt)
    photos = [str(path) for path in expanded(map(local_path, photos))]
    app = _make_application()
    hook = ExceptionHook()
    hook.install()
    reception: Reception | None = None
    try:
        from colorizer_gui.gui.window import instance
    except ImportError as error:  # Qt's module for sockets needs libraries of the system
        log.info("each start has a window of its own: %s", error)
    else:
        reception = instance.Reception(name := instance.server_name(settings_file()))
        if instance.hand_over(name, photos) or (
            not reception.open() and instance.hand_over(name, photos)
        ):
            log.info("the window that runs opens the photos")
            return 0
    program = Program(app, partial(MainWindow, log_file=log_file))
    hook.caught.connect(program.on_unexpected_error)
    if reception is not None:
        reception.received.connect(program.come_forward)
    watch = SignalWatch(lambda: app.exit(0))
    program.window.show()
    QTimer.singleShot(0, lambda: log.info("window shown"))
    app.file_opened.connect(lambda path: program.come_forward([path]))
    app.has_window = True
    if wanted := [*photos, *app.early_files]:
        program.window.open_paths(wanted)
    status = app.exec()
    if reception is not None:
        reception.close()
    program.window.shutdown()
    watch.close()
    log.info("ended")
    return status
