"""Starts the program: log, exception hook, signals, the window."""

import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from types import TracebackType

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
from colorizer_gui.engine.settings import read_settings, settings_file
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.translation import install_language
from colorizer_gui.gui.window.main_window import MainWindow
from colorizer_gui.logs import start_logging
from colorizer_gui.resources import resource

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


class OpenedFiles(QObject):
    """Opens what the Finder of macOS tells a running program to open; elsewhere none does.

    Parameters
    ----------
    app : QApplication
    open_paths : callable
        Takes a list of paths.
    """

    def __init__(self, app: QApplication, open_paths: Callable[[Sequence[str]], object]) -> None:
        super().__init__(app)
        self._open_paths = open_paths
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the event with the name of a file."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self._open_paths([event.file()])
            return True
        return super().eventFilter(watched, event)


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


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(QT_LEVELS.get(kind, logging.INFO), message)


def _log_to_stderr() -> None:
    if os.environ.get("COLORIZER_LOG") == "info" and sys.stderr is not None:
        logging.getLogger().addHandler(logging.StreamHandler())


def _make_application() -> QApplication:
    if sys.platform == "darwin":
        # macOS converts what is drawn for the screen once it knows what it is.
        surface = QSurfaceFormat.defaultFormat()
        surface.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
        QSurfaceFormat.setDefaultFormat(surface)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("colorizer")
    app.setApplicationDisplayName("Colorizer")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("org.colorizer.Colorizer")
    try:
        app.setWindowIcon(QIcon(str(resource("assets/icons/colorizer.svg"))))
    except FileNotFoundError:
        log.warning("the program's icon is missing")
    theme.follow_system(app)
    install_language(app, read_settings(settings_file()).language)
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
    log_file = start_logging()
    _log_to_stderr()
    qInstallMessageHandler(_log_qt)
    app = _make_application()
    hook = ExceptionHook()
    hook.install()
    window = MainWindow(log_file=log_file)
    hook.caught.connect(window.on_unexpected_error)
    watch = SignalWatch(lambda: app.exit(0))
    window.show()
    QTimer.singleShot(0, lambda: log.info("window shown"))
    window.document.opened.connect(lambda _: log.info("photo shown"))
    if photos:
        window.open_paths(expanded(map(local_path, photos)))
    if sys.platform == "darwin":  # as a filter of all events it has its price
        OpenedFiles(app, window.open_paths)
    status = app.exec()
    window.shutdown()
    watch.close()
    log.info("ended")
    return status
