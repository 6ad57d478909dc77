"""Runs the web page until it is told to end."""

import asyncio
import errno
import platform
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.web.application import application
from colorizer_gui.web.connections import Connection
from colorizer_gui.web.context import Context
from colorizer_gui.web.guard import is_loopback
from colorizer_gui.web.options import SHORTEST_TOKEN, ServeOptions
from colorizer_gui.web.store_folder import store_folder

# How many seconds an end waits for connections that are busy.
TIME_TO_END = 3
_WAITING_CONNECTIONS = 128
# What stands for all addresses of this machine.
_ANY = {"0.0.0.0", "::"}


class _Server(uvicorn.Server):
    """Tells when it is ready."""

    def __init__(self, app: ASGIApp, ready: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=Connection,
                log_config=None,
                access_log=False,
                server_header=False,
                ws="none",
                lifespan="on",
                timeout_graceful_shutdown=TIME_TO_END,
            )
        )
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell it."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def serve(options: ServeOptions, tell: Callable[[str], None]) -> None:
    """Serve the page until a signal ends it.

    Parameters
    ----------
    options : ServeOptions
    tell : callable
        Given the address of the page, once it can be opened.

    Raises
    ------
    UsageError
        The address or the token cannot be used.
    ModelError, SaveError
    """
    token = _token(options)
    listener = _listener(options)
    port = listener.getsockname()[1]
    with listener, store_folder(options.port, port) as folder:
        context = Context(options, folder)
        names = [name for name in (options.name, *_own_names(options.host)) if name]
        address = _address(options.host, port, token)

        def ready() -> None:
            tell(address)
            context.queue.submit("", lambda _: context.models.offered(), True)
            if options.opens_page:
                threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

        server = _Server(application(context, names, token), ready)
        asyncio.run(server.serve([listener]))


def _token(options: ServeOptions) -> str | None:
    """The token that clients have to know; None where only this machine can connect."""
    token = options.token
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise UsageError(
            Message("A token needs at least {count} characters.", count=SHORTEST_TOKEN)
        )
    if token is not None and not (token.isascii() and token.replace("-", "").isalnum()):
        raise UsageError(Message("A token consists of letters, digits and hyphens."))
    if token is None and not (is_loopback(options.host) and options.name is None):
        return secrets.token_hex(16)
    return token


def _own_names(host: str) -> list[str]:
    """The names by which others find this machine."""
    if is_loopback(host):
        return []
    name = platform.node().partition(".")[0]
    return [name, f"{name}.local", platform.node()] if name else []


def _listener(options: ServeOptions) -> socket.socket:
    """A socket that listens at the address.

    Raises
    ------
    UsageError
    """
    host = options.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if platform.system() != "Windows":  # where it would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, options.port))
        listener.listen(_WAITING_CONNECTIONS)
    except OSError as error:
        listener.close()
        raise UsageError(
            Message(
                "Can't serve at {host}, port {port}: {reason}. Name another one.",
                host=options.host,
                port=options.port,
                reason=_reason(error),
            )
        ) from error
    listener.setblocking(False)
    return listener


def _reason(error: OSError) -> Message:
    if error.errno == errno.EADDRINUSE:
        return Message("another program uses the port")
    if error.errno == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return Message("this machine has no such address")
    return system_reason(error)


def _address(host: str, port: int, token: str | None) -> str:
    """What to type into a browser."""
    shown = platform.node() if host in _ANY and platform.node() else host
    if ":" in shown and not shown.startswith("["):
        shown = f"[{shown}]"
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")
