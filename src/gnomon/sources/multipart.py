"""A multipart body read as it comes: one part after the other, none of them ever whole in memory."""

from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from gnomon.foundation.kit.errors import Invalid

MAX_PARTS = 100

_END_OF_PART = None


@dataclass(slots=True)
class Part:
    """One part: the name of its field, the name of its file if it is one, and its bytes."""

    name: str
    file_name: str | None
    chunks: AsyncGenerator[bytes, None]

    async def text(self, max_bytes: int) -> str:
        """The part as text. Raises `Invalid` when it is too long, not UTF-8, or holds NUL."""
        gathered = bytearray()
        async for chunk in self.chunks:
            gathered += chunk
            if len(gathered) > max_bytes:
                raise Invalid(f"The field “{self.name}” is longer than {max_bytes} bytes.")
        if 0 in gathered:
            raise Invalid(f"The field “{self.name}” holds a NUL character.")
        try:
            return gathered.decode()
        except UnicodeDecodeError:
            raise Invalid(f"The field “{self.name}” is not UTF-8 text.") from None


@dataclass(slots=True)
class _Head:
    """The headers of a part, as far as they have come."""

    name: bytearray = field(default_factory=bytearray)
    value: bytearray = field(default_factory=bytearray)
    disposition: bytes = b""


class MultipartReader:
    """Feeds a parser with the body and hands out its parts."""

    def __init__(self, body: AsyncIterator[bytes], content_type: str) -> None:
        kind, options = parse_options_header(content_type)
        if kind != b"multipart/form-data" or not options.get(b"boundary"):
            raise Invalid(
                "An upload is sent as multipart/form-data.", hint="Send the file in a form field called “file”."
            )
        self._body = body
        self._head = _Head()
        self._events: deque[_Head | bytes | None] = deque()
        self._part_count = 0
        self._is_complete = False
        try:
            self._parser = MultipartParser(
                options[b"boundary"],
                {
                    "on_part_begin": self._on_part_begin,
                    "on_header_field": self._on_header_field,
                    "on_header_value": self._on_header_value,
                    "on_header_end": self._on_header_end,
                    "on_headers_finished": lambda: self._events.append(self._head),
                    "on_part_data": lambda data, start, end: self._events.append(data[start:end]),
                    "on_part_end": lambda: self._events.append(_END_OF_PART),
                    "on_end": self._on_end,
                },
            )
        except FormParserError as error:
            raise _malformed() from error

    async def parts(self) -> AsyncGenerator[Part, None]:
        """The parts in order; what is not read of one is skipped when the next is asked for."""
        while (event := await self._next_event()) is not _END_OF_PART:
            if not isinstance(event, _Head):
                raise _malformed()
            chunks = self._chunks()
            yield _part(event, chunks)
            async for _skipped in chunks:
                pass

    async def _chunks(self) -> AsyncGenerator[bytes, None]:
        while (event := await self._next_event()) is not _END_OF_PART:
            if not isinstance(event, bytes):
                raise _malformed()
            yield event

    async def _next_event(self) -> _Head | bytes | None:
        """The next thing that the parser saw; the end of the last part is followed by the end of the body."""
        while not self._events:
            if self._is_complete:
                return _END_OF_PART
            await self._feed()
        return self._events.popleft()

    async def _feed(self) -> None:
        chunk = await anext(self._body, b"")
        if not chunk:
            raise Invalid("The upload was cut off before its end.", hint="Upload the file again.")
        try:
            self._parser.write(chunk)
        except FormParserError as error:
            raise _malformed() from error

    def _on_part_begin(self) -> None:
        self._part_count += 1
        if self._part_count > MAX_PARTS:
            raise Invalid(f"An upload may have at most {MAX_PARTS} form fields.")
        self._head = _Head()

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._head.name += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._head.value += data[start:end]

    def _on_header_end(self) -> None:
        if self._head.name.lower() == b"content-disposition":
            self._head.disposition = bytes(self._head.value)
        self._head.name.clear()
        self._head.value.clear()

    def _on_end(self) -> None:
        self._is_complete = True


def _part(head: _Head, chunks: AsyncGenerator[bytes, None]) -> Part:
    kind, options = parse_options_header(head.disposition)
    if kind != b"form-data" or b"name" not in options:
        raise _malformed()
    file_name = options.get(b"filename")
    return Part(
        name=options[b"name"].decode(errors="replace"),
        file_name=None if file_name is None else file_name.decode(errors="replace"),
        chunks=chunks,
    )


def _malformed() -> Invalid:
    return Invalid("The upload is not well-formed multipart/form-data.", hint="Upload the file again.")
