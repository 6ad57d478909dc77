"""Decides who is let in, and tells browsers what the page may do.

Against names of other sites that lead here (DNS rebinding): only known names of this machine are
answered. Against forms and scripts of other sites: what changes something must come from a page of
ours, or from a program, which sends no Origin. Where others than this machine can connect, a token
must be known.
"""

import hashlib
import hmac
import ipaddress
import re
import time
from collections import OrderedDict
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as AsgiMessage

from colorizer_gui.engine.messages import Message
from colorizer_gui.web.bodies import READING
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.problems import problem
from colorizer_gui.web.work_queue import client_of

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
# Wrong tokens of one address in so many seconds, before it has to wait.
MOST_WRONG_TOKENS = 10
WRONG_TOKEN_TIME = 60.0
_MOST_ADDRESSES = 10_000
# A name may end with a point, and an address of IPv6 stands in brackets.
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^\s:@/\[\]]+?)\.?(:\d*)?")


def is_loopback(host: str) -> bool:
    """Whether only this machine can connect to an address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


class Guard:
    """Stands before an application.

    Parameters
    ----------
    app : ASGI application
    host : str
        The address that is listened at.
    names : iterable of str
        Further names of this machine.
    token : str or None
        None where none is needed.
    """

    def __init__(self, app: ASGIApp, host: str, names: Iterable[str], token: str | None) -> None:
        self._app = app
        self._is_local = is_loopback(host)
        self._names = {host.lower(), "localhost", *(name.lower() for name in names)}
        self._token = token
        self._wrong = _WrongTokens()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the application do so."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def send_guarded(message: AsgiMessage) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        if scope["method"] == "HEAD":  # the server leaves out the body
            scope = {**scope, "method": "GET"}
        request = Request(scope)
        try:
            answer = self._answer(request)
        except RefusedError as error:
            answer = problem(request, error.status, error.message)
        await (answer or self._app)(scope, receive, send_guarded)

    def _answer(self, request: Request) -> Response | None:
        """The answer to a request that the application does not get; None for all others.

        Raises
        ------
        RefusedError
        """
        self._check_host(request.headers)
        self._check_origin(request)
        is_known = self._token is None or self._is_known(request)
        given = request.query_params.get("token")
        if given is not None and request.method == "GET" and request.url.path == "/":
            if not is_known:
                self._check_token(request, given)
            return self._welcome(request)
        if is_known:
            return None
        raise RefusedError(
            401,
            Message("A token is needed. Open the address that the server printed at its start."),
        )

    def _check_host(self, headers: Headers) -> None:
        host = headers.get("host", "")
        name = _name_of(host)
        if name in self._names or (is_loopback(name) if self._is_local else _is_address(name)):
            return
        raise RefusedError(
            421,
            Message(
                "This server is not called {name}. Use its address, or start it with --name.",
                name=name or host,
            ),
        )

    def _check_origin(self, request: Request) -> None:
        """Refuse what a page of another site asks for."""
        origin = request.headers.get("origin")
        if origin is not None:
            is_ours = origin.partition("://")[2].lower() == request.headers.get("host", "").lower()
        else:
            site = request.headers.get("sec-fetch-site", "none")
            is_followed = (
                request.method in READING
                and request.headers.get("sec-fetch-mode") == "navigate"
                and request.url.path == "/"
            )
            is_ours = site in ("same-origin", "none") or is_followed
        if not is_ours:
            raise RefusedError(403, Message("Other sites can't use this server."))

    def _is_known(self, request: Request) -> bool:
        """Whether a request has the cookie or the token."""
        cookie = request.cookies.get(_cookie_name(request), "")
        if hmac.compare_digest(cookie.encode(), self._cookie().encode()):
            return True
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return False
        self._check_token(request, given.strip())
        return True

    def _check_token(self, request: Request, given: str) -> None:
        address = client_of(request)
        if self._wrong.are_too_many(address):
            raise RefusedError(429, Message("Too many wrong tokens. Wait a minute."))
        if not hmac.compare_digest(given.encode(), (self._token or "").encode()):
            self._wrong.add(address)
            raise RefusedError(401, Message("The token is wrong. See what the server printed."))

    def _cookie(self) -> str:
        """What the cookie holds: not the token, which would be worth more."""
        return hmac.new((self._token or "").encode(), b"cookie", hashlib.sha256).hexdigest()

    def _welcome(self, request: Request) -> Response:
        """Give the cookie, and take the token out of the address."""
        answer = RedirectResponse("/", 303)
        if self._token is not None:
            answer.set_cookie(
                _cookie_name(request),
                self._cookie(),
                httponly=True,
                samesite="lax",
                secure=request.url.scheme == "https",
            )
        return answer


class _WrongTokens:
    """Counts the wrong tokens of the latest minute by address."""

    def __init__(self) -> None:
        self._times: OrderedDict[str, list[float]] = OrderedDict()

    def add(self, address: str) -> None:
        self._times.setdefault(address, []).append(time.monotonic())
        while len(self._times) > _MOST_ADDRESSES:
            self._times.popitem(last=False)

    def are_too_many(self, address: str) -> bool:
        since = time.monotonic() - WRONG_TOKEN_TIME
        recent = [each for each in self._times.get(address, []) if each > since]
        if recent:
            self._times[address] = recent
        else:
            self._times.pop(address, None)
        return len(recent) >= MOST_WRONG_TOKENS


def _name_of(host: str) -> str:
    """The name in a header Host, without the port; empty where there is none."""
    found = _HOST.fullmatch(host.lower())
    return found["name"].strip("[]") if found else ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _cookie_name(request: Request) -> str:
    """Cookies do not tell ports apart, so that their names do."""
    return f"colorizer-{request.url.port or 'web'}"
