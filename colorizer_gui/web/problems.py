"""Errors as answers: problem+json (RFC 9457) with the sentence in the client's language."""

import errno
import logging
from collections.abc import Mapping
from html import escape
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from colorizer_gui.engine.errors import (
    Cancelled,
    ColorizerError,
    ModelError,
    PhotoError,
    RecipeError,
    SaveError,
    UsageError,
    is_out_of_memory,
)
from colorizer_gui.engine.messages import Message
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.languages import language_of, translate

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
# Nobody reads it: the client has gone away.
CLIENT_LEFT = 499
_STATUSES: dict[type[ColorizerError], int] = {
    PhotoError: 415,
    RecipeError: 422,
    ModelError: 422,
    UsageError: 422,
    Cancelled: CLIENT_LEFT,
}
NO_ROOM = 507
UNEXPECTED = Message("An unexpected error. The server's log file has the details.")
_FULL_DISK = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Colorizer</title>
<h1>Colorizer</h1>
<p>{detail}</p>
"""
_OF_HTTP = {
    404: Message("There is nothing here."),
    405: Message("This can't be done here."),
}


def problem(
    request: Request, status: int, message: Message, headers: Mapping[str, str] | None = None
) -> Response:
    """The answer that says what went wrong; a page to read for who typed the address.

    Parameters
    ----------
    request : Request
    status : int
    message : Message
    headers : mapping of str to str, optional
    """
    language = language_of(request.headers.get("accept-language", ""))
    detail = translate(message, language)
    if status == 401:
        headers = {"WWW-Authenticate": "Bearer"}
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        page = _PAGE.format(language=language.replace("_", "-"), detail=escape(detail))
        return HTMLResponse(page, status, headers)
    content = {"type": "about:blank", "status": status, "detail": detail}
    return JSONResponse(content, status, headers, MEDIA_TYPE)


def status_of(error: ColorizerError) -> int:
    """The status of HTTP for an error."""
    if isinstance(error, RefusedError):
        return error.status
    if is_out_of_memory(error):
        return 503
    if isinstance(error, SaveError):
        cause = error.__cause__
        return NO_ROOM if isinstance(cause, OSError) and cause.errno in _FULL_DISK else 422
    return next((code for kind, code in _STATUSES.items() if isinstance(error, kind)), 500)


def handle_problems(app: FastAPI) -> None:
    """Let an application answer errors so."""

    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, ColorizerError)
        return problem(request, status_of(error), error.message)

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return problem(request, 422, _invalid_value(error.errors()[0]))

    def of_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        known = _OF_HTTP.get(error.status_code, Message("The request can't be understood."))
        return problem(request, error.status_code, known, error.headers)

    def unexpected(request: Request, error: Exception) -> Response:
        if is_out_of_memory(error):
            return problem(request, 503, Message("There is not enough memory. Try again later."))
        return problem(request, 500, UNEXPECTED)

    app.add_exception_handler(ColorizerError, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, of_http)
    app.add_exception_handler(Exception, unexpected)


def _invalid_value(error: dict[str, Any]) -> Message:
    """What is wrong with a value of a request; the reason is that of the library."""
    return Message(
        "The value of {name} can't be used: {reason}.",
        name=str(error["loc"][-1]),
        reason=str(error["msg"]),
    )
