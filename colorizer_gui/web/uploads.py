"""Reads uploads as they arrive, straight into the store."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.names import cleaned
from colorizer_gui.web.store import Store, Upload
from colorizer_gui.web.work_queue import client_of

FIELD = "file"
# Slower than this, in seconds without a byte and in bytes a second, an upload is given up.
LONGEST_PAUSE = 20.0
GRACE = 30.0
SLOWEST = 10_000
LARGEST_HEADER = 16_384


@dataclass(frozen=True)
class Arrived:
    """A file that has arrived whole.

    Parameters
    ----------
    name : str
        Cleaned.
    path : Path
        Where it lies until it is taken over.
    size : int
    """

    name: str
    path: Path
    size: int


@dataclass
class _Part:
    """A part of a form while it is read."""

    headers: dict[bytes, bytes] = field(default_factory=dict)
    header: bytearray = field(default_factory=bytearray)
    value: bytearray = field(default_factory=bytearray)

    def name(self) -> str | None:
        """The name of the part's file, cleaned; None where it is no file of the field."""
        disposition = self.headers.get(b"content-disposition", b"").decode("latin-1")
        kind, options = parse_options_header(disposition)
        if kind != b"form-data" or options.get(b"name") != FIELD.encode():
            return None
        if b"filename" not in options:
            return None
        return cleaned(options[b"filename"].decode("utf-8", "replace"))


# What the parser found in the latest bytes: the beginning of a file, bytes of it, its end.
_Event = tuple[str, bytes]


class _FormReader:
    """Turns the bytes of a form into events."""

    def __init__(self, boundary: bytes) -> None:
        self.is_whole = False
        self._events: list[_Event] = []
        self._part = _Part()
        self._is_file = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda data, start, end: self._take_header(data[start:end], 0),
                "on_header_value": lambda data, start, end: self._take_header(data[start:end], 1),
                "on_header_end": self._end_header,
                "on_headers_finished": self._end_headers,
                "on_part_data": self._take_data,
                "on_part_end": self._end_part,
                "on_end": self._end,
            },
        )

    def read(self, data: bytes) -> list[_Event]:
        """The events in the next bytes."""
        self._events = []
        self._parser.write(data)
        return self._events

    def _begin(self) -> None:
        self._part = _Part()

    def _take_header(self, data: bytes, place: int) -> None:
        target = self._part.value if place else self._part.header
        target += data
        if len(target) > LARGEST_HEADER:
            raise FormParserError("a header is too long")

    def _end_header(self) -> None:
        part = self._part
        part.headers[bytes(part.header).lower()] = bytes(part.value)
        part.header.clear()
        part.value.clear()

    def _end_headers(self) -> None:
        name = self._part.name()
        self._is_file = name is not None
        if name is not None:
            self._events.append(("begin", name.encode()))

    def _take_data(self, data: bytes, start: int, end: int) -> None:
        if self._is_file:
            self._events.append(("data", data[start:end]))

    def _end_part(self) -> None:
        if self._is_file:
            self._events.append(("end", b""))

    def _end(self) -> None:
        self.is_whole = True


async def receive_files(
    request: Request, store: Store, take: Callable[[Arrived], Awaitable[None]]
) -> None:
    """Read the files of a form, one after the other.

    Parameters
    ----------
    request : Request
    store : Store
    take : callable
        Called with each file once it is there; it is removed afterwards.

    Raises
    ------
    RefusedError
        The form is damaged, too slow, or one file is too large.
    """
    kind, options = parse_options_header(request.headers.get("content-type"))
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise RefusedError(
            415,
            Message(
                'A photo is sent as a form (multipart/form-data) with the field "{name}".',
                name=FIELD,
            ),
        )
    reader = _FormReader(options[b"boundary"])
    with ExitStack() as stack:
        upload: Upload | None = None
        name, path = "", Path()
        async for data in _unhurried(request):
            try:
                events = reader.read(data)
            except FormParserError as error:
                raise _damaged() from error
            for event, content in events:
                if event == "begin":
                    name = content.decode()
                    upload, path = _begin(stack, store, name, client_of(request))
                elif event == "data" and upload is not None:
                    await asyncio.to_thread(_write, upload, content, name)
                elif upload is not None:
                    await asyncio.to_thread(_finish, upload, name)
                    await take(Arrived(name, path, upload.size))
                    stack.close()
        if not reader.is_whole:
            raise _damaged()


def _begin(stack: ExitStack, store: Store, name: str, client: str) -> tuple[Upload, Path]:
    stack.close()
    try:
        return stack.enter_context(store.receive(name, client))
    except OSError as error:
        raise cannot_store(name, error) from error


def _write(upload: Upload, data: bytes, name: str) -> None:
    try:
        upload.write(data)
    except OSError as error:
        raise cannot_store(name, error) from error


def _finish(upload: Upload, name: str) -> None:
    try:
        upload.finish()
    except OSError as error:
        raise cannot_store(name, error) from error


def cannot_store(name: str, error: OSError) -> RefusedError:
    """The error where the disk does not take a file."""
    return RefusedError(
        507,
        Message("Can't upload {name}: {reason}.", name=name, reason=system_reason(error)),
    )


def _damaged() -> RefusedError:
    return RefusedError(400, Message("The upload ends too early or is damaged. Try it again."))


async def _unhurried(request: Request) -> AsyncIterator[bytes]:
    """The bytes of a request, unless they come too slowly."""
    stream = request.stream().__aiter__()
    begun, size = time.monotonic(), 0
    while True:
        try:
            data = await asyncio.wait_for(anext(stream), LONGEST_PAUSE)
        except StopAsyncIteration:
            return
        except ClientDisconnect as error:
            raise _damaged() from error
        except TimeoutError as error:
            raise _too_slow() from error
        size += len(data)
        if time.monotonic() - begun > GRACE + size / SLOWEST:
            raise _too_slow()
        yield data


def _too_slow() -> RefusedError:
    return RefusedError(408, Message("The upload came too slowly and was given up. Try it again."))
