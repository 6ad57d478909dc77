"""Reads uploads as they arrive, straight into the store."""

import asyncio
import re
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.web.arriving import Upload
from colorizer_gui.web.bodies import cut_short, unhurried
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.names import cleaned
from colorizer_gui.web.store import Store
from colorizer_gui.web.work_queue import client_of

FIELD = "file"
LARGEST_HEADERS = 16_384  # of a part, in bytes
# A name in the encoding of RFC 8187: not meant for forms, but what older libraries send.
_EXTENDED = re.compile(r";\s*filename\*=[\w-]+'[^']*'(?P<name>[^;\s]+)")
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")


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
    size: int = 0  # of all headers

    def name(self) -> str | None:
        """The name of the part's file, cleaned; None where it is no file of the field."""
        disposition = self.headers.get(b"content-disposition", b"").decode("latin-1")
        kind, options = parse_options_header(disposition)
        if kind != b"form-data" or options.get(b"name") != FIELD.encode():
            return None
        if b"filename" in options:
            return cleaned(_decoded(options[b"filename"]))
        extended = _EXTENDED.search(disposition)
        if extended is None:
            return None
        name = extended["name"].encode("latin-1")
        return cleaned(_decoded(_ESCAPE.sub(lambda found: bytes.fromhex(found[1].decode()), name)))


def _decoded(name: bytes) -> str:
    """The text of a name; where it is not in UTF-8, as old programs write it."""
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("latin-1")


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
        self._part.size += len(data)
        if self._part.size > LARGEST_HEADERS:
            raise FormParserError("the headers are too long")

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


class Taker(Protocol):
    """Gets the files of a form, one after the other."""

    async def take(self, arrived: Arrived) -> None:
        """Take a file that is there; it is removed afterwards."""

    def refuse(self, name: str, error: ColorizerError) -> None:
        """Note that a file could not be kept."""


async def receive_files(request: Request, store: Store, taker: Taker) -> None:
    """Read the files of a form, one after the other.

    A file that there is no room for is read to its end all the same: a client that still sends
    would not see the answer.

    Parameters
    ----------
    request : Request
    store : Store
    taker : Taker

    Raises
    ------
    RefusedError
        The form is damaged or too slow.
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
        arriving = _Arriving(stack, store, client_of(request), taker)
        async for data in unhurried(request):
            try:
                events = reader.read(data)
            except FormParserError as error:
                raise cut_short() from error
            for event, content in events:
                await arriving.handle(event, content)
        if not reader.is_whole:
            raise cut_short()


class _Arriving:
    """The file of a form that is arriving."""

    def __init__(self, stack: ExitStack, store: Store, client: str, taker: Taker) -> None:
        self._stack, self._store, self._client, self._taker = stack, store, client, taker
        self._upload: Upload | None = None
        self._name, self._path = "", Path()

    async def handle(self, event: str, content: bytes) -> None:
        """Do what an event of the form asks for."""
        try:
            if event == "begin":
                self._name = content.decode()
                self._stack.close()
                received = self._store.receive(self._name, self._client)
                self._upload, self._path = self._stack.enter_context(received)
            elif self._upload is None:
                return
            elif event == "data":
                await asyncio.to_thread(self._upload.write, content)
            else:
                await asyncio.to_thread(self._upload.finish)
                await self._taker.take(Arrived(self._name, self._path, self._upload.size))
                self._leave()
        except RefusedError as error:
            self._refuse(error)
        except OSError as error:
            self._refuse(cannot_store(self._name, error))

    def _refuse(self, error: RefusedError) -> None:
        self._taker.refuse(self._name, error)
        self._leave()

    def _leave(self) -> None:
        self._upload = None
        self._stack.close()


def cannot_store(name: str, error: OSError) -> RefusedError:
    """The error where the disk does not take a file."""
    return RefusedError(
        507,
        Message("Can't upload {name}: {reason}.", name=name, reason=system_reason(error)),
    )
