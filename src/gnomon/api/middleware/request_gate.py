"""What no route should ever see: endless addresses, headers and bodies, and JSON without bottom."""

import asyncio
import re
from contextlib import AbstractAsyncContextManager, nullcontext
from itertools import accumulate

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gnomon.api.problems import answer
from gnomon.api.protocol import WHOLE_BODY
from gnomon.foundation.kit.errors import AppError, ErrorCode, ErrorKind, Invalid, NotFound

MAX_URL_BYTES = 8 * 1024
MAX_HEADER_BYTES = 32 * 1024
MAX_BODY_BYTES = 2 * 1024 * 1024
MAX_JSON_DEPTH = 128
BODY_SECONDS = 30.0
HERE_ALREADY = nullcontext()

# Files are streamed by their own route, which has its own limit.
STREAMED_PATHS = frozenset({"/api/v1/datasets/upload"})

JSON_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
UNSTORABLE = re.compile(rb"(?<!\\)(?:\\\\)*\\u(?:0000|[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|[dD][c-fC-F])")
LONE_LOW = re.compile(rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
NOT_BRACKETS = bytes(sorted(set(range(256)) - set(b"[]{}")))
STEP = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}


class TooLong(AppError):
    """An address or headers that are longer than any honest client's."""

    kind = ErrorKind.INVALID

    def __init__(self, message: str) -> None:
        super().__init__(ErrorCode.PAYLOAD_TOO_LARGE, message)


class BodyTooLarge(AppError):
    """A body that is larger than this route reads."""

    kind = ErrorKind.TOO_LARGE

    def __init__(self) -> None:
        super().__init__(
            ErrorCode.PAYLOAD_TOO_LARGE,
            f"The body has more than {MAX_BODY_BYTES} bytes.",
            hint="Files are uploaded to /api/v1/datasets/upload.",
            details={"limit_bytes": MAX_BODY_BYTES},
        )


class BodyTooSlow(AppError):
    """A small body that does not arrive."""

    kind = ErrorKind.TIMEOUT

    def __init__(self) -> None:
        super().__init__(ErrorCode.VALIDATION_ERROR, f"The body did not arrive within {BODY_SECONDS:g} seconds.")


class RequestGate:
    """Refuses early, before anything is parsed; small bodies are read whole and looked at once."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            check_head(scope)
            drop_trailing_slash(scope)
            if scope["method"] not in {"GET", "HEAD"} and scope["path"] not in STREAMED_PATHS:
                body = await read_body(scope, receive)
                receive = replay({"type": "http.request", "body": body, "more_body": False}, receive)
        except TooLong as error:
            status = 414 if len(scope["raw_path"]) + len(scope["query_string"]) > MAX_URL_BYTES else 431
            await answer(scope, error, status=status)(scope, receive, send)
        except AppError as error:
            await answer(scope, error)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def check_head(scope: Scope) -> None:
    """Refuse an address or headers that are too long, and NUL in an address."""
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MAX_URL_BYTES:
        raise TooLong(f"The address is longer than {MAX_URL_BYTES} bytes.")
    if sum(len(name) + len(value) for name, value in scope["headers"]) > MAX_HEADER_BYTES:
        raise TooLong(f"The headers are longer than {MAX_HEADER_BYTES} bytes.")
    if "\x00" in scope["path"]:
        raise NotFound("page")
    if b"%00" in scope["query_string"]:
        raise Invalid("The address holds a NUL character.")


def drop_trailing_slash(scope: Scope) -> None:
    """Let a path of the API answer with and without a slash at its end."""
    path: str = scope["path"]
    if path.endswith("/") and path.startswith(("/api/", "/health/", "/metrics/", "/docs/")):
        scope["path"] = path[:-1]


async def read_body(scope: Scope, receive: Receive) -> bytes:
    """The whole of a small body; raises as soon as it is larger than it may be."""
    if is_announced_too_large(scope):
        raise BodyTooLarge
    body = bytearray()
    try:
        async with _time_for_body(scope):
            while await _receive_piece(receive, body):
                if len(body) > MAX_BODY_BYTES:
                    raise BodyTooLarge
    except TimeoutError as error:
        raise BodyTooSlow from error
    check_json(bytes(body))
    return bytes(body)


def is_announced_too_large(scope: Scope) -> bool:
    """Whether the head of a request says already that its body is too large."""
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return bool(lengths) and lengths[0].isdigit() and int(lengths[0][:20]) > MAX_BODY_BYTES


def _time_for_body(scope: Scope) -> AbstractAsyncContextManager[object]:
    """As long as a body may take; nothing is to be waited for where all of it is here."""
    return HERE_ALREADY if WHOLE_BODY in scope.get("state", ()) else asyncio.timeout(BODY_SECONDS)


async def _receive_piece(receive: Receive, body: bytearray) -> bool:
    """Add the next piece to a body; whether there is more to come, or too much already."""
    message = await receive()
    body += message.get("body", b"")
    return bool(message.get("more_body", False)) or len(body) > MAX_BODY_BYTES


def check_json(body: bytes) -> None:
    """Refuse JSON that is nested too deep for a parser's stack, or that holds what no database stores."""
    if body.count(b"[") + body.count(b"{") > MAX_JSON_DEPTH and depth_of(body) > MAX_JSON_DEPTH:
        raise Invalid(f"The JSON is nested more than {MAX_JSON_DEPTH} levels deep.")
    if b"\\u" in body and UNSTORABLE.search(LONE_LOW.sub(b"", body)):
        raise Invalid("A text holds a NUL character or half of a character.")


def depth_of(body: bytes) -> int:
    """How deep JSON is nested."""
    brackets = JSON_STRING.sub(b"", body).translate(None, NOT_BRACKETS)
    return max(accumulate(map(STEP.__getitem__, brackets)), default=0)


def replay(message: Message, receive: Receive) -> Receive:
    """Hand a message that has been read to whoever reads next."""
    is_told = False

    async def receive_again() -> Message:
        nonlocal is_told
        if is_told:
            return await receive()
        is_told = True
        return message

    return receive_again


async def peek_body(scope: Scope, receive: Receive) -> tuple[bytes | None, Receive]:
    """A small body, or None where there is no whole one; and how everything is read again by whoever does it next."""
    if is_announced_too_large(scope):
        return None, receive
    body = bytearray()
    try:
        async with _time_for_body(scope):
            while (message := await receive())["type"] == "http.request":
                body += message.get("body", b"")
                is_whole = not message.get("more_body", False)
                if is_whole or len(body) > MAX_BODY_BYTES:
                    read = bytes(body)
                    again = replay({"type": "http.request", "body": read, "more_body": not is_whole}, receive)
                    return read if is_whole else None, again
    except TimeoutError:
        return None, _too_slow
    return None, replay(message, receive)


async def _too_slow() -> Message:
    raise BodyTooSlow
