"""HTTP on the wire with bounds that the server library leaves open: how long and how large a request's head may be."""

import asyncio
import json
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 20.0
HEAD_BYTES = 64 * 1024
WHOLE_BODY = "is_body_whole"
"""Of the state of a request: there as soon as all of the body has arrived."""


class BoundedProtocol(HttpToolsProtocol):
    """Closes a connection whose request head is too slow or too large, and answers garbage in our own form."""

    _head_bytes = 0
    _is_in_head = True
    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._head_is_complete()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """A head begins, which most often arrives whole."""
        self._is_in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is whole; the body has its own limits."""
        self._head_is_complete()
        self._head_bytes = 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The body is whole: whoever reads it waits for nobody."""
        self.scope["state"][WHOLE_BODY] = True
        super().on_message_complete()

    def data_received(self, data: bytes) -> None:
        """Count what arrives as long as the head is not whole, and wait only so long for the rest of it."""
        if self._is_in_head:
            self._head_bytes += len(data)
        super().data_received(data)
        if self._is_in_head and self._head_timer is None:
            self._expect_head()
        if self._is_in_head and self._head_bytes > HEAD_BYTES and not self.transport.is_closing():
            self._refuse(b"431 Request Header Fields Too Large", "The head of the request is too large.")

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP."""
        self._refuse(b"400 Bad Request", "This is not a valid HTTP request.")

    def _expect_head(self) -> None:
        self._head_timer = self.loop.call_later(HEAD_SECONDS, self._head_is_late)

    def _head_is_complete(self) -> None:
        self._is_in_head = False
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _head_is_late(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()

    def _refuse(self, status: bytes, message: str) -> None:
        number, _, title = status.decode().partition(" ")
        problem: dict[str, Any] = {
            "type": "about:blank",
            "title": title,
            "status": int(number),
            "detail": message,
            "request_id": "",
            "success": False,
            "error": {"code": "VALIDATION_ERROR", "message": message, "details": {}, "hint": None},
        }
        body = json.dumps(problem).encode()
        head = (
            b"HTTP/1.1 %b\r\ncontent-type: application/problem+json\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head % (status, len(body)) + body)
        self.transport.close()
